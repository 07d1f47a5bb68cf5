#include "core/notation/spelling_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "core/notation/tonal_path.h"

namespace partimento::notation {

namespace {

constexpr int kSweeps = 4;
constexpr Units kMemory = 4 * kQuarter;  // how long a spelling is remembered
constexpr double kChromaticStep = 1.1;   // C to C sharp, where C to D flat is a step to the next letter
constexpr double kAgainstTheLine = 1.2;  // the same within a line of semitones, or to a neighbour and back
constexpr double kDouble = 1.0;          // a double sharp or flat
constexpr double kDoubleForOwn = 6.0;    // the same for a note that the key signature has
constexpr std::size_t kMostInBar = 64;   // larger bars are left as they are
constexpr std::size_t kMostTogether = 6;
constexpr double kUnthinkable = 1e6;

/// Cost of a degree, by its distance on the line of fifths from the key signature's number; the key's own
/// notes stand at -1..5.
double degreeCost(int distance, bool minor) {
  //                                              -7   -6   -5   -4   -3   -2
  static constexpr std::array<double, 6> kFlatMajor = {4.0, 2.2, 1.2, 0.9, 0.8, 0.5};
  static constexpr std::array<double, 6> kFlatMinor = {6.0, 5.0, 4.0, 2.5, 1.6, 0.7};
  //                                               6    7    8    9    10   11
  static constexpr std::array<double, 6> kSharpMajor = {0.5, 0.9, 1.0, 1.3, 2.0, 3.5};
  static constexpr std::array<double, 6> kSharpMinor = {0.3, 0.5, 0.1, 0.5, 1.8, 2.5};
  if (distance >= -1 && distance <= 5) return 0;
  if (distance < -7) return 5.0 + 0.5 * (-7 - distance);
  if (distance > 11) return 5.0 + 0.5 * (distance - 11);
  if (distance < 0) return (minor ? kFlatMinor : kFlatMajor)[static_cast<std::size_t>(distance + 7)];
  return (minor ? kSharpMinor : kSharpMajor)[static_cast<std::size_t>(distance - 6)];
}

/// One note after another in a voice; `fifths` between their places, `semitones` between their pitches.
double stepCost(int fifths, int semitones) {
  const int distance = std::abs(fifths);
  if (std::abs(semitones) == 1) return distance == 5 ? 0 : distance == 7 ? kChromaticStep : 3;
  if (distance <= 6) return 0;
  static constexpr std::array<double, 5> kFar = {0.3, 0.4, 0.6, 1.0, 1.6};
  return distance <= 11 ? kFar[static_cast<std::size_t>(distance - 7)] : 3;
}

double chordCost(int fifths) {
  const int distance = std::abs(fifths);
  if (distance <= 6) return 0;
  static constexpr std::array<double, 5> kFar = {0.8, 0.8, 0.5, 0.8, 1.5};
  return distance <= 11 ? kFar[static_cast<std::size_t>(distance - 7)] : 2.5;
}

struct Spot {
  std::array<int, 3> places{};  // candidates on the line of fifths
  std::array<double, 3> own{};  // what each costs by its degree
  int place = 0;
  int before = -1;  // index of the neighbours in the voice
  int after = -1;
  int sameBefore = -1;  // of the last and next note of the class
  int sameAfter = -1;
  std::array<int, kMostTogether> together{};
  std::size_t togetherCount = 0;
};

class Speller {
 public:
  Speller(std::vector<LineNote*>& notes, const std::vector<Key>& keys, const BarGrid& grid)
      : m_notes(notes), m_spots(notes.size()) {
    const std::vector<TonalKey> path = tonalPath(notes, keys, grid);
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const std::size_t bar = grid.barAt(notes[i]->on);
      if (const auto stated = statedSpelling(*notes[i]->note)) {
        settle(m_spots[i], stated->fifths());
      } else {
        candidates(m_spots[i], notes[i]->note->pitch, path[bar], keys[bar]);
      }
      m_bars.push_back(bar);
    }
    linkVoices();
    linkClasses();
    linkChords();
  }

  void run() {
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      bool changed = false;
      const std::size_t count = m_spots.size();
      for (std::size_t k = 0; k < count; ++k) changed |= improve(sweep % 2 == 0 ? k : count - 1 - k);
      changed |= sweep == 1 && respellBars();
      if (!changed) break;
    }
    for (std::size_t i = 0; i < m_spots.size(); ++i) {
      m_notes[i]->spelled = spelledAt(m_notes[i]->note->pitch, m_spots[i].place);
    }
  }

