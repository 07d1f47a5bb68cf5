#include "core/analysis/pickup.h"

#include <algorithm>
#include <vector>

#include "core/music/step_grid.h"
#include "core/music/voice.h"

namespace partimento::analysis {

namespace {

constexpr double kLastNoteWeight = 6;
constexpr double kTieCost = 4;
/// Longer ones are rare, and half a bar is too easily mistaken.
constexpr std::int64_t kLongest = kStepsPerQuarter;
/// The file's own bar lines are given up for a score so much better, a note on average.
constexpr double kLead = 0.08;
/// A longer upbeat that fits so much better still leaves the length in doubt.
constexpr double kLongerLead = 0.1;
constexpr std::size_t kFewestNotes = 16;

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
  const std::int64_t bar = barSteps(signature);
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

struct Line {
  std::vector<GridNote> notes;
  double usual = 0;  // length
};

Line lineOf(std::span<const Note> notes, int ticksPerQuarter) {
  Line line;
  double total = 0;
  for (const Note& note : notes) {
    const std::int64_t onset = stepOfTick(note.onset, ticksPerQuarter);
    line.notes.push_back({onset, std::max<std::int64_t>(1, stepOfTick(note.end(), ticksPerQuarter) - onset)});
    total += static_cast<double>(line.notes.back().length);
  }
  line.usual = total / static_cast<double>(line.notes.size());
  return line;
}

struct Try {
  std::int64_t pickup = 0;
  double score = 0;
};

/// The best of the tries that are clearly better than the file's own bar lines.
Try bestShort(const Line& line, const Beats& beats) {
  Try best{0, scoreOf(line.notes, beats, line.usual, 0) + kLead};
  for (const GridNote& note : line.notes) {
    const std::int64_t pickup = note.onset + note.length;
    if (pickup > kLongest || 2 * pickup >= beats.bar) break;
    const double score = scoreOf(line.notes, beats, line.usual, pickup);
    if (score > best.score) best = {pickup, score};
  }
  return best;
}

/// Whether bar lines after a longer upbeat would be clearly better still: then its length cannot be told.
bool longerIsBetter(const Line& line, const Beats& beats, const Try& best) {
  for (const GridNote& note : line.notes) {
    const std::int64_t pickup = note.onset + note.length;
    if (pickup >= beats.bar) return false;
    if (pickup > best.pickup && scoreOf(line.notes, beats, line.usual, pickup) > best.score + kLongerLead)
      return true;
  }
  return false;
}

const Track* onlyTrack(const Score& score) {
  const Track* only = nullptr;
  for (const TrackPtr& track : score.tracks()) {
    if (track->notes.empty()) continue;
    if (only || track->channel == kPercussionChannel) return nullptr;
    only = track.get();
  }
  return only;
}

}  // namespace

Tick findPickup(std::span<const Note> notes, TimeSignature signature, int ticksPerQuarter) {
  if (notes.empty() || notes.front().onset != Tick(0)) return Tick(0);
  const Try best = bestShort(lineOf(notes, ticksPerQuarter), beatsOf(signature));
  return tickOfStep(best.pickup, ticksPerQuarter);
}

Tick hiddenPickup(const Score& score) {
  const Track* track = onlyTrack(score);
  if (!track || score.meter().changes().size() > 1 || track->notes.size() < kFewestNotes) return Tick(0);
  if (track->notes.front().onset != Tick(0) || polyphony(*track) > 1) return Tick(0);
  const Beats beats = beatsOf(score.meter().at(Tick(0)).signature);
  const Line line = lineOf(track->notes, score.ticksPerQuarter());
  const Try best = bestShort(line, beats);
  const Tick pickup = tickOfStep(best.pickup, score.ticksPerQuarter());
  const bool plain = 8 * pickup.value % score.ticksPerQuarter() == 0;
  return plain && !longerIsBetter(line, beats, best) ? pickup : Tick(0);
}

}  // namespace partimento::analysis
