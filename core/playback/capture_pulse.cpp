#include "core/playback/capture_pulse.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace partimento::playback {

namespace {

// Keys of one chord fall within this time.
constexpr double kChordSeconds = 0.04;
// How exactly people play, and how much worse after a long note.
constexpr double kTimingSeconds = 0.02;
constexpr double kTimingShare = 0.03;
// Silence tells nothing of the grid beyond this many cells.
constexpr int kLongestSkip = 24;
constexpr std::size_t kBeam = 12;
constexpr std::size_t kMostToSearch = 4000;  // onsets
constexpr double kSlowest = 40;
constexpr double kFastest = 220;
constexpr double kTempoStep = 1.025;
constexpr double kUsualTempo = 108;
constexpr double kTempoSpread = 0.5;  // octaves
constexpr double kTempoWeight = 3;
// In a whole piece each note costs a little less under a faster beat; unless the prior grows with the piece,
// the fastest notes are taken for beats. Pieces are slower than what somebody tries out, too.
constexpr double kPhraseOnsets = 48;
constexpr double kOnsetsPerWeight = 8;
constexpr double kUsualPieceTempo = 85;
constexpr double kFollowTempo = 0.3;
constexpr double kFollowPhase = 0.6;
constexpr double kFarthestTempo = 0.25;
constexpr double kHintedTempo = 0.1;

/// How probable it is that a note begins on a cell of the beat.
constexpr std::array<double, kCellsPerQuarter> kOnsetChance = {0.72, 0, 0,     0.10, 0.015, 0,
                                                               0.27, 0, 0.015, 0.10, 0,     0};

std::size_t inBeat(int cell) {
  return static_cast<std::size_t>(((cell % kCellsPerQuarter) + kCellsPerQuarter) % kCellsPerQuarter);
}

struct Costs {
  std::array<double, kCellsPerQuarter> hit{};
  std::array<double, kCellsPerQuarter> miss{};

  Costs() {
    for (std::size_t cell = 0; cell < hit.size(); ++cell) {
      hit[cell] = kOnsetChance[cell] > 0 ? -std::log(kOnsetChance[cell]) : 0;
      miss[cell] = -std::log(1 - kOnsetChance[cell]);
    }
  }
  double between(int from, int to) const {
    double sum = 0;
    for (int cell = from + 1; cell < to && cell <= from + kLongestSkip; ++cell) sum += miss[inBeat(cell)];
    return sum;
  }
};

const Costs& costs() {
  static const Costs kCosts;
  return kCosts;
}

/// One way to understand the onsets until one of them.
struct Node {
  int cell = 0;
  double period = 0;  // of a quarter
  double time = 0;    // of the cell
  double cost = 0;
  int parent = -1;
};

class Follower {
 public:
  Follower(const std::vector<Onset>& onsets, double period, double freedom)
      : m_onsets(onsets), m_usual(period), m_freedom(freedom), m_layers(onsets.size()) {
    for (const int cell : {0, 3, 6, 8, 9}) {
      m_layers[0].push_back({cell, period, onsets[0].seconds, costs().hit[inBeat(cell)], -1});
    }
    for (std::size_t i = 1; i < onsets.size(); ++i) step(i);
  }
  double cost() const { return m_layers.back().front().cost; }
  Pulse pulse() const {
    Pulse pulse;
    int index = 0;
    for (std::size_t i = m_layers.size(); i-- > 0;) {
      const Node& node = m_layers[i][static_cast<std::size_t>(index)];
      pulse.cells.push_back(node.cell);
      pulse.times.push_back(node.time);
      index = node.parent;
    }
    std::reverse(pulse.cells.begin(), pulse.cells.end());
    std::reverse(pulse.times.begin(), pulse.times.end());
    return pulse;
  }

 private:
  void step(std::size_t i) {
    std::vector<Node>& next = m_layers[i];
    for (std::size_t parent = 0; parent < m_layers[i - 1].size(); ++parent) extend(i, parent, next);
    std::sort(next.begin(), next.end(), [](const Node& a, const Node& b) { return a.cost < b.cost; });
    // One way for each place is enough: the better one.
    std::vector<Node> kept;
    for (const Node& node : next) {
      const bool same = std::any_of(kept.begin(), kept.end(), [&](const Node& other) {
        return other.cell == node.cell && std::abs(other.period / node.period - 1) < 0.02;
      });
      if (!same) kept.push_back(node);
      if (kept.size() == kBeam) break;
    }
    next = std::move(kept);
  }

