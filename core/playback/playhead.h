#pragma once

#include <cstdint>

#include "core/playback/engine.h"

namespace partimento::playback {

/// Nanoseconds of the steady clock, as in Snapshot::stamp.
std::int64_t steadyNanoseconds() noexcept;

/// What the loudspeakers give between two snapshots of the engine. One thread.
class Playhead {
 public:
  /// From rendering to hearing.
  void setLatency(Seconds latency);
  /// The tick heard now; does not step back while playing but at a jump.
  double tick(const Snapshot& now);

 private:
  double m_latency = 0;  // seconds
  double m_lastTick = 0;
  std::uint64_t m_lastJumps = 0;
};

}  // namespace partimento::playback
