#pragma once

#include <QBasicTimer>
#include <QWidget>
#include <memory>

#include "ui/piano_roll/gestures.h"
#include "ui/piano_roll/roll_painter.h"
#include "ui/piano_roll/roll_state.h"

class QWheelEvent;

namespace partimento::ui::roll {

/// Which way a wheel without modifiers scrolls.
enum class WheelAxis { Vertical, Horizontal };

/// Ctrl zooms time at the pointer, Ctrl+Shift the rows; Shift scrolls sideways; a touchpad's both directions
/// count. `at` in the coordinates of the notes area.
void handleWheel(RollState& state, const QWheelEvent& event, QPointF at, WheelAxis axis);

/// The notes: gives pointer and keyboard to the state, paints with RollPainter.
class NotesView : public QWidget {
  Q_OBJECT

 public:
  explicit NotesView(RollState& state, QWidget* parent = nullptr);
  /// What is shown.
  const Scene& scene() const { return m_state.scene(); }

 Q_SIGNALS:
  void menuRequested(const QPoint& globalPosition);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void start(std::unique_ptr<Gesture> gesture, const PointerState& press, Qt::MouseButton button);
  void updatePlayhead(Tick before, Tick after);
  void updateCursor(QPointF at, Qt::KeyboardModifiers modifiers);
  void redrag(Qt::KeyboardModifiers modifiers);
  bool showToolTip(const QPoint& at, const QPoint& globalPosition);

  RollState& m_state;
  std::unique_ptr<RollPainter> m_painter;
  Qt::MouseButton m_button = Qt::NoButton;
  QPointF m_pointer;
  std::optional<QPointF> m_panFrom;
  QBasicTimer m_autoScroll;
};

}  // namespace partimento::ui::roll
