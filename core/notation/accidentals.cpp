#include <algorithm>
#include <map>

#include "core/notation/staff_finish.h"

namespace partimento::notation {

namespace {

Accidental signFor(int alter) {
  switch (alter) {
    case -2:
      return Accidental::DoubleFlat;
    case -1:
      return Accidental::Flat;
    case 1:
      return Accidental::Sharp;
    case 2:
      return Accidental::DoubleSharp;
    default:
      return Accidental::Natural;
  }
}

/// Accidentals of one staff; remembers what was altered.
class AccidentalPrinter {
 public:
  void bar(StaffBar& bar, Key key) {
    m_key = key;
    m_before = std::move(m_now);
    m_now.clear();
    m_reminded.clear();
    for (Event* event : inTime(bar)) {
      for (GraceChord& chord : event->graceBefore) print(chord.notes);
      print(event->notes);
      for (GraceChord& chord : event->graceAfter) print(chord.notes);
    }
  }

 private:
  static std::vector<Event*> inTime(StaffBar& bar) {
    std::vector<Event*> events;
    for (Voice& voice : bar.voices) {
      for (Event& event : voice.events) {
        if (event.kind == EventKind::Chord || !event.graceBefore.empty() || !event.graceAfter.empty()) {
          events.push_back(&event);
        }
      }
    }
    if (bar.voices.size() > 1) {
      std::stable_sort(events.begin(), events.end(),
                       [](const Event* a, const Event* b) { return a->at < b->at; });
    }
    return events;
  }

  void print(std::vector<WrittenNote>& notes) {
    for (WrittenNote& note : notes) print(note);
  }

  void print(WrittenNote& note) {
    const int place = note.pitch.diatonic();
    const int alter = note.pitch.alter;
    if (note.tieStop) {
      // The tie carries the alteration over the bar line, but no further.
      if (alter != alterIn(m_key, note.pitch.step)) m_tied[place] = alter;
      return;
    }
    const auto set = m_now.find(place);
    const int inForce = set != m_now.end() ? set->second : alterIn(m_key, note.pitch.step);
    if (alter != inForce) {
      note.accidental = signFor(alter);
    } else if (needsReminder(note, set != m_now.end())) {
      note.accidental = signFor(alter);
      note.cautionary = true;
    }
    m_reminded[place] = true;
    m_now[place] = alter;
    m_tied.erase(place);
  }

  /// In the last bar this step, here or in another octave, was something else.
  bool needsReminder(const WrittenNote& note, bool setInThisBar) {
    const int place = note.pitch.diatonic();
    if (setInThisBar || m_reminded.contains(place)) return false;
    const auto before = m_before.find(place);
    if (before != m_before.end() && before->second != note.pitch.alter) return true;
    const auto tied = m_tied.find(place);
    return tied != m_tied.end() && tied->second != note.pitch.alter;
  }

  Key m_key;
  std::map<int, int> m_now;  // alterations by diatonic place
  std::map<int, int> m_before;
  std::map<int, int> m_tied;
  std::map<int, bool> m_reminded;
};

}  // namespace

void printAccidentals(std::vector<StaffBar>& bars, const std::vector<Key>& keys) {
  AccidentalPrinter printer;
  for (std::size_t bar = 0; bar < bars.size(); ++bar) printer.bar(bars[bar], keys[bar]);
}

}  // namespace partimento::notation
