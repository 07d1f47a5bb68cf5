#pragma once

#include <optional>

#include "core/analysis/key.h"
#include "core/analysis/passage.h"

namespace partimento::analysis {

/// How a passage stands to its bar lines. Shares from 0 to 1.
struct MetreKeeping {
  /// Onsets on a place that writing knows: a multiple of a thirty-second or of a sixteenth in triplets.
  double onGrid = 0;
  /// Bars in whose first place a note begins, of those that are not silent.
  double barsBegun = 0;
  /// The metre can be heard: at least kOnGrid and kBarsBegun. That of real pieces says what it is worth.
  bool keeps() const { return onGrid >= kOnGrid && barsBegun >= kBarsBegun; }

  static constexpr double kOnGrid = 0.95;
  static constexpr double kBarsBegun = 2.0 / 3;
};

/// None where the passage has no notes.
std::optional<MetreKeeping> metreKeeping(const Passage& passage);

/// How a passage ends.
struct Ending {
  bool onTonic = false;    ///< the lowest of the notes that sound last is the key's first degree
  double length = 0;       ///< of the longest of them, in beats as they are felt
  bool onBarLine = false;  ///< it reaches a bar line or the passage's end
};

/// None where the passage has no notes.
std::optional<Ending> endingOf(const Passage& passage, const Key& key);

}  // namespace partimento::analysis
