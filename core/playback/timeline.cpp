#include "core/playback/timeline.h"

#include <algorithm>

namespace partimento::playback {

namespace {

constexpr std::int64_t kRememberedNanoseconds = 20'000'000'000;

double tickAt(const TimeAnchor& anchor, std::int64_t stamp) {
  return anchor.tick + static_cast<double>(stamp - anchor.stamp) * anchor.ticksPerNanosecond;
}

}  // namespace

void Timeline::add(const TimeAnchor& anchor) {
  // The filtered clock may step back by a hair when it begins anew.
  while (!m_anchors.empty() && m_anchors.back().stamp > anchor.stamp) m_anchors.pop_back();
  m_anchors.push_back(anchor);
  while (m_anchors.front().stamp < anchor.stamp - kRememberedNanoseconds) m_anchors.pop_front();
}

bool Timeline::covers(std::int64_t stamp) const {
  return !m_anchors.empty() && m_anchors.back().stamp > stamp;
}

std::optional<TimelinePlace> Timeline::at(std::int64_t stamp) const {
  const auto after =
      std::upper_bound(m_anchors.begin(), m_anchors.end(), stamp,
                       [](std::int64_t t, const TimeAnchor& anchor) { return t < anchor.stamp; });
  if (after == m_anchors.begin()) return std::nullopt;
  const TimeAnchor& last = *(after - 1);
  if (last.state == TransportState::Stopped) return std::nullopt;
  return TimelinePlace{tickAt(last, stamp), last.jumps, last.state};
}

std::optional<double> Timeline::beginOf(std::uint64_t jumps) const {
  const auto first = std::find_if(m_anchors.begin(), m_anchors.end(), [&](const TimeAnchor& anchor) {
    return anchor.jumps == jumps && anchor.state == TransportState::Playing;
  });
  if (first == m_anchors.end()) return std::nullopt;
  return first->tick;
}

std::optional<double> Timeline::endOf(std::uint64_t jumps) const {
  const auto next = std::find_if(m_anchors.begin(), m_anchors.end(),
                                 [&](const TimeAnchor& anchor) { return anchor.jumps > jumps; });
  if (next == m_anchors.end() || next == m_anchors.begin()) return std::nullopt;
  return tickAt(*(next - 1), next->stamp);
}

}  // namespace partimento::playback
