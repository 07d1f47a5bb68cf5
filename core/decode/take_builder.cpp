#include "core/decode/take_builder.h"

#include <algorithm>
#include <map>
#include <memory>

namespace partimento::decode {

namespace {

/// The rules that each note breaks, by the place of its pitch token in the stream.
using Breaches = std::map<std::int32_t, std::vector<RuleBook::Breach>>;

/// Rules that judge the length say only there what they hold against the note. They give way first, so they
/// stand first.
void addLengthBreaches(std::vector<RuleBook::Breach>& known, const std::vector<RuleBook::Breach>& found) {
  for (const RuleBook::Breach& breach : found) {
    std::erase_if(known, [&](const RuleBook::Breach& other) { return other.rule == breach.rule; });
  }
  known.insert(known.begin(), found.begin(), found.end());
}

SearchNote noteOf(const tokens::PlayedNote& played) {
  SearchNote note;
  note.onset = played.onset;
  note.duration = static_cast<int>(played.duration);
  note.pitch = played.pitch;
  note.velocity = played.velocity;
  note.line = played.line;
  return note;
}

void addNotes(SearchTake& take, const StreamTracker& tracker, std::span<const Token> prompt,
              const std::vector<float>& raw, const Breaches& breaches) {
  std::vector<Token> stream(prompt.begin(), prompt.end());
  stream.insert(stream.end(), take.tokens.begin(), take.tokens.end());
  const auto start = static_cast<std::int32_t>(prompt.size());
  for (const tokens::PlayedNote& played : tracker.grammar().read(stream, tracker.end()).notes) {
    if (played.pitchToken < start) continue;
    SearchNote& note = take.notes.emplace_back(noteOf(played));
    note.token = played.pitchToken - start;
    for (std::int32_t i = std::max(played.firstToken, start); i <= played.lastToken; ++i) {
      note.logProbability += raw[static_cast<std::size_t>(i - start)];
    }
    const auto broken = breaches.find(played.pitchToken - start);
    if (broken == breaches.end()) continue;
    for (const RuleBook::Breach& breach : broken->second) {
      take.relaxations.push_back({static_cast<int>(take.notes.size()) - 1, breach.rule, breach.detail});
      note.relaxed = breach.rule;
    }
  }
}

}  // namespace

std::vector<NodeIndex> completePath(const Session& session, const Hypothesis& hypothesis) {
  std::vector<NodeIndex> path = session.tree().path(hypothesis.node);
  HypothesisState state = session.tracker().afterPrompt();
  std::size_t whole = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    session.tracker().advance(state, session.tree()[path[i]].token);
    if (state.grammar.whole) whole = i + 1;
  }
  path.resize(whole);
  return path;
}

SearchTake takeSoFar(const Session& session, const Hypothesis& hypothesis, int index) {
  SearchTake take;
  take.index = index;
  take.partial = !hypothesis.state.finished;
  const StreamTracker& tracker = session.tracker();
  HypothesisState state = tracker.afterPrompt();
  std::vector<float> raw;
  Breaches breaches;
  std::int32_t pitchAt = -1;
  for (NodeIndex at : completePath(session, hypothesis)) {
    const SearchTree::Node& node = session.tree()[at];
    if (tracker.plays(state, node.token)) {
      pitchAt = static_cast<std::int32_t>(raw.size());
      breaches.emplace(pitchAt, session.rules().breaches(state, node.token));
    } else if (state.awaitsLength) {
      addLengthBreaches(breaches[pitchAt], session.rules().breaches(state, node.token));
    }
    tracker.advance(state, node.token);
    take.tokens.push_back(node.token);
    raw.push_back(node.raw);
    take.logProbability += static_cast<double>(node.raw);
    take.constrainedScore += static_cast<double>(node.constrained);
    take.constraintCost += static_cast<double>(node.mass);
  }
  addNotes(take, tracker, session.problem().prompt, raw, breaches);
  take.end = std::min(state.step, tracker.end());
  return take;
}

SearchTake buildTake(const Session& session, const Hypothesis& hypothesis, int index) {
  SearchTake take = takeSoFar(session, hypothesis, index);
  if (session.recorder().enabled()) {
    take.trace = std::make_shared<const Trace>(buildTrace(session, hypothesis));
  }
  return take;
}

}  // namespace partimento::decode
