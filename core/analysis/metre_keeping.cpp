#include "core/analysis/metre_keeping.h"

#include <algorithm>
#include <cstdint>

namespace partimento::analysis {

namespace {

constexpr std::int64_t kStepsAQuarter = 24;

std::int64_t stepOf(Tick tick, int ticksPerQuarter) {
  return (2 * tick.value * kStepsAQuarter + ticksPerQuarter) / (2 * ticksPerQuarter);
}

}  // namespace

std::optional<MetreKeeping> metreKeeping(const Passage& passage) {
  if (passage.notes.empty()) return std::nullopt;
  double onGrid = 0;
  for (const Note& note : passage.notes) {
    const std::int64_t step = stepOf(passage.meter.at(note.onset).inBar, passage.ticksPerQuarter);
    onGrid += step % 3 == 0 || step % 4 == 0 ? 1 : 0;
  }
  double bars = 0;
  double begun = 0;
  for (const BarSpan& bar : barsOf(passage)) {
    bool sounds = false;
    bool begins = false;
    for (const Note& note : passage.notes) {
      const bool here = note.onset >= bar.start && note.onset < bar.end;
      sounds = sounds || here || (note.onset < bar.start && note.end() > bar.start);
      begins = begins || (here && stepOf(note.onset - bar.start, passage.ticksPerQuarter) == 0);
    }
    bars += sounds ? 1 : 0;
    begun += begins ? 1 : 0;
  }
  MetreKeeping keeping;
  keeping.onGrid = onGrid / static_cast<double>(passage.notes.size());
  keeping.barsBegun = bars > 0 ? begun / bars : 0;
  return keeping;
}

std::optional<Ending> endingOf(const Passage& passage, const Key& key) {
  if (passage.notes.empty()) return std::nullopt;
  Tick end;
  for (const Note& note : passage.notes) end = std::max(end, note.end());
  const Note* lowest = nullptr;
  Tick longest;
  for (const Note& note : passage.notes) {
    if (note.end() < end) continue;
    if (!lowest || note.pitch < lowest->pitch) lowest = &note;
    longest = std::max(longest, note.duration);
  }
  const Tick beat = passage.meter.beatLength(passage.meter.at(lowest->onset).signature);
  Ending ending;
  ending.onTonic = ((lowest->pitch - key.tonic) % 12 + 12) % 12 == 0;
  ending.length = static_cast<double>(longest.value) / static_cast<double>(std::max(beat, Tick(1)).value);
  ending.onBarLine = end >= passage.to || passage.meter.at(end).inBar == Tick(0);
  return ending;
}

}  // namespace partimento::analysis
