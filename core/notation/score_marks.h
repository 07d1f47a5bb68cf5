#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/notation/bar_grid.h"
#include "core/notation/notation.h"

namespace partimento::notation {

/// Type of a lyric among MIDI's meta events.
inline constexpr std::uint8_t kLyricEvent = 0x05;

/// Reads what the score says beside notes: title, tempo marks (of tempi that hold for a while), chord symbols
/// and other markers.
void addScoreMarks(const Score& score, const BarGrid& grid, NotationParts& parts);

/// A syllable from a MIDI lyric event: "glo-" goes on in the next. `inWord`: the syllable before did.
Lyric lyricFrom(const std::vector<std::uint8_t>& bytes, bool inWord);  // NOLINT: state, not a choice

/// "G:minor-seventh" as "Gm7"; empty for what is no chord.
std::string chordSymbol(const std::string& marker);

/// UTF-8 as it is, anything else read as Latin-1; control characters are left out.
std::string textFrom(const std::vector<std::uint8_t>& bytes);

}  // namespace partimento::notation
