#include "tests/ui/support/pointer.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

namespace partimento::test {

Pointer& Pointer::holding(Qt::KeyboardModifiers modifiers) {
  m_modifiers = modifiers;
  return *this;
}

void Pointer::send(int type, Qt::MouseButton button) {
  QMouseEvent event(static_cast<QEvent::Type>(type), m_at, m_widget->mapToGlobal(m_at), button, m_buttons,
                    m_modifiers);
  QApplication::sendEvent(m_widget, &event);
}

void Pointer::press(QPointF at, Qt::MouseButton button) {
  m_at = at;
  m_buttons |= button;
  send(QEvent::MouseButtonPress, button);
}

void Pointer::move(QPointF to) {
  m_at = to;
  send(QEvent::MouseMove, Qt::NoButton);
}

void Pointer::release(Qt::MouseButton button) {
  m_buttons &= ~Qt::MouseButtons(button);
  send(QEvent::MouseButtonRelease, button);
}

void Pointer::click(QPointF at, Qt::MouseButton button) {
  press(at, button);
  release(button);
}

void Pointer::doubleClick(QPointF at) {
  click(at);
  m_buttons |= Qt::LeftButton;
  send(QEvent::MouseButtonDblClick, Qt::LeftButton);
  release();
}

void Pointer::drag(QPointF from, QPointF to, Qt::MouseButton button) {
  press(from, button);
  for (double share : {0.1, 0.4, 0.7, 1.0}) move(from + (to - from) * share);
  release(button);
}

void Pointer::wheel(QPointF at, double notches) {
  QWheelEvent event(at, m_widget->mapToGlobal(at), QPoint(), QPoint(0, qRound(120 * notches)), m_buttons,
                    m_modifiers, Qt::NoScrollPhase, false);
  QApplication::sendEvent(m_widget, &event);
}

}  // namespace partimento::test
