#include "ui/piano_roll/pixel_painter.h"

#include <QApplication>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace partimento::ui::roll {
namespace {

constexpr qsizetype kMostTexts = 3000;

}  // namespace

PixelPainter::PixelPainter(QPainter& painter) : m_painter(painter) {
  m_painter.save();
  const QTransform device = m_painter.deviceTransform();
  m_ratio = device.m11() > 0 ? device.m11() : 1.0;
  const QTransform wanted = QTransform::fromTranslate(std::round(device.dx()), std::round(device.dy()));
  const QTransform world = m_painter.worldTransform();
  m_painter.setWorldTransform(wanted * (world.inverted() * device).inverted());
  m_painter.setRenderHint(QPainter::Antialiasing, false);
  m_painter.setPen(Qt::NoPen);
}

PixelPainter::~PixelPainter() {
  m_painter.restore();
}

QRect PixelPainter::rect(const QRectF& rect) const {
  const int left = at(rect.left());
  const int top = at(rect.top());
  return QRect(left, top, at(rect.right()) - left, at(rect.bottom()) - top);
}

void PixelPainter::frame(const QRect& rect, int width, const QColor& color) {
  if (rect.width() <= 2 * width || rect.height() <= 2 * width) return fill(rect, color);
  fill(QRect(rect.left(), rect.top(), rect.width(), width), color);
  fill(QRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width), color);
  fill(QRect(rect.left(), rect.top() + width, width, rect.height() - 2 * width), color);
  fill(QRect(rect.right() + 1 - width, rect.top() + width, width, rect.height() - 2 * width), color);
}

const QPixmap& TextCache::text(const QString& text, const Style& style, double ratio) {
  const int size = std::max(1, qRound(style.pixelSize * ratio));
  const Key key{text, size, style.color.rgba(), style.weight == Weight::Strong};
  const auto found = m_pixmaps.constFind(key);
  if (found != m_pixmaps.constEnd()) return *found;
  if (m_pixmaps.size() > kMostTexts) m_pixmaps.clear();
  QFont font = QApplication::font();
  font.setPixelSize(size);
  font.setWeight(key.strong ? QFont::DemiBold : QFont::Normal);
  font.setHintingPreference(QFont::PreferVerticalHinting);
  const QFontMetrics metrics(font);
  QImage image(std::max(1, metrics.horizontalAdvance(text) + 2), std::max(1, metrics.height()),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setFont(font);
  painter.setPen(style.color);
  painter.drawText(1, metrics.ascent(), text);
  painter.end();
  return *m_pixmaps.insert(key, QPixmap::fromImage(image));
}

int rowTextSize(double rowHeight) {
  return std::clamp(static_cast<int>(std::floor(rowHeight * 0.68)), 8, 12);
}

}  // namespace partimento::ui::roll
