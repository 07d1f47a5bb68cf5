#pragma once

#include <vector>

#include "core/engraving/drawing.h"
#include "core/notation/staff_bar.h"

/// What one staff shows at one moment, before anybody knows where on the line that moment stands: x is
/// counted from the left edge of the column's unshifted heads, y from the staff's middle line.
namespace partimento::engraving {

/// A note head and whom it belongs to.
struct HeadSpot {
  std::size_t voice = 0;  ///< index in StaffBar::voices
  std::size_t event = 0;
  std::size_t note = 0;  ///< in Event::notes
  int step = 0;          ///< above the middle line, as drawn
  Box box;
};

/// A chord or rest as far as beams, ties and tuplets need to know it.
struct EventShape {
  std::size_t voice = 0;
  std::size_t event = 0;
  bool chord = false;
  bool stemmed = false;
  int direction = 0;    ///< of the stem or, without one, of where it would be: 1 up, -1 down
  double stemX = 0;     ///< middle of the stem
  double stemFoot = 0;  ///< y where it begins
  double stemTip = 0;   ///< y of its end; a beam moves it
  int top = 0;          ///< step of the highest note
  int bottom = 0;
  Box body{};  ///< heads, or the rest
};

struct Column {
  notation::Fraction at;
  Drawing marks;
  std::vector<Box> boxes;  ///< what other columns must keep away from
  std::vector<EventShape> events;
  std::vector<HeadSpot> heads;
  double left = 0;  ///< how far the boxes reach, left of the origin as a negative number
  double right = 0;
};

/// An event of the column and where it comes from.
struct ColumnEvent {
  std::size_t voice = 0;
  std::size_t event = 0;
  int voiceNumber = 0;
  bool beamed = false;
  const notation::Event* source = nullptr;
};

struct ColumnInput {
  notation::Fraction at;
  notation::Clef clef;
  std::vector<ColumnEvent> events;
  const notation::Clef* newClef = nullptr;  ///< printed small before the column
  bool severalVoices = false;
  bool percussion = false;
};

Column shapeColumn(const ColumnInput& input);

/// The step above the middle line where a note is drawn.
int drawnStep(const notation::WrittenNote& note, const notation::Clef& clef, int ottava);

}  // namespace partimento::engraving
