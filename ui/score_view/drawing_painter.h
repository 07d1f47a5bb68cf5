#pragma once

#include <QPainter>
#include <unordered_set>

#include "core/engraving/layout.h"
#include "ui/score_view/score_ink.h"

namespace partimento::ui::score {

/// Puts engraved marks on a painter.
class DrawingPainter {
 public:
  enum class Edges {
    Pixels,  ///< upright and level lines fall on whole pixels
    Exact    ///< as engraved: files and printers
  };
  struct Target {
    QPointF origin;    ///< of the drawing, in the painter's coordinates (device pixels with Edges::Pixels)
    double scale = 8;  ///< of a staff space
    Edges edges = Edges::Pixels;
  };

  /// All references outlive the painter; `marks` may be null: everything in one ink.
  DrawingPainter(QPainter& painter, const ScoreInk& ink, const NoteMarks* marks);

  /// Notes of a take that is only tried out: drawn pale. Null: none.
  void setGhosts(const std::unordered_set<NoteId>* ghosts) { m_ghosts = ghosts; }
  void setTarget(const Target& target) { m_target = target; }
  const Target& target() const { return m_target; }
  /// Only what meets `clip` (in staff spaces of the drawing).
  void paint(const engraving::Drawing& drawing, const engraving::Box& clip);
  void paintGlyph(engraving::Glyph glyph, engraving::Point at, double scale, const QColor& color);

 private:
  QColor colorOf(engraving::Role role, NoteId note) const;
  QPointF map(engraving::Point p) const { return m_target.origin + QPointF(p.x, p.y) * m_target.scale; }
  void paintLine(const engraving::LineMark& line);
  void paintSnapped(const engraving::LineMark& line, const QColor& color);
  void paintCurve(const engraving::CurveMark& curve);
  void paintText(const engraving::TextMark& text);

  QPainter& m_painter;
  const ScoreInk& m_ink;
  const NoteMarks* m_marks;
  const std::unordered_set<NoteId>* m_ghosts = nullptr;
  Target m_target;
};

/// Paints a page's systems and text, with `origin` at the page's top left corner; `clip` in staff spaces of
/// the page.
void paintPage(DrawingPainter& painter, const engraving::Layout& layout, std::size_t page, QPointF origin,
               const engraving::Box& clip);

}  // namespace partimento::ui::score
