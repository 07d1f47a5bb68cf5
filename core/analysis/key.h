#pragma once

#include <array>
#include <optional>
#include <span>

#include "core/music/note.h"

namespace partimento::analysis {

/// One of the 24 keys: the tonic as a pitch class (0 is C) and the mode.
struct Key {
  int tonic = 0;
  bool minor = false;

  bool operator==(const Key&) const = default;
};

struct KeyEstimate {
  int tonic = 0;  ///< pitch class of the best key
  bool minor = false;
  double correlation = 0;        ///< Pearson r of the best key, -1 to 1
  double confidence = 0;         ///< r of the best key minus r of the second, >= 0
  Key second;                    ///< the runner-up
  double secondCorrelation = 0;  ///< its r

  Key best() const { return {tonic, minor}; }
  bool operator==(const KeyEstimate&) const = default;
};

/// Total sounding time of each pitch class (index 0 is C), in ticks.
std::array<double, 12> pitchClassDurations(std::span<const Note> notes);

/// Krumhansl and Schmuckler's key finding: the key whose profile (Krumhansl and Kessler 1982, table in
/// Krumhansl 1990, p. 30) has the highest Pearson correlation with `weights`. None where a correlation is
/// undefined: all twelve weights equal (no notes, a full chromatic), or one of them not finite.
std::optional<KeyEstimate> estimateKey(const std::array<double, 12>& weights);
/// The same on the pitch classes of `notes`, weighted by duration; notes of length 0 do not count.
std::optional<KeyEstimate> estimateKey(std::span<const Note> notes);

}  // namespace partimento::analysis
