#include "ui/explain/note_story.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui {
namespace {

const Symbol* symbolOf(const decode::Trace& trace, Token token) {
  const auto index = static_cast<std::size_t>(token);
  return token >= 0 && index < trace.vocabulary.size() ? &trace.vocabulary[index] : nullptr;
}

const decode::TraceNode* nodeOf(const decode::Trace& trace, std::size_t step) {
  if (step >= trace.path.size() || step >= trace.steps.size() || trace.path[step] < 0) return nullptr;
  const auto index = static_cast<std::size_t>(trace.path[step]);
  return index < trace.steps[step].nodes.size() ? &trace.steps[step].nodes[index] : nullptr;
}

const std::vector<decode::TraceCandidate>* candidatesOf(const decode::Trace& trace, std::size_t step) {
  if (step == 0) return &trace.firstCandidates;
  const decode::TraceNode* before = nodeOf(trace, step - 1);
  return before ? &before->candidates : nullptr;
}

std::vector<CandidateLine> linesOf(const decode::Trace& trace, std::size_t step) {
  std::vector<CandidateLine> lines;
  const auto* candidates = candidatesOf(trace, step);
  const decode::TraceNode* node = nodeOf(trace, step);
  if (!candidates || !node) return lines;
  for (const decode::TraceCandidate& candidate : *candidates) {
    const Symbol* symbol = symbolOf(trace, candidate.token);
    if (!symbol) continue;
    const double after =
        std::isfinite(candidate.constrained) ? std::exp(static_cast<double>(candidate.constrained)) : 0;
    lines.push_back({*symbol, std::exp(static_cast<double>(candidate.raw)), after, candidate.reason,
                     candidate.token == node->token});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const CandidateLine& a, const CandidateLine& b) { return a.before > b.before; });
  return lines;
}

/// The story of the choice at a step of the path.
std::optional<NoteStory> storyAt(const decode::Trace& trace, std::size_t step) {
  NoteStory story{linesOf(trace, step), {}};
  const decode::TraceNode* next = nodeOf(trace, step + 1);
  const Symbol* symbol = next ? symbolOf(trace, next->token) : nullptr;
  if (symbol && symbol->kind == Symbol::Kind::Duration) story.durations = linesOf(trace, step + 1);
  if (story.pitches.empty()) return std::nullopt;
  return story;
}

}  // namespace

std::optional<NoteStory> noteStory(const decode::Trace& trace, const Take& take, std::size_t note) {
  if (note >= take.places.size()) return noteStory(trace, note);
  const std::int32_t step = take.places[note].step;
  return step < 0 ? std::nullopt : storyAt(trace, static_cast<std::size_t>(step));
}

std::optional<NoteStory> noteStory(const decode::Trace& trace, std::size_t note) {
  std::size_t seen = 0;
  for (std::size_t step = 0; step < trace.path.size(); ++step) {
    const decode::TraceNode* node = nodeOf(trace, step);
    const Symbol* symbol = node ? symbolOf(trace, node->token) : nullptr;
    if (!symbol) return std::nullopt;
    if (symbol->kind != Symbol::Kind::Pitch) continue;
    if (seen++ != note) continue;
    return storyAt(trace, step);
  }
  return std::nullopt;
}

}  // namespace partimento::ui
