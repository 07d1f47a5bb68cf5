#include "ui/piano_roll/grid.h"

#include <algorithm>

namespace partimento::ui::roll {
namespace {

constexpr double kMinimumBeatWidth = 7.0;
constexpr double kMinimumBarWidth = 9.0;

/// Coarse to fine.
std::vector<Tick> adaptiveSteps(const MeterMap& meter, TimeSignature signature, int ticksPerQuarter) {
  const Tick bar = meter.barLength(signature);
  const Tick beat = meter.beatLength(signature);
  const Tick unit(std::max<std::int64_t>(4LL * ticksPerQuarter / signature.denominator, 1));
  std::vector<Tick> steps{bar};
  if (beat < bar) steps.push_back(beat);
  if (unit < beat) steps.push_back(unit);
  const Tick finest(std::max<std::int64_t>(ticksPerQuarter / 16, 1));
  for (Tick step = unit; step.value % 2 == 0 && step / 2 >= finest;) {
    step = step / 2;
    steps.push_back(step);
  }
  return steps;
}

}  // namespace

Tick gridStep(const GridSetting& setting, const MeterMap& meter, TimeSignature signature, int ticksPerQuarter,
              double pixelsPerTick) {
  if (setting.denominator > 0) {
    std::int64_t ticks = 4LL * ticksPerQuarter / setting.denominator;
    if (setting.triplet) ticks = ticks * 2 / 3;
    return Tick(std::max<std::int64_t>(ticks, 1));
  }
  Tick chosen = meter.barLength(signature);
  for (Tick step : adaptiveSteps(meter, signature, ticksPerQuarter)) {
    const Tick shown = setting.triplet && step < meter.beatLength(signature) ? step * 2 / 3 : step;
    if (static_cast<double>(shown.value) * pixelsPerTick < kMinimumStepWidth) break;
    chosen = std::max(shown, Tick(1));
  }
  return chosen;
}

Grid::Grid(const Score& score, const GridSetting& setting, double pixelsPerTick)
    : m_score(score), m_setting(setting), m_pixelsPerTick(pixelsPerTick) {}

Tick Grid::stepAt(Tick tick) const {
  const BarPosition position = m_score.meter().at(tick);
  return gridStep(m_setting, m_score.meter(), position.signature, m_score.ticksPerQuarter(), m_pixelsPerTick);
}

Tick Grid::cellStart(Tick tick) const {
  const Tick place = std::max(tick, Tick(0));
  const BarPosition position = m_score.meter().at(place);
  const Tick step = stepAt(place);
  return position.barStart + step * (position.inBar.value / step.value);
}

Tick Grid::snapped(Tick tick) const {
  const Tick place = std::max(tick, Tick(0));
  if (!m_setting.snap) return place;
  const Tick before = cellStart(place);
  const Tick after = next(place);
  return place - before < after - place ? before : after;
}

Tick Grid::next(Tick tick) const {
  const BarPosition position = m_score.meter().at(tick);
  return std::min(cellStart(tick) + stepAt(tick), m_score.meter().barStart(position.bar + 1));
}

Tick Grid::previous(Tick tick) const {
  const Tick cell = cellStart(tick);
  if (cell < tick || cell == Tick(0)) return cell;
  return cellStart(cell - Tick(1));
}

std::int64_t Grid::barStride(TimeSignature signature) const {
  const double width = static_cast<double>(m_score.meter().barLength(signature).value) * m_pixelsPerTick;
  std::int64_t stride = 1;
  while (width * static_cast<double>(stride) < kMinimumBarWidth && stride < (1 << 20)) stride *= 2;
  return stride;
}

std::vector<GridLine> Grid::lines(Tick begin, Tick end) const {
  std::vector<GridLine> found;
  const MeterMap& meter = m_score.meter();
  const auto wide = [this](Tick step, double least) {
    return static_cast<double>(step.value) * m_pixelsPerTick >= least;
  };
  std::int64_t bar = meter.at(begin).bar;
  for (Tick start = meter.barStart(bar); start < end;) {
    const TimeSignature signature = meter.at(start).signature;
    const std::int64_t stride = barStride(signature);
    const Tick nextStart = meter.barStart(bar + 1);
    if (bar % stride == 0 && start >= begin) found.push_back({start, LineWeight::Bar, bar, 0});
    const Tick beat = meter.beatLength(signature);
    const Tick step = gridStep(m_setting, meter, signature, m_score.ticksPerQuarter(), m_pixelsPerTick);
    const bool beatsShown = wide(beat, kMinimumBeatWidth);
    const Tick fine = wide(step, kMinimumBeatWidth) ? step : beat;
    if (stride == 1 && beatsShown) {
      const auto add = [&](Tick at, bool onBeat) {
        if (at < begin || at >= end || at >= nextStart) return;
        found.push_back({at, onBeat ? LineWeight::Beat : LineWeight::Grid, bar,
                         static_cast<int>((at - start).value / beat.value)});
      };
      for (Tick at = start + std::min(fine, beat); at < nextStart; at += std::min(fine, beat))
        add(at, (at - start).value % beat.value == 0);
    }
    start = nextStart;
    ++bar;
  }
  return found;
}

}  // namespace partimento::ui::roll
