#include "ui/score_view/tile_cache.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/score_view/drawing_painter.h"

namespace partimento::ui::score {

using namespace engraving;

namespace {

constexpr int kMostTiles = 400;  // 100 MB

using Stretch = std::pair<double, double>;  // of a page, in spaces from its top

Stretch stretchOf(const PlacedSystem& placed) {
  return {placed.at.y + placed.system->top - 1, placed.at.y + placed.system->bottom + 1};
}

/// What two layouts show differently.
std::vector<Stretch> changedStretches(const Layout& before, const Layout& after, std::size_t page) {
  std::vector<Stretch> changed;
  const auto onlyIn = [&](const Layout& a, const Layout& b) {
    const Page& here = a.pages()[page];
    for (std::size_t s = here.firstSystem; s < here.firstSystem + here.systemCount; ++s) {
      const PlacedSystem& placed = a.systems()[s];
      const bool same = s < b.systems().size() && b.systems()[s].system == placed.system &&
                        b.systems()[s].page == page && b.systems()[s].at == placed.at;
      if (!same) changed.push_back(stretchOf(placed));
    }
  };
  onlyIn(before, after);
  onlyIn(after, before);
  return changed;
}

bool sameText(const Drawing& a, const Drawing& b) {
  if (a.texts.size() != b.texts.size()) return false;
  for (std::size_t i = 0; i < a.texts.size(); ++i) {
    if (a.texts[i].text != b.texts[i].text || !(a.texts[i].at == b.texts[i].at)) return false;
  }
  return true;
}

}  // namespace

bool TileCache::holds(std::size_t page, int column, int row) const {
  const auto found = m_tiles.constFind({page, column, row});
  return found != m_tiles.constEnd() && found->stale.isEmpty();
}

const QPixmap& TileCache::tile(const Look& look, std::size_t page, int column, int row) {
  const Key key{page, column, row};
  auto found = m_tiles.find(key);
  if (found == m_tiles.end()) {
    makeRoom(page);
    found = m_tiles.insert(key, {QPixmap(kTile, kTile), QRect(0, 0, kTile, kTile)});
  }
  if (!found->stale.isEmpty()) paintTile(found->picture, look, key, found->stale);
  found->stale = {};
  return found->picture;
}

void TileCache::paintTile(QPixmap& picture, const Look& look, const Key& key, const QRect& area) {
  QPainter painter(&picture);
  painter.setClipRect(area);
  painter.fillRect(area, look.ink.paper);
  const QPointF origin(-static_cast<double>(key.column) * kTile, -static_cast<double>(key.row) * kTile);
  const double space = look.space;
  const Box clip{(area.left() - origin.x()) / space - 1, (area.top() - origin.y()) / space - 1,
                 (area.right() + 1 - origin.x()) / space + 1, (area.bottom() + 1 - origin.y()) / space + 1};
  paintNoteMarks(painter, look, key.page, origin, clip);
  DrawingPainter drawing(painter, look.ink, &look.scene.marks);
  drawing.setGhosts(look.scene.ghost.score ? &look.scene.ghost.notes : nullptr);
  drawing.setTarget({QPointF(), space, DrawingPainter::Edges::Pixels});
  paintPage(drawing, *look.scene.layout, key.page, origin, clip);
}

void TileCache::makeRoom(std::size_t page) {
  if (m_tiles.size() < kMostTiles) return;
  m_tiles.removeIf([page](const auto& entry) {
    const std::size_t other = entry.key().page;
    return other + 1 < page || other > page + 1;
  });
  if (m_tiles.size() >= kMostTiles) m_tiles.clear();
}

void TileCache::keepCommon(const Layout& before, const Layout& after, std::span<const NoteId> remarked,
                           int space) {
  const bool sameSize = before.pageWidth() == after.pageWidth() && before.pageHeight() == after.pageHeight();
  if (!sameSize || before.settings().form == LayoutSettings::Form::Line) return clear();
  const std::size_t common = std::min(before.pages().size(), after.pages().size());
  std::vector<std::vector<Stretch>> changed(common);
  for (std::size_t p = 0; p < common; ++p) {
    changed[p] = changedStretches(before, after, p);
    if (!sameText(before.pages()[p].text, after.pages()[p].text))
      changed[p].emplace_back(0, before.pageHeight());
  }
  for (const NoteId id : remarked) {
    for (const notation::NotePlace& place : after.notation()->find(id)) {
      const PlacedSystem& placed = after.systems()[after.systemOf(place.bar)];
      if (placed.page < common) changed[placed.page].push_back(stretchOf(placed));
    }
  }
  for (auto& stretches : changed) {
    std::sort(stretches.begin(), stretches.end());
    stretches.erase(std::unique(stretches.begin(), stretches.end()), stretches.end());
  }
  m_tiles.removeIf([common](const auto& entry) { return entry.key().page >= common; });
  for (auto tile = m_tiles.begin(); tile != m_tiles.end(); ++tile) {
    const int top = tile.key().row * kTile;
    for (const auto& [from, to] : changed[tile.key().page]) {
      const auto first = static_cast<int>(std::floor(from * space)) - top;
      const auto last = static_cast<int>(std::ceil(to * space)) - top;
      const QRect part = QRect(0, first, kTile, last - first).intersected(QRect(0, 0, kTile, kTile));
      tile->stale = tile->stale.united(part);
    }
  }
}

namespace {

void paintHatch(QPainter& painter, const QRectF& rect, const QColor& color, double space) {
  painter.save();
  QPainterPath shape;
  shape.addRoundedRect(rect, space * 0.45, space * 0.45);
  painter.setClipPath(shape, Qt::IntersectClip);
  painter.setPen(QPen(color, std::max(1.0, space * 0.13)));
  for (double x = rect.left() - rect.height(); x < rect.right(); x += space * 0.42)
    painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
  painter.restore();
}

/// Model: a pale field with a line above. Edited: one with a corner cut away. Against a rule: a hatch.
void paintMark(QPainter& painter, const QRectF& rect, const NoteMarks::Mark& mark, const ScoreInk& ink,
               double space) {
  QColor field = ink.of(mark.origin);
  const double round = space * 0.45;
  if (mark.origin != Origin::Seed) {
    field.setAlphaF(0.2F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(field);
    if (mark.origin == Origin::EditedModel) {
      const double cut = space * 0.75;
      painter.drawPolygon(QPolygonF{rect.topLeft(),
                                    {rect.right() - cut, rect.top()},
                                    {rect.right(), rect.top() + cut},
                                    rect.bottomRight(),
                                    rect.bottomLeft()});
    } else {
      painter.drawRoundedRect(rect, round, round);
      painter.setBrush(ink.of(mark.origin));
      painter.drawRect(
          QRectF(rect.left() + round, rect.top(), rect.width() - 2 * round, std::max(1.0, space * 0.14)));
    }
  }
  if (mark.relaxed != RelaxedRule::None) paintHatch(painter, rect, ink.relaxed, space);
}

}  // namespace

void paintNoteMarks(QPainter& painter, const TileCache::Look& look, std::size_t page, QPointF origin,
                    const Box& clip) {
  if (look.scene.marks.isEmpty()) return;
  painter.setRenderHint(QPainter::Antialiasing, true);
  const Layout& layout = *look.scene.layout;
  const double space = look.space;
  const Page& here = layout.pages()[page];
  for (std::size_t s = here.firstSystem; s < here.firstSystem + here.systemCount; ++s) {
    const PlacedSystem& placed = layout.systems()[s];
    for (const SystemBar& bar : placed.system->bars) {
      if (!clip.overlaps(bar.bounds.moved(placed.at).grown(2))) continue;
      for (const GlyphMark& glyph : bar.marks.glyphs) {
        if (glyph.role != Role::Head && glyph.role != Role::Grace) continue;
        const NoteMarks::Mark* mark = look.scene.marks.find(glyph.note);
        if (!mark) continue;
        const Box box = glyph.box().moved(placed.at).grown(0.32);
        const QRectF rect(origin + QPointF(box.left, box.top) * space,
                          origin + QPointF(box.right, box.bottom) * space);
        paintMark(painter, rect, *mark, look.ink, space);
      }
    }
  }
}

}  // namespace partimento::ui::score
