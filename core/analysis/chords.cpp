#include "core/analysis/chords.h"

#include <algorithm>
#include <array>
#include <limits>

namespace partimento::analysis {

namespace {

constexpr std::size_t kMostBeats = 200000;
constexpr double kOutside = 1.3;      // a tone that is not the chord's
constexpr double kBass = 0.45;        // the root lies lowest
constexpr double kMissingRoot = 0.5;  // nobody sounds it
constexpr double kMissingThird = 0.3;
constexpr double kMissingSeventh = 0.6;
constexpr double kChange = 0.75;
constexpr double kChangeAtBar = 0.3;

struct Shape {
  ChordKind kind;
  std::array<int, 4> tones;  // -1: none
  double cost;               // how unusual
};

constexpr std::array<Shape, 9> kShapes = {{{ChordKind::Major, {0, 4, 7, -1}, 0},
                                           {ChordKind::Minor, {0, 3, 7, -1}, 0.02},
                                           {ChordKind::Diminished, {0, 3, 6, -1}, 0.25},
                                           {ChordKind::Augmented, {0, 4, 8, -1}, 0.5},
                                           {ChordKind::Dominant, {0, 4, 7, 10}, 0.12},
                                           {ChordKind::MajorSeventh, {0, 4, 7, 11}, 0.3},
                                           {ChordKind::MinorSeventh, {0, 3, 7, 10}, 0.22},
                                           {ChordKind::HalfDiminished, {0, 3, 6, 10}, 0.3},
                                           {ChordKind::DiminishedSeventh, {0, 3, 6, 9}, 0.3}}};
constexpr std::size_t kChords = 12 * kShapes.size();

/// What sounds in a beat.
struct Beat {
  Tick at;
  bool opensBar = false;
  std::array<double, 12> weight{};  // sounding time of each class
  double sum = 0;
  int lowest = 1000;

  /// 0 for a single tone, which says nothing of root and bass, to 1 for three and more.
  double fullness() const {
    const auto classes = std::count_if(weight.begin(), weight.end(), [](double one) { return one > 0; });
    return std::clamp((static_cast<double>(classes) - 1) / 2, 0.0, 1.0);
  }
};

std::vector<Beat> beatsOf(const Score& score) {
  std::vector<Beat> beats;
  for (Tick at(0); at < score.end() && beats.size() < kMostBeats;) {
    const BarPosition bar = score.meter().at(at);
    Beat beat;
    beat.at = at;
    beat.opensBar = bar.inBar == Tick(0);
    beats.push_back(beat);
    const Tick next = score.meter().barStart(bar.bar + 1);
    at = std::min(at + std::max(score.meter().beatLength(bar.signature), Tick(1)),
                  std::max(next, at + Tick(1)));
  }
  return beats;
}

void hear(const Note& note, std::vector<Beat>& beats) {
  auto beat = std::upper_bound(beats.begin(), beats.end(), note.onset,
                               [](Tick at, const Beat& one) { return at < one.at; });
  if (beat != beats.begin()) --beat;
  for (; beat != beats.end() && beat->at < note.end(); ++beat) {
    const Tick until = beat + 1 == beats.end() ? note.end() : (beat + 1)->at;
    const auto time =
        static_cast<double>((std::min(note.end(), until) - std::max(note.onset, beat->at)).value);
    if (time <= 0) continue;
    beat->weight[static_cast<std::size_t>(note.pitch % 12)] += time;
    beat->sum += time;
    beat->lowest = std::min(beat->lowest, static_cast<int>(note.pitch));
  }
}

double fit(const Beat& beat, int root, const Shape& shape) {
  if (beat.sum <= 0) return 0;
  const auto share = [&](int tone) {
    return beat.weight[static_cast<std::size_t>((root + tone) % 12)] / beat.sum;
  };
  double inside = 0;
  for (const int tone : shape.tones) inside += tone >= 0 ? share(tone) : 0;
  double score = inside - kOutside * (1 - inside) - shape.cost;
  double whole = beat.lowest % 12 == root ? kBass : 0;
  if (share(0) <= 0) whole -= kMissingRoot;
  if (share(shape.tones[1]) <= 0) whole -= kMissingThird;
  if (shape.tones[3] >= 0 && share(shape.tones[3]) <= 0) whole -= kMissingSeventh;
  return score + whole * beat.fullness();
}

/// The chord of each beat.
std::vector<std::size_t> bestPath(const std::vector<Beat>& beats) {
  std::vector<std::array<std::uint8_t, kChords>> from(beats.size());
  std::array<double, kChords> total{};
  for (std::size_t i = 0; i < beats.size(); ++i) {
    const auto best = static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
    const double changed = total[best] - (beats[i].opensBar ? kChangeAtBar : kChange);
    for (std::size_t chord = 0; chord < kChords; ++chord) {
      const bool stays = i == 0 || total[chord] >= changed;
      from[i][chord] = static_cast<std::uint8_t>(stays ? chord : best);
      if (!stays) total[chord] = changed;
    }
    for (std::size_t chord = 0; chord < kChords; ++chord)
      total[chord] += fit(beats[i], static_cast<int>(chord % 12), kShapes[chord / 12]);
  }
  std::vector<std::size_t> path(beats.size());
  auto chord = static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
  for (std::size_t i = beats.size(); i-- > 0;) {
    path[i] = chord;
    chord = from[i][chord];
  }
  return path;
}

}  // namespace

std::vector<ChordSpan> estimateChords(const Score& score) {
  std::vector<Beat> beats = beatsOf(score);
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel) continue;
    for (const Note& note : track->notes) hear(note, beats);
  }
  const auto first = std::find_if(beats.begin(), beats.end(), [](const Beat& beat) { return beat.sum > 0; });
  beats.erase(beats.begin(), first);
  std::vector<ChordSpan> chords;
  const std::vector<std::size_t> path = bestPath(beats);
  std::size_t named = kChords;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (beats[i].sum <= 0 || path[i] == named) continue;  // a rest has no name
    named = path[i];
    chords.push_back({beats[i].at, static_cast<int>(path[i] % 12), kShapes[path[i] / 12].kind});
  }
  return chords;
}

}  // namespace partimento::analysis
