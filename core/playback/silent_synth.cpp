#include <algorithm>

#include "core/playback/synth.h"

namespace partimento::playback {

void SilentSynth::send(const ChannelMessage&) noexcept {}

void SilentSynth::silence() noexcept {}

void SilentSynth::render(float* left, float* right, int frames) noexcept {
  std::fill_n(left, frames, 0.0F);
  std::fill_n(right, frames, 0.0F);
}

}  // namespace partimento::playback
