#include "ui/score_view/staff_edits.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace partimento::ui::score {

using notation::Fraction;
using notation::Notation;
using notation::NoteBase;
using notation::WrittenValue;

std::optional<Line> lineOf(const Notation& notation, NoteId id) {
  const std::vector<notation::NotePlace> places = notation.find(id);
  if (places.empty()) return std::nullopt;
  const notation::NotePlace& place = places.front();
  const auto& voices = notation.staffBar(place.part, place.staff, place.bar).voices;
  return Line{place.part, place.staff, static_cast<std::size_t>(voices[place.voice].number)};
}

std::optional<std::size_t> trackFor(const Notation& notation, const Line& line) {
  const std::vector<std::size_t>& tracks = notation.parts()[line.part].staves[line.staff].tracks;
  if (tracks.empty()) return 0;
  if (tracks.size() == 1) return tracks.front();
  // The outer voices are the first and the last track.
  if (line.voice == 1) return tracks.back();
  const std::size_t rank = line.voice == 0 ? 0 : line.voice - 1;
  if (rank > 0 && rank + 1 >= tracks.size()) return std::nullopt;
  return tracks[rank];
}

Tick ticksOf(const Score& score, const WrittenValue& value) {
  const Fraction length = value.length() * Fraction(score.ticksPerQuarter());
  return Tick(std::max<std::int64_t>(1, length.floor()));
}

WrittenValue valueOf(const Score& score, Tick length) {
  WrittenValue best;
  std::int64_t nearest = -1;
  for (int base = static_cast<int>(NoteBase::Whole); base <= static_cast<int>(NoteBase::N64th); ++base) {
    for (const int dots : {0, 1}) {
      const WrittenValue value{static_cast<NoteBase>(base), dots, {}};
      const std::int64_t off = std::abs(ticksOf(score, value).value - length.value);
      if (nearest >= 0 && off >= nearest) continue;
      nearest = off;
      best = value;
    }
  }
  return best;
}

WrittenValue valueOf(const Notation& notation, const Note& note) {
  const std::vector<notation::NotePlace> places = notation.find(note.id);
  const bool written = !places.empty() && places.front().grace == notation::NotePlace::Grace::None;
  if (!written) return valueOf(*notation.score(), note.duration);
  const auto eventAt = [&](const notation::NotePlace& place) -> const notation::Event& {
    return notation.staffBar(place.part, place.staff, place.bar).voices[place.voice].events[place.event];
  };
  const WrittenValue& first = eventAt(places.front()).value;
  if (places.size() == 1) return first;
  Fraction length;
  for (const notation::NotePlace& place : places) length += eventAt(place).length;
  auto whole = notation::singleValue(length * Fraction(first.ratio.actual, first.ratio.normal));
  if (!whole) return valueOf(*notation.score(), note.duration);
  whole->ratio = first.ratio;
  return *whole;
}

Tick endOf(const Notation& notation, Tick at, const WrittenValue& value) {
  const Score& score = *notation.score();
  const Fraction part = value.length() * Fraction(score.ticksPerQuarter());
  const Tick begin = notation.bars()[notation.barAt(at)].start;
  const auto rounded = [](Fraction ticks) { return Tick((ticks + Fraction(1, 2)).floor()); };
  const Fraction count(rounded(Fraction((at - begin).value) / part).value);
  const Tick off = at - begin - rounded(part * count);
  if (part.denominator() == 1 || std::abs(off.value) > 1) return at + ticksOf(score, value);
  return begin + rounded(part * (count + Fraction(1)));
}

