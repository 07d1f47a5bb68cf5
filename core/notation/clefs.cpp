#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <optional>

#include "core/notation/staff_finish.h"

namespace partimento::notation {

namespace {

constexpr double kChange = 20;   // a new clef costs as much as so many ledger lines
constexpr double kTieOver = 10;  // and each tie over it as much as so many more
constexpr int kReadable = 4;     // ledger lines of a note

bool lower(const Clef& a, const Clef& b) {
  return a.middleLine() < b.middleLine();
}

/// Ledger lines of a note `step` above the middle line.
int ledgers(int step) {
  return std::max(0, (std::abs(step) - 4) / 2);
}

/// What a note `step` above the middle line costs. Five ledger lines and more are hard to read unless an
/// octave line may take them away.
double noteCost(int step, bool mayShift) {
  const int lines = ledgers(step);
  if (lines <= 1) return 0.3 * lines;
  const int beyond = mayShift ? 0 : std::max(0, lines - kReadable);
  return lines + beyond * beyond;
}

double ledgerCost(const StaffBar& bar, const Clef& clef, const ClefChoice& choice) {
  const int middle = clef.middleLine();
  const bool raises = clef == choice.highest();
  const bool lowers = clef == choice.lowest();
  double cost = 0;
  for (const Voice& voice : bar.voices) {
    for (const Event& event : voice.events) {
      for (const WrittenNote& note : event.notes) {
        const int step = note.pitch.diatonic() - middle;
        cost += noteCost(step, step > 0 ? raises : lowers);
      }
    }
  }
  return cost;
}

bool hasNotes(const StaffBar& bar) {
  return std::any_of(bar.voices.begin(), bar.voices.end(), [](const Voice& voice) {
    return std::any_of(voice.events.begin(), voice.events.end(),
                       [](const Event& e) { return !e.notes.empty(); });
  });
}

/// Notes tied from the bar before.
std::size_t tiesInto(const StaffBar& bar) {
  std::size_t ties = 0;
  for (const Voice& voice : bar.voices) {
    for (const Event& event : voice.events) {
      if (event.at > Fraction(0)) break;
      ties += static_cast<std::size_t>(std::ranges::count_if(event.notes, &WrittenNote::tieStop));
    }
  }
  return ties;
}

/// The first place at or behind `at` where a note or a rest stands; none: the bar has no more.
std::optional<Fraction> signPlaceFrom(const StaffBar& bar, Fraction at) {
  std::optional<Fraction> place;
  for (const Voice& voice : bar.voices) {
    for (const Event& event : voice.events) {
      const bool stands = event.kind != EventKind::Space && !event.wholeBar;
      if (stands && event.at >= at && (!place || event.at < *place)) place = event.at;
    }
  }
  return place;
}

struct Attack {
  std::size_t bar = 0;
  Fraction at;
  Fraction end;
  int lowest = 0;  // steps above the middle line
  int highest = 0;
};

std::vector<Attack> attacksOf(const std::vector<StaffBar>& bars) {
  std::vector<Attack> attacks;
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    const std::size_t first = attacks.size();
    for (const Voice& voice : bars[bar].voices) {
      for (const Event& event : voice.events) {
        if (event.notes.empty()) continue;
        const int middle = clefAt(bars[bar], event.at).middleLine();
        Attack attack{bar, event.at, event.end(), 1000, -1000};
        for (const WrittenNote& note : event.notes) {
          attack.lowest = std::min(attack.lowest, note.pitch.diatonic() - middle);
          attack.highest = std::max(attack.highest, note.pitch.diatonic() - middle);
        }
        attacks.push_back(attack);
      }
    }
    std::stable_sort(attacks.begin() + static_cast<std::ptrdiff_t>(first), attacks.end(),
                     [](const Attack& a, const Attack& b) { return a.at < b.at; });
  }
  return attacks;
}

constexpr int kFar = 12;    // four ledger lines
constexpr int kInside = 5;  // a note that may stand under an octave line without falling below the staff
constexpr int kEdge = 9;    // where a line may begin and end: two or three ledger lines
constexpr int kNowhere = -1000;
constexpr std::size_t kLull = 6;  // attacks that an octave line reaches over

/// The octave lines of one direction, in one clef: `sign` 1 above, -1 below.
class OttavaFinder {
 public:
  OttavaFinder(std::vector<StaffBar>& bars, const std::vector<Attack>& attacks, int sign, const Clef& clef)
      : m_bars(bars), m_attacks(attacks), m_sign(sign), m_clef(clef) {}

  void run() {
    for (std::size_t first = 0; first < m_attacks.size();) {
      if (nearEnd(first) < kEdge) {
        ++first;
        continue;
      }
      std::size_t last = first;
      std::size_t far = 0;
      int farthest = 0;
      for (std::size_t i = first; i < m_attacks.size() && nearEnd(i) >= kInside && i <= last + kLull; ++i) {
        if (nearEnd(i) >= kEdge) last = i;
        far += farEnd(i) >= kFar;
        farthest = std::max(farthest, farEnd(i));
      }
      if (far >= 3) cover(first, last);
      first = last + 1;
    }
  }

