#include "ui/transport/score_settings.h"

#include <algorithm>
#include <cmath>

#include "core/music/edits.h"
#include "ui/common/music_names.h"

namespace partimento::ui {
namespace {

/// Puts `first` at tick 0 in the place of what stands there.
template <typename Change>
std::vector<Change> withFirst(std::vector<Change> changes, const Change& first) {
  std::erase_if(changes, [](const Change& change) { return change.at <= Tick(0); });
  changes.insert(changes.begin(), first);
  return changes;
}

}  // namespace

const std::vector<TimeSignature>& commonMeters() {
  static const std::vector<TimeSignature> kMeters{{4, 4},  {3, 4}, {2, 4}, {6, 8}, {9, 8},
                                                  {12, 8}, {3, 8}, {2, 2}, {5, 4}, {7, 8}};
  return kMeters;
}

const std::vector<KeySignature>& commonKeys() {
  static const std::vector<KeySignature> kKeys = [] {
    std::vector<KeySignature> keys;
    for (const bool minor : {false, true}) {
      for (int sharps = -6; sharps <= 6; ++sharps) keys.push_back({Tick(0), sharps, minor});
    }
    return keys;
  }();
  return kKeys;
}

ScorePtr withTempo(const ScorePtr& score, Bpm tempo) {
  const auto micros = static_cast<std::uint32_t>(std::lround(60e6 / tempo.value));
  return edits::setTempo(score, withFirst(score->parts().tempo, TempoChange{Tick(0), micros}));
}

ScorePtr withMeter(const ScorePtr& score, TimeSignature meter) {
  std::vector<MeterChange> changes = withFirst(score->parts().meter, MeterChange{Tick(0), meter});
  // After an upbeat the same metre is said again.
  const std::vector<MeterChange>& before = score->meter().changes();
  const bool upbeat = before.size() > 1 && before[0].signature == before[1].signature &&
                      before[1].at < score->meter().barLength(before[0].signature);
  if (upbeat && changes.size() > 1) changes[1].signature = meter;
  return edits::setMeter(score, std::move(changes));
}

ScorePtr withKey(const ScorePtr& score, const std::optional<KeySignature>& key) {
  if (key) return edits::setKeys(score, withFirst(score->parts().keys, *key));
  return edits::setKeys(score, {});
}

std::optional<Scale> scaleOfKey(const Score& score) {
  if (score.keys().empty()) return std::nullopt;
  const KeySignature& key = score.keys().front();
  return makeScale(keyTonic(key), key.minor ? "minor" : "major");
}

}  // namespace partimento::ui
