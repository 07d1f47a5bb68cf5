#include <algorithm>
#include <cmath>

#include "core/notation/notate.h"

namespace partimento::notation {

namespace {

constexpr double kClearly = 1.06;  // another count must be better by so much

/// How well bars fit that begin at `phase` and every `bar` after: strong places should carry long notes and
/// basses, and notes should not be held over bar lines.
double fit(const Score& score, Tick bar, Tick beat, Tick phase) {
  double total = 0;
  double most = 0;
  for (const TrackPtr& track : score.tracks()) {
    for (const Note& note : track->notes) {
      const std::int64_t inBar = ((note.onset - phase) % bar + bar).value % bar.value;
      const double length =
          std::min(2.0, static_cast<double>(note.duration.value) / static_cast<double>(beat.value));
      const double weight = std::sqrt(length) * (note.pitch < 55 ? 1.5 : 1.0);
      most += weight;
      if (inBar <= beat.value / 16 || bar.value - inBar <= beat.value / 16) total += weight;
      if (inBar > beat.value / 16 && inBar + note.duration.value > bar.value + beat.value / 8)
        total -= weight;
    }
  }
  // The last notes begin a bar more often than not.
  for (const TrackPtr& track : score.tracks()) {
    if (track->notes.empty()) continue;
    const std::int64_t inBar = ((track->notes.back().onset - phase) % bar + bar).value % bar.value;
    if (inBar == 0) total += 0.03 * most / static_cast<double>(score.tracks().size());
  }
  return total;
}

}  // namespace

Tick estimatePickup(const Score& score) {
  const TimeSignature signature =
      score.meter().changes().empty() ? TimeSignature{} : score.meter().at(Tick(0)).signature;
  const bool changes = score.meter().changes().size() > 1;
  if (changes || score.noteCount() < 8) return Tick(0);
  const Tick bar = score.meter().barLength(signature);
  const Tick beat = score.meter().beatLength(signature);
  const Tick unit(
      std::max<std::int64_t>(std::min(beat.value, static_cast<std::int64_t>(score.ticksPerQuarter())) /
                                 (beat.value > score.ticksPerQuarter() ? 1 : 2),
                             1));
  Tick best(0);
  double bestFit = kClearly * fit(score, bar, beat, Tick(0));
  for (Tick phase = unit; phase < bar; phase += unit) {
    const double value = fit(score, bar, beat, phase);
    if (value > bestFit && value > 0) {
      bestFit = value;
      best = phase;
    }
  }
  return best;
}

}  // namespace partimento::notation
