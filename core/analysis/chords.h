#pragma once

#include <cstdint>
#include <vector>

#include "core/music/score.h"

namespace partimento::analysis {

enum class ChordKind : std::uint8_t {
  Major,
  Minor,
  Diminished,
  Augmented,
  Dominant,
  MajorSeventh,
  MinorSeventh,
  HalfDiminished,
  DiminishedSeventh
};

/// A harmony that holds until the next one begins.
struct ChordSpan {
  Tick at;
  int root = 0;  ///< pitch class, 0 is C
  ChordKind kind = ChordKind::Major;

  bool operator==(const ChordSpan&) const = default;
};

/// The harmonies of a piece, beat by beat: how well a chord's tones account for what sounds, the bass
/// weighing more, against a price on every change that is lower where bars begin (Viterbi). A guess where a
/// line stands alone. Percussion says nothing; no notes, no chords. Linear in notes and beats.
std::vector<ChordSpan> estimateChords(const Score& score);

}  // namespace partimento::analysis
