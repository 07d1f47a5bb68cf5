#include <algorithm>
#include <cmath>

#include "core/notation/line_note.h"

namespace partimento::notation {

namespace {

bool near(Units at, Units grid, Units tick) {
  const Units rest = at % grid;
  return rest <= tick || grid - rest <= tick;
}

/// Longest grace note: a little under a 32nd, unless the tempo makes even that slow.
constexpr Units kGraceLongest = kQuarter / 6;

bool sameAttack(const LineNote& a, const LineNote& b, Units spread) {
  return b.on - a.on <= spread;
}

}  // namespace

bool onWrittenGrid(Units inBar, Units tick) {
  return near(inBar, kQuarter / 16, tick) || near(inBar, kQuarter / 24, tick) ||
         near(inBar, kQuarter / 20, tick);
}

Playing assessPlaying(const std::vector<LineNote>& notes, const Score& score, const BarGrid& grid) {
  Playing playing;
  playing.tick = std::max<Units>(kQuarter / std::max(score.ticksPerQuarter(), 1) / 2 + 2, 3);
  std::size_t on = 0;
  for (const LineNote& note : notes) {
    const Units at = note.on - grid.bars()[grid.barAt(note.on)].at;
    on += near(at, kQuarter / 16, 2 * playing.tick) || near(at, kQuarter / 12, 2 * playing.tick) ||
          near(at, kQuarter / 10, 2 * playing.tick);
  }
  playing.exact = 10 * on >= 9 * notes.size();
  if (playing.exact) return playing;
  // 20 ms of unsteadiness at the piece's tempo, within what still leaves a rhythm to be read.
  const double seconds = std::max(score.duration().value, 1e-3);
  const double quartersLong =
      static_cast<double>(score.end().value) / static_cast<double>(std::max(score.ticksPerQuarter(), 1));
  const double spread = std::clamp(0.020 * quartersLong / seconds, 0.02, 0.06);
  playing.tolerance = static_cast<Units>(spread * static_cast<double>(kQuarter));
  playing.overlap = std::max<Units>(2 * playing.tolerance, kQuarter / 8);
  return playing;
}

void alignChords(std::vector<LineNote>& notes, const Playing& playing) {
  if (playing.exact) return;
  for (std::size_t first = 0; first < notes.size();) {
    std::size_t last = first + 1;
    Units sum = notes[first].on;
    while (last < notes.size() && sameAttack(notes[first], notes[last], playing.tolerance)) {
      sum += notes[last].on;
      ++last;
    }
    const Units together = sum / static_cast<Units>(last - first);
    std::sort(notes.begin() + static_cast<std::ptrdiff_t>(first),
              notes.begin() + static_cast<std::ptrdiff_t>(last),
              [](const LineNote& a, const LineNote& b) { return a.off < b.off; });
    Units longest = notes[last - 1].off;
    for (std::size_t i = last; i-- > first;) {
      LineNote& note = notes[i];
      note.on = together;
      // Ends within a third of the chord's length belong together.
      if (3 * (longest - note.off) <= longest - together) {
        note.off = longest;
      } else {
        longest = note.off;
      }
      note.off = std::max(note.off, together);
    }
    first = last;
  }
}

void markGraces(std::vector<LineNote>& notes, const Playing& playing, const BarGrid& grid,
                const NotateOptions& options) {
  for (LineNote& note : notes) note.grace = note.off <= note.on;
  if (options.grace == GraceChoice::InTime) return;
  int run = 0;  // short notes just before, so that a run of 32nds stays a run
  for (std::size_t i = notes.size(); i-- > 0;) {
    LineNote& note = notes[i];
    const Units length = note.off - note.on;
    const Units inBar = note.on - grid.bars()[grid.barAt(note.on)].at;
    const bool plain = near(inBar, kQuarter / 8, 2 * playing.tick) ||
                       near(inBar, kQuarter / 12, 2 * playing.tick) ||
                       near(inBar, kQuarter / 10, 2 * playing.tick);
    if (length >= kGraceLongest || (playing.exact && plain)) {
      run = 0;
      continue;
    }
    const LineNote* target = nullptr;
    for (std::size_t j = i + 1; j < notes.size() && notes[j].on <= note.off + kQuarter / 8; ++j) {
      const bool after = notes[j].on + playing.tick >= note.off && notes[j].on > note.on;
      if (after && notes[j].track == note.track && std::abs(notes[j].note->pitch - note.note->pitch) <= 12) {
        target = &notes[j];
        break;
      }
    }
    if (!target) {
      run = 0;
      continue;
    }
    const bool leads = target->grace ? run < 4 : target->off - target->on >= 2 * length;
    note.grace = note.grace || leads;
    run = note.grace ? run + 1 : 0;
  }
}

}  // namespace partimento::notation
