#include "core/music/edits.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "core/base/error.h"

namespace partimento::edits {

namespace {

void requireTrack(const ScorePtr& score, std::size_t track) {
  if (track >= score->tracks().size())
    throw Error(ErrorCode::Internal, {"no track " + std::to_string(track)});
}

ScorePtr withTrack(const ScorePtr& score, std::size_t index, Track track) {
  ScoreParts parts = score->parts();
  std::sort(track.notes.begin(), track.notes.end(), noteBefore);
  parts.tracks[index] = std::make_shared<const Track>(std::move(track));
  return Score::make(std::move(parts));
}

bool differsInMusic(const Note& a, const Note& b) {
  return a.pitch != b.pitch || a.onset != b.onset || a.duration != b.duration || a.velocity != b.velocity;
}

Note touched(Note after, const Note& before) {
  if (before.origin == Origin::Model && differsInMusic(before, after)) {
    after.origin = Origin::EditedModel;
    after.relaxed = RelaxedRule::None;
  }
  return after;
}

template <typename Event>
void stretch(std::vector<Event>& events, int times) {
  for (Event& event : events) event.at = event.at * times;
}

TrackPtr stretched(const Track& original, int times) {
  Track track = original;
  for (Note& note : track.notes) {
    note.onset = note.onset * times;
    note.duration = note.duration * times;
  }
  stretch(track.controls, times);
  stretch(track.raw, times);
  return std::make_shared<const Track>(std::move(track));
}

struct Shift {
  Tick time;
  int semitones;
};

Shift keptInside(std::span<const Note> notes, Tick by, int semitones) {
  Shift shift{by, semitones};
  for (const Note& note : notes) {
    shift.time = std::max(shift.time, -note.onset);
    shift.semitones = std::clamp(shift.semitones, kLowestPitch - note.pitch, kHighestPitch - note.pitch);
  }
  return shift;
}

}  // namespace

std::vector<Note> notesWithIds(const Score& score, std::size_t track, const NoteIds& ids) {
  std::vector<Note> found;
  for (const Note& note : score.track(track).notes) {
    if (ids.contains(note.id)) found.push_back(note);
  }
  return found;
}

ScorePtr addNotes(const ScorePtr& score, std::size_t track, std::span<const Note> notes) {
  requireTrack(score, track);
  Track changed = score->track(track);
  for (Note note : notes) {
    if (note.id == 0) note.id = newNoteId();
    changed.notes.push_back(note);
  }
  return withTrack(score, track, std::move(changed));
}

ScorePtr replaceNotes(const ScorePtr& score, std::size_t track, std::span<const Note> notes) {
  requireTrack(score, track);
  std::unordered_map<NoteId, const Note*> byId;
  for (const Note& note : notes) byId[note.id] = &note;
  Track changed = score->track(track);
  for (Note& note : changed.notes) {
    const auto found = byId.find(note.id);
    if (found != byId.end()) note = touched(*found->second, note);
  }
  return withTrack(score, track, std::move(changed));
}

ScorePtr removeNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids) {
  requireTrack(score, track);
  Track changed = score->track(track);
  std::erase_if(changed.notes, [&](const Note& note) { return ids.contains(note.id); });
  return withTrack(score, track, std::move(changed));
}

ScorePtr replaceTrack(const ScorePtr& score, std::size_t track, Track replacement) {
  requireTrack(score, track);
  return withTrack(score, track, std::move(replacement));
}

ScorePtr addTrack(const ScorePtr& score, Track track) {
  ScoreParts parts = score->parts();
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

ScorePtr removeTrack(const ScorePtr& score, std::size_t track) {
  requireTrack(score, track);
  ScoreParts parts = score->parts();
  parts.tracks.erase(parts.tracks.begin() + static_cast<std::ptrdiff_t>(track));
  return Score::make(std::move(parts));
}

ScorePtr setTempo(const ScorePtr& score, std::vector<TempoChange> tempo) {
  ScoreParts parts = score->parts();
  parts.tempo = std::move(tempo);
  return Score::make(std::move(parts));
}

ScorePtr setMeter(const ScorePtr& score, std::vector<MeterChange> meter) {
  ScoreParts parts = score->parts();
  parts.meter = std::move(meter);
  return Score::make(std::move(parts));
}

ScorePtr setPickup(const ScorePtr& score, Tick length) {
  const TimeSignature signature = score->meter().at(Tick(0)).signature;
  return setMeter(score, {{Tick(0), signature}, {length, signature}});
}

ScorePtr setKeys(const ScorePtr& score, std::vector<KeySignature> keys) {
  ScoreParts parts = score->parts();
  parts.keys = std::move(keys);
  return Score::make(std::move(parts));
}

ScorePtr withFinerTicks(const ScorePtr& score, int parts) {
  const int present = score->ticksPerQuarter();
  if (present >= parts) return score;
  const int times = parts / std::gcd(present, parts);
  ScoreParts finer = score->parts();
  finer.ticksPerQuarter = present * times;
  stretch(finer.tempo, times);
  stretch(finer.meter, times);
  stretch(finer.keys, times);
  stretch(finer.raw, times);
  for (TrackPtr& track : finer.tracks) track = stretched(*track, times);
  return Score::make(std::move(finer));
}

ScorePtr moveNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick by, int semitones) {
  requireTrack(score, track);
  std::vector<Note> notes = notesWithIds(*score, track, ids);
  const Shift shift = keptInside(notes, by, semitones);
  for (Note& note : notes) {
    note.onset += shift.time;
    note.pitch += shift.semitones;
  }
  return replaceNotes(score, track, notes);
}

ScorePtr quantise(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick grid, double strength) {
  requireTrack(score, track);
  if (grid <= Tick(0)) throw Error(ErrorCode::SettingInvalid, {"grid", std::to_string(grid.value), "> 0"});
  std::vector<Note> notes = notesWithIds(*score, track, ids);
  for (Note& note : notes) {
    // Grid lines count from the bar line, so that a short bar does not shift the grid of those after it.
    const BarPosition position = score->meter().at(note.onset);
    const Tick nearest = grid * ((position.inBar.value + grid.value / 2) / grid.value);
    const auto distance = static_cast<double>((position.barStart + nearest - note.onset).value);
    note.onset += Tick(std::llround(distance * std::clamp(strength, 0.0, 1.0)));
  }
  return replaceNotes(score, track, notes);
}

ScorePtr duplicateNotes(const ScorePtr& score, std::size_t track, const NoteIds& ids, Tick by, int semitones,
                        NoteIds* copies) {
  requireTrack(score, track);
  std::vector<Note> notes = notesWithIds(*score, track, ids);
  const Shift shift = keptInside(notes, by, semitones);
  for (Note& note : notes) {
    Note copy = note;
    copy.id = newNoteId();
    copy.onset += shift.time;
    copy.pitch += shift.semitones;
    if (copies) copies->insert(copy.id);
    note = touched(copy, note);
  }
  return addNotes(score, track, notes);
}

}  // namespace partimento::edits
