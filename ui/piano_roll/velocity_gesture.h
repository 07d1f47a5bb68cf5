#pragma once

#include "ui/piano_roll/gestures.h"

namespace partimento::ui::roll {

/// Between velocities and the height of the velocity lane.
struct VelocityScale {
  double height = 72.0;
  double padding = 8.0;  ///< above velocity 127, and below 1

  double yOf(int velocity) const;
  int velocityAt(double y) const;  ///< clamps to 1..127
};

/// The note whose stem or head is nearest to the point, within reach of a hand; among those at one place,
/// selected ones first, then the nearest head.
std::optional<Note> stemAt(const Scene& scene, const VelocityScale& scale, QPointF point);

/// Sets velocities where the pointer passes: a drag across draws a ramp. Taking the head of one of several
/// selected notes moves them all by the same amount. While several notes are selected, others stay as they
/// are. With Shift the ramp is a straight line from where the drag began.
class VelocityGesture : public Gesture {
 public:
  VelocityGesture(const Scene& scene, VelocityScale scale, const PointerState& press);
  void moveTo(const PointerState& pointer) override;
  Qt::CursorShape cursor() const override { return Qt::SizeVerCursor; }

 private:
  void paint(QPointF from, QPointF to, std::vector<Note>& notes) const;
  void shiftAll(double toY);
  void show(const std::vector<Note>& notes);

  VelocityScale m_scale;
  QPointF m_press;
  QPointF m_last;
  std::optional<Note> m_grabbed;
  bool m_together = false;
  std::vector<Note> m_notes;  // those that may change, as they are now
  std::vector<Note> m_original;
};

}  // namespace partimento::ui::roll
