// RollState: zooming and scrolling.

#include <algorithm>
#include <cmath>

#include "ui/piano_roll/roll_state.h"

namespace partimento::ui::roll {
namespace {

constexpr int kBarsAfterTheEnd = 8;
constexpr double kMargin = 24.0;

}  // namespace

void RollState::viewChanged() {
  m_scene.geometry.clampScroll();
  Q_EMIT changed(Change::View | Change::Keys | Change::Ruler);
  Q_EMIT zoomChanged();
}

void RollState::setViewSize(QSizeF size) {
  Geometry& geometry = m_scene.geometry;
  if (size == geometry.view) return;
  const bool first = geometry.view.isEmpty();
  geometry.view = size;
  if (first) {
    const Pitch middle = m_scene.notes.all().empty() ? 66 : m_scene.notes.all().front().pitch;
    geometry.scrollY = (geometry.rows.rowOf(middle) + 0.5) * geometry.rowHeight - size.height() / 2;
  }
  viewChanged();
}

void RollState::scrollTo(double x, double y) {
  Geometry& geometry = m_scene.geometry;
  if (x == geometry.scrollX && y == geometry.scrollY) return;
  const double before = geometry.scrollX;
  geometry.scrollX = x;
  geometry.scrollY = y;
  viewChanged();
  if (geometry.scrollX != before) Q_EMIT scrolled();
}

double RollState::pixelsPerQuarter() const {
  return m_scene.geometry.pixelsPerTick * m_scene.score->ticksPerQuarter();
}

void RollState::setPixelsPerQuarter(double pixels) {
  zoomTime(pixels / pixelsPerQuarter(), m_scene.geometry.view.width() / 2);
}

void RollState::zoomTime(double factor, double x) {
  const double wanted =
      std::clamp(pixelsPerQuarter() * factor, kMinimumPixelsPerQuarter, kMaximumPixelsPerQuarter);
  m_scene.geometry.zoomTime(wanted / m_scene.score->ticksPerQuarter(), x);
  viewChanged();
}

void RollState::zoomRows(double factor, double y) {
  m_scene.geometry.zoomRows(m_scene.geometry.rowHeight * factor, y);
  viewChanged();
}

Tick RollState::scrollableEnd() const {
  const MeterMap& meter = m_scene.score->meter();
  Tick end = m_scene.score->end();
  for (const Ghost& ghost : m_scene.ghosts) {
    if (!ghost.notes.empty()) end = std::max(end, ghost.notes.back().end());
  }
  return std::max(meter.barStart(meter.at(end).bar + kBarsAfterTheEnd), m_scene.geometry.lastTick());
}

void RollState::fitRange(TickRange time, Pitch lowest, Pitch highest) {
  Geometry& geometry = m_scene.geometry;
  if (geometry.view.isEmpty()) return;
  const double tpq = m_scene.score->ticksPerQuarter();
  const double ticks = std::max(static_cast<double>((time.end - time.begin).value), 1.0);
  const double width = std::max(geometry.view.width() - 2 * kMargin, 10.0);
  geometry.pixelsPerTick =
      std::clamp(width / ticks, kMinimumPixelsPerQuarter / tpq, kMaximumPixelsPerQuarter / tpq);
  geometry.scrollX = static_cast<double>(time.begin.value) * geometry.pixelsPerTick + kLeadIn - kMargin;
  const int rows = geometry.rows.rowOf(lowest) - geometry.rows.rowOf(highest) + 1;
  geometry.rowHeight = std::clamp(geometry.view.height() / (rows + 6), 10.0, 22.0);
  geometry.scrollY =
      (geometry.rows.rowOf(highest) + rows / 2.0) * geometry.rowHeight - geometry.view.height() / 2;
  viewChanged();
}

void RollState::fitNotes(const edits::NoteIds& ids) {
  std::optional<Band> box;
  const auto take = [&box](const Note& note) {
    if (!box) box = Band{{note.onset, note.end()}, note.pitch, note.pitch};
    box->time.begin = std::min(box->time.begin, note.onset);
    box->time.end = std::max(box->time.end, note.end());
    box->lowest = std::min(box->lowest, note.pitch);
    box->highest = std::max(box->highest, note.pitch);
  };
  for (const Note& note : m_scene.notes.all()) {
    if (ids.empty() || ids.contains(note.id)) take(note);
  }
  if (ids.empty()) {
    for (const Ghost& ghost : m_scene.ghosts) std::for_each(ghost.notes.begin(), ghost.notes.end(), take);
  }
  const MeterMap& meter = m_scene.score->meter();
  if (!box) box = Band{{Tick(0), meter.barStart(4)}, 57, 76};
  if (ids.empty()) {
    // Whole bars, and never so few notes that they fill the screen.
    const Tick shortest = meter.barStart(4);
    box->time.begin = meter.at(box->time.begin).barStart;
    box->time.end =
        std::max(meter.barStart(meter.at(box->time.end - Tick(1)).bar + 1), box->time.begin + shortest);
  }
  fitRange(box->time, box->lowest, box->highest);
}

void RollState::showRange(TickRange time, Pitch lowest, Pitch highest) {
  Geometry& geometry = m_scene.geometry;
  const double left = geometry.xOf(time.begin);
  const double right = geometry.xOf(time.end);
  if (left < 0 || (right > geometry.view.width() && right - left > geometry.view.width() - 2 * kMargin)) {
    geometry.scrollX += left - kMargin;
  } else if (right > geometry.view.width()) {
    geometry.scrollX += right - geometry.view.width() + kMargin;
  }
  const double top = geometry.yOf(highest);
  const double bottom = geometry.yOf(lowest) + geometry.rowHeight;
  if (top < 0 || bottom - top > geometry.view.height()) {
    geometry.scrollY += top - kMargin;
  } else if (bottom > geometry.view.height()) {
    geometry.scrollY += bottom - geometry.view.height() + kMargin;
  }
  viewChanged();
}

void RollState::showTick(Tick tick) {
  const double x = m_scene.geometry.xOf(tick);
  if (x >= 0 && x < m_scene.geometry.view.width() - kMargin) return;
  m_scene.geometry.scrollX += x - m_scene.geometry.view.width() * 0.25;
  viewChanged();
}

void RollState::turnTo(Tick tick) {
  m_scene.geometry.scrollX += m_scene.geometry.xOf(tick) - kMargin;
  viewChanged();
}

void RollState::showPitch(Pitch pitch) {
  const Geometry& geometry = m_scene.geometry;
  const double y = geometry.yOf(pitch);
  if (y >= 0 && y + geometry.rowHeight <= geometry.view.height()) return;
  m_scene.geometry.scrollY += y - geometry.view.height() / 2;
  viewChanged();
}

}  // namespace partimento::ui::roll
