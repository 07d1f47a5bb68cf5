#include "ui/piano_roll/note_painter.h"

#include <algorithm>

#include "ui/common/music_names.h"

namespace partimento::ui::roll {
namespace {

constexpr double kGhostAlpha = 0.35;
constexpr double kStrongGhostAlpha = 0.62;

/// A filled box without its four corner pixels: a corner of 2 px at a glance, for the price of three
/// rectangles.
void fillRounded(PixelPainter& pixels, const QRect& rect, int corner, const QColor& color) {
  if (rect.width() <= 2 * corner || rect.height() <= 2 * corner) return pixels.fill(rect, color);
  pixels.fill(QRect(rect.left() + corner, rect.top(), rect.width() - 2 * corner, corner), color);
  pixels.fill(rect.adjusted(0, corner, 0, -corner), color);
  pixels.fill(QRect(rect.left() + corner, rect.bottom() + 1 - corner, rect.width() - 2 * corner, corner),
              color);
}

/// A broken outline: a ghost is told from a note by more than its paleness.
void drawDashes(PixelPainter& pixels, const QRect& rect, const QColor& color) {
  const int one = pixels.thick(1);
  const int dash = pixels.thick(5);
  const int bottom = rect.bottom() + 1 - one;
  for (int x = rect.left(); x <= rect.right(); x += 2 * dash - pixels.thick(2)) {
    const int width = std::min(dash, rect.right() + 1 - x);
    pixels.fill(QRect(x, rect.top(), width, one), color);
    pixels.fill(QRect(x, bottom, width, one), color);
  }
  pixels.fill(QRect(rect.left(), rect.top(), one, rect.height()), color);
  pixels.fill(QRect(rect.right() + 1 - one, rect.top(), one, rect.height()), color);
}

/// Half-covered pixels in the corners soften the cut.
void softenCorners(PixelPainter& pixels, const QRect& rect, int corner, QColor color) {
  color.setAlphaF(color.alphaF() * 0.45f);
  for (int x : {rect.left(), rect.right() + 1 - corner}) {
    for (int y : {rect.top(), rect.bottom() + 1 - corner}) pixels.fill(QRect(x, y, corner, corner), color);
  }
}

}  // namespace

NotePainter::NotePainter(const Theme& theme) : m_theme(theme) {
  for (Origin origin : {Origin::Seed, Origin::Model, Origin::EditedModel}) {
    Look& made = m_looks[static_cast<std::size_t>(origin)];
    made.edge = theme.provenance(origin);
    made.shine = mixed(Qt::white, made.edge, theme.isDark() ? 0.62 : 0.7);
    for (int velocity = 0; velocity < 128; ++velocity) {
      const auto i = static_cast<std::size_t>(velocity);
      made.fill[i] = theme.noteFill(origin, velocity);
      made.ink[i] = theme.inkOn(made.fill[i]);
    }
  }
}

void NotePainter::draw(PixelPainter& pixels, const QRect& rect, const Note& note, NoteState state) const {
  const Look& colors = look(note.origin);
  const int one = pixels.thick(1);
  const QColor& fill = colors.fill[note.velocity & 127];
  if (rect.width() < 4 * one || rect.height() < 4 * one) {
    pixels.fill(rect, state == NoteState::Selected ? m_theme.selection : colors.edge);
    return;
  }
  const bool roomy = rect.width() >= 10 * one && rect.height() >= 6 * one;
  fillRounded(pixels, rect, one, colors.edge);
  if (roomy) softenCorners(pixels, rect, one, colors.edge);
  const QRect inside = rect.adjusted(one, one, -one, -one);
  pixels.fill(inside, state == NoteState::Hovered ? mixed(colors.edge, fill, 0.35) : fill);
  if (note.relaxed != RelaxedRule::None && roomy) drawHatch(pixels, inside, colors.ink[note.velocity & 127]);
  if (note.origin == Origin::Model) {
    const int height = std::clamp(rect.height() / 6, one, pixels.thick(2));
    pixels.fill(QRect(inside.left(), inside.top(), inside.width(), height), colors.shine);
  }
  if (note.origin == Origin::EditedModel && roomy) {
    const int depth = std::min(pixels.thick(6), rect.height() / 2);
    for (int i = 0; i < depth; ++i)
      pixels.fill(QRect(rect.right() + 1 - (depth - i), rect.top() + i, depth - i, 1), m_theme.ground);
  }
  if (state == NoteState::Selected) drawSelection(pixels, rect);
}

void NotePainter::drawSelection(PixelPainter& pixels, const QRect& rect) const {
  const int one = pixels.thick(1);
  const int thick = pixels.thick(2);
  const QRect outer = rect.adjusted(-one, -one, one, one);
  pixels.fill(QRect(outer.left() + one, outer.top(), outer.width() - 2 * one, thick), m_theme.selection);
  pixels.fill(QRect(outer.left() + one, outer.bottom() + 1 - thick, outer.width() - 2 * one, thick),
              m_theme.selection);
  pixels.fill(QRect(outer.left(), outer.top() + one, thick, outer.height() - 2 * one), m_theme.selection);
  pixels.fill(QRect(outer.right() + 1 - thick, outer.top() + one, thick, outer.height() - 2 * one),
              m_theme.selection);
  if (rect.height() >= 8 * one && rect.width() >= 8 * one)
    pixels.frame(rect.adjusted(one, one, -one, -one), one, m_theme.selectionGap);
}

void NotePainter::drawHatch(PixelPainter& pixels, const QRect& rect, const QColor& color) const {
  QPainter& painter = pixels.painter();
  const int pitch = pixels.thick(6);
  painter.save();
  painter.setClipRect(rect, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(withAlpha(color, 0.5), pixels.ratio() * 1.5));
  for (int x = rect.left() - rect.height(); x < rect.right(); x += pitch)
    painter.drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top());
  painter.restore();
}

void NotePainter::drawGhost(PixelPainter& pixels, const QRect& rect, const Note& note,
                            GhostStrength strength) const {
  const bool strong = strength == GhostStrength::Strong;
  const double alpha = strong ? kStrongGhostAlpha : kGhostAlpha;
  const QColor color = m_theme.provenance(note.origin);
  const int one = pixels.thick(1);
  fillRounded(pixels, rect, one, withAlpha(color, alpha * 0.75));
  if (rect.width() < 6 * one || rect.height() < 6 * one) return;
  drawDashes(pixels, rect, withAlpha(color, strong ? 1.0 : alpha + 0.15));
  if (note.relaxed != RelaxedRule::None) drawHatch(pixels, rect, m_theme.text);
}

void NotePainter::drawName(PixelPainter& pixels, const QRect& rect, const Note& note,
                           const NoteNames& names) const {
  const double height = rect.height() / pixels.ratio();
  if (height < 10.0 || rect.width() < pixels.at(20)) return;
  const QColor& ink = look(note.origin).ink[note.velocity & 127];
  const QPixmap& name = names.texts.text(noteName(note.pitch, names.naming, names.score, note.onset),
                                         {.pixelSize = rowTextSize(height), .color = ink}, pixels.ratio());
  const int margin = pixels.at(4);
  if (name.width() + 2 * margin > rect.width()) return;
  if (note.relaxed != RelaxedRule::None)
    pixels.fill(QRect(rect.left() + margin / 2, rect.top() + (rect.height() - name.height()) / 2 + margin / 4,
                      name.width() + margin, name.height() - margin / 2),
                look(note.origin).fill[note.velocity & 127]);
  pixels.painter().drawPixmap(rect.left() + margin, rect.top() + (rect.height() - name.height()) / 2, name);
}

}  // namespace partimento::ui::roll
