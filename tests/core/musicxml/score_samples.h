#pragma once

#include <string>
#include <vector>

#include "core/music/score.h"

namespace partimento::musicxml {

/// A piece of one to four tracks: melodies, chords, two hands or a performance off the grid, in changing
/// metres and tempi.
ScorePtr randomScore(std::uint64_t seed);

/// What sounds, a line a track that has notes: name, channel, program and all notes, in `ticks` a quarter
/// note (0: the score's own); a time that does not fit is marked with '~'.
std::vector<std::string> describeTracks(const Score& score, int ticks = 0);

}  // namespace partimento::musicxml
