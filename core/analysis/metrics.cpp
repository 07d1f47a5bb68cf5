#include "core/analysis/metrics.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <unordered_set>

#include "core/analysis/measures.h"

namespace partimento::analysis {

namespace {

constexpr std::size_t kGroup = 4;

std::size_t longestRun(std::span<const Note> notes) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    run = i > 0 && notes[i].pitch == notes[i - 1].pitch ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

double repeatedFourGrams(std::span<const Note> notes) {
  if (notes.size() < kGroup) return 0;
  std::unordered_set<std::uint32_t> distinct;
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    group = (group << 8U) | static_cast<std::uint32_t>(notes[i].pitch & 0xFF);
    if (i + 1 >= kGroup) distinct.insert(group);
  }
  return 1.0 - static_cast<double>(distinct.size()) / static_cast<double>(notes.size() - kGroup + 1);
}

double meanInterval(std::span<const Note> notes) {
  if (notes.size() < 2) return 0;
  double sum = 0;
  for (std::size_t i = 1; i < notes.size(); ++i) sum += std::abs(notes[i].pitch - notes[i - 1].pitch);
  return sum / static_cast<double>(notes.size() - 1);
}

}  // namespace

MelodyMetrics melodyMetrics(std::span<const Note> notes) {
  MelodyMetrics metrics;
  if (notes.empty()) return metrics;
  std::set<Pitch> pitches;
  for (const Note& note : notes) pitches.insert(note.pitch);
  metrics.notes = notes.size();
  metrics.lowest = *pitches.begin();
  metrics.highest = *pitches.rbegin();
  metrics.distinctPitches = static_cast<int>(pitches.size());
  metrics.pitchClassEntropy = pitchClassEntropy(notes);
  metrics.meanInterval = meanInterval(notes);
  metrics.longestRun = longestRun(notes);
  metrics.repeatedFourGrams = repeatedFourGrams(notes);
  return metrics;
}

}  // namespace partimento::analysis
