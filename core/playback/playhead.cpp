#include "core/playback/playhead.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace partimento::playback {

namespace {

// A driver that calls late must not make the playhead run ahead for longer than this.
constexpr double kFurthestAheadSeconds = 0.2;
// A playhead that would step back by less than this waits instead: drivers call unevenly.
constexpr double kJitterSeconds = 0.1;

/// A place before the last jump or behind the end of the loop is really on its other side.
double folded(double tick, const Snapshot& now) {
  if (now.loopEnd >= 0 && tick >= now.loopEnd) {
    return now.loopBegin + std::fmod(tick - now.loopEnd, now.loopEnd - now.loopBegin);
  }
  if (tick >= now.jumpedTo) return tick;
  if (now.jumpedFrom < 0) return now.jumpedTo;
  return std::max(now.jumpedFrom - (now.jumpedTo - tick), now.jumpedTo);
}

}  // namespace

std::int64_t steadyNanoseconds() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Playhead::setLatency(Seconds latency) {
  m_latency = std::max(latency.value, 0.0);
}

double Playhead::tick(const Snapshot& now) {
  if (now.state != TransportState::Playing) return now.tick;
  const double since = static_cast<double>(steadyNanoseconds() - now.stamp) * 1e-9 - m_latency;
  const double ticksPerSecond = now.ticksPerFrame * now.sampleRate;
  const double tick = folded(now.tick + std::min(since, kFurthestAheadSeconds) * ticksPerSecond, now);
  const double back = m_lastTick - tick;
  const bool jitter = m_lastJumps == now.jumps && back > 0 && back < kJitterSeconds * ticksPerSecond;
  if (jitter) return m_lastTick;
  m_lastTick = tick;
  m_lastJumps = now.jumps;
  return tick;
}

}  // namespace partimento::playback
