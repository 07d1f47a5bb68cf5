#pragma once

#include <cstddef>
#include <span>

#include "core/music/note.h"

namespace partimento::analysis {

/// Simple measures of one line of notes in order of onset; lengths do not count.
struct MelodyMetrics {
  std::size_t notes = 0;
  Pitch lowest = 0;  ///< 0 where there are no notes, like all that follows
  Pitch highest = 0;
  int distinctPitches = 0;
  /// Entropy of the pitch classes in bits, 0 to log2(12) = 3.58: -sum h_c log2 h_c (MusDr's H on the whole).
  double pitchClassEntropy = 0;
  /// Mean size of the steps between neighbours, in semitones.
  double meanInterval = 0;
  /// Most notes of one pitch in a row.
  std::size_t longestRun = 0;
  /// Part of the groups of four neighbouring pitches that occurred before: 1 - distinct / all. 0 below four
  /// notes.
  double repeatedFourGrams = 0;

  bool operator==(const MelodyMetrics&) const = default;
};

MelodyMetrics melodyMetrics(std::span<const Note> notes);

}  // namespace partimento::analysis
