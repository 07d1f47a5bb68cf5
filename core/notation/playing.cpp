#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/notation/line_note.h"

namespace partimento::notation {

namespace {

bool near(Units at, Units grid, Units tick) {
  const Units rest = at % grid;
  return rest <= tick || grid - rest <= tick;
}

/// Longest grace note: a little under a 32nd, unless the tempo makes even that slow.
constexpr Units kGraceLongest = kQuarter / 6;

constexpr std::size_t kEnoughToTell = 16;

/// How much of the time to the next note of its track each note sounds, sorted into 64ths: where most of
/// those that leave a gap agree, that is how the file shortens them (7/8 is usual).
double heldShare(const std::vector<LineNote>& notes, Units tick) {
  struct Bin {
    std::size_t count = 0;
    double sum = 0;
  };
  std::array<Bin, 65> bins;
  std::map<std::size_t, Units> nextOn;  // by track
  std::map<std::size_t, Units> sameOn;
  std::size_t all = 0;
  for (std::size_t i = notes.size(); i-- > 0;) {
    const LineNote& note = notes[i];
    const auto here = sameOn.try_emplace(note.track, note.on).first;
    if (here->second != note.on) {
      nextOn[note.track] = here->second;
      here->second = note.on;
    }
    const auto next = nextOn.find(note.track);
    if (next == nextOn.end() || note.off > next->second + tick || next->second - note.on > 2 * kQuarter)
      continue;
    ++all;
    const double share =
        static_cast<double>(note.off - note.on) / static_cast<double>(next->second - note.on);
    Bin& bin = bins[static_cast<std::size_t>(std::lround(64 * std::clamp(share, 0.0, 1.0)))];
    ++bin.count;
    bin.sum += share;
  }
  constexpr std::size_t kLegato = 62;
  std::size_t apart = 0;
  for (std::size_t i = 0; i < kLegato; ++i) apart += bins[i].count;
  const auto most = std::max_element(bins.begin(), bins.begin() + kLegato,
                                     [](const Bin& a, const Bin& b) { return a.count < b.count; });
  const bool clear = most->count >= kEnoughToTell && 5 * most->count >= 3 * apart && 4 * most->count >= all;
  const double share = clear ? most->sum / static_cast<double>(most->count) : 1;
  return share > 0.8 ? share : 1;
}

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
  if (playing.exact) {
    playing.held = heldShare(notes, playing.tick);
    return playing;
  }
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

namespace {

bool plainPlace(const LineNote& note, const Playing& playing, const BarGrid& grid) {
  const Units inBar = note.on - grid.bars()[grid.barAt(note.on)].at;
  return near(inBar, kQuarter / 8, 2 * playing.tick) || near(inBar, kQuarter / 12, 2 * playing.tick) ||
         near(inBar, kQuarter / 10, 2 * playing.tick);
}

/// Whether the note ends a run of five or more notes as short: a trill played out, not a grace note.
bool endsRun(const std::vector<LineNote>& notes, std::size_t last, Units tick) {
  const LineNote* note = &notes[last];
  int count = 1;
  for (std::size_t i = last; i-- > 0 && count < 5;) {
    if (notes[i].track != note->track) continue;
    const Units length = notes[i].off - notes[i].on;
    const bool alike = 10 * std::abs(note->off - note->on - length) <= 2 * length;
    if (!alike || std::abs(note->on - notes[i].off) > 2 * tick) return false;
    note = &notes[i];
    ++count;
  }
  return count == 5;
}

/// Notes that follow on `first` at once, one at a time, each about as short, up to the first longer one.
std::vector<LineNote*> shortRun(std::vector<LineNote>& notes, std::size_t first, Units tick) {
  std::vector<LineNote*> run = {&notes[first]};
  const Units length = notes[first].off - notes[first].on;
  for (std::size_t i = first + 1; i < notes.size() && run.size() < 6; ++i) {
    LineNote& note = notes[i];
    if (note.track != run.back()->track) continue;
    const bool follows = std::abs(note.on - run.back()->off) <= 2 * tick;
    const bool step = note.on > run.back()->on && std::abs(note.note->pitch - run.back()->note->pitch) <= 2;
    if (!follows || !step) return {};
    run.push_back(&note);
    if (note.off - note.on >= 2 * length) return run;
    if (10 * std::abs(note.off - note.on - length) > 2 * length) return {};
  }
  return {};
}

/// On the beat, back and forth between two neighbouring pitches, and off the divisions that are written out:
/// on triplets of 32nds only before a clearly longer note.
bool isOrnament(const std::vector<LineNote*>& run, const Playing& playing, const BarGrid& grid) {
  if (run.size() < 3 || run.size() > 5 || !plainPlace(*run.front(), playing, grid)) return false;
  for (std::size_t i = 2; i < run.size(); ++i) {
    if (run[i]->note->pitch != run[i - 2]->note->pitch) return false;
  }
  if (run[0]->note->pitch == run[1]->note->pitch) return false;
  const LineNote& target = *run.back();
  if (target.grace) return false;
  const Units inBar = target.on - grid.bars()[grid.barAt(target.on)].at;
  if (near(inBar, kQuarter / 8, 2 * playing.tick)) return false;
  return !plainPlace(target, playing, grid) || target.off - target.on >= 3 * (run[0]->off - run[0]->on);
}

void gatherOrnaments(std::vector<LineNote>& notes, const Playing& playing, const BarGrid& grid) {
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].off - notes[i].on > kQuarter / 10 || notes[i].off == notes[i].on) continue;
    const std::vector<LineNote*> run = shortRun(notes, i, playing.tick);
    if (!isOrnament(run, playing, grid)) continue;
    LineNote& target = *run.back();
    target.on = run.front()->on;
    for (std::size_t k = 0; k + 1 < run.size(); ++k) {
      run[k]->grace = true;
      run[k]->on = target.on - static_cast<Units>(run.size() - 1 - k);
    }
  }
  std::stable_sort(notes.begin(), notes.end(), [](const LineNote& a, const LineNote& b) {
    return a.on != b.on ? a.on < b.on : a.note->pitch < b.note->pitch;
  });
}

}  // namespace

void markGraces(std::vector<LineNote>& notes, const Playing& playing, const BarGrid& grid,
                const NotateOptions& options) {
  for (LineNote& note : notes) note.grace = note.off <= note.on;
  if (options.grace == GraceChoice::InTime) return;
  int run = 0;  // short notes just before, so that a run of 32nds stays a run
  for (std::size_t i = notes.size(); i-- > 0;) {
    LineNote& note = notes[i];
    const Units length = note.off - note.on;
    const bool inTime = playing.exact && (plainPlace(note, playing, grid) || endsRun(notes, i, playing.tick));
    if (length >= kGraceLongest || inTime) {
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
  if (playing.exact) gatherOrnaments(notes, playing, grid);
}

}  // namespace partimento::notation
