#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/music/score.h"
#include "core/music/voice.h"

/// From a score to what a model continues, and from a take back to a score. Pure functions.
namespace partimento {

/// Which tracks of a score are the seed.
enum class SeedTracks : std::uint8_t {
  One,     ///< one line of a track
  Chords,  ///< one track with its chords
  All,     ///< all tracks that can be one, each a line with its chords
};

/// Which notes of a score are the seed.
struct SeedChoice {
  SeedTracks tracks = SeedTracks::One;
  std::size_t track = 0;           ///< not read for All
  std::optional<VoiceLine> voice;  ///< for One, needed where the track has chords or several voices
  Tick from;                       ///< notes that begin before it are left out
  std::optional<Tick> to;          ///< notes that begin at it or later are left out; none: to the end
};

/// A seed and where its tick 0 lies in the score.
struct PlacedSeed {
  SeedMelody melody;
  /// A bar line of the metre that holds at the seed's last note, at or before the first note. It can be
  /// negative where that metre is reached only after a change.
  Tick origin;
  std::vector<std::size_t> tracks;  ///< by line of the seed: the track that it came from
};

/// Takes the metre and the tempo that hold at the seed's last note: the continuation follows there. Notes
/// that overlap the next by less than a thirty-second are legato, and are cut; zero-length notes are left
/// out. Of tracks with chords, those without a note there are passed over, notes may overlap, and the
/// continuation begins at `to`, else at the last end; not where a bar line is passed by less than a
/// thirty-second: then there. Throws SeedEmpty, SeedPolyphonic (one track, unless `voice` is chosen),
/// SeedUnusable (a percussion track, more tracks than a seed has lines).
PlacedSeed seedFromScore(const Score& score, const SeedChoice& choice = {});

/// From what music without a seed begins on a track: metre, tempo and key as the score states them at its
/// start; no key where it states none. Throws SeedUnusable (a percussion track).
PlacedSeed openingOf(const Score& score, std::size_t track);

/// Tracks that can be a seed: with notes, not percussion.
std::vector<std::size_t> seedTracks(const Score& score);
/// Whether all tracks are more than one line.
bool hasSeveralLines(const Score& score);
/// Voices that the tracks are or, of fewer than four tracks, that sound at once.
int voiceCount(const Score& score);

struct TakeTrack {
  std::string name;
  int program = 0;
};

struct TakeScoreOptions {
  std::string trackName;  ///< of the leading line, and of lines that the seed has not
  int program = 0;
  std::vector<TakeTrack> others = {};  ///< of the seed's further lines
};

/// Line of a note of the take, by its index.
inline int lineOf(const Take& take, std::size_t note) {
  return note < take.places.size() ? take.places[note].line : 0;
}
/// Lines of the take, empty ones below the highest included.
int lineCount(const Take& take);
/// Of `notes`, one for each of the take's, those of a line.
std::vector<Note> notesOfLine(const Take& take, std::span<const Note> notes, int line);

/// Every line of the seed followed by its continuation on a track, other lines on tracks of their own; the
/// metre and the tempo at tick 0, the recipe in a text event. Seed notes are Origin::Seed; the take's keep
/// their origin and their relaxed mark.
ScorePtr scoreOfTake(const Take& take, const TakeScoreOptions& options = {});

/// The take's notes where they belong in the score that the seed came from, without ids, in its ticks.
std::vector<Note> placedNotes(const Take& take, Tick origin);

}  // namespace partimento