 private:
  static void candidates(Spot& spot, Pitch pitch, const TonalKey& local, Key signature) {
    const int centre = local.fifths + 2;
    const int place = pitch * 7 % 12;
    const int nearest = place + 12 * static_cast<int>(std::lround((centre - place) / 12.0));
    const bool isOwn = (((place - signature.fifths + 1) % 12) + 12) % 12 <= 6;
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const int candidate = nearest + 12 * (i - 1);
      const auto index = static_cast<std::size_t>(i);
      spot.places[index] = candidate;
      double cost = degreeCost(candidate - local.fifths, local.minor);
      const int alter = spelledAt(60, candidate).alter;
      // Whatever is heard near it, a note of the signature is read as one.
      if (std::abs(alter) == 2) cost += isOwn ? kDoubleForOwn : kDouble;
      if (std::abs(alter) > 2) cost += 50;
      // Slightly rather a note of the signature.
      if (candidate < signature.fifths - 1 || candidate > signature.fifths + 5) cost += 0.15;
      spot.own[index] = cost;
      if (cost < best) {
        best = cost;
        spot.place = candidate;
      }
    }
  }

  static void settle(Spot& spot, int place) {
    spot.place = place;
    spot.places = {place, place - 12, place + 12};
    spot.own = {0, kUnthinkable, kUnthinkable};
  }

  void linkVoices() {
    struct Last {
      std::size_t track;
      int staff, rank;
      std::vector<int> notes;
      std::vector<int> chord;  // the attack being gathered
      Units on;
    };
    std::vector<Last> lines;
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
      const LineNote& note = *m_notes[i];
      auto line = std::find_if(lines.begin(), lines.end(), [&](const Last& l) {
        return l.track == note.track && l.staff == note.staff && l.rank == note.rank;
      });
      if (line == lines.end())
        line = lines.insert(lines.end(), {note.track, note.staff, note.rank, {}, {}, -1});
      if (note.on != line->on) {
        line->notes = line->chord;
        line->chord.clear();
        line->on = note.on;
      }
      line->chord.push_back(static_cast<int>(i));
      const int before = nearest(line->notes, note);
      m_spots[i].before = before;
      for (const int earlier : line->notes) {
        Spot& spot = m_spots[static_cast<std::size_t>(earlier)];
        const auto distance = [&](int index) {
          return std::abs(m_notes[static_cast<std::size_t>(index)]->note->pitch -
                          m_notes[static_cast<std::size_t>(earlier)]->note->pitch);
        };
        if (spot.after < 0 || distance(static_cast<int>(i)) < distance(spot.after))
          spot.after = static_cast<int>(i);
      }
    }
  }

  int nearest(const std::vector<int>& among, const LineNote& note) const {
    int best = -1;
    int least = 1000;
    for (const int index : among) {
      const LineNote& other = *m_notes[static_cast<std::size_t>(index)];
      const int distance = std::abs(other.note->pitch - note.note->pitch);
      if (note.on - other.off < kMemory && distance < least) {
        least = distance;
        best = index;
      }
    }
    return best;
  }

  void linkClasses() {
    std::array<int, 12> last;
    last.fill(-1);
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
      int& before = last[static_cast<std::size_t>(m_notes[i]->note->pitch % 12)];
      if (before >= 0 && m_notes[i]->on - m_notes[static_cast<std::size_t>(before)]->off < kMemory) {
        m_spots[i].sameBefore = before;
        m_spots[static_cast<std::size_t>(before)].sameAfter = static_cast<int>(i);
      }
      before = static_cast<int>(i);
    }
  }

  void linkChords() {
    std::vector<std::size_t> sounding;
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
      std::erase_if(sounding, [&](std::size_t other) { return m_notes[other]->off <= m_notes[i]->on; });
      for (const std::size_t other : sounding) {
        link(i, other);
        link(other, i);
      }
      sounding.push_back(i);
      if (sounding.size() > 12) sounding.erase(sounding.begin());
    }
  }

  void link(std::size_t from, std::size_t to) {
    Spot& spot = m_spots[from];
    if (spot.togetherCount < kMostTogether) spot.together[spot.togetherCount++] = static_cast<int>(to);
  }

  bool improve(std::size_t index) {
    Spot& spot = m_spots[index];
    const int old = spot.place;
    double best = 1e9;
    for (std::size_t c = 0; c < spot.places.size(); ++c) {
      if (spot.own[c] >= best) continue;
      const double cost = spot.own[c] + neighbours(index, spot.places[c]);
      if (cost < best - 1e-9) {
        best = cost;
        spot.place = spot.places[c];
      }
    }
    return spot.place != old;
  }

  /// Notes hold each other in place: here all of a bar beyond some place on the line of fifths move together.
  bool respellBars() {
    bool changed = false;
    for (std::size_t first = 0; first < m_spots.size();) {
      std::size_t last = first + 1;
      while (last < m_spots.size() && m_bars[last] == m_bars[first]) ++last;
      const bool chromatic = std::any_of(m_spots.begin() + static_cast<std::ptrdiff_t>(first),
                                         m_spots.begin() + static_cast<std::ptrdiff_t>(last),
                                         [](const Spot& spot) { return costOf(spot, spot.place) > 0.4; });
      if (chromatic && last - first <= kMostInBar) changed |= respell(first, last);
      first = last;
    }
    return changed;
  }

  bool respell(std::size_t first, std::size_t last) {
    std::vector<int> old;
    for (std::size_t i = first; i < last; ++i) old.push_back(m_spots[i].place);
    std::vector<int> best = old;
    double least = total(first, last) - 1e-6;
    std::vector<int> edges = old;
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const int edge : edges) {
      for (const int side : {1, -1}) {
        for (std::size_t i = first; i < last; ++i) {
          const int place = old[i - first];
          const bool moves = side > 0 ? place >= edge : place <= edge;
          m_spots[i].place = moves ? place - 12 * side : place;
        }
        const double cost = total(first, last);
        if (cost >= least) continue;
        least = cost;
        for (std::size_t i = first; i < last; ++i) best[i - first] = m_spots[i].place;
      }
    }
    for (std::size_t i = first; i < last; ++i) m_spots[i].place = best[i - first];
    return best != old;
  }

  double total(std::size_t first, std::size_t last) const {
    double sum = 0;
    for (std::size_t i = first; i < last; ++i)
      sum += costOf(m_spots[i], m_spots[i].place) + neighbours(i, m_spots[i].place);
    return sum;
  }

  static double costOf(const Spot& spot, int place) {
    for (std::size_t i = 0; i < spot.places.size(); ++i) {
      if (spot.places[i] == place) return spot.own[i];
    }
    return 100;
  }

  double neighbours(std::size_t index, int place) const {
    const Spot& spot = m_spots[index];
    const Pitch pitch = m_notes[index]->note->pitch;
    double cost = 0;
    const auto step = [&](int other, double weight) {
      if (other < 0) return;
      const auto at = static_cast<std::size_t>(other);
      cost += weight * stepCost(m_spots[at].place - place, m_notes[at]->note->pitch - pitch);
    };
    step(spot.before, 0.6);
    step(spot.after, 1.0);
    if (spot.before >= 0 && spot.after >= 0) {
      const auto left = static_cast<std::size_t>(spot.before);
      const auto right = static_cast<std::size_t>(spot.after);
      const bool semitones = std::abs(m_notes[left]->note->pitch - pitch) == 1 &&
                             std::abs(m_notes[right]->note->pitch - pitch) == 1;
      if (semitones && std::abs(m_spots[right].place - place) == 7) cost += kAgainstTheLine;
    }
    for (const int same : {spot.sameBefore, spot.sameAfter}) {
      if (same >= 0 && m_spots[static_cast<std::size_t>(same)].place != place) cost += 0.6;
    }
    double chord = 0;
    for (std::size_t i = 0; i < spot.togetherCount; ++i) {
      chord += chordCost(m_spots[static_cast<std::size_t>(spot.together[i])].place - place);
    }
    return cost + 0.7 * chord;
  }

  std::vector<LineNote*>& m_notes;
  std::vector<Spot> m_spots;
  std::vector<std::size_t> m_bars;  // of each note
};

}  // namespace

void spellNotes(std::vector<LineNote*>& notes, const std::vector<Key>& keys, const BarGrid& grid) {
  if (!notes.empty()) Speller(notes, keys, grid).run();
}

}  // namespace partimento::notation
