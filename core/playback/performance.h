#pragma once

#include <vector>

#include "core/playback/capture.h"

/// Files that hold a performance: notes where a player struck them, not where they are written.
namespace partimento::playback {

enum class Timing : std::uint8_t {
  Written,      ///< nearly all notes begin on a grid
  OnTheBeat,    ///< played, but the file's bars are the music's: somebody recorded to a click
  FreelyPlayed  ///< the file's bars say nothing
};

/// How the notes of a score lie to its beats. Percussion and fewer than 16 notes are taken as they are.
Timing timingOf(const Score& score);

/// The score's notes as if they had just been played, all tracks together; times from the first note. Every
/// note of the score is there, in order of time.
struct ScorePhrase {
  Phrase phrase;
  struct Source {
    std::size_t track = 0;
    std::size_t note = 0;  ///< index in the track
  };
  std::vector<Source> sources;  ///< of each note of the phrase
};
ScorePhrase phraseOf(const Score& score);

/// The reading that the file's own tempo and bars give. `phrase` is phraseOf(score).
CaptureReading readingOfFile(const Score& score, const ScorePhrase& phrase);

/// The score with its notes where the reading puts them: same tracks, same notes, other times. The tempo is
/// the reading's, even; where `tempo` says so the file's own. Controls and texts move with the notes.
enum class TempoSource { Reading, File };
ScorePtr writtenPerformance(const ScorePtr& score, const ScorePhrase& phrase, const CaptureReading& reading,
                            const CaptureSettings& settings, TempoSource tempo);

}  // namespace partimento::playback
