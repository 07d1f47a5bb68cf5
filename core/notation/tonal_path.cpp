#include "core/notation/tonal_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace partimento::notation {

namespace {

constexpr int kReach = 8;  // keys so far from the signature on either side
constexpr std::size_t kStates = 2 * (2 * kReach + 1);
constexpr double kChange = 2.2;          // cost of any modulation
constexpr double kPerFifth = 0.45;       // and of its distance
constexpr int kReadable = 5;             // accidentals of a signature that one would rather not exceed
constexpr double kUnreadable = 0.6;      // for each of those more, each bar
constexpr double kFromSignature = 0.06;  // of being away from home, each bar and fifth

/// Probability that a bar in a key has each degree, counted in semitones from the tonic.
constexpr std::array<double, 12> kMajor = {0.748, 0.060, 0.488, 0.082, 0.670, 0.460,
                                           0.096, 0.715, 0.104, 0.366, 0.057, 0.400};
constexpr std::array<double, 12> kMinor = {0.712, 0.084, 0.474, 0.618, 0.049, 0.460,
                                           0.105, 0.747, 0.404, 0.067, 0.133, 0.330};

struct Profiles {
  std::array<std::array<double, 12>, 2> present;
  std::array<double, 2> allAbsent{};

  Profiles() {
    for (std::size_t mode = 0; mode < 2; ++mode) {
      for (std::size_t i = 0; i < 12; ++i) {
        const double p = (mode == 1 ? kMinor : kMajor)[i];
        present[mode][i] = std::log(p / (1 - p));
        allAbsent[mode] += std::log(1 - p);
      }
    }
  }
};

int tonicClass(int fifths, bool minor) {
  return ((7 * (fifths + (minor ? 3 : 0))) % 12 + 12) % 12;
}

TonalKey stateKey(std::size_t state, Key signature) {
  return {signature.fifths + static_cast<int>(state / 2) - kReach, state % 2 == 1};
}

/// How unlikely the bar's notes are in a key.
double misfit(const std::array<double, 12>& weights, TonalKey key, const Profiles& profiles) {
  const std::size_t mode = key.minor ? 1 : 0;
  const int tonic = tonicClass(key.fifths, key.minor);
  double likelihood = profiles.allAbsent[mode];
  for (int i = 0; i < 12; ++i) {
    const double weight = weights[static_cast<std::size_t>((tonic + i) % 12)];
    likelihood += weight * profiles.present[mode][static_cast<std::size_t>(i)];
  }
  return -likelihood;
}

/// 0 for a class that is absent, 1 for one that sounds for a beat or more.
std::vector<std::array<double, 12>> barWeights(const std::vector<LineNote*>& notes, const BarGrid& grid) {
  std::vector<std::array<double, 12>> weights(grid.bars().size());
  for (const LineNote* note : notes) {
    const auto pitchClass = static_cast<std::size_t>(note->note->pitch % 12);
    const std::size_t first = grid.barAt(note->on);
    const std::size_t last = std::max(first, grid.barAt(std::max(note->off - 1, note->on)));
    for (std::size_t bar = first; bar <= last; ++bar) {
      const Units from = std::max(note->on, grid.bars()[bar].at);
      const Units to = std::min(note->off, grid.bars()[bar].until());
      weights[bar][pitchClass] += static_cast<double>(std::max<Units>(to - from, 0)) / kQuarter;
    }
  }
  for (auto& bar : weights) {
    for (double& weight : bar) {
      if (weight > 0) weight = std::min(1.0, 0.35 + 0.65 * weight);
    }
  }
  return weights;
}

double moveCost(TonalKey from, TonalKey to) {
  if (from == to) return 0;
  // Twelve fifths away is the same key, written otherwise.
  const int apart = std::abs(from.fifths - to.fifths);
  const int distance = std::min(apart, std::abs(12 - apart) + 2);
  return kChange + kPerFifth * distance + (from.minor != to.minor && distance > 0 ? 0.3 : 0);
}

/// moveCost between the keys of two neighbouring bars; worked out anew only where a signature changes.
class MoveTable {
 public:
  void prepare(Key before, Key now) {
    const int shift = now.fifths - before.fifths;
    if (m_ready && shift == m_shift) return;
    for (std::size_t from = 0; from < kStates; ++from) {
      for (std::size_t to = 0; to < kStates; ++to) {
        m_costs[to][from] = moveCost(stateKey(from, {}), stateKey(to, {shift, false}));
      }
    }
    m_shift = shift;
    m_ready = true;
  }
  double cost(std::size_t from, std::size_t to) const { return m_costs[to][from]; }

 private:
  std::array<std::array<double, kStates>, kStates> m_costs{};
  int m_shift = 0;
  bool m_ready = false;
};

}  // namespace

std::vector<TonalKey> tonalPath(const std::vector<LineNote*>& notes, const std::vector<Key>& signatures,
                                const BarGrid& grid) {
  static const Profiles kProfiles;
  const std::size_t bars = grid.bars().size();
  const auto weights = barWeights(notes, grid);
  MoveTable moves;
  std::vector<std::array<std::uint8_t, kStates>> parents(bars);
  std::array<double, kStates> costs{};
  for (std::size_t bar = 0; bar < bars; ++bar) {
    std::array<double, kStates> next;
    if (bar > 0) moves.prepare(signatures[bar - 1], signatures[bar]);
    for (std::size_t state = 0; state < kStates; ++state) {
      const TonalKey key = stateKey(state, signatures[bar]);
      double best = std::numeric_limits<double>::max();
      for (std::size_t from = 0; from < kStates; ++from) {
        const double total = bar == 0 ? 0 : costs[from] + moves.cost(from, state);
        if (total >= best) continue;
        best = total;
        parents[bar][state] = static_cast<std::uint8_t>(from);
      }
      const int away = std::abs(key.fifths - signatures[bar].fifths);
      const bool otherMode = signatures[bar].minor != key.minor;
      next[state] =
          best + misfit(weights[bar], key, kProfiles) + kFromSignature * away + (otherMode ? 0.02 : 0);
      if (bar == 0) next[state] += 0.8 * away + (otherMode ? 0.4 : 0);
    }
    costs = next;
  }
  std::vector<TonalKey> path(bars);
  auto state = static_cast<std::size_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
  for (std::size_t bar = bars; bar-- > 0;) {
    path[bar] = stateKey(state, signatures[bar]);
    state = parents[bar][state];
  }
  return path;
}

}  // namespace partimento::notation
