#include <algorithm>
#include <limits>
#include <unordered_map>

#include "core/decode/take_builder.h"

namespace partimento::decode {

namespace {

/// The nodes of the tree that a take's trace holds, step by step, and where each of them stands.
class TraceBuilder {
 public:
  TraceBuilder(const Session& session, const Hypothesis& hypothesis)
      : m_session(session),
        m_path(completePath(session, hypothesis)),
        m_distribution(Shaping::of(session.settings().search)) {}

  Trace build() {
    for (const Vocabulary& field : m_session.tracker().fields()) {
      m_trace.vocabulary.insert(m_trace.vocabulary.end(), field.symbols().begin(), field.symbols().end());
    }
    m_trace.truncated = m_session.recorder().truncated();
    HypothesisState state = m_session.tracker().afterPrompt();
    m_trace.firstCandidates = candidates(kRoot, state, 0);
    m_slots.emplace(kRoot, -1);
    m_scores.emplace(kRoot, std::pair(0.0, 0.0));
    for (std::size_t i = 0; i < m_path.size(); ++i) {
      const int step = static_cast<int>(i) + 1;
      m_field = state.grammar.field;
      addStep(step, m_path[i]);
      m_session.tracker().advance(state, m_session.tree()[m_path[i]].token);
      if (state.finished) continue;
      const auto slot = static_cast<std::size_t>(m_trace.path.back());
      m_trace.steps.back().nodes[slot].candidates = candidates(m_path[i], state, step);
    }
    return std::move(m_trace);
  }

 private:
  /// The trace's vocabulary is that of all fields, one after the other.
  Token inTrace(Token token, int field) const { return field * m_session.tracker().vocabularySize() + token; }

  /// Nodes were added best first: the path's own and the first others whose parents are here too.
  void addStep(int step, NodeIndex onPath) {
    TraceStep& traced = m_trace.steps.emplace_back();
    const SearchTree& tree = m_session.tree();
    std::unordered_map<NodeIndex, std::int32_t> slots;
    int others = 0;
    for (NodeIndex node = tree.stepBegin(step); node < tree.stepEnd(step); ++node) {
      const bool wanted =
          node == onPath || (others < kTraceNeighbours && m_slots.contains(tree[node].parent));
      if (!wanted) {
        m_trace.truncated = true;
        continue;
      }
      if (node != onPath) ++others;
      slots.emplace(node, static_cast<std::int32_t>(traced.nodes.size()));
      if (node == onPath) m_trace.path.push_back(static_cast<std::int32_t>(traced.nodes.size()));
      traced.nodes.push_back(nodeOf(node));
    }
    addMerged(step, traced);
    m_slots = std::move(slots);
  }

  TraceNode nodeOf(NodeIndex index) {
    const SearchTree::Node& node = m_session.tree()[index];
    const auto [score, constrained] = m_scores.at(node.parent);
    const auto sums =
        std::pair(score + static_cast<double>(node.raw), constrained + static_cast<double>(node.constrained));
    m_scores.emplace(index, sums);
    TraceNode traced;
    traced.parent = m_slots.at(node.parent);
    traced.token = inTrace(node.token, m_field);
    traced.score = static_cast<float>(sums.first);
    traced.constrainedScore = static_cast<float>(sums.second);
    return traced;
  }

  /// Merged children of a step's nodes: the record is in the order of steps.
  std::span<const TraceRecorder::Merged> mergedAfter(int step) const {
    const auto& all = m_session.recorder().merged();
    const SearchTree& tree = m_session.tree();
    const auto before = [](NodeIndex limit) {
      return [limit](const TraceRecorder::Merged& merged) { return merged.parent < limit; };
    };
    const auto first = std::ranges::partition_point(all, before(tree.stepBegin(step)));
    const auto last = std::partition_point(first, all.end(), before(tree.stepEnd(step)));
    return {first, last};
  }

