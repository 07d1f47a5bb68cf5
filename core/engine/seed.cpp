#include "core/engine/seed.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace partimento {

namespace {

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

PlacedSeed oneLine(const Score& score, const SeedChoice& choice) {
  if (choice.track >= score.tracks().size()) throw Error(ErrorCode::SeedEmpty);
  const Track& track = score.track(choice.track);
  Track chosen = chosenNotes(track, choice);
  if (chosen.notes.empty()) throw Error(ErrorCode::SeedEmpty);
  if (track.channel == kPercussionChannel) throw Error(ErrorCode::SeedUnusable, {"percussion"});
  PlacedSeed seed;
  seed.melody.notes = singleLine(std::move(chosen), choice, score.ticksPerQuarter());
  seed.tracks = {choice.track};
  return seed;
}

PlacedSeed allLines(const Score& score, const SeedChoice& choice) {
  PlacedSeed seed;
  std::vector<Track> lines;
  for (const std::size_t index : seedTracks(score)) {
    if (choice.tracks == SeedTracks::Chords && index != choice.track) continue;
    Track line = chosenNotes(score.track(index), choice);
    if (line.notes.empty()) continue;
    lines.push_back(std::move(line));
    seed.tracks.push_back(index);
  }
  if (lines.empty()) throw Error(ErrorCode::SeedEmpty);
  if (lines.size() > static_cast<std::size_t>(kMostLines))
    throw Error(ErrorCode::SeedUnusable, {"more than " + std::to_string(kMostLines) + " tracks"});
  if (lines.size() == 1) {
    Track legato = lines.front();
    cutLegato(legato.notes, score.ticksPerQuarter());
    if (polyphony(legato) == 1) lines.front() = std::move(legato);
  }
  seed.melody.notes = std::move(lines.front().notes);
  for (std::size_t i = 1; i < lines.size(); ++i) seed.melody.others.push_back(std::move(lines[i].notes));
  return seed;
}

template <typename Change>
void forEachNote(SeedMelody& seed, Change&& change) {
  for (Note& note : seed.notes) change(note);
  for (auto& line : seed.others) std::ranges::for_each(line, change);
}

/// Where several lines go on, while their notes still stand in the score.
std::optional<Tick> cutOf(const Score& score, const SeedChoice& choice, const SeedMelody& seed, Tick last) {
  if (seed.isOneLine()) return std::nullopt;
  if (choice.to) return choice.to;
  const Tick end = seed.end();
  const Tick line = score.meter().at(end).barStart;
  const Tick tolerance(std::max(1, score.ticksPerQuarter() / 8));
  const bool isPlaying = line > last && end > line && end - line < tolerance;
  return isPlaying ? std::optional(line) : std::nullopt;
}

/// From ticks of the score to those of the seed: metre, tempo and origin.
void placeInBars(const Score& score, const SeedChoice& choice, PlacedSeed& seed) {
  SeedMelody& melody = seed.melody;
  melody.ticksPerQuarter = score.ticksPerQuarter();
  Tick first = melody.notes.front().onset;
  Tick last = melody.notes.back().onset;
  for (const auto& line : melody.others) {
    first = std::min(first, line.front().onset);
    last = std::max(last, line.back().onset);
  }
  melody.cut = cutOf(score, choice, melody, last);
  const BarPosition bar = score.meter().at(last);
  melody.meter = bar.signature;
  melody.microsPerQuarter = microsAt(score, last);

  const Tick barLength = score.meter().barLength(bar.signature);
  const Tick before = bar.barStart - first;
  const std::int64_t bars =
      before > Tick(0) ? (before.value + barLength.value - 1) / barLength.value : std::int64_t{0};
  seed.origin = bar.barStart - barLength * bars;
  if (melody.cut) *melody.cut -= seed.origin;
  forEachNote(melody, [&](Note& note) {
    note.onset -= seed.origin;
    note.origin = Origin::Seed;
    note.relaxed = RelaxedRule::None;
  });
}

/// The line of a take's score: name and sound.
TakeTrack trackOf(const TakeScoreOptions& options, int line) {
  const auto index = static_cast<std::size_t>(line);
  if (line > 0 && index <= options.others.size()) return options.others[index - 1];
  return {options.trackName, options.program};
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

bool hasSeveralLines(const Score& score) {
  const std::vector<std::size_t> tracks = seedTracks(score);
  if (tracks.size() != 1) return tracks.size() > 1;
  Track track = score.track(tracks.front());
  cutLegato(track.notes, score.ticksPerQuarter());
  return polyphony(track) > 1;
}

int voiceCount(const Score& score) {
  const std::vector<std::size_t> tracks = seedTracks(score);
  if (tracks.size() >= 4) return static_cast<int>(tracks.size());
  Track all;
  for (const std::size_t index : tracks) {
    const auto& notes = score.track(index).notes;
    all.notes.insert(all.notes.end(), notes.begin(), notes.end());
  }
  return polyphony(all);
}

PlacedSeed seedFromScore(const Score& score, const SeedChoice& choice) {
  PlacedSeed seed;
  if (choice.tracks == SeedTracks::One) {
    seed = oneLine(score, choice);
  } else {
    seed = allLines(score, choice);
  }
  placeInBars(score, choice, seed);
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
  return {opening, Tick(0), {track}};
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
  const int seeds = static_cast<int>(seed.lineCount());
  for (int line = 0; line < std::max(lineCount(take), seeds); ++line) {
    Track track;
    const TakeTrack look = trackOf(options, line);
    track.name = look.name;
    track.program = look.program;
    track.channel = line < kPercussionChannel ? line : std::min(line + 1, 15);
    if (line < seeds) {
      const auto notes = seed.line(static_cast<std::size_t>(line));
      track.notes.assign(notes.begin(), notes.end());
    }
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
