#pragma once

#include "core/notation/bar_grid.h"
#include "core/notation/notation.h"

namespace partimento::notation {

/// Chord symbols from the notes (analysis::estimateChords), spelled by the key; nothing where the score names
/// its chords.
void addEstimatedChords(const Score& score, const BarGrid& grid, NotationParts& parts);

}  // namespace partimento::notation
