#include "core/notation/notation.h"

#include <algorithm>
#include <tuple>

#include "core/base/error.h"

namespace partimento::notation {

namespace {

void check(const NotationParts& parts) {
  if (!parts.score) throw Error(ErrorCode::Internal, {"a notation without a score"});
  if (parts.bars.empty()) throw Error(ErrorCode::Internal, {"a notation without bars"});
  for (const Part& part : parts.parts) {
    if (part.staves.empty()) throw Error(ErrorCode::Internal, {"a part without staves"});
    for (const Staff& staff : part.staves) {
      if (staff.bars.size() != parts.bars.size()) {
        throw Error(ErrorCode::Internal, {"a staff with another number of bars"});
      }
      if (std::find(staff.bars.begin(), staff.bars.end(), nullptr) != staff.bars.end()) {
        throw Error(ErrorCode::Internal, {"a staff without one of its bars"});
      }
    }
  }
}

template <typename Visit>
void forEachNote(const Event& event, NotePlace place, Visit&& visit) {
  const auto graces = [&](const std::vector<GraceChord>& chords, NotePlace::Grace kind) {
    place.grace = kind;
    for (place.graceChord = 0; place.graceChord < chords.size(); ++place.graceChord) {
      const auto& notes = chords[place.graceChord].notes;
      for (place.note = 0; place.note < notes.size(); ++place.note) visit(notes[place.note], place);
    }
    place.graceChord = 0;
  };
  graces(event.graceBefore, NotePlace::Grace::Before);
  place.grace = NotePlace::Grace::None;
  for (place.note = 0; place.note < event.notes.size(); ++place.note) visit(event.notes[place.note], place);
  graces(event.graceAfter, NotePlace::Grace::After);
}

template <typename Visit>
void forEachNote(const StaffBar& bar, NotePlace place, Visit&& visit) {
  for (place.voice = 0; place.voice < bar.voices.size(); ++place.voice) {
    const auto& events = bar.voices[place.voice].events;
    for (place.event = 0; place.event < events.size(); ++place.event) {
      forEachNote(events[place.event], place, visit);
    }
  }
}

bool sameParts(const Notation& a, const Notation& b) {
  if (a.title() != b.title() || a.composer() != b.composer() || a.parts().size() != b.parts().size()) {
    return false;
  }
  return std::equal(a.parts().begin(), a.parts().end(), b.parts().begin(), [](const Part& x, const Part& y) {
    return x.name == y.name && x.tracks == y.tracks && x.percussion == y.percussion &&
           std::equal(x.staves.begin(), x.staves.end(), y.staves.begin(), y.staves.end(),
                      [](const Staff& s, const Staff& t) { return s.lines == t.lines; });
  });
}

/// Same on paper: where the bar lies in time does not matter.
bool sameBar(const Notation& a, std::size_t i, const Notation& b, std::size_t j) {
  Bar left = a.bars()[i];
  const Bar& right = b.bars()[j];
  left.start = right.start;
  left.end = right.end;
  if (left != right) return false;
  for (std::size_t part = 0; part < a.parts().size(); ++part) {
    for (std::size_t staff = 0; staff < a.parts()[part].staves.size(); ++staff) {
      const StaffBarPtr& x = a.parts()[part].staves[staff].bars[i];
      const StaffBarPtr& y = b.parts()[part].staves[staff].bars[j];
      if (x != y && *x != *y) return false;
    }
  }
  return true;
}

}  // namespace

NotationPtr Notation::make(NotationParts parts) {
  check(parts);
  return NotationPtr(new Notation(std::move(parts)));
}

Notation::Notation(NotationParts parts) : m_parts(std::move(parts)) {
  NotePlace place;
  for (place.part = 0; place.part < m_parts.parts.size(); ++place.part) {
    const Part& part = m_parts.parts[place.part];
    for (place.staff = 0; place.staff < part.staves.size(); ++place.staff) {
      for (place.bar = 0; place.bar < m_parts.bars.size(); ++place.bar) {
        forEachNote(staffBar(place.part, place.staff, place.bar), place,
                    [this](const WrittenNote& note, const NotePlace& at) {
                      if (note.ref.id != 0) m_index.push_back({note.ref.id, note.ref.part, at});
                    });
      }
    }
  }
  std::stable_sort(m_index.begin(), m_index.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.id, a.part) < std::tie(b.id, b.part);
  });
}

const WrittenNote& Notation::note(const NotePlace& place) const {
  const Event& event =
      staffBar(place.part, place.staff, place.bar).voices.at(place.voice).events.at(place.event);
  switch (place.grace) {
    case NotePlace::Grace::Before:
      return event.graceBefore.at(place.graceChord).notes.at(place.note);
    case NotePlace::Grace::After:
      return event.graceAfter.at(place.graceChord).notes.at(place.note);
    case NotePlace::Grace::None:
      break;
  }
  return event.notes.at(place.note);
}

std::vector<NotePlace> Notation::find(NoteId id) const {
  std::vector<NotePlace> places;
  auto entry = std::lower_bound(m_index.begin(), m_index.end(), id,
                                [](const Entry& e, NoteId wanted) { return e.id < wanted; });
  for (; entry != m_index.end() && entry->id == id; ++entry) places.push_back(entry->place);
  return places;
}

std::size_t Notation::barAt(Tick tick) const {
  const auto next = std::upper_bound(m_parts.bars.begin(), m_parts.bars.end(), tick,
                                     [](Tick t, const Bar& bar) { return t < bar.start; });
  return next == m_parts.bars.begin() ? 0 : static_cast<std::size_t>(next - m_parts.bars.begin() - 1);
}

BarPlace Notation::placeAt(Tick tick) const {
  const std::size_t bar = barAt(tick);
  return {bar, Fraction((tick - m_parts.bars[bar].start).value, m_parts.score->ticksPerQuarter())};
}

Tick Notation::tickAt(std::size_t bar, Fraction at) const {
  const Fraction ticks = at * Fraction(m_parts.score->ticksPerQuarter());
  return m_parts.bars.at(bar).start + Tick((ticks + Fraction(1, 2)).floor());
}

NotationChanges changesBetween(const Notation& before, const Notation& after) {
  NotationChanges changes;
  if (!sameParts(before, after)) return changes;
  changes.everything = false;
  const std::size_t old = before.bars().size();
  const std::size_t now = after.bars().size();
  const std::size_t both = std::min(old, now);
  while (changes.head < both && sameBar(before, changes.head, after, changes.head)) ++changes.head;
  while (changes.head + changes.tail < both &&
         sameBar(before, old - 1 - changes.tail, after, now - 1 - changes.tail)) {
    ++changes.tail;
  }
  for (std::size_t bar = changes.head; bar < now - changes.tail; ++bar) {
    if (old != now || !sameBar(before, bar, after, bar)) changes.bars.push_back(bar);
  }
  return changes;
}

}  // namespace partimento::notation
