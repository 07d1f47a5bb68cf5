#pragma once

#include <vector>

#include "core/engraving/drawing.h"
#include "core/notation/staff_bar.h"

namespace partimento::engraving {

/// A stem that a beam holds.
struct BeamStem {
  double x = 0;     ///< its middle
  double near = 0;  ///< y of the head nearest to the beam
  int beams = 1;
  const notation::Event* event = nullptr;
};

/// The outer edge of a beam.
struct BeamLine {
  double x = 0;
  double y = 0;
  double slope = 0;

  double at(double place) const { return y + slope * (place - x); }
};

/// Slope by the interval of the outer notes, level where inner notes stand out; every stem as long as its
/// beams need, long enough to reach the middle line; the ends sit on, hang from or straddle staff lines. At
/// least two stems.
BeamLine fitBeam(const std::vector<BeamStem>& stems, int direction);

/// The beams themselves: full ones, broken ones and hooks as the events say.
void drawBeams(const std::vector<BeamStem>& stems, const BeamLine& line, int direction, Drawing& drawing);

}  // namespace partimento::engraving
