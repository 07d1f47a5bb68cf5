#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/tokens/note_lists.h"

namespace partimento::tokens {

inline constexpr int kVoices = 4;  ///< soprano, alto, tenor, bass
/// Where the last note of each voice ends, in 1/24 quarter notes.
using VoiceEnds = std::array<std::int64_t, kVoices>;

struct VoiceNote {
  std::int64_t onset = 0;  ///< in 1/24 quarter notes from tick 0
  std::int64_t end = 0;    ///< after the onset
  Pitch pitch = 60;
  std::int32_t index = 0;
};

/// Four lines of notes that do not overlap, from high to low.
struct Voices {
  std::array<std::vector<VoiceNote>, kVoices> notes;
  std::int64_t dropped = 0;  ///< notes that no voice could take
};

/// Four tracks are the four voices, from the highest on the whole to the lowest; of more, those with the most
/// notes. Fewer tracks are parted into voices: at each onset the notes go from high to low to the free voices
/// that sang nearest, so a single line is the soprano. Where notes of one voice overlap, the earlier ends at
/// the later onset; of two at one step the longer stays.
Voices voicesOf(const Score& score);

}  // namespace partimento::tokens
