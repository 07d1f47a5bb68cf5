#include "core/tokens/bar_layout.h"

#include <algorithm>

#include "core/tokens/bar_place.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

namespace {

constexpr std::int64_t kShortestBar = 3;

std::int64_t lengthOf(int meter) {
  return barSteps(kMeters[static_cast<std::size_t>(meter)]);
}

std::optional<int> ofLength(std::int64_t steps, TimeSignature near) {
  std::optional<int> found;
  for (int i = 0; i < static_cast<int>(kMeters.size()); ++i) {
    if (lengthOf(i) != steps) continue;
    if (!found || kMeters[static_cast<std::size_t>(i)].denominator == near.denominator) found = i;
    if (kMeters[static_cast<std::size_t>(*found)].denominator == near.denominator) break;
  }
  return found;
}

struct Filling {
  int meter = 0;
  std::int64_t times = 1;
};

/// What a stretch of `steps` begins with: equal bars that fill it or, failing that, the longest bar that
/// fits.
Filling fillingOf(std::int64_t steps, TimeSignature signature) {
  const auto known = meterIndex(signature);
  if (known && lengthOf(*known) == steps) return {*known};
  for (const std::int64_t parts : {1, 3, 2}) {
    if (steps % parts != 0) continue;
    if (const auto part = ofLength(steps / parts, signature)) return {*part, parts};
  }
  int longest = static_cast<int>(kMeters.size()) - 1;
  for (int i = 0; i < static_cast<int>(kMeters.size()); ++i) {
    if (lengthOf(i) <= steps && lengthOf(i) > lengthOf(longest)) longest = i;
  }
  return {longest};
}

class Layer {
 public:
  Layer(const MeterMap& meter, int ticksPerQuarter) : m_meter(meter), m_ticksPerQuarter(ticksPerQuarter) {}

  BarLayout lay(Tick first, Tick last) {
    std::int64_t bar = m_meter.at(first).bar;
    m_layout.originStep = stepAt(bar);
    if (bar == 0) bar = layUpbeat();
    const std::int64_t lastStep = stepOfTick(last, m_ticksPerQuarter) - m_layout.originStep;
    for (; m_cursor <= lastStep; ++bar) {
      fill(stepAt(bar + 1) - m_layout.originStep, m_meter.at(m_meter.barStart(bar)).signature);
    }
    return std::move(m_layout);
  }

 private:
  std::int64_t stepAt(std::int64_t bar) const { return stepOfTick(m_meter.barStart(bar), m_ticksPerQuarter); }

  /// The number of the bar that follows what it laid.
  std::int64_t layUpbeat() {
    const TimeSignature signature = m_meter.at(m_meter.barStart(1)).signature;
    const auto meter = meterIndex(signature);
    const std::int64_t upbeat = stepAt(1);
    if (!meter || upbeat >= lengthOf(*meter)) return 0;
    m_layout.originStep = upbeat - lengthOf(*meter);
    push(*meter);
    return 1;
  }

  void fill(std::int64_t end, TimeSignature signature) {
    while (end - m_cursor >= kShortestBar) {
      const Filling filling = fillingOf(end - m_cursor, signature);
      for (std::int64_t i = 0; i < filling.times; ++i) push(filling.meter);
    }
  }

  void push(int meter) {
    m_layout.bars.push_back({m_cursor, meter});
    m_cursor += lengthOf(meter);
  }

  const MeterMap& m_meter;
  int m_ticksPerQuarter;
  BarLayout m_layout;
  std::int64_t m_cursor = 0;
};

/// Bar lines moved so that the first full bar begins after the upbeat.
MeterMap withPickup(const Score& score, Tick pickup) {
  std::vector<MeterChange> changes = score.meter().changes();
  const TimeSignature first = score.meter().at(Tick(0)).signature;
  std::erase_if(changes, [&](const MeterChange& change) { return change.at <= pickup; });
  changes.insert(changes.begin(), {{Tick(0), first}, {pickup, first}});
  return MeterMap(score.ticksPerQuarter(), std::move(changes));
}

}  // namespace

std::optional<int> meterIndex(TimeSignature signature) {
  const auto found = std::ranges::find(kMeters, signature);
  if (found == kMeters.end()) return std::nullopt;
  return static_cast<int>(found - kMeters.begin());
}

BarLayout layBars(const Score& score, Tick first, Tick last, Tick pickup) {
  const bool moved =
      pickup > Tick(0) && pickup < score.meter().barLength(score.meter().at(Tick(0)).signature);
  if (!moved) return Layer(score.meter(), score.ticksPerQuarter()).lay(first, last);
  return Layer(withPickup(score, pickup), score.ticksPerQuarter()).lay(first, last);
}

}  // namespace partimento::tokens
