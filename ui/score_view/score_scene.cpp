#include "ui/score_view/score_scene.h"

#include <cmath>

namespace partimento::ui::score {

using namespace engraving;

namespace {

constexpr double kStaffReach = 2.4;  // spaces from the middle line that belong to an empty bar
constexpr double kRestReach = 0.4;

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

const notation::Voice& voiceOf(const notation::Notation& notation, const RestPlace& place) {
  return notation.staffBar(place.part, place.staff, place.bar).voices.at(place.voice);
}

const notation::Event& eventOf(const notation::Notation& notation, const RestPlace& place) {
  return voiceOf(notation, place).events.at(place.event);
}

HeadPlace placeOf(const Layout& layout, const RestPlace& place) {
  const std::size_t index = layout.systemOf(place.bar);
  const PlacedSystem& placed = layout.systems()[index];
  HeadPlace found{0, placed.page, {}};
  found.box = layout.boxOf({place.part, place.staff, place.bar, place.voice, place.event});
  const bool alone = layout.notation()->staffBar(place.part, place.staff, place.bar).voices.size() == 1;
  if (!alone || !eventOf(*layout.notation(), place).wholeBar) return found;
  const SystemBar& bar = placed.system->bars.at(place.bar - placed.firstBar);
  for (const StaffSpot& staff : placed.system->staves) {
    if (staff.part != place.part || staff.staff != place.staff) continue;
    found.box = Box{bar.music, staff.y - kStaffReach, bar.right, staff.y + kStaffReach}.moved(placed.at);
  }
  return found;
}

std::optional<RestPlace> restAt(const Layout& layout, std::size_t page, Point point) {
  const notation::Notation& notation = *layout.notation();
  const std::optional<MusicSpot> spot = layout.musicAt(page, point);
  if (!spot) return std::nullopt;
  const notation::StaffBar& bar = notation.staffBar(spot->part, spot->staff, spot->bar);
  for (std::size_t v = 0; v < bar.voices.size(); ++v) {
    for (std::size_t e = 0; e < bar.voices[v].events.size(); ++e) {
      if (bar.voices[v].events[e].kind != notation::EventKind::Rest) continue;
      const RestPlace place{spot->part, spot->staff, spot->bar, v, e};
      const Box box = placeOf(layout, place).box.grown(kRestReach);
      if (box.holds(point)) return place;
    }
  }
  return std::nullopt;
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