  void extend(std::size_t i, std::size_t parent, std::vector<Node>& next) const {
    const Node& from = m_layers[i - 1][parent];
    const double since = m_onsets[i].seconds - from.time;
    const double exact = from.cell + since / from.period * kCellsPerQuarter;
    const int nearest = std::max(static_cast<int>(std::lround(exact)), from.cell + 1);
    bool any = false;
    for (int cell = std::max(nearest - 4, from.cell + 1); cell <= nearest + 4; ++cell) {
      if (kOnsetChance[inBeat(cell)] == 0) continue;
      any = true;
      next.push_back(follow(from, cell, m_onsets[i].seconds, static_cast<int>(parent)));
    }
    if (!any) next.push_back(follow(from, nearest, m_onsets[i].seconds, static_cast<int>(parent)));
  }

  Node follow(const Node& from, int cell, double at, int parent) const {
    const double length = (cell - from.cell) * from.period / kCellsPerQuarter;
    const double late = at - (from.time + length);
    const double spread = kTimingSeconds + kTimingShare * std::min(length, 2.0);
    Node node{cell, from.period, from.time + length + kFollowPhase * late, from.cost, parent};
    node.period *= 1 + std::clamp(kFollowTempo * late / std::max(length, 0.05), -0.06, 0.06);
    node.period = std::clamp(node.period, m_usual * (1 - m_freedom), m_usual * (1 + m_freedom));
    node.cost += 0.5 * (late / spread) * (late / spread) + costs().between(from.cell, cell) +
                 costs().hit[inBeat(cell)];
    if (kOnsetChance[inBeat(cell)] == 0) node.cost += 6;
    return node;
  }

  const std::vector<Onset>& m_onsets;
  double m_usual;
  double m_freedom;
  std::vector<std::vector<Node>> m_layers;
};

double unusual(double bpm, std::size_t onsets) {
  const double weight = std::max(1.0, (static_cast<double>(onsets) - kPhraseOnsets) / kOnsetsPerWeight);
  const double usual = weight > 1 ? kUsualPieceTempo : kUsualTempo;
  const double octaves = std::log2(bpm / usual) / kTempoSpread;
  return 0.5 * weight * kTempoWeight * octaves * octaves;
}

/// The even tempo that lies closest to the cells' times.
Bpm averageTempo(const Pulse& pulse, double fallback) {
  const double cells = pulse.cells.back() - pulse.cells.front();
  const double time = pulse.times.back() - pulse.times.front();
  if (cells <= 0 || time <= 0) return Bpm(fallback);
  return Bpm(60 * cells / kCellsPerQuarter / time);
}

}  // namespace

std::vector<Onset> onsetsOf(const Phrase& phrase) {
  std::vector<Onset> onsets;
  double first = 0;
  for (const PlayedNote& note : phrase.notes) {
    const double weight =
        (0.4 + note.velocity / 127.0) * std::sqrt(std::clamp(note.end - note.onset, 0.05, 2.0));
    if (onsets.empty() || note.onset - first > kChordSeconds) {
      first = note.onset;
      onsets.push_back({note.onset, weight, note.pitch});
    } else {
      onsets.back().weight += 0.5 * weight;
      onsets.back().lowest = std::min(onsets.back().lowest, note.pitch);
    }
  }
  return onsets;
}

Pulse followPulse(const std::vector<Onset>& onsets, std::optional<Bpm> tempo) {
  if (onsets.empty()) return {};
  if (!tempo && onsets.size() > kMostToSearch) {
    // The tempo shows in the beginning; from there the beat is followed through the piece.
    const std::vector<Onset> beginning(onsets.begin(), onsets.begin() + kMostToSearch);
    const Bpm found = followPulse(beginning, std::nullopt).tempo;
    Pulse pulse = Follower(onsets, 60 / found.value, kFarthestTempo).pulse();
    pulse.tempo = averageTempo(pulse, found.value);
    return pulse;
  }
  const double slowest = tempo ? tempo->value : kSlowest;
  const double fastest = tempo ? tempo->value : kFastest;
  double best = std::numeric_limits<double>::infinity();
  Pulse found;
  for (double bpm = slowest; bpm <= fastest; bpm *= kTempoStep) {
    const Follower follower(onsets, 60 / bpm, tempo ? kHintedTempo : kFarthestTempo);
    const double cost = follower.cost() + unusual(bpm, onsets.size());
    if (cost >= best) continue;
    best = cost;
    found = follower.pulse();
    found.tempo = tempo ? *tempo : averageTempo(found, bpm);
  }
  return found;
}

}  // namespace partimento::playback
