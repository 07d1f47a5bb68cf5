#pragma once

#include <cstdint>

namespace partimento::playback {

/// When a block of audio begins, on the steady clock, without the unevenness with which drivers call: a
/// delay-locked loop of second order (F. Adriaensen, "Using a DLL to filter time", 2005). Audio thread only.
class BlockClock {
 public:
  /// To be called once for every block, with the time at which it was asked for. Returns its filtered time,
  /// in nanoseconds of the steady clock.
  std::int64_t begin(std::int64_t now, int frames, double sampleRate) noexcept;
  /// Filtered length of a frame.
  double nanosecondsPerFrame() const { return m_perFrame; }

 private:
  double m_perFrame = 0;
  double m_next = 0;
  double m_sampleRate = 0;
};

}  // namespace partimento::playback
