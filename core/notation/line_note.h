#pragma once

#include <cstddef>
#include <vector>

#include "core/notation/bar_grid.h"

namespace partimento::notation {

/// A sounding note on its way to the page.
struct LineNote {
  const Note* note = nullptr;
  std::size_t track = 0;
  Units on = 0;    ///< as played, in written time
  Units off = 0;   ///< at least `on`
  Units from = 0;  ///< as written
  Units to = 0;
  int staff = 0;
  int rank = 0;  ///< voice on its staff, from the top
  bool grace = false;
  SpelledPitch spelled;
};

/// How closely the notes keep to written time.
struct Playing {
  /// Nearly all onsets stand on a grid: the file was written, not played, and means what it says.
  bool exact = true;
  Units tick = 1;                   ///< rounding of the file's ticks
  Units tolerance = kQuarter / 80;  ///< for RhythmSettings
  Units overlap = 0;                ///< how much two notes of one line may overlap
  /// Share of its written length that a note sounds, where an exact file shortens most of them alike; else 1.
  double held = 1;
};

/// True for a place that a written rhythm names: 64ths, triplets of 32nds, quintuplets of 16ths.
bool onWrittenGrid(Units inBar, Units tick);

/// `notes` sorted by onset.
Playing assessPlaying(const std::vector<LineNote>& notes, const Score& score, const BarGrid& grid);

/// Gives notes of one attack the same onset, and ends of one chord the same end. Nothing for exact playing.
void alignChords(std::vector<LineNote>& notes, const Playing& playing);

/// Marks short notes that decorate the note after them, and notes of no length. Of an ornament played out on
/// the beat (a mordent, a short trill) the last note takes the whole time, and the others lead to it. `notes`
/// sorted by onset and pitch, and still so afterwards.
void markGraces(std::vector<LineNote>& notes, const Playing& playing, const BarGrid& grid,
                const NotateOptions& options);

/// Shares notes between a right hand (staff 0) and a left hand (staff 1): spans that a hand reaches, small
/// moves, hands not crossed, each in its register. The cheapest assignment by beam search over attacks.
void splitHands(std::vector<LineNote>& notes, const Playing& playing);

/// The voice number (StaffBar) of a rank from the top: outer voices are 0 and 1.
int voiceNumber(std::size_t rank, std::size_t ranks);

/// The voices that a staff has room for.
struct VoiceRoom {
  std::size_t ranks = 1;
  std::size_t shared = 1;  ///< the outer ones among which notes that say no voice are shared
};
/// `wished`: voices where no note says its own.
VoiceRoom voiceRoom(const std::vector<LineNote*>& notes, int wished);

/// Gives every note of one staff its rank. Notes that say their voice have it. Of the others: where no notes
/// overlap, all are rank 0; elsewhere the cheapest assignment by beam search over attacks: few ties within a
/// voice, small steps, voices not crossed. `notes` of one staff, sorted by onset.
void separateVoices(std::vector<LineNote*>& notes, const Playing& playing, const BarGrid& grid,
                    VoiceRoom room);

}  // namespace partimento::notation
