#pragma once

#include <memory>
#include <vector>

#include "core/engraving/column.h"

namespace partimento::engraving {

/// A rest that fills the bar: stands in its middle, wherever that will be.
struct BarRest {
  std::size_t voice = 0;
  std::size_t event = 0;
  Point at;  ///< x is the left edge when the middle of the bar is 0
  Glyph glyph = Glyph::RestWhole;
};

/// One staff in one bar, ready but for its horizontal place. Depends on the content alone, so that it is kept
/// as long as the content is the same.
struct StaffBarShape {
  notation::StaffBarPtr source;
  bool percussion = false;
  std::vector<Column> columns;  ///< by time
  std::vector<BarRest> barRests;
  notation::Clef lastClef;  ///< in force at the end
};
using StaffBarShapePtr = std::shared_ptr<const StaffBarShape>;

StaffBarShapePtr shapeStaffBar(notation::StaffBarPtr source, bool percussion);

}  // namespace partimento::engraving
