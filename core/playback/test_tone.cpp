#include "core/playback/test_tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace partimento::playback {

namespace {

constexpr double kFrequency = 440.0;
constexpr double kLevel = 0.126;
constexpr double kFadeSeconds = 0.01;

}  // namespace

void TestTone::start(Frames length, double sampleRate) noexcept {
  m_length = length;
  m_at = Frames(0);
  m_step = 2 * std::numbers::pi * kFrequency / sampleRate;
  m_fade = kFadeSeconds * sampleRate;
}

void TestTone::mix(float* left, float* right, int frames) noexcept {
  for (int i = 0; i < frames && m_at < m_length; ++i, m_at += Frames(1)) {
    const auto at = static_cast<double>(m_at.value);
    const auto rest = static_cast<double>((m_length - m_at).value);
    const double fade = std::min({at / m_fade, rest / m_fade, 1.0});
    const auto sample = static_cast<float>(kLevel * fade * std::sin(at * m_step));
    left[i] += sample;
    right[i] += sample;
  }
}

}  // namespace partimento::playback
