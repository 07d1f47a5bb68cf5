#include "ui/score_view/drawing_painter.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainterPath>
#include <cmath>

#include "ui/score_view/glyph_paths.h"

namespace partimento::ui::score {

using namespace engraving;

namespace {

QFont fontOf(TextStyle style, double pixels) {
  QFont font;
  font.setFamilies({QStringLiteral("Noto Serif"), QStringLiteral("DejaVu Serif"), QStringLiteral("serif")});
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::PreferOutline);
  // Outlines are taken large and scaled down: small sizes would be rounded to whole pixels.
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
  switch (style) {
    case TextStyle::Title:
      font.setFamilies({QStringLiteral("Noto Serif Display"), QStringLiteral("Noto Serif")});
      break;
    case TextStyle::Tempo:
    case TextStyle::Rehearsal:
      font.setWeight(QFont::Bold);
      break;
    case TextStyle::Dynamic:
      font.setWeight(QFont::Bold);
      font.setItalic(true);
      break;
    case TextStyle::BarNumber:
      font.setItalic(true);
      break;
    case TextStyle::Composer:
    case TextStyle::Words:
    case TextStyle::ChordSymbol:
    case TextStyle::Lyric:
    case TextStyle::PartName:
      break;
  }
  return font;
}

constexpr double kTextMaster = 200;
constexpr double kGhostStrength = 0.6;

bool isSteady(Role role) {
  return role == Role::StaffLine || role == Role::Ledger || role == Role::Barline || role == Role::Stem ||
         role == Role::Tuplet;
}

}  // namespace

DrawingPainter::DrawingPainter(QPainter& painter, const ScoreInk& ink, const NoteMarks* marks)
    : m_painter(painter), m_ink(ink), m_marks(marks) {}

QColor DrawingPainter::colorOf(Role role, NoteId note) const {
  if (role == Role::StaffLine) return m_ink.staff;
  if (note == 0 || !m_marks) return m_ink.ink;
  // Stems and beams belong to a chord, whoever wrote its notes.
  const bool shared = role == Role::Stem || role == Role::Flag || role == Role::Beam;
  const NoteMarks::Mark* mark = shared ? nullptr : m_marks->find(note);
  QColor color = mark ? m_ink.of(mark->origin) : m_ink.ink;
  if (m_ghosts && m_ghosts->contains(note)) color = mixed(color, m_ink.paper, kGhostStrength);
  return color;
}

void DrawingPainter::paint(const Drawing& drawing, const Box& clip) {
  const auto seen = [&clip](const Box& box) { return clip.overlaps(box.grown(0.2)); };
  m_painter.setPen(Qt::NoPen);
  for (const LineMark& line : drawing.lines) {
    if (seen(line.box())) paintLine(line);
  }
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  for (const GlyphMark& mark : drawing.glyphs) {
    if (seen(mark.box())) paintGlyph(mark.glyph, mark.at, mark.scale, colorOf(mark.role, mark.note));
  }
  for (const QuadMark& quad : drawing.quads) {
    if (!seen(quad.box())) continue;
    QPolygonF polygon;
    for (const Point& corner : quad.corners) polygon << map(corner);
    m_painter.setBrush(colorOf(quad.role, quad.note));
    m_painter.drawPolygon(polygon);
  }
  for (const CurveMark& curve : drawing.curves) {
    if (seen(curve.box())) paintCurve(curve);
  }
  for (const TextMark& text : drawing.texts) {
    if (seen(text.box().grown(2))) paintText(text);
  }
}

void DrawingPainter::paintGlyph(Glyph glyph, Point at, double scale, const QColor& color) {
  const QPointF to = map(at);
  const double size = scale * m_target.scale;
  m_painter.save();
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  m_painter.translate(to);
  m_painter.scale(size, size);
  m_painter.setPen(Qt::NoPen);
  m_painter.setBrush(color);
  m_painter.drawPath(glyphPath(glyph));
  m_painter.restore();
}

