#include "ui/score_view/staff_walk.h"

#include <algorithm>

namespace partimento::ui::score {

using notation::EventKind;
using notation::Notation;
using notation::NotePlace;

namespace {

/// A stop on the way.
bool stops(const notation::Event& event) {
  if (event.kind == EventKind::Rest) return true;
  return event.kind == EventKind::Chord && !beginningAt(event).empty();
}

/// The voice of that number in a bar of the staff; the first where there is none.
std::size_t voiceIn(const notation::StaffBar& bar, int number) {
  const auto found = std::find_if(bar.voices.begin(), bar.voices.end(),
                                  [number](const notation::Voice& voice) { return voice.number == number; });
  return found == bar.voices.end() ? 0 : static_cast<std::size_t>(found - bar.voices.begin());
}

/// Into the next or previous bar, before its first event or behind its last; false: there is none.
bool turnBar(const Notation& notation, NotePlace& place, std::ptrdiff_t& event, int number, int direction) {
  if (direction < 0 && place.bar == 0) return false;
  if (direction > 0 && place.bar + 1 >= notation.bars().size()) return false;
  place.bar = direction > 0 ? place.bar + 1 : place.bar - 1;
  const notation::StaffBar& bar = notation.staffBar(place.part, place.staff, place.bar);
  place.voice = voiceIn(bar, number);
  event = direction > 0 ? 0 : std::ssize(bar.voices[place.voice].events) - 1;
  return true;
}

}  // namespace

const notation::Event& eventOf(const Notation& notation, const NotePlace& place) {
  return notation.staffBar(place.part, place.staff, place.bar).voices.at(place.voice).events.at(place.event);
}

std::vector<notation::NoteRef> beginningAt(const notation::Event& event) {
  std::vector<notation::NoteRef> refs;
  for (const notation::WrittenNote& head : event.notes) {
    if (head.ref.id != 0 && head.ref.part == 0) refs.push_back(head.ref);
  }
  return refs;
}

std::optional<NotePlace> eventBeside(const Notation& notation, const NotePlace& from, int direction) {
  NotePlace place{from.part, from.staff, from.bar, from.voice};
  const int number = notation.staffBar(from.part, from.staff, from.bar).voices[from.voice].number;
  auto event = static_cast<std::ptrdiff_t>(from.event) + direction;
  while (true) {
    const auto& events = notation.staffBar(place.part, place.staff, place.bar).voices[place.voice].events;
    if (event < 0 || event >= std::ssize(events)) {
      if (!turnBar(notation, place, event, number, direction)) return std::nullopt;
      continue;
    }
    if (stops(events[static_cast<std::size_t>(event)])) {
      place.event = static_cast<std::size_t>(event);
      return place;
    }
    event += direction;
  }
}

}  // namespace partimento::ui::score
