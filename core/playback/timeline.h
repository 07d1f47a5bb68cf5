#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "core/playback/live_queues.h"

namespace partimento::playback {

/// A place of the music at a moment of the clock.
struct TimelinePlace {
  double tick = 0;
  std::uint64_t jumps = 0;  ///< names the passage between two jumps
  TransportState state = TransportState::Stopped;
};

/// Where the music was at any moment of the last seconds. One thread.
class Timeline {
 public:
  void add(const TimeAnchor& anchor);
  /// Whether the music's way is known until this moment.
  bool covers(std::int64_t stamp) const;
  /// What was rendered then; none while stopped, and before what is remembered.
  std::optional<TimelinePlace> at(std::int64_t stamp) const;
  /// Where a passage began to play; none before it did.
  std::optional<double> beginOf(std::uint64_t jumps) const;
  /// Where a passage was left for the next; none while it lasts.
  std::optional<double> endOf(std::uint64_t jumps) const;

 private:
  std::deque<TimeAnchor> m_anchors;  // by stamp
};

}  // namespace partimento::playback
