#include "ui/training/bar_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kTitleHeight = 18;
constexpr int kLabelHeight = 15;
constexpr int kHeight = 116;
constexpr int kMargin = 8;

QFont smallFont(const QFont& base) {
  QFont font = base;
  font.setPixelSize(type::kSmall);
  return font;
}

}  // namespace

BarChart::BarChart(const QString& title, QWidget* parent) : QWidget(parent), m_title(title) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(title);
  setToolTip(title);
}

void BarChart::setBars(std::vector<ChartBar> bars, const QString& sentence) {
  m_bars = std::move(bars);
  m_sentence = sentence;
  m_current = -1;
  setAccessibleDescription(sentence);
  update();
}

QSize BarChart::sizeHint() const {
  return {200, kHeight};
}

QSize BarChart::minimumSizeHint() const {
  return {120, kHeight};
}

QRectF BarChart::plotArea() const {
  return QRectF(rect()).adjusted(kMargin, kMargin + 2 * kTitleHeight, -kMargin, -kMargin - kLabelHeight);
}

int BarChart::barAt(const QPointF& position) const {
  const QRectF area = plotArea();
  if (m_bars.empty() || position.x() < area.left() || position.x() >= area.right()) return -1;
  const double share = (position.x() - area.left()) / area.width();
  return std::min(static_cast<int>(share * static_cast<double>(m_bars.size())),
                  static_cast<int>(m_bars.size()) - 1);
}

void BarChart::setCurrent(int index) {
  m_current = index;
  setAccessibleDescription(index < 0 ? m_sentence : m_bars[static_cast<std::size_t>(index)].tip);
  update();
}

void BarChart::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, hasFocus() ? 1.5 : 1));
  painter.setBrush(theme.ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kCorner, space::kCorner);
  const QRectF inner = QRectF(rect()).adjusted(kMargin, kMargin - 2, -kMargin, -kMargin + 4);
  QFont bold = smallFont(font());
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(theme.text);
  painter.drawText(QRectF(inner.topLeft(), QSizeF(inner.width(), kTitleHeight)), Qt::AlignVCenter, m_title);
  painter.setFont(smallFont(font()));
  painter.setPen(theme.secondText);
  const QString told = m_current < 0 ? m_sentence : m_bars[static_cast<std::size_t>(m_current)].tip;
  painter.drawText(QRectF(inner.left(), inner.top() + kTitleHeight, inner.width(), kTitleHeight),
                   Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(told, Qt::ElideRight, static_cast<int>(inner.width())));
  if (m_bars.empty()) return;
  const QRectF area = plotArea();
  double most = 0;
  for (const ChartBar& bar : m_bars) most = std::max(most, bar.value);
  const double step = area.width() / static_cast<double>(m_bars.size());
  const double gap = step > 6 ? 2 : step > 3 ? 1 : 0;
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), theme.line);
  double labelledTo = area.left() - kMargin;
  for (std::size_t i = 0; i < m_bars.size(); ++i) {
    const ChartBar& bar = m_bars[i];
    const double left = area.left() + step * static_cast<double>(i);
    const double height = most > 0 ? area.height() * bar.value / most : 0;
    const bool current = static_cast<int>(i) == m_current;
    const double shown = bar.value > 0 ? std::max(height, 1.0) : 0;
    painter.fillRect(QRectF(left, area.bottom() - shown, std::max(1.0, step - gap), shown),
                     current ? theme.text : theme.accent);
    if (bar.label.isEmpty()) continue;
    const double width = painter.fontMetrics().horizontalAdvance(bar.label);
    const double middle = std::clamp(left + step / 2, area.left() + width / 2, area.right() - width / 2);
    if (middle - width / 2 < labelledTo + 3) continue;
    painter.drawText(QRectF(middle - width, area.bottom() + 2, 2 * width, kLabelHeight), Qt::AlignCenter,
                     bar.label);
    labelledTo = middle + width / 2;
  }
}

void BarChart::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_bars.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return setCurrent(std::max(0, m_current - 1));
    case Qt::Key_Right:
      return setCurrent(std::min(last, m_current + 1));
    case Qt::Key_Home:
      return setCurrent(std::min(0, last));
    case Qt::Key_End:
      return setCurrent(last);
    default:
      QWidget::keyPressEvent(event);
  }
}

void BarChart::focusOutEvent(QFocusEvent* event) {
  setCurrent(-1);
  QWidget::focusOutEvent(event);
}

bool BarChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int index = barAt(help->pos());
  QToolTip::showText(help->globalPos(), index < 0 ? m_sentence : m_bars[static_cast<std::size_t>(index)].tip,
                     this);
  return true;
}

}  // namespace partimento::ui
