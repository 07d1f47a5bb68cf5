#pragma once

#include <QWidget>
#include <memory>

#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/side_painters.h"

namespace partimento::ui::roll {

/// The piano keys left of the notes: pressing or gliding over them sounds them.
class KeyboardView : public QWidget {
  Q_OBJECT

 public:
  explicit KeyboardView(RollState& state, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void setHovered(Pitch pitch);

  RollState& m_state;
  std::unique_ptr<KeyboardPainter> m_painter;
  Pitch m_hovered = -1;
};

}  // namespace partimento::ui::roll
