#pragma once

#include <QPainter>
#include <optional>

#include "ui/score_view/page_geometry.h"
#include "ui/score_view/score_scene.h"

namespace partimento::ui::score {

/// What lies over the engraved pages and changes from moment to moment. Works in device pixels of the view.
class OverlayPainter {
 public:
  OverlayPainter(QPainter& painter, const PageGeometry& geometry, const ScoreInk& ink)
      : m_painter(painter), m_geometry(geometry), m_ink(ink) {}

  void paintSelection(const ScoreScene& scene);
  void paintHover(const ScoreScene& scene);
  void paintPlayhead(const ScoreScene& scene);
  void paintCaret(const ScoreScene& scene);
  /// The head that a click would write.
  void paintPen(const ScoreScene& scene);
  void paintBand(const QRectF& band);

 private:
  QPainter& m_painter;
  const PageGeometry& m_geometry;
  const ScoreInk& m_ink;
};

/// The strip of the view that a playhead covers.
QRect playheadRect(const PageGeometry& geometry, const ScoreScene& scene, Tick tick);
/// Where the caret stands.
std::optional<QRectF> caretRect(const PageGeometry& geometry, const ScoreScene& scene);

}  // namespace partimento::ui::score
