#pragma once

#include <QWidget>
#include <memory>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/side_painters.h"

namespace partimento::ui::roll {

/// Bars above the notes. A click moves the playhead; a drag sets the loop; the loop's ends and, in the upper
/// strip, the whole loop can be dragged; a double-click on the loop takes it away; Esc gives a drag up. A
/// loop without length is none.
class RulerView : public QWidget {
  Q_OBJECT

 public:
  explicit RulerView(RollState& state, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  enum class Part { Empty, LoopBegin, LoopEnd, LoopBody };
  struct Drag {
    Part part = Part::Empty;
    QPointF press;
    Tick pressTick;
    std::optional<TickRange> before;
    bool moved = false;
  };
  Part partAt(QPointF point) const;
  Tick snappedAt(QPointF point, Qt::KeyboardModifiers modifiers) const;
  void dragTo(QPointF point, Qt::KeyboardModifiers modifiers);
  void updateCursor(QPointF point);

  RollState& m_state;
  std::unique_ptr<RulerPainter> m_painter;
  std::optional<Drag> m_drag;
};

}  // namespace partimento::ui::roll
