#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/notation/line_note.h"

namespace partimento::notation {

namespace {

constexpr std::size_t kBeam = 16;
constexpr int kReach = 12;  // semitones that a hand holds with ease

struct Held {
  Pitch pitch = 0;
  Units off = 0;
};

/// What a hand did last and still holds.
struct Hand {
  double centre = 0;
  std::array<Held, 5> held{};
  std::size_t count = 0;

  void release(Units now) {
    const auto end = std::remove_if(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(count),
                                    [&](const Held& note) { return note.off <= now; });
    count = static_cast<std::size_t>(end - held.begin());
  }
  void take(const LineNote& note) {
    if (count < held.size()) held[count++] = {note.note->pitch, note.off};
  }
};

struct State {
  double cost = 0;
  Hand left{48, {}, 0};
  Hand right{67, {}, 0};
  std::size_t parent = 0;
  std::size_t cut = 0;  // notes of the attack that the left hand takes
};

class HandSearch {
 public:
  HandSearch(std::vector<LineNote>& notes, const Playing& playing) : m_notes(notes), m_playing(playing) {}

  void run() {
    std::vector<std::vector<State>> layers;
    std::vector<std::pair<std::size_t, std::size_t>> attacks;
    std::vector<State> beam(1);
    for (std::size_t first = 0; first < m_notes.size();) {
      std::size_t last = first + 1;
      while (last < m_notes.size() && m_notes[last].on - m_notes[first].on <= m_playing.tick) ++last;
      std::sort(at(first), at(last),
                [](const LineNote& a, const LineNote& b) { return a.note->pitch < b.note->pitch; });
      beam = extend(beam, first, last);
      layers.push_back(beam);
      attacks.emplace_back(first, last);
      first = last;
    }
    std::size_t index = 0;
    for (std::size_t layer = layers.size(); layer-- > 0;) {
      const State& state = layers[layer][index];
      const auto [first, last] = attacks[layer];
      for (std::size_t i = first; i < last; ++i) m_notes[i].staff = i - first < state.cut ? 1 : 0;
      index = state.parent;
    }
  }

 private:
  std::vector<LineNote>::iterator at(std::size_t index) {
    return m_notes.begin() + static_cast<std::ptrdiff_t>(index);
  }

  std::vector<State> extend(const std::vector<State>& beam, std::size_t first, std::size_t last) const {
    std::vector<State> next;
    for (std::size_t parent = 0; parent < beam.size(); ++parent) {
      for (std::size_t cut = 0; cut <= last - first; ++cut) {
        State state = beam[parent];
        state.parent = parent;
        state.cut = cut;
        state.left.release(m_notes[first].on + m_playing.overlap);
        state.right.release(m_notes[first].on + m_playing.overlap);
        state.cost += handCost(state.left, first, first + cut, false) +
                      handCost(state.right, first + cut, last, true) + crossing(state);
        next.push_back(state);
      }
    }
    std::sort(next.begin(), next.end(), [](const State& a, const State& b) { return a.cost < b.cost; });
    if (next.size() > kBeam) next.resize(kBeam);
    return next;
  }

  double handCost(Hand& hand, std::size_t first, std::size_t last, bool right) const {
    if (first == last) return 0;
    const Pitch low = m_notes[first].note->pitch;
    const Pitch high = m_notes[last - 1].note->pitch;
    double cost = 0;
    Pitch lowest = low;
    Pitch highest = high;
    for (std::size_t i = 0; i < hand.count; ++i) {
      lowest = std::min(lowest, hand.held[i].pitch);
      highest = std::max(highest, hand.held[i].pitch);
    }
    cost += 0.9 * std::max(0, high - low - kReach) + 0.5 * std::max(0, highest - lowest - kReach - 2);
    cost += 4.0 * std::max<double>(0, static_cast<double>(last - first + hand.count) - 5);
    for (std::size_t i = first; i < last; ++i) {
      const int beyond = right ? 60 - m_notes[i].note->pitch : m_notes[i].note->pitch - 60;
      cost += 0.09 * std::max(0, beyond);
    }
    const double centre = 0.5 * (low + high);
    cost += 0.05 * std::abs(centre - hand.centre);
    hand.centre = centre;
    for (std::size_t i = first; i < last; ++i) hand.take(m_notes[i]);
    return cost;
  }

  static double crossing(const State& state) {
    double cost = 0;
    for (std::size_t l = 0; l < state.left.count; ++l) {
      for (std::size_t r = 0; r < state.right.count; ++r) {
        if (state.left.held[l].pitch >= state.right.held[r].pitch) cost += 1.5;
      }
    }
    return cost;
  }

  std::vector<LineNote>& m_notes;
  const Playing& m_playing;
};

}  // namespace

void splitHands(std::vector<LineNote>& notes, const Playing& playing) {
  if (!notes.empty()) HandSearch(notes, playing).run();
}

}  // namespace partimento::notation
