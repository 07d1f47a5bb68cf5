#include "core/analysis/repetition.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace partimento::analysis {

namespace {

constexpr std::int64_t kPlacesAQuarter = 24;

struct BarContent {
  Tick start;
  std::set<std::pair<std::int64_t, Pitch>> notes;
};

std::vector<BarContent> contentsOf(const Passage& passage) {
  std::vector<BarContent> contents;
  for (const BarSpan& bar : barsOf(passage)) {
    BarContent& content = contents.emplace_back();
    content.start = bar.start;
    for (const Note& note : passage.notes) {
      if (note.onset < bar.start || note.onset >= bar.end) continue;
      const std::int64_t inBar = (note.onset - bar.start).value;
      content.notes.emplace((inBar * kPlacesAQuarter + passage.ticksPerQuarter / 2) / passage.ticksPerQuarter,
                            note.pitch);
    }
  }
  return contents;
}

std::optional<double> jaccard(const BarContent& a, const BarContent& b) {
  std::size_t shared = 0;
  for (const auto& note : a.notes) shared += b.notes.count(note);
  const std::size_t all = a.notes.size() + b.notes.size() - shared;
  if (all == 0) return std::nullopt;
  return static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace

RepetitionProfile repetitionProfile(const Passage& passage, Tick from) {
  const std::vector<BarContent> bars = contentsOf(passage);
  RepetitionProfile profile;
  for (std::size_t back = 1; back <= kMostBarsBack; ++back) {
    double sum = 0;
    double pairs = 0;
    for (std::size_t i = back; i < bars.size(); ++i) {
      const std::optional<double> alike =
          bars[i].start < from ? std::nullopt : jaccard(bars[i], bars[i - back]);
      if (!alike) continue;
      sum += *alike;
      pairs += 1;
    }
    if (pairs > 0) profile[back - 1] = sum / pairs;
  }
  return profile;
}

std::optional<double> profileError(const RepetitionProfile& a, const RepetitionProfile& b) {
  double sum = 0;
  double distances = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i] || !b[i]) continue;
    sum += std::abs(*a[i] - *b[i]);
    distances += 1;
  }
  if (distances == 0) return std::nullopt;
  return sum / distances;
}

std::optional<double> heardBefore(const Passage& passage, Tick from) {
  const std::vector<BarContent> bars = contentsOf(passage);
  double sum = 0;
  double counted = 0;
  for (std::size_t i = 1; i < bars.size(); ++i) {
    if (bars[i].start < from || bars[i].notes.empty()) continue;
    double best = 0;
    for (std::size_t j = 0; j < i; ++j) best = std::max(best, jaccard(bars[i], bars[j]).value_or(0));
    sum += best;
    counted += 1;
  }
  if (counted == 0) return std::nullopt;
  return sum / counted;
}

}  // namespace partimento::analysis
