#include "ui/takes/mini_roll.h"

#include <QPainter>
#include <algorithm>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kMargin = 4;
constexpr int kFewestRows = 13;  // an octave: a trill does not fill the picture

struct Extent {
  double begin = 0;
  double length = 1;
  int lowest = 60;
  int rows = kFewestRows;
};

Extent extentOf(const std::vector<Note>& notes) {
  Extent extent;
  if (notes.empty()) return extent;
  Tick end = notes.front().end();
  int lowest = kHighestPitch;
  int highest = kLowestPitch;
  for (const Note& note : notes) {
    end = std::max(end, note.end());
    lowest = std::min(lowest, note.pitch);
    highest = std::max(highest, note.pitch);
  }
  extent.begin = static_cast<double>(notes.front().onset.value);
  extent.length = std::max(1.0, static_cast<double>(end.value) - extent.begin);
  extent.rows = std::max(kFewestRows, highest - lowest + 1);
  extent.lowest = lowest - (extent.rows - (highest - lowest + 1)) / 2;
  return extent;
}

}  // namespace

MiniRoll::MiniRoll(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAttribute(Qt::WA_TransparentForMouseEvents);
}

void MiniRoll::setNotes(std::vector<Note> notes) {
  m_notes = std::move(notes);
  update();
}

void MiniRoll::setBars(std::vector<Tick> bars) {
  m_bars = std::move(bars);
  update();
}

QSize MiniRoll::sizeHint() const {
  return {196, 56};
}

void MiniRoll::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.ground);
  painter.drawRoundedRect(rect(), 3, 3);
  const Extent extent = extentOf(m_notes);
  const double width = this->width() - 2.0 * kMargin;
  const double height = this->height() - 2.0 * kMargin;
  const double row = height / extent.rows;
  const auto x = [&](Tick tick) {
    return kMargin + width * (static_cast<double>(tick.value) - extent.begin) / extent.length;
  };
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (const Tick bar : m_bars) {
    const double place = x(bar);
    if (place > kMargin && place < kMargin + width)
      painter.fillRect(QRectF(std::round(place), 0, 1, this->height()), theme.gridLine);
  }
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Note& note : m_notes) {
    const double top = kMargin + height - (note.pitch - extent.lowest + 1) * row;
    const QRectF bar(x(note.onset), top, std::max(2.0, x(note.end()) - x(note.onset) - 1),
                     std::max(2.5, row - 0.5));
    painter.setBrush(theme.provenance(note.origin));
    painter.drawRoundedRect(bar, 1, 1);
    if (note.relaxed != RelaxedRule::None) {
      painter.setBrush(theme.danger);
      painter.drawEllipse(QPointF(bar.center().x(), bar.top() - 3), 2, 2);
    }
  }
}

}  // namespace partimento::ui
