#pragma once

#include <cstdint>
#include <vector>

#include "core/music/meter_map.h"
#include "core/music/score.h"
#include "ui/piano_roll/roll_types.h"

/// Where grid lines are and what snapping does. Plain arithmetic.
namespace partimento::ui::roll {

/// Nearest that two lines of the adaptive grid come, in device-independent pixels.
inline constexpr double kMinimumStepWidth = 14.0;

enum class LineWeight : std::uint8_t { Grid, Beat, Bar };

struct GridLine {
  Tick at;
  LineWeight weight = LineWeight::Grid;
  std::int64_t bar = 0;  ///< from 0: of the bar that it begins or lies in
  int beat = 0;          ///< from 0, of a bar or beat line

  bool operator==(const GridLine&) const = default;
};

/// Length of a grid step in a bar of this signature. Adaptive: the finest of bar, beat, and the beat's parts
/// (thirds first in compound metres) that is kMinimumStepWidth wide; the bar when none is.
Tick gridStep(const GridSetting& setting, const MeterMap& meter, TimeSignature signature, int ticksPerQuarter,
              double pixelsPerTick);

/// The grid of one score at one zoom.
class Grid {
 public:
  Grid(const Score& score, const GridSetting& setting, double pixelsPerTick);

  /// Step in the bar at `tick`.
  Tick stepAt(Tick tick) const;
  /// Nearest line (of the grid or the next bar); `tick` itself without snapping. Not before 0.
  Tick snapped(Tick tick) const;
  /// The line at or before the tick: the cell that was hit.
  Tick cellStart(Tick tick) const;
  /// One step on (or back) from the cell of `tick`, over bar lines of any metre; not before 0.
  Tick next(Tick tick) const;
  Tick previous(Tick tick) const;
  /// All lines of [begin, end) worth drawing: bars thin out to powers of two where they would crowd.
  std::vector<GridLine> lines(Tick begin, Tick end) const;
  /// Every how many bars a bar line is drawn.
  std::int64_t barStride(TimeSignature signature) const;

 private:
  const Score& m_score;
  GridSetting m_setting;
  double m_pixelsPerTick;
};

}  // namespace partimento::ui::roll
