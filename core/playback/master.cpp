#include "core/playback/master.h"

#include <algorithm>
#include <cmath>

namespace partimento::playback {

namespace {

constexpr float kKnee = 0.8F;

float rounded(float sample) {
  const float size = std::abs(sample);
  if (size <= kKnee) return sample;
  return std::copysign(kKnee + (1 - kKnee) * std::tanh((size - kKnee) / (1 - kKnee)), sample);
}

}  // namespace

void Master::setVolume(double volume) {
  m_wanted = static_cast<float>(std::clamp(volume, 0.0, 1.0));
}

void Master::process(float* left, float* right, int frames) noexcept {
  const float step = (m_wanted - m_volume) / static_cast<float>(std::max(frames, 1));
  for (int i = 0; i < frames; ++i) {
    m_volume += step;
    left[i] = rounded(left[i] * m_volume);
    right[i] = rounded(right[i] * m_volume);
  }
  m_volume = m_wanted;
}

}  // namespace partimento::playback