void DrawingPainter::paintLine(const LineMark& line) {
  const QColor color = colorOf(line.role, line.note);
  const bool straight = line.from.x == line.to.x || line.from.y == line.to.y;
  if (m_target.edges == Edges::Pixels && straight && line.dash == 0 && isSteady(line.role)) {
    paintSnapped(line, color);
    return;
  }
  QPen pen(color, line.thickness * m_target.scale, Qt::SolidLine, Qt::FlatCap);
  if (line.dash > 0) pen.setDashPattern({line.dash / line.thickness, line.dash / line.thickness});
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  m_painter.setPen(pen);
  m_painter.drawLine(map(line.from), map(line.to));
  m_painter.setPen(Qt::NoPen);
}

void DrawingPainter::paintSnapped(const LineMark& line, const QColor& color) {
  const QPointF from = map(line.from);
  const QPointF to = map(line.to);
  const int thick = std::max(1, static_cast<int>(std::lround(line.thickness * m_target.scale)));
  const auto edge = [thick](double middle) {
    return static_cast<int>(std::floor(middle - thick / 2.0 + 0.5));
  };
  m_painter.setRenderHint(QPainter::Antialiasing, false);
  if (line.from.y == line.to.y) {
    const double left = std::min(from.x(), to.x());
    const auto x = static_cast<int>(std::lround(left));
    m_painter.fillRect(x, edge(from.y()), static_cast<int>(std::lround(std::max(from.x(), to.x()))) - x,
                       thick, color);
  } else {
    const double top = std::min(from.y(), to.y());
    const auto y = static_cast<int>(std::lround(top));
    m_painter.fillRect(edge(from.x()), y, thick,
                       static_cast<int>(std::lround(std::max(from.y(), to.y()))) - y, color);
  }
}

void DrawingPainter::paintCurve(const CurveMark& curve) {
  // Two curves around the middle line: apart at its middle, together at its ends.
  const Point way = curve.points[3] - curve.points[0];
  const double length = std::max(std::hypot(way.x, way.y), 0.01);
  const double half = curve.thickness * 2 / 3;
  const Point aside{-way.y / length * half, way.x / length * half};
  QPainterPath path(map(curve.points[0]));
  path.cubicTo(map(curve.points[1] + aside), map(curve.points[2] + aside), map(curve.points[3]));
  path.cubicTo(map(curve.points[2] - aside), map(curve.points[1] - aside), map(curve.points[0]));
  const QColor color = colorOf(curve.role, curve.note);
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  m_painter.setBrush(color);
  m_painter.setPen(QPen(color, 0.07 * m_target.scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  m_painter.drawPath(path);
  m_painter.setPen(Qt::NoPen);
}

void DrawingPainter::paintText(const TextMark& text) {
  const QString words = QString::fromStdString(text.text);
  const QFont font = fontOf(text.style, kTextMaster);
  const double width = QFontMetricsF(font).horizontalAdvance(words);
  const double shift = text.align == TextAlign::Left    ? 0
                       : text.align == TextAlign::Right ? -width
                                                        : -width / 2;
  QPainterPath path;
  path.setFillRule(Qt::WindingFill);
  path.addText(shift, 0, font, words);
  const double size = text.size * m_target.scale / kTextMaster;
  m_painter.save();
  m_painter.setRenderHint(QPainter::Antialiasing, true);
  m_painter.translate(map(text.at));
  m_painter.scale(size, size);
  m_painter.setPen(Qt::NoPen);
  m_painter.setBrush(m_ink.ink);
  m_painter.drawPath(path);
  m_painter.restore();
}

void paintPage(DrawingPainter& painter, const Layout& layout, std::size_t page, QPointF origin,
               const Box& clip) {
  const DrawingPainter::Target base = painter.target();
  const Page& here = layout.pages()[page];
  const auto at = [&](Point p) {
    painter.setTarget({origin + QPointF(p.x, p.y) * base.scale, base.scale, base.edges});
  };
  at({});
  painter.paint(here.text, clip);
  for (std::size_t s = here.firstSystem; s < here.firstSystem + here.systemCount; ++s) {
    const PlacedSystem& placed = layout.systems()[s];
    const Box part = clip.moved(Point{} - placed.at);
    if (part.bottom < placed.system->top || part.top > placed.system->bottom) continue;
    at(placed.at);
    painter.paint(placed.system->frame, part);
    for (const SystemBar& bar : placed.system->bars) {
      if (part.overlaps(bar.bounds.grown(0.5))) painter.paint(bar.marks, part);
    }
  }
  painter.setTarget(base);
}

}  // namespace partimento::ui::score
