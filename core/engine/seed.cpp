#include "core/engine/seed.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace partimento {

namespace {

constexpr int kPercussionChannel = 9;

Track chosenNotes(const Track& track, const SeedChoice& choice) {
  Track chosen;
  for (const Note& note : track.notes) {
    const bool inside = note.onset >= choice.from && (!choice.to || note.onset < *choice.to);
    if (inside && note.duration > Tick(0)) chosen.notes.push_back(note);
  }
  return chosen;
}

/// Ends every note where the next begins, if it reaches over it by less than a thirty-second.
void cutLegato(std::vector<Note>& notes, int ticksPerQuarter) {
  const Tick tolerance(std::max(1, ticksPerQuarter / 8));
  for (std::size_t i = 0; i + 1 < notes.size(); ++i) {
    const Tick over = notes[i].end() - notes[i + 1].onset;
    const bool legato = over > Tick(0) && over < tolerance && notes[i + 1].onset > notes[i].onset;
    if (legato) notes[i].duration -= over;
  }
}

std::uint32_t microsAt(const Score& score, Tick tick) {
  return static_cast<std::uint32_t>(std::llround(60e6 / score.tempo().bpmAt(tick).value));
}

/// How a file writes the key.
KeySignature signatureOf(const OpeningKey& key) {
  const int majorTonic = key.minor ? (key.tonic + 3) % 12 : key.tonic;
  const int fifths = majorTonic * 7 % 12;
  const int mostSharps = key.minor ? 5 : 6;  // F sharp major, but E flat minor
  return {Tick(0), fifths > mostSharps ? fifths - 12 : fifths, key.minor};
}

std::vector<Note> singleLine(Track track, const SeedChoice& choice, int ticksPerQuarter) {
  cutLegato(track.notes, ticksPerQuarter);
  if (choice.voice) return extractLine(track, *choice.voice);
  const int sounding = polyphony(track);
  if (sounding > 1) throw Error(ErrorCode::SeedPolyphonic, {std::to_string(sounding)});
  return std::move(track.notes);
}

}  // namespace

std::vector<std::size_t> seedTracks(const Score& score) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < score.tracks().size(); ++i) {
    const Track& track = score.track(i);
    if (track.channel != kPercussionChannel && !track.notes.empty()) found.push_back(i);
  }
  return found;
}

PlacedSeed seedFromScore(const Score& score, const SeedChoice& choice) {
  if (choice.track >= score.tracks().size()) throw Error(ErrorCode::SeedEmpty);
  const Track& track = score.track(choice.track);
  Track chosen = chosenNotes(track, choice);
  if (chosen.notes.empty()) throw Error(ErrorCode::SeedEmpty);
  if (track.channel == kPercussionChannel) throw Error(ErrorCode::SeedUnusable, {"percussion"});

  PlacedSeed seed;
  SeedMelody& melody = seed.melody;
  melody.ticksPerQuarter = score.ticksPerQuarter();
  melody.notes = singleLine(std::move(chosen), choice, score.ticksPerQuarter());

  const Tick last = melody.notes.back().onset;
  const BarPosition bar = score.meter().at(last);
  melody.meter = bar.signature;
  melody.microsPerQuarter = microsAt(score, last);

  const Tick barLength = score.meter().barLength(bar.signature);
  const Tick before = bar.barStart - melody.notes.front().onset;
  const std::int64_t bars =
      before > Tick(0) ? (before.value + barLength.value - 1) / barLength.value : std::int64_t{0};
  seed.origin = bar.barStart - barLength * bars;
  for (Note& note : melody.notes) {
    note.onset -= seed.origin;
    note.origin = Origin::Seed;
    note.relaxed = RelaxedRule::None;
  }
  return seed;
}

PlacedSeed openingOf(const Score& score, std::size_t track) {
  const bool isPercussion = track < score.tracks().size() && score.track(track).channel == kPercussionChannel;
  if (isPercussion) throw Error(ErrorCode::SeedUnusable, {"percussion"});
  SeedMelody opening;
  opening.ticksPerQuarter = score.ticksPerQuarter();
  opening.meter = score.meter().at(Tick(0)).signature;
  opening.microsPerQuarter = microsAt(score, Tick(0));
  for (const KeySignature& key : score.keys()) {
    if (key.at > Tick(0)) continue;
    const int majorTonic = ((7 * key.sharps) % 12 + 12) % 12;
    opening.key = OpeningKey{key.minor ? (majorTonic + 9) % 12 : majorTonic, key.minor};
  }
  return {opening, Tick(0)};
}

std::vector<Note> placedNotes(const Take& take, Tick origin) {
  std::vector<Note> notes = take.notes;
  for (Note& note : notes) {
    note.id = 0;
    note.onset += origin;
  }
  return notes;
}

std::vector<Note> notesOfLine(const Take& take, std::span<const Note> notes, int line) {
  std::vector<Note> found;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (lineOf(take, i) == line) found.push_back(notes[i]);
  }
  return found;
}

int lineCount(const Take& take) {
  int lines = 1;
  for (const NotePlace& place : take.places) lines = std::max(lines, place.line + 1);
  return lines;
}

ScorePtr scoreOfTake(const Take& take, const TakeScoreOptions& options) {
  const SeedMelody& seed = take.recipe.request.seed;
  ScoreParts parts;
  parts.ticksPerQuarter = seed.ticksPerQuarter;
  parts.tempo = {{Tick(0), seed.microsPerQuarter}};
  parts.meter = {{Tick(0), seed.meter}};
  if (seed.notes.empty() && seed.key) parts.keys = {signatureOf(*seed.key)};
  const std::vector<Note> continuation = placedNotes(take, Tick(0));
  for (int line = 0; line < lineCount(take); ++line) {
    Track track;
    track.name = options.trackName;
    track.program = options.program;
    track.channel = line < kPercussionChannel ? line : std::min(line + 1, 15);
    if (line == 0) track.notes = seed.notes;
    for (Note& note : track.notes) {
      note.id = 0;
      note.origin = Origin::Seed;
      note.relaxed = RelaxedRule::None;
    }
    const std::vector<Note> notes = notesOfLine(take, continuation, line);
    track.notes.insert(track.notes.end(), notes.begin(), notes.end());
    if (line == 0 || !track.notes.empty())
      parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  return Score::make(std::move(parts));
}

}  // namespace partimento
