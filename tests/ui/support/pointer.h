#pragma once

#include <QPointF>
#include <QWidget>
#include <vector>

namespace partimento::test {

/// A hand with a mouse: sends the events that a window system would send, to one widget.
class Pointer {
 public:
  explicit Pointer(QWidget* widget) : m_widget(widget) {}

  Pointer& holding(Qt::KeyboardModifiers modifiers);
  void press(QPointF at, Qt::MouseButton button = Qt::LeftButton);
  void move(QPointF to);
  void release(Qt::MouseButton button = Qt::LeftButton);
  void click(QPointF at, Qt::MouseButton button = Qt::LeftButton);
  void doubleClick(QPointF at);
  /// Press, a few moves on a straight line, release.
  void drag(QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton);
  /// Notches of 15 degrees, away from the hand.
  void wheel(QPointF at, double notches);

 private:
  void send(int type, Qt::MouseButton button);

  QWidget* m_widget;
  QPointF m_at;
  Qt::MouseButtons m_buttons;
  Qt::KeyboardModifiers m_modifiers;
};

}  // namespace partimento::test
