#include "core/music/meter_map.h"

#include <algorithm>

namespace partimento {

MeterMap::MeterMap(int ticksPerQuarter, std::vector<MeterChange> changes)
    : m_ticksPerQuarter(ticksPerQuarter), m_changes(std::move(changes)) {
  std::stable_sort(m_changes.begin(), m_changes.end(),
                   [](const MeterChange& a, const MeterChange& b) { return a.at < b.at; });
  std::vector<MeterChange> unique;
  for (const MeterChange& change : m_changes) {
    if (!unique.empty() && unique.back().at == change.at) {
      unique.back() = change;
    } else {
      unique.push_back(change);
    }
  }
  m_changes = unique;
  m_segments.push_back({Tick(0), 0, TimeSignature{}});
  for (const MeterChange& change : m_changes) {
    if (change.at <= Tick(0)) {
      m_segments.front().signature = change.signature;
      continue;
    }
    const Segment& last = m_segments.back();
    const Tick length = barLength(last.signature);
    const std::int64_t bars = ((change.at - last.start).value + length.value - 1) / length.value;
    m_segments.push_back({change.at, last.firstBar + bars, change.signature});
  }
}

const MeterMap::Segment& MeterMap::segmentAt(Tick tick) const {
  auto next = std::upper_bound(m_segments.begin(), m_segments.end(), tick,
                               [](Tick t, const Segment& segment) { return t < segment.start; });
  return next == m_segments.begin() ? m_segments.front() : *(next - 1);
}

BarPosition MeterMap::at(Tick tick) const {
  const Tick place = std::max(tick, Tick(0));
  const Segment& segment = segmentAt(place);
  const Tick length = barLength(segment.signature);
  const std::int64_t bars = (place - segment.start).value / length.value;
  const Tick start = segment.start + length * bars;
  return {segment.firstBar + bars, start, place - start, segment.signature};
}

Tick MeterMap::barStart(std::int64_t bar) const {
  auto next = std::upper_bound(m_segments.begin(), m_segments.end(), bar,
                               [](std::int64_t b, const Segment& segment) { return b < segment.firstBar; });
  const Segment& segment = next == m_segments.begin() ? m_segments.front() : *(next - 1);
  return segment.start + barLength(segment.signature) * std::max<std::int64_t>(bar - segment.firstBar, 0);
}

Tick MeterMap::barLength(TimeSignature signature) const {
  const std::int64_t denominator = std::max(signature.denominator, 1);
  return Tick(std::max<std::int64_t>(4LL * m_ticksPerQuarter * signature.numerator / denominator, 1));
}

Tick MeterMap::beatLength(TimeSignature signature) const {
  const bool compound = signature.denominator >= 8 && signature.numerator > 3 && signature.numerator % 3 == 0;
  const std::int64_t unit = 4LL * m_ticksPerQuarter / std::max(signature.denominator, 1);
  return Tick(std::max<std::int64_t>(compound ? 3 * unit : unit, 1));
}

}  // namespace partimento
