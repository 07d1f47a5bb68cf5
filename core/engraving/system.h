#pragma once

#include <memory>
#include <vector>

#include "core/engraving/drawing.h"
#include "core/engraving/spacing.h"
#include "core/notation/notation.h"

namespace partimento::engraving {

/// Where a moment of the bar stands on the line.
struct TimeSpot {
  notation::Fraction at;
  double x = 0;
};

/// Where an event stands: for carets, focus and clicks beside the notes.
struct EventSpot {
  std::size_t part = 0;
  std::size_t staff = 0;  ///< in the part
  std::size_t voice = 0;  ///< index in StaffBar::voices
  std::size_t event = 0;
  Box box;  ///< heads, or the rest
};

struct SystemBar {
  double left = 0;              ///< the bar line before it, or where the line's signatures begin
  double music = 0;             ///< behind bar line and signatures
  double right = 0;             ///< the bar line after it
  std::vector<TimeSpot> times;  ///< of the columns; the bar's end stands at `right`
  std::vector<EventSpot> events;
  Drawing marks;
  Box bounds;  ///< of the marks
};

struct StaffSpot {
  std::size_t part = 0;
  std::size_t staff = 0;
  double y = 0;  ///< of the middle line
};

/// A line of music across all staves. x 0 is the left end of the staff lines (braces stand left of it), y 0
/// the middle line of the first staff. Immutable.
struct System {
  std::size_t barCount() const { return bars.size(); }

  double width = 0;
  double top = 0;  ///< how far marks reach: negative
  double bottom = 0;
  std::vector<StaffSpot> staves;
  std::vector<SystemBar> bars;
  Drawing frame;  ///< staff lines, braces, signatures at the beginning, what stands over the whole line

  /// The place of a moment; between columns by proportion.
  double xAt(std::size_t bar, notation::Fraction at, notation::Fraction length) const;
};
using SystemPtr = std::shared_ptr<const System>;

struct SystemInput {
  const notation::Notation& notation;
  std::size_t firstBar = 0;
  /// By bar from firstBar on, then by staff top down.
  std::vector<std::vector<StaffBarShapePtr>> shapes{};
  std::vector<BarSpacingPtr> spacing{};
  /// Width to fill; 0: as wide as the springs at rest are.
  double width = 0;
  double mostForce = 1.6;
  enum class Names { None, Full } names = Names::None;
  enum class BarNumbers { LineStarts, EveryTenth } barNumbers = BarNumbers::LineStarts;
};

SystemPtr buildSystem(const SystemInput& input);

/// What a line with these bars needs beside the bars themselves.
double lineStartWidth(const notation::Notation& notation, std::size_t firstBar);
double lineEndWidth(const notation::Notation& notation, std::size_t afterBar);
/// Room for the names of parts left of the first line.
double nameIndent(const notation::Notation& notation);

}  // namespace partimento::engraving