  void addMerged(int step, TraceStep& traced) {
    int added = 0;
    for (const TraceRecorder::Merged& merged : mergedAfter(step - 1)) {
      const auto parent = m_slots.find(merged.parent);
      if (parent == m_slots.end() || added == kTraceNeighbours) continue;
      TraceNode node;
      node.parent = parent->second;
      node.token = inTrace(merged.token, m_field);
      node.score = static_cast<float>(m_scores.at(merged.parent).first + static_cast<double>(merged.raw));
      node.constrainedScore = kRemoved;
      node.fate = PruneReason::Merged;
      traced.nodes.push_back(node);
      ++added;
    }
  }

  std::vector<TraceCandidate> candidates(NodeIndex node, const HypothesisState& state, int step) {
    const std::span<const float> row = m_session.recorder().row(node);
    std::vector<TraceCandidate> found;
    if (row.empty()) return found;
    const RuleBook& rules = m_session.rules();
    RuleBook::Given given{};
    const bool relaxed = isRelaxed(state, step);
    if (relaxed) given = rules.relax(state, row).value_or(given);
    m_distribution.compute(row, rules.allowed(state, given));

    std::size_t entry = 0;
    for (Token token = 0; token < m_session.tracker().vocabularySize(); ++token) {
      TraceCandidate candidate{token, row[static_cast<std::size_t>(token)], kRemoved, PruneReason::Kept};
      const auto& entries = m_distribution.entries();
      if (entry < entries.size() && entries[entry].token == token) {
        candidate.constrained = static_cast<float>(entries[entry++].logQ);
        candidate.reason = fate(node, token, step);
      } else {
        candidate.reason = removalOf(state, token, given);
      }
      // what grammar forbids and the network never meant says nothing
      const bool noise = candidate.reason == PruneReason::Grammar && candidate.raw < -20.0F;
      candidate.token = inTrace(token, state.grammar.field);
      if (!noise && candidate.raw > kRemoved) found.push_back(candidate);
    }
    return found;
  }

  /// Whether the search let rules give way after this node: then the path goes on with what they forbid.
  bool isRelaxed(const HypothesisState& state, int step) const {
    const auto next = static_cast<std::size_t>(step);
    if (next >= m_path.size()) return false;
    return !m_session.rules().allowed(state).contains(m_session.tree()[m_path[next]].token);
  }

  PruneReason removalOf(const HypothesisState& state, Token token, const RuleBook::Given& given) const {
    if (m_distribution.cutByTopK().contains(token)) return PruneReason::TopK;
    if (m_distribution.cutByTopP().contains(token)) return PruneReason::TopP;
    return m_session.rules().reason(state, token, given);
  }

  PruneReason fate(NodeIndex parent, Token token, int step) const {
    const SearchTree& tree = m_session.tree();
    if (step + 1 < tree.steps()) {
      for (NodeIndex node = tree.stepBegin(step + 1); node < tree.stepEnd(step + 1); ++node) {
        if (tree[node].parent == parent && tree[node].token == token) return PruneReason::Kept;
      }
    }
    const bool isMerged = std::ranges::any_of(mergedAfter(step), [&](const TraceRecorder::Merged& m) {
      return m.parent == parent && m.token == token;
    });
    if (isMerged) return PruneReason::Merged;
    const bool drawn = m_session.settings().search.method == SearchMethod::Sample;
    return drawn ? PruneReason::NotDrawn : PruneReason::OutsideBeam;
  }

  const Session& m_session;
  std::vector<NodeIndex> m_path;
  Distribution m_distribution;
  Trace m_trace;
  int m_field = 0;  // in which the step's tokens were read; grammars with fields change them in step
  std::unordered_map<NodeIndex, std::int32_t> m_slots;  ///< of the step before
  std::unordered_map<NodeIndex, std::pair<double, double>> m_scores;
};

}  // namespace

Trace buildTrace(const Session& session, const Hypothesis& hypothesis) {
  return TraceBuilder(session, hypothesis).build();
}

}  // namespace partimento::decode
