#pragma once

#include <QWidget>
#include <memory>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/side_painters.h"

namespace partimento::ui::roll {

/// Velocities under the notes: drag a head, or across several to draw a ramp.
class VelocityLane : public QWidget {
  Q_OBJECT

 public:
  explicit VelocityLane(RollState& state, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  VelocityScale scale() const;
  std::optional<Note> shownNote() const;

  RollState& m_state;
  std::unique_ptr<VelocityPainter> m_painter;
  std::optional<QPointF> m_pointer;
};

}  // namespace partimento::ui::roll
