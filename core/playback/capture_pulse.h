#pragma once

#include <optional>
#include <vector>

#include "core/playback/capture.h"

namespace partimento::playback {

/// Notes that were struck together.
struct Onset {
  double seconds = 0;
  double weight = 0;  ///< how much of a beat it makes, by length and loudness
  Pitch lowest = 60;
};

/// Chords count as one.
std::vector<Onset> onsetsOf(const Phrase& phrase);

struct Pulse {
  Bpm tempo{120};
  /// Of each onset, in twelfths of a quarter note, rising; multiples of 12 are beats.
  std::vector<int> cells;
  /// When the player would have struck a cell exactly, for each onset, in seconds.
  std::vector<double> times;
};

/// Follows the beat through the onsets: the most probable places on a grid of sixteenths and triplets, for a
/// player whose tempo drifts. A beam search over places for each of many tempi; how probable an onset is on
/// a beat, between beats and so on is fixed, and so is which tempi are usual.
Pulse followPulse(const std::vector<Onset>& onsets, std::optional<Bpm> tempo);

inline constexpr int kCellsPerQuarter = 12;

struct MeterGuess {
  TimeSignature meter;
  int firstBar = 0;  ///< cell of a bar line at or before the first onset, less than a bar away
};

/// Which metre and phase puts long, loud and low notes on bar lines and makes bars alike.
MeterGuess guessMeter(const std::vector<Onset>& onsets, const std::vector<int>& cells,
                      std::optional<TimeSignature> meter);

}  // namespace partimento::playback
