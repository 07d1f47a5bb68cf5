#pragma once

#include <span>
#include <vector>

#include "core/notation/rhythm.h"
#include "core/notation/value.h"

namespace partimento::notation {

enum class PieceKind { Note, Rest };

/// One written value of a note or rest that may take several.
struct Piece {
  Units at = 0;
  Units length = 0;
  WrittenValue value;
  int tuplet = -1;  ///< index of the window it stands in
};

/// Appends the values that write the time from `from` to `to` of a bar, as few as the metre's conventions
/// allow: a note may cross a stronger place by one level only where it returns to its own level (q h q),
/// never a beat of a compound metre from within one; rests are cut at every place as strong as their start.
/// Tuplet windows are not crossed.
void writeValues(const Metre& metre, std::span<const TupletWindow> tuplets, Units from, Units to,
                 PieceKind kind, std::vector<Piece>& out);

}  // namespace partimento::notation
