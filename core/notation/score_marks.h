#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/music/text_events.h"
#include "core/notation/bar_grid.h"
#include "core/notation/notation.h"

namespace partimento::notation {

/// Reads what the score says beside notes: title, composer, tempo marks (of tempi that hold for a while, and
/// of words that say one), chord symbols and other markers, words of the tracks above their staves. Texts of
/// the conductor track that are no markers are not shown: MIDI files tell there who made them. `parts` has
/// its bars and parts.
void addScoreMarks(const Score& score, const BarGrid& grid, NotationParts& parts);

/// `inWord`: the syllable before goes on in this one.
Lyric lyricFrom(const LyricEvent& event, bool inWord);  // NOLINT: state, not a choice

/// UTF-8 as it is, anything else read as Latin-1; control characters are left out.
std::string textFrom(const std::vector<std::uint8_t>& bytes);

}  // namespace partimento::notation
