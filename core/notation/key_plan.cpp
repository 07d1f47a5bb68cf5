#include "core/notation/key_plan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace partimento::notation {

namespace {

std::array<double, 12> weightsOf(const Score& score) {
  std::array<double, 12> weights{};
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel) continue;
    const auto durations = analysis::pitchClassDurations(track->notes);
    for (std::size_t i = 0; i < 12; ++i) weights[i] += durations[i];
  }
  return weights;
}

/// Lowest note of those that sound last.
std::optional<int> lastBass(const Score& score) {
  std::optional<Note> last;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel) continue;
    for (const Note& note : track->notes) {
      if (note.duration <= Tick(0)) continue;
      const bool later = !last || note.end() > last->end();
      const bool lower = last && note.end() == last->end() && note.pitch < last->pitch;
      if (later || lower) last = note;
    }
  }
  return last ? std::optional<int>(last->pitch % 12) : std::nullopt;
}

/// Krumhansl's profiles say how strong a key's notes are; this says which notes it owns.
double ownShare(const std::array<double, 12>& weights, int tonic, bool minor) {
  static constexpr std::array<double, 12> kMajorOwn = {1, 0, 1, 0, 1, 1, 0.2, 1, 0, 1, 0.2, 1};
  static constexpr std::array<double, 12> kMinorOwn = {1, 0, 1, 1, 0.1, 1, 0, 1, 1, 0.4, 0.8, 0.9};
  double own = 0;
  double all = 0;
  for (int i = 0; i < 12; ++i) {
    const double weight = weights[static_cast<std::size_t>((tonic + i) % 12)];
    own += weight * (minor ? kMinorOwn : kMajorOwn)[static_cast<std::size_t>(i)];
    all += weight;
  }
  return all > 0 ? own / all : 0;
}

Key clampKey(Key key) {
  return {std::clamp(key.fifths, -7, 7), key.minor};
}

}  // namespace

std::optional<SignatureEstimate> estimateSignature(const Score& score) {
  const auto weights = weightsOf(score);
  const auto estimate = analysis::estimateKey(weights);
  if (!estimate) {
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 0; })) return std::nullopt;
    return SignatureEstimate{};
  }
  const auto bass = lastBass(score);
  struct Candidate {
    Key key;
    double value;
  };
  std::vector<Candidate> candidates;
  for (const bool minor : {false, true}) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      double value = 3.0 * ownShare(weights, tonic, minor);
      if (estimate->best() == analysis::Key{tonic, minor}) value += 0.25;
      if (estimate->second == analysis::Key{tonic, minor}) value += 0.15;
      if (bass == tonic) value += 0.2;
      candidates.push_back({keyOf(tonic, minor), value});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.value > b.value; });
  return SignatureEstimate{candidates[0].key, candidates[0].value - candidates[1].value};
}

KeyPlan planKeys(const Score& score, const NotateOptions& options, const BarGrid& grid) {
  KeyPlan plan;
  Key first;
  std::vector<KeySignature> stated = score.keys();
  if (options.key) {
    first = clampKey(*options.key);
    stated.clear();
  } else if (stated.empty()) {
    if (const auto estimate = estimateSignature(score)) {
      first = estimate->key;
      plan.confidence = estimate->confidence;
    }
  }
  std::stable_sort(stated.begin(), stated.end(),
                   [](const KeySignature& a, const KeySignature& b) { return a.at < b.at; });
  if (!stated.empty()) first = clampKey({stated.front().sharps, stated.front().minor});
  plan.bars.assign(grid.bars().size(), first);
  for (const KeySignature& signature : stated) {
    const Units at = grid.unitsAt(signature.at);
    std::size_t bar = grid.barAt(at);
    if (2 * (at - grid.bars()[bar].at) > grid.bars()[bar].length) ++bar;
    for (; bar < plan.bars.size(); ++bar) plan.bars[bar] = clampKey({signature.sharps, signature.minor});
  }
  return plan;
}

}  // namespace partimento::notation
