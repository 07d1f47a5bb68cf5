#include "core/analysis/measures.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace partimento::analysis {

namespace {

constexpr std::int64_t kPlacesAQuarter = 16;
constexpr unsigned kMajorScale = 0b101010110101;  // bit n: n semitones above the tonic
constexpr unsigned kMinorScale = 0b010110101101;

std::array<double, 12> pitchClassCounts(std::span<const Note> notes) {
  std::array<double, 12> counts{};
  for (const Note& note : notes) counts[static_cast<std::size_t>(((note.pitch % 12) + 12) % 12)] += 1;
  return counts;
}

std::span<const Note> notesBetween(const Passage& passage, Tick from, Tick to) {
  const auto before = [](const Note& note, Tick tick) { return note.onset < tick; };
  const auto first = std::lower_bound(passage.notes.begin(), passage.notes.end(), from, before);
  return {first, std::lower_bound(first, passage.notes.end(), to, before)};
}

/// Places of a bar with an onset.
struct Pattern {
  std::int64_t places = 0;
  std::set<std::int64_t> onsets;
};

std::vector<Pattern> patternsOf(const Passage& passage) {
  std::vector<Pattern> patterns;
  const auto placeOf = [&](Tick tick) {
    return (2 * tick.value * kPlacesAQuarter + passage.ticksPerQuarter) / (2 * passage.ticksPerQuarter);
  };
  for (const BarSpan& bar : barsOf(passage)) {
    Pattern& pattern = patterns.emplace_back();
    pattern.places = std::max<std::int64_t>(placeOf(bar.end - bar.start), 1);
    for (const Note& note : notesBetween(passage, bar.start, bar.end))
      pattern.onsets.insert(std::min(placeOf(note.onset - bar.start), pattern.places - 1));
  }
  return patterns;
}

double likeness(const Pattern& a, const Pattern& b) {
  std::int64_t shared = 0;
  for (const std::int64_t place : a.onsets) shared += b.onsets.contains(place) ? 1 : 0;
  const auto different = static_cast<std::int64_t>(a.onsets.size() + b.onsets.size()) - 2 * shared;
  return 1 - static_cast<double>(different) / static_cast<double>(a.places);
}

std::optional<double> meanLikeness(const std::vector<Pattern>& patterns, std::size_t mostApart) {
  double sum = 0;
  double pairs = 0;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    for (std::size_t j = i + 1; j < patterns.size() && j - i <= mostApart; ++j) {
      if (patterns[i].places != patterns[j].places) continue;
      sum += likeness(patterns[i], patterns[j]);
      pairs += 1;
    }
  }
  if (pairs == 0) return std::nullopt;
  return sum / pairs;
}

struct Sounding {
  double pitchTime = 0;  ///< summed over the pitches
  double time = 0;       ///< with at least one
  double several = 0;    ///< with two or more
};

Sounding soundingOf(const Passage& passage) {
  std::vector<std::pair<Tick, int>> changes;
  for (const Note& note : passage.notes) {
    changes.emplace_back(note.onset, 1);
    changes.emplace_back(note.end(), -1);
  }
  std::sort(changes.begin(), changes.end());
  Sounding sounding;
  int now = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (i > 0) {
      const auto time = static_cast<double>((changes[i].first - changes[i - 1].first).value);
      sounding.pitchTime += now * time;
      if (now >= 1) sounding.time += time;
      if (now >= 2) sounding.several += time;
    }
    now += changes[i].second;
  }
  return sounding;
}

}  // namespace

double pitchClassEntropy(std::span<const Note> notes) {
  double entropy = 0;
  for (const double count : pitchClassCounts(notes)) {
    if (count == 0) continue;
    const double share = count / static_cast<double>(notes.size());
    entropy -= share * std::log2(share);
  }
  return entropy;
}

std::optional<double> windowedEntropy(const Passage& passage, int bars) {
  const std::vector<BarSpan> spans = barsOf(passage);
  double sum = 0;
  double windows = 0;
  if (spans.empty()) return std::nullopt;
  const std::size_t width = std::min(static_cast<std::size_t>(std::max(bars, 1)), spans.size());
  for (std::size_t i = 0; i + width <= spans.size(); ++i) {
    const std::span<const Note> notes = notesBetween(passage, spans[i].start, spans[i + width - 1].end);
    if (notes.empty()) continue;
    sum += pitchClassEntropy(notes);
    windows += 1;
  }
  if (windows == 0) return std::nullopt;
  return sum / windows;
}

std::optional<double> scaleConsistency(std::span<const Note> notes) {
  if (notes.empty()) return std::nullopt;
  const std::array<double, 12> counts = pitchClassCounts(notes);
  double best = 0;
  for (const unsigned scale : {kMajorScale, kMinorScale}) {
    for (std::size_t tonic = 0; tonic < 12; ++tonic) {
      double inside = 0;
      for (std::size_t degree = 0; degree < 12; ++degree) {
        if ((scale >> degree & 1U) != 0) inside += counts[(tonic + degree) % 12];
      }
      best = std::max(best, inside);
    }
  }
  return best / static_cast<double>(notes.size());
}

std::optional<double> groove(const Passage& passage) {
  const std::vector<Pattern> patterns = patternsOf(passage);
  return meanLikeness(patterns, patterns.size());
}

std::optional<double> adjacentGroove(const Passage& passage) {
  return meanLikeness(patternsOf(passage), 1);
}

double notesPerBar(const Passage& passage) {
  const std::size_t bars = barsOf(passage).size();
  return bars == 0 ? 0 : static_cast<double>(passage.notes.size()) / static_cast<double>(bars);
}

double notesPerSecond(const Passage& passage) {
  const Seconds length = passage.tempo.secondsAt(passage.to) - passage.tempo.secondsAt(passage.from);
  return length > Seconds(0) ? static_cast<double>(passage.notes.size()) / length.value : 0;
}

std::optional<double> polyphony(const Passage& passage) {
  const Sounding sounding = soundingOf(passage);
  if (sounding.time == 0) return std::nullopt;
  return sounding.pitchTime / sounding.time;
}

std::optional<double> polyphonyRate(const Passage& passage) {
  const Sounding sounding = soundingOf(passage);
  if (sounding.time == 0) return std::nullopt;
  return sounding.several / sounding.time;
}

std::optional<double> meanLength(const Passage& passage) {
  if (passage.notes.empty()) return std::nullopt;
  double sum = 0;
  for (const Note& note : passage.notes) sum += static_cast<double>(note.duration.value);
  return sum / (static_cast<double>(passage.notes.size()) * passage.ticksPerQuarter);
}

std::optional<double> pitchRange(std::span<const Note> notes) {
  if (notes.empty()) return std::nullopt;
  const auto lower = [](const Note& a, const Note& b) { return a.pitch < b.pitch; };
  const auto [lowest, highest] = std::minmax_element(notes.begin(), notes.end(), lower);
  return highest->pitch - lowest->pitch;
}

LengthHistogram lengthHistogram(const Passage& passage) {
  LengthHistogram histogram{};
  for (const Note& note : passage.notes) {
    const double quarters = static_cast<double>(note.duration.value) / passage.ticksPerQuarter;
    const auto apart = [quarters](double a, double b) {
      return std::abs(std::log(quarters / a)) < std::abs(std::log(quarters / b));
    };
    const auto* nearest = std::min_element(kLengthClasses.begin(), kLengthClasses.end(), apart);
    histogram[static_cast<std::size_t>(nearest - kLengthClasses.begin())] +=
        1.0 / static_cast<double>(passage.notes.size());
  }
  return histogram;
}

}  // namespace partimento::analysis
