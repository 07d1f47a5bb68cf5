#include "core/decode/session.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "core/base/error.h"
#include "core/decode/take_builder.h"

namespace partimento::decode {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Session::Session(const SearchProblem& problem, const SearchOptions& options, const StreamTracker& tracker,
                 const RuleBook& rules, SearchStatistics& statistics)
    : m_problem(problem),
      m_options(options),
      m_tracker(tracker),
      m_rules(rules),
      m_statistics(statistics),
      m_recorder(tracker.vocabularySize(), options.trace == TraceDetail::On ? options.traceBytes : 0),
      m_width(static_cast<std::size_t>(tracker.vocabularySize())) {}

Session::~Session() {
  m_problem.scorer.finish();
}

Hypothesis Session::start(int maxHypotheses) {
  Hypothesis root;
  root.state = m_tracker.afterPrompt();
  m_rows.assign(m_width, 0.0F);
  const auto begin = Clock::now();
  m_problem.scorer.start(m_problem.prompt, maxHypotheses, m_rows);
  m_statistics.scorerSeconds += secondsSince(begin);
  ++m_statistics.scorerCalls;
  ++m_statistics.scorerRows;
  checkRows(1);
  record({&root, 1}, {});
  return root;
}

std::span<const float> Session::row(std::size_t index) const {
  return std::span<const float>(m_rows).subspan(index * m_width, m_width);
}

Hypothesis Session::child(const Hypothesis& parent, const Choice& choice) const {
  Hypothesis child = parent;
  child.score += static_cast<double>(row(choice.row)[static_cast<std::size_t>(choice.token)]);
  child.constrained += choice.logQ;
  m_tracker.advance(child.state, choice.token);
  return child;
}

void Session::keep(Hypothesis& child, const Choice& choice) {
  const float raw = row(choice.row)[static_cast<std::size_t>(choice.token)];
  child.node = m_tree.add(
      {child.node, choice.token, raw, static_cast<float>(choice.logQ), static_cast<float>(choice.logZ)});
}

void Session::step(std::span<const Hypothesis> living, std::span<const int> parents,
                   std::span<const Hypothesis> finished) {
  m_tokens.clear();
  for (const Hypothesis& hypothesis : living) m_tokens.push_back(m_tree[hypothesis.node].token);
  m_rows.resize(living.size() * m_width);
  const auto begin = Clock::now();
  m_problem.scorer.step(parents, m_tokens, m_rows);
  m_statistics.scorerSeconds += secondsSince(begin);
  ++m_statistics.scorerCalls;
  m_statistics.scorerRows += static_cast<std::int64_t>(living.size());
  checkRows(living.size());
  record(living, finished);
}

void Session::checkRows(std::size_t rows) const {
  // -infinity is an honest zero; +infinity and NaN are not log-probabilities
  bool broken = false;
  const float* values = m_rows.data();
  const std::size_t count = rows * m_width;
  for (std::size_t i = 0; i < count; ++i) broken |= !(values[i] <= std::numeric_limits<float>::max());
  if (broken) throw Error(ErrorCode::NumbersBroken, {"log-probabilities"});
}

void Session::record(std::span<const Hypothesis> living, std::span<const Hypothesis> finished) {
  if (!m_recorder.enabled()) return;
  m_nodes.clear();
  for (const Hypothesis& hypothesis : living) m_nodes.push_back(hypothesis.node);
  m_recorder.record(m_nodes, m_rows);
  if (!m_recorder.needsSpace()) return;
  for (const Hypothesis& hypothesis : finished) m_nodes.push_back(hypothesis.node);
  m_recorder.makeSpace(m_tree, m_nodes);
}

void Watch::report(const Session& session, int take, const Hypothesis& hypothesis) const {
  if (!m_listener) return;
  const HypothesisState& best = hypothesis.state;
  SearchProgress progress;
  progress.take = take;
  progress.notesDone = best.notes;
  progress.notesTotal = m_tracker.settings().length.notes;
  if (m_tracker.endsAtBarLine()) {
    const std::int64_t start = m_tracker.timeline().promptEnd;
    const std::int64_t done = std::max<std::int64_t>(best.step - start, 1);
    const std::int64_t all = m_tracker.end() - start;
    progress.notesTotal = std::max(best.notes, static_cast<int>(std::max(best.notes, 1) * all / done));
  }
  m_listener->progress(progress);
  if (Clock::now() < m_nextPart) return;
  const SearchTake part = takeSoFar(session, hypothesis, std::max(take, 0));
  if (!part.notes.empty()) m_listener->bestSoFar(part);
  m_nextPart = Clock::now() + kPartPause;
}

}  // namespace partimento::decode
