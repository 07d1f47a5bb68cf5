#include "core/music/tempo_map.h"

#include <algorithm>
#include <cmath>

namespace partimento {

TempoMap::TempoMap(int ticksPerQuarter, std::vector<TempoChange> changes)
    : m_ticksPerQuarter(std::max(ticksPerQuarter, 1)), m_changes(std::move(changes)) {
  std::stable_sort(m_changes.begin(), m_changes.end(),
                   [](const TempoChange& a, const TempoChange& b) { return a.at < b.at; });
  std::vector<TempoChange> unique;
  for (const TempoChange& change : m_changes) {
    if (!unique.empty() && unique.back().at == change.at) {
      unique.back() = change;
    } else {
      unique.push_back(change);
    }
  }
  m_changes = unique;
  if (m_changes.empty() || m_changes.front().at > Tick(0)) m_segments.push_back(TempoChange{});
  m_segments.insert(m_segments.end(), m_changes.begin(), m_changes.end());
  for (TempoChange& segment : m_segments) segment.microsPerQuarter = std::max(segment.microsPerQuarter, 1U);
  m_segmentSeconds.assign(m_segments.size(), 0.0);
  for (std::size_t i = 1; i < m_segments.size(); ++i) {
    const auto ticks = static_cast<double>((m_segments[i].at - m_segments[i - 1].at).value);
    m_segmentSeconds[i] =
        m_segmentSeconds[i - 1] + ticks * m_segments[i - 1].microsPerQuarter * 1e-6 / m_ticksPerQuarter;
  }
}

Seconds TempoMap::secondsAt(Tick tick) const {
  auto next = std::upper_bound(m_segments.begin(), m_segments.end(), tick,
                               [](Tick t, const TempoChange& change) { return t < change.at; });
  const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - m_segments.begin() - 1, 0));
  const auto ticks = static_cast<double>((tick - m_segments[i].at).value);
  return Seconds(m_segmentSeconds[i] + ticks * m_segments[i].microsPerQuarter * 1e-6 / m_ticksPerQuarter);
}

Tick TempoMap::tickAt(Seconds time) const {
  if (time.value <= 0) return Tick(0);
  auto next = std::upper_bound(m_segmentSeconds.begin(), m_segmentSeconds.end(), time.value);
  const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - m_segmentSeconds.begin() - 1, 0));
  const double ticks =
      (time.value - m_segmentSeconds[i]) * 1e6 * m_ticksPerQuarter / m_segments[i].microsPerQuarter;
  // A hair of tolerance: tickAt(secondsAt(t)) must be t in spite of rounding.
  return m_segments[i].at + Tick(static_cast<std::int64_t>(std::floor(ticks + 1e-6)));
}

Bpm TempoMap::bpmAt(Tick tick) const {
  auto next = std::upper_bound(m_segments.begin(), m_segments.end(), tick,
                               [](Tick t, const TempoChange& change) { return t < change.at; });
  const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - m_segments.begin() - 1, 0));
  return Bpm(60e6 / std::max<std::uint32_t>(m_segments[i].microsPerQuarter, 1));
}

}  // namespace partimento
