#include "training/corpus/pickup.h"

#include <algorithm>
#include <vector>

#include "core/tokens/bar_place.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::training {

namespace {

constexpr double kLastNoteWeight = 6;
constexpr double kTieCost = 4;
/// Longer ones are rare, and half a bar is too easily mistaken.
constexpr std::int64_t kLongest = kStepsPerQuarter;
/// The file's own bar lines are given up for a score so much better, a note on average.
constexpr double kLead = 0.08;

struct GridNote {
  std::int64_t onset;
  std::int64_t length;
};

struct Beats {
  std::int64_t bar;
  std::int64_t half;  // the middle of the bar where it has one, else the bar
  std::int64_t beat;
};

Beats beatsOf(TimeSignature signature) {
  const std::int64_t bar = tokens::barSteps(signature);
  const std::int64_t unit = bar / std::max(signature.numerator, 1);
  const bool compound = signature.numerator > 3 && signature.numerator % 3 == 0;
  const bool even = signature.numerator % 2 == 0;
  return {bar, even ? bar / 2 : bar, std::max<std::int64_t>(compound ? 3 * unit : unit, 1)};
}

double strength(std::int64_t step, const Beats& beats) {
  if (step % beats.bar == 0) return 3;
  if (step % beats.half == 0) return 2;
  return step % beats.beat == 0 ? 1 : 0;
}

double scoreOf(const std::vector<GridNote>& notes, const Beats& beats, double usual, std::int64_t pickup) {
  double score = 0;
  for (const GridNote& note : notes) {
    const std::int64_t at = note.onset - pickup + beats.bar;  // not negative: a pickup is shorter than a bar
    const double weight = std::clamp((static_cast<double>(note.length) - usual) / usual, 0.0, 2.0);
    score += weight * strength(at, beats);
    if (at % beats.bar + note.length > beats.bar) score -= kTieCost;
  }
  const std::int64_t last = notes.back().onset - pickup + beats.bar;
  score += kLastNoteWeight * strength(last, beats);
  return score / static_cast<double>(notes.size());
}

}  // namespace

Tick findPickup(std::span<const Note> notes, TimeSignature signature, int ticksPerQuarter) {
  if (notes.empty() || notes.front().onset != Tick(0)) return Tick(0);
  const Beats beats = beatsOf(signature);
  std::vector<GridNote> grid;
  double total = 0;
  for (const Note& note : notes) {
    const std::int64_t onset = tokens::stepOfTick(note.onset, ticksPerQuarter);
    grid.push_back(
        {onset, std::max<std::int64_t>(1, tokens::stepOfTick(note.end(), ticksPerQuarter) - onset)});
    total += static_cast<double>(grid.back().length);
  }
  const double usual = total / static_cast<double>(grid.size());
  const double own = scoreOf(grid, beats, usual, 0);
  std::int64_t best = 0;
  double bestScore = own + kLead;
  for (const GridNote& note : grid) {
    const std::int64_t pickup = note.onset + note.length;
    if (pickup > kLongest || 2 * pickup >= beats.bar) break;
    const double score = scoreOf(grid, beats, usual, pickup);
    if (score > bestScore) {
      best = pickup;
      bestScore = score;
    }
  }
  return tokens::tickOfStep(best, ticksPerQuarter);
}

}  // namespace partimento::training
