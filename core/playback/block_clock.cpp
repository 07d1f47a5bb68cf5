#include "core/playback/block_clock.h"

#include <cmath>
#include <numbers>

namespace partimento::playback {

namespace {

constexpr double kBandwidthHertz = 0.25;
// Farther off than this the driver has paused or filled a buffer: the clock begins anew.
constexpr double kFarthestNanoseconds = 30e6;

}  // namespace

std::int64_t BlockClock::begin(std::int64_t now, int frames, double sampleRate) noexcept {
  const double asked = static_cast<double>(now);
  const double nominal = 1e9 / sampleRate;
  const double late = asked - m_next;
  if (m_sampleRate != sampleRate || std::abs(late) > kFarthestNanoseconds) {
    m_sampleRate = sampleRate;
    m_perFrame = nominal;
    m_next = asked + frames * m_perFrame;
    return now;
  }
  const double began = m_next;
  const double omega = 2 * std::numbers::pi * kBandwidthHertz * frames / sampleRate;
  m_next += std::numbers::sqrt2 * omega * late + frames * m_perFrame;
  m_perFrame += omega * omega * late / frames;
  return std::llround(began);
}

}  // namespace partimento::playback