 private:
  int nearEnd(std::size_t i) const {
    if (m_bars[m_attacks[i].bar].clef != m_clef) return kNowhere;
    return m_sign > 0 ? m_attacks[i].lowest : -m_attacks[i].highest;
  }
  int farEnd(std::size_t i) const { return m_sign > 0 ? m_attacks[i].highest : -m_attacks[i].lowest; }

  void cover(std::size_t first, std::size_t last) {
    int nearest = 1000;
    std::size_t high = 0;
    for (std::size_t i = first; i <= last; ++i) {
      nearest = std::min(nearest, nearEnd(i));
      high += farEnd(i) >= kFar + 7;
    }
    const int octaves = m_sign * (nearest >= kInside + 7 && high >= 3 ? 2 : 1);
    for (std::size_t i = first; i <= last;) {
      const std::size_t bar = m_attacks[i].bar;
      Fraction end = m_attacks[i].end;
      const Fraction from = m_attacks[i].at;
      std::size_t j = i;
      for (; j <= last && m_attacks[j].bar == bar; ++j) end = std::max(end, m_attacks[j].end);
      m_bars[bar].ottavas.push_back({from, end, octaves, i == first, j > last});
      for (Voice& voice : m_bars[bar].voices) {
        for (Event& event : voice.events) {
          if (!event.notes.empty() && event.at >= from && event.at < end) event.ottava = octaves;
        }
      }
      i = j;
    }
  }

  std::vector<StaffBar>& m_bars;
  const std::vector<Attack>& m_attacks;
  int m_sign;
  const Clef& m_clef;
};

}  // namespace

const Clef& ClefChoice::highest() const {
  return *std::ranges::max_element(clefs, lower);
}

const Clef& ClefChoice::lowest() const {
  return *std::ranges::min_element(clefs, lower);
}

const Clef& clefAt(const StaffBar& bar, Fraction at) {
  const Clef* clef = &bar.clef;
  for (const ClefChange& change : bar.clefs) {
    if (change.at > Fraction(0) && change.at <= at) clef = &change.clef;
  }
  return *clef;
}

void chooseClefs(std::vector<StaffBar>& bars, const ClefChoice& choice) {
  const std::vector<Clef>& candidates = choice.clefs;
  const std::size_t count = candidates.size();
  std::vector<std::vector<std::size_t>> parents(bars.size(), std::vector<std::size_t>(count));
  std::vector<double> costs(count, 0);
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    const bool notes = hasNotes(bars[bar]);
    const double change = bar == 0 ? 0 : kChange + kTieOver * static_cast<double>(tiesInto(bars[bar]));
    std::vector<double> next(count);
    for (std::size_t clef = 0; clef < count; ++clef) {
      double best = std::numeric_limits<double>::max();
      for (std::size_t from = 0; from < count; ++from) {
        const double total = costs[from] + (from == clef ? 0 : change);
        if (total >= best) continue;
        best = total;
        parents[bar][clef] = from;
      }
      const double unusual = clef > 0 ? choice.unusualCost : 0;
      next[clef] = best + (notes ? ledgerCost(bars[bar], candidates[clef], choice) + unusual : 0);
    }
    costs = std::move(next);
  }
  auto clef = static_cast<std::size_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
  for (std::size_t bar = bars.size(); bar-- > 0;) {
    bars[bar].clef = candidates[clef];
    clef = parents[bar][clef];
  }
  for (std::size_t bar = 1; bar < bars.size(); ++bar) {
    if (bars[bar].clef != bars[bar - 1].clef) bars[bar].clefs.push_back({0, bars[bar].clef});
  }
}

void stateClefs(std::vector<StaffBar>& bars, const std::vector<StatedClef>& stated) {
  Clef clef = stated.front().clef;
  Clef last = clef;  // at the end of the bar before
  auto next = stated.begin();
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    for (; next != stated.end() && next->bar == bar && next->at == Fraction(0); ++next) clef = next->clef;
    bars[bar].clef = clef;
    std::vector<ClefChange>& changes = bars[bar].clefs;
    if (bar > 0 && clef != last) changes.push_back({0, clef});
    last = clef;
    for (; next != stated.end() && next->bar == bar; ++next) {
      clef = next->clef;
      const auto at = signPlaceFrom(bars[bar], next->at);
      if (!at || clef == last) continue;
      last = clef;
      if (!changes.empty() && changes.back().at == *at) {
        changes.back().clef = clef;
      } else {
        changes.push_back({*at, clef});
      }
    }
  }
}

void markOttavas(std::vector<StaffBar>& bars, const ClefChoice& choice) {
  const std::vector<Attack> attacks = attacksOf(bars);
  OttavaFinder(bars, attacks, 1, choice.highest()).run();
  OttavaFinder(bars, attacks, -1, choice.lowest()).run();
  for (StaffBar& bar : bars) {
    std::stable_sort(bar.ottavas.begin(), bar.ottavas.end(),
                     [](const OttavaSpan& a, const OttavaSpan& b) { return a.from < b.from; });
  }
}

}  // namespace partimento::notation
