#include "ui/score_view/score_scene.h"

#include <cmath>

namespace partimento::ui::score {

using namespace engraving;

namespace {

bool isHead(Role role) {
  return role == Role::Head || role == Role::Grace;
}

template <typename Visit>
void forHeads(const Layout& layout, std::size_t page, Visit visit) {
  const Page& here = layout.pages()[page];
  for (std::size_t s = here.firstSystem; s < here.firstSystem + here.systemCount; ++s) {
    const PlacedSystem& placed = layout.systems()[s];
    for (const SystemBar& bar : placed.system->bars) {
      for (const GlyphMark& mark : bar.marks.glyphs) {
        if (mark.note != 0 && isHead(mark.role)) visit(mark.note, mark.box().moved(placed.at));
      }
    }
  }
}

}  // namespace

std::vector<HeadPlace> headsOf(const Layout& layout, const edits::NoteIds& ids) {
  std::vector<HeadPlace> heads;
  std::vector<bool> seen(layout.systems().size(), false);
  for (const NoteId id : ids) {
    for (const notation::NotePlace& place : layout.notation()->find(id))
      seen[layout.systemOf(place.bar)] = true;
  }
  for (std::size_t s = 0; s < seen.size(); ++s) {
    if (!seen[s]) continue;
    const PlacedSystem& placed = layout.systems()[s];
    for (const SystemBar& bar : placed.system->bars) {
      for (const GlyphMark& mark : bar.marks.glyphs) {
        if (isHead(mark.role) && ids.contains(mark.note))
          heads.push_back({mark.note, placed.page, mark.box().moved(placed.at)});
      }
    }
  }
  return heads;
}

NoteId noteAt(const Layout& layout, std::size_t page, Point point, double reach) {
  NoteId found = 0;
  double nearest = reach;
  forHeads(layout, page, [&](NoteId note, const Box& box) {
    const double dx = std::max({box.left - point.x, 0.0, point.x - box.right});
    const double dy = std::max({box.top - point.y, 0.0, point.y - box.bottom});
    const double inside = std::hypot(point.x - box.centre().x, point.y - box.centre().y) * 0.01;
    const double distance = std::hypot(dx, dy) + inside;
    if (distance >= nearest) return;
    nearest = distance;
    found = note;
  });
  return found;
}

edits::NoteIds notesIn(const Layout& layout, std::size_t page, const Box& box) {
  edits::NoteIds ids;
  forHeads(layout, page, [&](NoteId note, const Box& head) {
    if (head.overlaps(box)) ids.insert(note);
  });
  return ids;
}

std::optional<std::size_t> trackOf(const Score& score, NoteId id) {
  for (std::size_t t = 0; t < score.tracks().size(); ++t) {
    for (const Note& note : score.track(t).notes) {
      if (note.id == id) return t;
    }
  }
  return std::nullopt;
}

}  // namespace partimento::ui::score
