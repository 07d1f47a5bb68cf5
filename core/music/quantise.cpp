#include "core/music/quantise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace partimento::edits {

namespace {

constexpr double kEven = 0.5;
constexpr double kMostSwing = 0.75;

}  // namespace

Tick gridPlace(const Score& score, Tick at, const QuantiseSettings& settings) {
  const BarPosition position = score.meter().at(at);
  const Tick pair = settings.grid * 2;
  const Tick begin = position.barStart + pair * (position.inBar / pair);
  const double share = std::clamp(settings.swing, kEven, kMostSwing);
  const Tick second = begin + Tick(std::llround(static_cast<double>(pair.value) * share));
  // The next bar line is a place as well, wherever the pair ends.
  const Tick bar = score.meter().barStart(position.bar + 1);
  const std::array<Tick, 3> places = {begin, std::min(second, bar), std::min(begin + pair, bar)};
  return *std::min_element(places.begin(), places.end(), [&](Tick a, Tick b) {
    return std::abs((a - at).value) < std::abs((b - at).value);
  });
}

ScorePtr quantise(const ScorePtr& score, std::size_t track, const NoteIds& ids,
                  const QuantiseSettings& settings) {
  if (settings.grid <= Tick(0)) {
    throw Error(ErrorCode::SettingInvalid, {"grid", std::to_string(settings.grid.value), "> 0"});
  }
  std::vector<Note> notes = notesWithIds(*score, track, ids);
  for (Note& note : notes) {
    const auto distance = static_cast<double>((gridPlace(*score, note.onset, settings) - note.onset).value);
    note.onset += Tick(std::llround(distance * std::clamp(settings.strength, 0.0, 1.0)));
  }
  return replaceNotes(score, track, notes);
}

}  // namespace partimento::edits
