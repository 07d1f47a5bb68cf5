#include "core/synth/room.h"

#include <algorithm>
#include <cmath>

namespace partimento::synth {

namespace {

constexpr double kDecaySeconds = 1.1;  // to -60 dB
constexpr std::array<double, 8> kDelaySeconds = {0.0297, 0.0371, 0.0411, 0.0437,
                                                 0.0533, 0.0599, 0.0677, 0.0731};
constexpr float kDamping = 0.35F;
constexpr float kSend = 0.25F;
constexpr float kReturn = 0.30F;
constexpr float kInaudibleTail = 1e-7F;

}  // namespace

Room::Room(double sampleRate) {
  for (std::size_t i = 0; i < kLines; ++i) {
    const auto length = static_cast<std::size_t>(std::lround(kDelaySeconds[i] * sampleRate));
    m_lines[i].samples.assign(std::max<std::size_t>(length, 1), 0.0F);
    m_lines[i].decay = static_cast<float>(std::pow(10.0, -3.0 * kDelaySeconds[i] / kDecaySeconds));
    m_longest = std::max(m_longest, static_cast<int>(m_lines[i].samples.size()));
  }
}

void Room::process(float* left, float* right, int frames) noexcept {
  for (int i = 0; i < frames; ++i) {
    const float heard = std::max(std::abs(left[i]), std::abs(right[i]));
    if (m_empty && heard < kInaudibleTail) continue;
    std::array<float, kLines> out;
    float sum = 0;
    float loudest = heard;
    for (std::size_t k = 0; k < kLines; ++k) {
      Line& line = m_lines[k];
      line.damped += (1 - kDamping) * (line.samples[line.at] * line.decay - line.damped);
      out[k] = line.damped;
      sum += out[k];
      loudest = std::max(loudest, std::abs(out[k]));
    }
    const float mixed = sum * (2.0F / kLines);
    float wetLeft = 0;
    float wetRight = 0;
    for (std::size_t k = 0; k < kLines; ++k) {
      Line& line = m_lines[k];
      line.samples[line.at] = out[k] - mixed + kSend * (k % 2 == 0 ? left[i] : right[i]);
      line.at = line.at + 1 == line.samples.size() ? 0 : line.at + 1;
      const float sign = k % 4 < 2 ? 1.0F : -1.0F;
      (k % 2 == 0 ? wetLeft : wetRight) += sign * out[k];
    }
    left[i] += kReturn * wetLeft;
    right[i] += kReturn * wetRight;
    m_empty = false;
    m_quiet = loudest < kInaudibleTail ? m_quiet + 1 : 0;
    // What is left is too small to hear and would become slow, denormal numbers.
    if (m_quiet > m_longest) clear();
  }
}

void Room::clear() noexcept {
  if (m_empty) return;
  for (Line& line : m_lines) {
    std::fill(line.samples.begin(), line.samples.end(), 0.0F);
    line.damped = 0;
  }
  m_empty = true;
  m_quiet = 0;
}

}  // namespace partimento::synth
