#pragma once

#include <vector>

#include "core/engraving/staff_draft.h"

namespace partimento::engraving {

inline constexpr double kSymbolGap = 0.8;    ///< least white between two chord symbols
inline constexpr double kFirstSymbol = 0.4;  ///< from where the music begins to a symbol on the first beat

struct SystemTextInput {
  const SystemInput& system;
  const std::vector<BarFrame>& frames;
  double width = 0;  ///< of the line: texts stay within
};

/// The room that a bar's chord symbols take.
std::vector<TextRoom> chordSymbolRoom(const notation::Bar& bar);

/// Chord symbols, words, dynamics, rehearsal marks, endings, tempo and bar numbers: after the staves' own
/// marks.
void placeSystemText(const SystemTextInput& input, std::vector<StaffDraft>& staves);

}  // namespace partimento::engraving
