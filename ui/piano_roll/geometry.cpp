#include "ui/piano_roll/geometry.h"

#include <algorithm>
#include <cmath>

namespace partimento::ui::roll {
namespace {

constexpr double kEdgeInside = 8.0;
constexpr double kEdgeOutside = 3.0;
constexpr double kLeastWidthForLeftEdge = 14.0;
constexpr double kLeastNoteWidth = 3.0;

}  // namespace

bool isBlackKey(Pitch pitch) {
  const int pitchClass = ((pitch % 12) + 12) % 12;
  return pitchClass == 1 || pitchClass == 3 || pitchClass == 6 || pitchClass == 8 || pitchClass == 10;
}

PitchRows::PitchRows() {
  for (Pitch pitch = kHighestPitch; pitch >= kLowestPitch; --pitch) m_pitches.push_back(pitch);
  index();
}

PitchRows::PitchRows(const std::vector<Pitch>& pitches) : PitchRows() {
  if (pitches.empty()) return;
  m_pitches.assign(pitches.rbegin(), pitches.rend());
  index();
}

void PitchRows::index() {
  m_shown.fill(false);
  for (Pitch pitch : m_pitches) m_shown[static_cast<std::size_t>(pitch)] = true;
  std::int16_t row = 0;
  for (Pitch pitch = kHighestPitch; pitch >= kLowestPitch; --pitch) {
    while (row + 1 < count() && m_pitches[static_cast<std::size_t>(row) + 1] >= pitch) ++row;
    m_row[static_cast<std::size_t>(pitch)] = row;
  }
}

bool PitchRows::shows(Pitch pitch) const {
  return pitch >= kLowestPitch && pitch <= kHighestPitch && m_shown[static_cast<std::size_t>(pitch)];
}

int PitchRows::rowOf(Pitch pitch) const {
  return m_row[static_cast<std::size_t>(std::clamp(pitch, kLowestPitch, kHighestPitch))];
}

Pitch PitchRows::pitchAt(int row) const {
  return m_pitches[static_cast<std::size_t>(std::clamp(row, 0, count() - 1))];
}

NotePart partAt(const QRectF& note, QPointF point) {
  if (!hitRect(note).contains(point)) return NotePart::None;
  const double inside = std::clamp(note.width() / 4.0, 2.0, kEdgeInside);
  if (point.x() >= note.right() - inside) return NotePart::RightEdge;
  if (note.width() >= kLeastWidthForLeftEdge && point.x() < note.left() + inside) return NotePart::LeftEdge;
  return NotePart::Body;
}

QRectF hitRect(const QRectF& note) {
  return note.adjusted(0, 0, kEdgeOutside, 0);
}

Tick Geometry::tickAt(double x) const {
  return Tick(static_cast<std::int64_t>(std::floor((x + scrollX - kLeadIn) / pixelsPerTick)));
}

Pitch Geometry::pitchAt(double y) const {
  return rows.pitchAt(static_cast<int>(std::floor((y + scrollY) / rowHeight)));
}

QRectF Geometry::rectOf(const Note& note) const {
  const double left = xOf(note.onset);
  const double width = static_cast<double>(note.duration.value) * pixelsPerTick;
  return QRectF(left, yOf(note.pitch), std::max(width, kLeastNoteWidth), rowHeight);
}

void Geometry::zoomTime(double pixelsPerTickWanted, double x) {
  const double exactTick = (x + scrollX - kLeadIn) / pixelsPerTick;
  pixelsPerTick = pixelsPerTickWanted;
  scrollX = std::max(0.0, exactTick * pixelsPerTick + kLeadIn - x);
}

void Geometry::zoomRows(double rowHeightWanted, double y) {
  const double exactRow = (y + scrollY) / rowHeight;
  rowHeight = std::clamp(rowHeightWanted, kMinimumRowHeight, kMaximumRowHeight);
  scrollY = exactRow * rowHeight - y;
  clampScroll();
}

void Geometry::clampScroll() {
  scrollX = std::max(0.0, scrollX);
  scrollY = std::clamp(scrollY, 0.0, std::max(0.0, contentHeight() - view.height()));
}

}  // namespace partimento::ui::roll
