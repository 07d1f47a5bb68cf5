#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "core/notation/staff_finish.h"

namespace partimento::notation {

namespace {

constexpr Units kEighth = kQuarter / 2;

Units unitsOf(Fraction at) {
  return at.numerator() * (kQuarter / at.denominator());
}

/// Places are fractions of denominators that divide kQuarter: they were made from units.
bool beamed(const Event& event) {
  return event.kind == EventKind::Chord && flagCount(event.value.base) > 0;
}

bool plainEighth(const Event& event) {
  return event.kind == EventKind::Chord && event.value.base == NoteBase::Eighth && event.value.dots == 0 &&
         event.value.ratio.plain();
}

class Beamer {
 public:
  Beamer(Voice& voice, const Metre& metre) : m_voice(voice), m_metre(metre) {}

  void run() {
    auto& events = m_voice.events;
    for (std::size_t first = 0; first < events.size();) {
      if (!beamed(events[first])) {
        ++first;
        continue;
      }
      std::size_t last = first;
      while (last + 1 < events.size() && joins(first, last, last + 1)) ++last;
      if (last > first) group(first, last);
      first = last + 1;
    }
    for (Tuplet& tuplet : m_voice.tuplets) {
      tuplet.bracket = std::none_of(m_voice.beams.begin(), m_voice.beams.end(), [&](const BeamGroup& beam) {
        return beam.first <= tuplet.first && beam.last >= tuplet.last;
      });
    }
  }

 private:
  Units at(std::size_t index) const { return unitsOf(m_voice.events[index].at); }

  const Tuplet* tupletOf(std::size_t index) const {
    for (const Tuplet& tuplet : m_voice.tuplets) {
      if (index >= tuplet.first && index <= tuplet.last) return &tuplet;
    }
    return nullptr;
  }

  bool joins(std::size_t first, std::size_t last, std::size_t next) const {
    const auto& events = m_voice.events;
    if (!beamed(events[next])) return false;
    // A tuplet is a group of its own, whole.
    if (tupletOf(last) != tupletOf(next) && (tupletOf(last) || tupletOf(next))) {
      return sameBeat(last, next) && at(next) != m_metre.beamGroup(at(next)).at;
    }
    if (tupletOf(next) && tupletOf(next) == tupletOf(last)) return true;
    if (sameBeat(first, next)) return true;
    const bool eighths = std::all_of(events.begin() + static_cast<std::ptrdiff_t>(first),
                                     events.begin() + static_cast<std::ptrdiff_t>(next) + 1, plainEighth);
    return eighths && wideJoin(first, next);
  }

  bool sameBeat(std::size_t a, std::size_t b) const {
    const Pulse one = m_metre.beamGroup(at(a));
    const Pulse other = m_metre.beamGroup(at(b));
    return one.at == other.at;
  }

  /// Eighths go on over the beat when they fill both beats from their start.
  bool wideJoin(std::size_t first, std::size_t next) const {
    const auto& events = m_voice.events;
    const Pulse wide = m_metre.wideBeamGroup(at(first));
    if (m_metre.wideBeamGroup(at(next)).at != wide.at) return false;
    if (at(first) != m_metre.beamGroup(at(first)).at) return false;
    // The beat that is joined must be eighths to its end.
    const Pulse beat = m_metre.beamGroup(at(next));
    const bool both = next + 1 < events.size() && plainEighth(events[next + 1]);
    return at(next) != beat.at || both || beat.length <= kEighth;
  }

  /// Beams that two neighbours share: all that both have, but one where an eighth begins amid 32nds.
  int shared(std::size_t left, std::size_t right) const {
    const int flags =
        std::min(flagCount(m_voice.events[left].value.base), flagCount(m_voice.events[right].value.base));
    const bool inTuplet = tupletOf(left) || tupletOf(right);
    if (inTuplet && tupletOf(left) != tupletOf(right)) return std::min(flags, 1);
    const Units inBeat = at(right) - m_metre.beamGroup(at(right)).at;
    if (inBeat == 0) return std::min(flags, 1);
    if (!inTuplet && flags >= 3 && inBeat % kEighth == 0) return 1;
    return flags;
  }

