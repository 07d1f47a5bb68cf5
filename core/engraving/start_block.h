#pragma once

#include <vector>

#include "core/engraving/drawing.h"
#include "core/notation/notation.h"

namespace partimento::engraving {

/// What stands between two bars, or before the first bar of a line: clefs, the bar line, key and time
/// signatures.
struct StartBlock {
  std::vector<Drawing> staves;  ///< of all parts, top down; y from the staff's middle line
  double barline = 0;           ///< x of the bar line's left edge
  double width = 0;
};

enum class BlockPlace {
  LineStart,  ///< before bar `bar`, with the clefs and the key in force
  Between,    ///< between the bar before and `bar`
  LineEnd     ///< after bar `bar` - 1 at the end of a line, with warnings of what `bar` changes
};

/// `bar` may be one past the last with LineEnd.
StartBlock startBlock(const notation::Notation& notation, std::size_t bar, BlockPlace place);

/// How many staves all parts have together.
std::size_t staffCount(const notation::Notation& notation);

/// Bar lines left and right of a place, as far as they are drawn.
enum class BarlineStyle { None, Single, Double, Final, RepeatEnd, RepeatStart, RepeatBoth };
BarlineStyle barlineStyle(const notation::Notation& notation, std::size_t bar, BlockPlace place);
double barlineWidth(BarlineStyle style);
/// The strokes of a bar line with its left edge at x, from top to bottom; dots belong to staves.
void drawBarline(BarlineStyle style, double x, double top, double bottom, Drawing& drawing);
void drawRepeatDots(BarlineStyle style, double x, Drawing& staff);

}  // namespace partimento::engraving
