#pragma once

#include <vector>

#include "core/music/score.h"

namespace partimento::analysis {

/// A stretch of music as measures read it: the notes that begin in it, cut at its end. Percussion counts as
/// every other track; who does not want it leaves it out of the score.
struct Passage {
  int ticksPerQuarter = 480;
  MeterMap meter;
  TempoMap tempo;
  Tick from;
  Tick to;
  std::vector<Note> notes;               ///< of all tracks, by noteBefore, longer than nothing
  std::vector<std::vector<Note>> lines;  ///< a track each, in the score's order; may be empty
};

Passage passageOf(const Score& score, Tick from, Tick to);

struct BarSpan {
  Tick start;
  Tick end;  ///< exclusive; the last bar is cut at the passage's end
};

/// Bars that begin in the passage.
std::vector<BarSpan> barsOf(const Passage& passage);

}  // namespace partimento::analysis
