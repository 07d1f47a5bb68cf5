#pragma once

#include <cstdint>
#include <vector>

#include "core/music/score.h"
#include "core/tokens/grammar.h"

/// Notes on their way into tokens and out of them.
namespace partimento::tokens {

/// A note of a score, beside its place in it.
struct SourceNote {
  std::int32_t index = 0;  ///< as in EncodedScore::noteOf
  std::int32_t track = 0;  ///< among the tracks that have notes and are no percussion
  std::uint8_t channel = 0;
  Tick onset;
  Tick end;
  Pitch pitch = 60;
  std::uint8_t velocity = 80;
};

/// All notes but percussion, track by track, each in the track's order.
std::vector<SourceNote> notesOf(const Score& score);

/// Sorts notes as Played promises and sees to it that no two of one line and pitch overlap: an earlier one
/// ends where the next begins; of two at one onset the longer stays. Notes that begin at or after `end` go,
/// those that sound beyond it are cut.
void tidy(std::vector<PlayedNote>& notes, std::int64_t end);

/// Milliseconds from the start of the score, rounded once.
std::int64_t millisecondsAt(const Score& score, Tick tick);

}  // namespace partimento::tokens
