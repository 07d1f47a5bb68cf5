#include "ui/devices/capture_preview.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/common/labels.h"
#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kMargin = 8;
constexpr int kRuler = 20;
constexpr int kFewestRows = 15;
constexpr double kNarrowestBar = 28;

}  // namespace

CapturePreview::CapturePreview(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("What was played"));
  setToolTip(tr("Click a beat, or press Left and Right, to say where bars begin"));
  setCursor(Qt::PointingHandCursor);
}

void CapturePreview::display(ScorePtr score, ScorePtr exact) {
  m_score = std::move(score);
  m_exact = std::move(exact);
  const std::int64_t bars =
      m_score->noteCount() == 0 ? 0 : m_score->meter().at(m_score->end() - Tick(1)).bar + 1;
  setAccessibleDescription(tr("%n note(s)", nullptr, static_cast<int>(m_score->noteCount())) +
                           QStringLiteral(", ") + tr("%n bar(s)", nullptr, static_cast<int>(bars)));
  update();
}

QSize CapturePreview::sizeHint() const {
  return {680, 240};
}

QSize CapturePreview::minimumSizeHint() const {
  return {320, 140};
}

Tick CapturePreview::length() const {
  const Tick end = std::max(m_score->end(), Tick(1));
  const BarPosition last = m_score->meter().at(end - Tick(1));
  return last.barStart + m_score->meter().barLength(last.signature);
}

double CapturePreview::x(Tick tick) const {
  return kMargin +
         (width() - 2.0 * kMargin) * static_cast<double>(tick.value) / static_cast<double>(length().value);
}

void CapturePreview::paintGrid(QPainter& painter) const {
  const Theme& theme = Theme::current();
  const MeterMap& meter = m_score->meter();
  const TimeSignature signature = meter.at(Tick(0)).signature;
  const Tick bar = meter.barLength(signature);
  const Tick beat = meter.beatLength(signature);
  const double barWidth = x(bar) - x(Tick(0));
  const int everyBar = std::max(1, static_cast<int>(std::ceil(kNarrowestBar / std::max(barWidth, 1.0))));
  painter.setFont(tabularFont(font()));
  std::int64_t number = 0;
  for (Tick at(0); at <= length(); at += bar, ++number) {
    const double place = std::round(x(at));
    painter.fillRect(QRectF(place, 0, 1, height()), theme.barLine);
    if (at < length() && number % everyBar == 0) {
      painter.setPen(theme.secondText);
      painter.drawText(QRectF(place + 5, 0, 60, kRuler), Qt::AlignVCenter, QString::number(number + 1));
    }
    for (Tick inner = at + beat; inner < at + bar && at < length() && barWidth > kNarrowestBar; inner += beat)
      painter.fillRect(QRectF(std::round(x(inner)), kRuler, 1, height() - kRuler), theme.beatLine);
  }
  painter.fillRect(QRectF(0, kRuler, width(), 1), theme.line);
}

void CapturePreview::paintNotes(QPainter& painter) const {
  const Theme& theme = Theme::current();
  const std::vector<Note>& notes = m_score->track(0).notes;
  if (notes.empty()) return;
  const auto [low, high] = std::minmax_element(
      notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
  const int used = high->pitch - low->pitch + 1;
  const int rows = std::max(kFewestRows, used + 2);
  const int lowest = low->pitch - (rows - used) / 2;
  const double row = (height() - kRuler - kMargin) / static_cast<double>(rows);
  const auto top = [&](Pitch pitch) { return kRuler + (rows - 1 - (pitch - lowest)) * row; };
  painter.setPen(Qt::NoPen);
  for (const Note& note : notes) {
    const QRectF body(x(note.onset) + 1, top(note.pitch) + 0.5,
                      std::max(3.0, x(note.end()) - x(note.onset) - 2), std::max(3.0, row - 1));
    painter.setBrush(theme.noteFill(Origin::Seed, note.velocity));
    painter.drawRoundedRect(body, 2, 2);
  }
  painter.setBrush(theme.text);
  for (const Note& note : m_exact->track(0).notes) {
    const double place = x(note.onset);
    painter.drawRect(QRectF(place - 0.5, top(note.pitch) - 1, 1.5, std::max(3.0, row - 1) + 3));
  }
}

void CapturePreview::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.fillRect(rect(), theme.ground);
  paintGrid(painter);
  painter.setRenderHint(QPainter::Antialiasing);
  paintNotes(painter);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(hasFocus() ? theme.accent : theme.line);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CapturePreview::mousePressEvent(QMouseEvent* event) {
  const MeterMap& meter = m_score->meter();
  const TimeSignature signature = meter.at(Tick(0)).signature;
  const double share = (event->position().x() - kMargin) / (width() - 2.0 * kMargin);
  const double tick = share * static_cast<double>(length().value);
  const double unit = 4.0 * m_score->ticksPerQuarter() / signature.denominator;
  const int beat = static_cast<int>(std::lround(tick / unit));
  const int moved = ((beat % signature.numerator) + signature.numerator) % signature.numerator;
  if (moved != 0) Q_EMIT barLinesMoved(moved);
}

void CapturePreview::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left) return Q_EMIT barLinesMoved(-1);
  if (event->key() == Qt::Key_Right) return Q_EMIT barLinesMoved(1);
  QWidget::keyPressEvent(event);
}

void CapturePreview::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void CapturePreview::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace partimento::ui
