#include "core/analysis/passage.h"

#include <algorithm>

namespace partimento::analysis {

Passage passageOf(const Score& score, Tick from, Tick to) {
  Passage passage{score.ticksPerQuarter(), score.meter(), score.tempo(), from, to, {}, {}};
  for (const TrackPtr& track : score.tracks()) {
    std::vector<Note>& line = passage.lines.emplace_back();
    for (Note note : track->notes) {
      if (note.onset < from || note.onset >= to) continue;
      note.duration = std::min(note.duration, to - note.onset);
      if (note.duration > Tick(0)) line.push_back(note);
    }
    passage.notes.insert(passage.notes.end(), line.begin(), line.end());
  }
  std::stable_sort(passage.notes.begin(), passage.notes.end(), noteBefore);
  return passage;
}

std::vector<BarSpan> barsOf(const Passage& passage) {
  std::vector<BarSpan> bars;
  const BarPosition first = passage.meter.at(passage.from);
  std::int64_t bar = first.inBar > Tick(0) ? first.bar + 1 : first.bar;
  for (Tick start = passage.meter.barStart(bar); start < passage.to;) {
    const Tick next = passage.meter.barStart(++bar);
    bars.push_back({start, std::min(next, passage.to)});
    start = next;
  }
  return bars;
}

}  // namespace partimento::analysis
