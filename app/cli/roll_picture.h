#pragma once

#include <string>

#include "core/music/score.h"

namespace partimento::cli {

/// A piano roll of a score up to `to` as an SVG file, light paper: notes that begin before `from` in the
/// colour of a seed, the others as the model's, with a light upper edge; every further track a little paler.
/// Bar numbers above, octaves beside.
std::string rollPicture(const Score& score, Tick from, Tick to);

}  // namespace partimento::cli
