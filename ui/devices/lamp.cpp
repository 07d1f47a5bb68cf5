#include "ui/devices/lamp.h"

#include <QPainter>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kFlashMilliseconds = 120;
constexpr int kSize = 14;

}  // namespace

Lamp::Lamp(QWidget* parent) : QWidget(parent) {
  setFixedSize(sizeHint());
  m_off.setSingleShot(true);
  m_off.setInterval(kFlashMilliseconds);
  connect(&m_off, &QTimer::timeout, this, [this] { update(); });
}

void Lamp::flash() {
  m_off.start();
  update();
}

QSize Lamp::sizeHint() const {
  return {kSize, kSize};
}

void Lamp::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(isLit() ? theme.seed : theme.outline, 1.5));
  painter.setBrush(isLit() ? theme.seed : Qt::transparent);
  painter.drawEllipse(QRectF(rect()).adjusted(2, 2, -2, -2));
}

}  // namespace partimento::ui
