#pragma once

#include "core/engraving/column.h"

namespace partimento::engraving {

inline constexpr double kLyricSize = 1.75;
inline constexpr double kLyricLine = 2.1;   ///< from one verse to the next
inline constexpr double kHyphenRoom = 0.9;  ///< behind a syllable whose word goes on

/// The syllable's middle, from the column's origin.
inline constexpr double kLyricCentre = 0.6;

/// Makes room for syllables. Their line is far below everything else until the staff knows how deep it
/// reaches.
void addLyricBoxes(const std::vector<notation::Lyric>& lyrics, Column& column);
/// Whether a column's box is a syllable's.
bool isLyricBox(const Box& box);

}  // namespace partimento::engraving