  void group(std::size_t first, std::size_t last) {
    m_voice.beams.push_back({first, last});
    for (std::size_t i = first; i <= last; ++i) {
      Event& event = m_voice.events[i];
      const int before = i > first ? shared(i - 1, i) : 0;
      const int after = i < last ? shared(i, i + 1) : 0;
      const int flags = std::min(flagCount(event.value.base), static_cast<int>(kMaxBeams));
      for (int level = 0; level < flags; ++level) {
        event.beams[static_cast<std::size_t>(level)] = state(i, first, last, before > level, after > level);
      }
    }
  }

  Beam state(std::size_t index, std::size_t first, std::size_t last, bool before, bool after) const {
    if (before && after) return Beam::Continue;
    if (after) return Beam::Begin;
    if (before) return Beam::End;
    if (index == first) return Beam::ForwardHook;
    if (index == last) return Beam::BackwardHook;
    const int start = m_metre.level(at(index));
    const int end = m_metre.level(at(index) + unitsOf(m_voice.events[index].length));
    return start < end ? Beam::ForwardHook : Beam::BackwardHook;
  }

  Voice& m_voice;
  const Metre& m_metre;
};

constexpr int kRestApart = 4;  // steps that rests of two voices leave the middle line

Stem stemByVoice(int number) {
  return number % 2 == 0 ? Stem::Up : Stem::Down;
}

/// Steps of a chord's extremes above the middle line as drawn.
std::pair<int, int> extremes(const Event& event, int middle) {
  const int shift = middle + 7 * event.ottava;
  return {event.notes.front().pitch.diatonic() - shift, event.notes.back().pitch.diatonic() - shift};
}

Stem stemFor(int lowest, int highest) {
  return highest >= -lowest ? Stem::Down : Stem::Up;
}

/// Nothing sounds meanwhile, and who rests, rests as long: one rest stands for all.
bool restTogether(const StaffBar& bar, const Event& rest) {
  for (const Voice& voice : bar.voices) {
    for (const Event& event : voice.events) {
      if (event.kind == EventKind::Space || event.end() <= rest.at || event.at >= rest.end()) continue;
      const bool same = event.kind == EventKind::Rest && event.at == rest.at && event.value == rest.value &&
                        event.wholeBar == rest.wholeBar;
      if (!same) return false;
    }
  }
  return true;
}

}  // namespace

void beamBar(StaffBar& bar, const Metre& metre) {
  for (Voice& voice : bar.voices) Beamer(voice, metre).run();
}

void stemBar(StaffBar& bar) {
  const bool several = bar.voices.size() > 1;
  for (Voice& voice : bar.voices) {
    for (Event& event : voice.events) {
      if (event.kind == EventKind::Rest && several) {
        const int away = stemByVoice(voice.number) == Stem::Up ? kRestApart : -kRestApart;
        event.restStep = restTogether(bar, event) ? 0 : away;
      }
      if (event.kind != EventKind::Chord || event.value.base < NoteBase::Half) continue;
      const int middle = bar.clef.middleLine();
      const auto [lowest, highest] = extremes(event, middle);
      event.stem = several ? stemByVoice(voice.number) : stemFor(lowest, highest);
    }
    if (several) continue;
    for (const BeamGroup& beam : voice.beams) {
      int lowest = 1000;
      int highest = -1000;
      for (std::size_t i = beam.first; i <= beam.last; ++i) {
        if (voice.events[i].notes.empty()) continue;
        const auto [low, high] = extremes(voice.events[i], bar.clef.middleLine());
        lowest = std::min(lowest, low);
        highest = std::max(highest, high);
      }
      for (std::size_t i = beam.first; i <= beam.last; ++i) {
        if (!voice.events[i].notes.empty()) voice.events[i].stem = stemFor(lowest, highest);
      }
    }
  }
}

}  // namespace partimento::notation
