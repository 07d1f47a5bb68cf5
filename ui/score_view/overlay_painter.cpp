#include "ui/score_view/overlay_painter.h"

#include <cmath>

#include "core/engraving/rules.h"
#include "ui/score_view/drawing_painter.h"

namespace partimento::ui::score {

using namespace engraving;

namespace {

QColor faded(QColor color, float alpha) {
  color.setAlphaF(alpha);
  return color;
}

Tick shownTick(const ScoreScene& scene, Tick tick) {
  return std::clamp(tick, Tick(0), std::max(scene.layout->notation()->bars().back().end - Tick(1), Tick(0)));
}

}  // namespace

void OverlayPainter::paintSelection(const ScoreScene& scene) {
  const double space = m_geometry.space;
  if (scene.rest) {
    const HeadPlace rest = placeOf(*scene.layout, *scene.rest);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(QPen(m_ink.selection, std::max(1.5, space * 0.16)));
    m_painter.setBrush(faded(m_ink.selection, 0.22F));
    m_painter.drawRoundedRect(m_geometry.viewOf(rest.page, rest.box.grown(0.3)), space * 0.5, space * 0.5);
  }
  if (scene.selection.empty()) return;
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  for (const HeadPlace& head : headsOf(*scene.layout, scene.selection)) {
    const QRectF rect = m_geometry.viewOf(head.page, head.box.grown(0.3));
    m_painter.setPen(QPen(m_ink.selection, std::max(1.5, space * 0.16)));
    m_painter.setBrush(faded(m_ink.selection, 0.22F));
    m_painter.drawRoundedRect(rect, space * 0.5, space * 0.5);
  }
  DrawingPainter drawing(m_painter, m_ink, nullptr);
  for (const PlacedSystem& placed : scene.layout->systems()) {
    const QRect page = m_geometry.pageRect(placed.page);
    if (!page.intersects(QRect(QPoint(), m_geometry.view))) continue;
    drawing.setTarget({m_geometry.viewOf(placed.page, placed.at), space, DrawingPainter::Edges::Pixels});
    for (const SystemBar& bar : placed.system->bars) {
      for (const GlyphMark& mark : bar.marks.glyphs) {
        const bool ofNote =
            mark.role == Role::Head || mark.role == Role::Grace || mark.role == Role::Accidental;
        if (ofNote && scene.selection.contains(mark.note))
          drawing.paintGlyph(mark.glyph, mark.at, mark.scale, m_ink.selection);
      }
    }
  }
}

void OverlayPainter::paintHover(const ScoreScene& scene) {
  if (scene.hovered == 0 || scene.selection.contains(scene.hovered)) return;
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  m_painter.setBrush(Qt::NoBrush);
  m_painter.setPen(QPen(faded(m_ink.selection, 0.7F), std::max(1.0, m_geometry.space * 0.12)));
  for (const HeadPlace& head : headsOf(*scene.layout, {scene.hovered}))
    m_painter.drawRoundedRect(m_geometry.viewOf(head.page, head.box.grown(0.3)), m_geometry.space * 0.5,
                              m_geometry.space * 0.5);
}

QRect playheadRect(const PageGeometry& geometry, const ScoreScene& scene, Tick tick) {
  const PaperSpot spot = scene.layout->spotAt(shownTick(scene, tick));
  const QRectF line = geometry.viewOf(spot.page, Box{spot.x, spot.top, spot.x, spot.bottom});
  const double half = geometry.space * 0.8 + 2;
  return line.adjusted(-half, -2, half, 2).toAlignedRect();
}

void OverlayPainter::paintPlayhead(const ScoreScene& scene) {
  const PaperSpot spot = scene.layout->spotAt(shownTick(scene, scene.playhead));
  const QRectF line = m_geometry.viewOf(spot.page, Box{spot.x, spot.top, spot.x, spot.bottom});
  const double half = m_geometry.space * 0.7;
  const auto x = static_cast<int>(std::lround(line.left()));
  const int thick = std::max(1, static_cast<int>(std::lround(m_geometry.space * 0.14)));
  if (scene.playing)
    m_painter.fillRect(QRectF(x - half, line.top(), 2 * half, line.height()), faded(m_ink.playhead, 0.16F));
  m_painter.fillRect(QRectF(x - thick / 2, line.top(), thick, line.height()), m_ink.playhead);
}

std::optional<QRectF> caretRect(const PageGeometry& geometry, const ScoreScene& scene) {
  if (!scene.caret.on) return std::nullopt;
  const PaperSpot spot = scene.layout->spotAt(scene.caret.at);
  const PlacedSystem& placed = scene.layout->systems()[spot.system];
  for (const StaffSpot& staff : placed.system->staves) {
    if (staff.part != scene.caret.part || staff.staff != scene.caret.staff) continue;
    const double y = placed.at.y + staff.y;
    return geometry.viewOf(spot.page, Box{spot.x - 0.35, y - 3.2, spot.x + 1.55, y + 3.2});
  }
  return std::nullopt;
}

void OverlayPainter::paintCaret(const ScoreScene& scene) {
  const std::optional<QRectF> rect = caretRect(m_geometry, scene);
  if (!rect) return;
  m_painter.setRenderHint(QPainter::Antialiasing, false);
  m_painter.fillRect(*rect, faded(m_ink.selection, 0.22F));
  const int thick = std::max(2, m_geometry.space / 4);
  m_painter.fillRect(QRectF(rect->left(), rect->top(), thick, rect->height()), m_ink.selection);
  const QString voice = scene.voice == 0 ? QString() : QString::number(scene.voice + 1);
  const QString label = scene.caret.pushes ? voice + QStringLiteral(" »") : voice;
  if (label.isEmpty()) return;
  QFont font = m_painter.font();
  font.setPixelSize(std::max(9, 2 * m_geometry.space));
  font.setBold(true);
  m_painter.setFont(font);
  m_painter.setPen(m_ink.selection);
  m_painter.drawText(rect->topLeft() + QPointF(0, -0.3 * m_geometry.space), label.trimmed());
}

void OverlayPainter::paintPen(const ScoreScene& scene) {
  if (!scene.pen) return;
  const PenPlace& pen = *scene.pen;
  const PaperSpot spot = scene.layout->spotAt(pen.bar, pen.at);
  const PlacedSystem& placed = scene.layout->systems()[spot.system];
  const Glyph head = headGlyph(pen.value.base, notation::HeadShape::Normal);
  const double width = glyphWidth(head);
  DrawingPainter drawing(m_painter, m_ink, nullptr);
  drawing.setTarget(
      {m_geometry.viewOf(spot.page, Point{}), 1.0 * m_geometry.space, DrawingPainter::Edges::Pixels});
  const QColor color = faded(m_ink.selection, 0.6F);
  for (const StaffSpot& staff : placed.system->staves) {
    if (staff.part != pen.part || staff.staff != pen.staff) continue;
    const double middle = placed.at.y + staff.y;
    drawing.paintGlyph(head, {spot.x, middle + yOfStep(pen.step)}, 1, color);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    const int side = pen.step < 0 ? -1 : 1;
    for (int step = 6; step <= pen.step * side; step += 2) {
      const double y = middle + yOfStep(step * side);
      const double half = rules::kLedgerLine / 2;
      const Box line{spot.x - rules::kLedgerReach, y - half, spot.x + width + rules::kLedgerReach, y + half};
      m_painter.fillRect(m_geometry.viewOf(spot.page, line), color);
    }
  }
}

void OverlayPainter::paintBand(const QRectF& band) {
  m_painter.setRenderHint(QPainter::Antialiasing, false);
  m_painter.setPen(QPen(m_ink.selection, 1));
  m_painter.setBrush(faded(m_ink.selection, 0.12F));
  m_painter.drawRect(band);
}

}  // namespace partimento::ui::score
