#pragma once

#include <vector>

#include "core/engraving/column.h"

namespace partimento::engraving {

struct AccidentalWish {
  Glyph glyph = Glyph::AccidentalSharp;
  int step = 0;
  bool bracketed = false;
  NoteId note = 0;
};

/// The boxes that a sign's ink fills, given its extent: a flat leaves room above its bowl.
std::vector<Box> inkParts(Glyph glyph, const Box& box);

/// Puts accidentals left of the heads, from the outside of the chord inwards, each as near as `obstacles`
/// (boxes of heads and stems) and the others allow.
void stackAccidentals(std::vector<AccidentalWish> wishes, const std::vector<Box>& obstacles, Column& column);

}  // namespace partimento::engraving
