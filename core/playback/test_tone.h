#pragma once

#include "core/base/units.h"

namespace partimento::playback {

/// A sine of 440 Hz at -18 dB of full scale, faded in and out over 10 ms. Audio thread only.
class TestTone {
 public:
  void start(Frames length, double sampleRate) noexcept;
  /// Adds itself to the samples.
  void mix(float* left, float* right, int frames) noexcept;

 private:
  Frames m_length;
  Frames m_at;
  double m_step = 0;  // radians a frame
  double m_fade = 1;  // frames
};

}  // namespace partimento::playback