namespace {

bool sameLine(const Notation& notation, NoteId id, const Line& line) {
  const std::optional<Line> other = lineOf(notation, id);
  return other && *other == line;
}

/// Clears `begin` to `end` of the line's notes other than `kept`: those inside go, those that reach in are
/// cut short, those that reach out begin later.
ScorePtr clearStretch(const ScorePtr& score, const Notation& notation, std::size_t track, const Line& line,
                      Tick begin, Tick end, const edits::NoteIds& kept) {
  edits::NoteIds gone;
  std::vector<Note> changed;
  for (Note note : score->track(track).notes) {
    if (note.end() <= begin || note.onset >= end || kept.contains(note.id)) continue;
    if (!sameLine(notation, note.id, line)) continue;
    if (note.onset < begin) {
      note.duration = begin - note.onset;
      changed.push_back(note);
    } else if (note.end() > end) {
      note.duration = note.end() - end;
      note.onset = end;
      changed.push_back(note);
    } else {
      gone.insert(note.id);
    }
  }
  ScorePtr after = gone.empty() ? score : edits::removeNotes(score, track, gone);
  return changed.empty() ? after : edits::replaceNotes(after, track, changed);
}

/// A voice of its own for a note of a line: none where the notation would put it there anyway.
std::uint8_t markOf(const Notation& notation, const Line& line, Tick at) {
  if (notation.parts()[line.part].staves[line.staff].tracks.size() > 1) return 0;
  const bool several =
      notation.staffBar(line.part, line.staff, notation.barAt(at)).voices.size() > 1 || line.voice > 0;
  return several ? static_cast<std::uint8_t>(line.voice + 1) : std::uint8_t{0};
}

/// Notes that say no voice, in the bars from `begin` to `end` of the staff, now say the one in which they are
/// written; but not `moved`.
ScorePtr pinVoices(const ScorePtr& score, const Notation& notation, std::size_t track, const Line& line,
                   Tick begin, Tick end, const edits::NoteIds& moved) {
  std::map<NoteId, std::uint8_t> voices;
  const std::size_t last = notation.barAt(std::max(end - Tick(1), begin));
  for (std::size_t bar = notation.barAt(begin); bar <= last; ++bar) {
    for (const notation::Voice& voice : notation.staffBar(line.part, line.staff, bar).voices) {
      for (const notation::Event& event : voice.events) {
        for (const notation::WrittenNote& head : event.notes) {
          if (head.ref.track == track) voices.emplace(head.ref.id, voice.number + 1);
        }
      }
    }
  }
  std::vector<Note> pinned;
  for (Note note : score->track(track).notes) {
    const auto found = voices.find(note.id);
    if (found == voices.end() || note.voice > 0 || moved.contains(note.id)) continue;
    note.voice = found->second;
    pinned.push_back(note);
  }
  return pinned.empty() ? score : edits::replaceNotes(score, track, pinned);
}

/// The same notes on another track.
ScorePtr onTrack(const ScorePtr& score, std::size_t from, std::size_t to, const edits::NoteIds& ids) {
  std::vector<Note> notes = edits::notesWithIds(*score, from, ids);
  for (Note& note : notes) note.voice = 0;
  return edits::addNotes(edits::removeNotes(score, from, ids), to, notes);
}

}  // namespace

ScorePtr moveToVoice(const ScorePtr& score, const Notation& notation, std::size_t* track,
                     const edits::NoteIds& ids, int voice) {
  ScorePtr after = score;
  const std::size_t from = *track;
  std::size_t to = from;
  for (Note note : edits::notesWithIds(*score, from, ids)) {
    std::optional<Line> line = lineOf(notation, note.id);
    if (!line) continue;
    line->voice = static_cast<std::size_t>(voice);
    const std::optional<std::size_t> home = trackFor(notation, *line);
    if (!home) return nullptr;
    if (notation.parts()[line->part].staves[line->staff].tracks.size() > 1) {
      to = *home;
      if (to != from) after = onTrack(after, from, to, {note.id});
      continue;
    }
    after = pinVoices(after, notation, from, *line, note.onset, note.end(), ids);
    note.voice = static_cast<std::uint8_t>(voice + 1);
    after = edits::replaceNotes(after, from, std::span(&note, 1));
  }
  *track = to;
  return after;
}

ScorePtr pushOn(const ScorePtr& score, Tick at, Tick by) {
  ScoreParts parts = score->parts();
  const auto push = [at, by](auto& events) {
    for (auto& event : events) {
      if (event.at >= at && event.at > Tick(0)) event.at += by;
    }
  };
  push(parts.tempo);
  push(parts.keys);
  for (TrackPtr& shared : parts.tracks) {
    Track track = *shared;
    push(track.controls);
    push(track.raw);
    for (Note& note : track.notes) {
      if (note.onset >= at) note.onset += by;
    }
    shared = std::make_shared<const Track>(std::move(track));
  }
  return Score::make(std::move(parts));
}

