#include "ui/piano_roll/tool_cursors.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace partimento::ui::roll {
namespace {

constexpr int kSize = 24;

/// Black with a white rim: seen on any ground.
QCursor drawn(const QPainterPath& path, QPoint hotSpot) {
  const double ratio = qGuiApp->devicePixelRatio();
  QPixmap pixmap(QSize(kSize, kSize) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(Qt::white, 3.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setPen(QPen(Qt::black, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::white);
  painter.drawPath(path);
  painter.end();
  return QCursor(pixmap, hotSpot.x(), hotSpot.y());
}

QCursor pencil() {
  QPainterPath path;
  path.moveTo(2.5, 21.5);
  path.lineTo(4.5, 15.5);
  path.lineTo(16, 4);
  path.lineTo(20, 8);
  path.lineTo(8.5, 19.5);
  path.closeSubpath();
  path.moveTo(13, 7);
  path.lineTo(17, 11);
  return drawn(path, QPoint(2, 21));
}

QCursor eraser() {
  QPainterPath path;
  path.moveTo(3, 16);
  path.lineTo(13, 5);
  path.lineTo(21, 12);
  path.lineTo(12, 21);
  path.lineTo(7.5, 21);
  path.closeSubpath();
  path.moveTo(8, 10.5);
  path.lineTo(16, 17.5);
  return drawn(path, QPoint(5, 19));
}

}  // namespace

QCursor toolCursor(Tool tool, NotePart part, Qt::KeyboardModifiers modifiers) {
  switch (tool) {
    case Tool::Eraser:
      return eraser();
    case Tool::Exclusion:
      return QCursor(Qt::CrossCursor);
    case Tool::Pencil:
      if (part == NotePart::None) return pencil();
      break;
    case Tool::Pointer:
      break;
  }
  switch (part) {
    case NotePart::LeftEdge:
    case NotePart::RightEdge:
      return QCursor(Qt::SizeHorCursor);
    case NotePart::Body:
      return QCursor(modifiers & Qt::ShiftModifier ? Qt::DragCopyCursor : Qt::OpenHandCursor);
    case NotePart::None:
      break;
  }
  return QCursor(Qt::ArrowCursor);
}

}  // namespace partimento::ui::roll
