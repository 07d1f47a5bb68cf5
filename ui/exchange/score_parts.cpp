#include "ui/exchange/score_parts.h"

#include <algorithm>
#include <memory>

#include "core/music/edits.h"

namespace partimento::ui {

ScorePtr cutOut(const Score& score, std::size_t track, std::span<const Note> notes) {
  Tick first = notes.empty() ? Tick(0) : notes.front().onset;
  for (const Note& note : notes) first = std::min(first, note.onset);
  const BarPosition bar = score.meter().at(first);
  ScoreParts parts;
  parts.ticksPerQuarter = score.ticksPerQuarter();
  parts.keys = score.keys().empty() ? std::vector<KeySignature>() : std::vector{score.keys().front()};
  parts.meter = {{Tick(0), bar.signature}};
  const double bpm = score.tempo().bpmAt(bar.barStart).value;
  parts.tempo = {{Tick(0), static_cast<std::uint32_t>(60e6 / bpm + 0.5)}};
  for (const TempoChange& change : score.tempo().changes()) {
    if (change.at > bar.barStart) parts.tempo.push_back({change.at - bar.barStart, change.microsPerQuarter});
  }
  for (const MeterChange& change : score.meter().changes()) {
    if (change.at > bar.barStart) parts.meter.push_back({change.at - bar.barStart, change.signature});
  }
  Track alone = score.track(track);
  alone.controls.clear();
  alone.raw.clear();
  alone.notes.assign(notes.begin(), notes.end());
  for (Note& note : alone.notes) note.onset = note.onset - bar.barStart;
  parts.tracks.push_back(std::make_shared<const Track>(std::move(alone)));
  return Score::make(std::move(parts));
}

ScorePtr inserted(const ScorePtr& score, std::size_t track, const Score& other, Tick at) {
  const auto scaled = [&](Tick tick) {
    return Tick(tick.value * score->ticksPerQuarter() / other.ticksPerQuarter());
  };
  std::vector<Note> notes;
  for (const TrackPtr& from : other.tracks()) {
    for (Note note : from->notes) {
      note.id = 0;
      note.onset = at + scaled(note.onset);
      note.duration = std::max(scaled(note.duration), Tick(1));
      notes.push_back(note);
    }
  }
  return edits::addNotes(score, track, notes);
}

}  // namespace partimento::ui