ScorePtr writeNote(const ScorePtr& score, const Notation& notation, const NewNote& wanted, NoteId* added) {
  Note note = wanted.note;
  if (note.id == 0) note.id = newNoteId();
  if (added) *added = note.id;
  const bool alone = wanted.chord == NewNote::Chord::Alone;
  const bool pushes = alone && wanted.room == NewNote::Room::Pushed;
  ScorePtr after = pushes ? pushOn(score, note.onset, note.duration) : score;
  if (wanted.line && alone)
    after = clearStretch(after, notation, wanted.track, *wanted.line, note.onset, note.end(), {});
  if (wanted.line) {
    note.voice = markOf(notation, *wanted.line, note.onset);
    if (note.voice > 0)
      after = pinVoices(after, notation, wanted.track, *wanted.line, note.onset, note.end(), {});
  }
  return edits::addNotes(after, wanted.track, std::span(&note, 1));
}

ScorePtr writeRest(const ScorePtr& score, const Notation& notation, std::size_t track, const Line& line,
                   Tick begin, Tick end) {
  return clearStretch(score, notation, track, line, begin, end, {});
}

ScorePtr setLength(const ScorePtr& score, const Notation& notation, std::size_t track,
                   const edits::NoteIds& ids, Tick length) {
  ScorePtr after = score;
  std::vector<Note> notes = edits::notesWithIds(*score, track, ids);
  for (Note& note : notes) {
    const std::optional<Line> line = lineOf(notation, note.id);
    if (line && length > note.duration)
      after = clearStretch(after, notation, track, *line, note.end(), note.onset + length, ids);
    note.duration = length;
  }
  // Notes that the first of several grew over are gone.
  std::vector<Note> left;
  for (const Note& note : notes) {
    if (!edits::notesWithIds(*after, track, {note.id}).empty()) left.push_back(note);
  }
  return edits::replaceNotes(after, track, left);
}

ScorePtr tieOn(const ScorePtr& score, std::size_t track, const edits::NoteIds& ids, Tick by) {
  std::vector<Note> notes = edits::notesWithIds(*score, track, ids);
  edits::NoteIds eaten;
  for (Note& note : notes) {
    const Tick end = note.end();
    note.duration += by;
    for (const Note& other : score->track(track).notes) {
      const bool joins = other.pitch == note.pitch && other.id != note.id && other.onset >= end &&
                         other.onset.value <= end.value + by.value / 8;
      if (!joins || ids.contains(other.id)) continue;
      note.duration = other.end() - note.onset;
      eaten.insert(other.id);
      break;
    }
  }
  return edits::replaceNotes(edits::removeNotes(score, track, eaten), track, notes);
}

Pitch nearestPitch(notation::Step step, notation::Key key, Pitch near) {
  Pitch best = near;
  int distance = 1000;
  for (int octave = -1; octave <= 9; ++octave) {
    const notation::SpelledPitch spelled{step, notation::alterIn(key, step), octave};
    const int pitch = spelled.midi();
    const int off = std::abs(pitch - near);
    if (pitch < kLowestPitch || pitch > kHighestPitch || off >= distance) continue;
    distance = off;
    best = pitch;
  }
  return best;
}

Pitch stepwise(Pitch pitch, notation::Key key, int steps) {
  const notation::SpelledPitch spelled = notation::spellPitch(pitch, {key, std::nullopt, std::nullopt});
  const int diatonic = spelled.diatonic() + steps;
  if (diatonic < 0) return pitch;
  const auto step = static_cast<notation::Step>(diatonic % 7);
  return std::clamp(notation::SpelledPitch{step, notation::alterIn(key, step), diatonic / 7}.midi(),
                    kLowestPitch, kHighestPitch);
}

}  // namespace partimento::ui::score
