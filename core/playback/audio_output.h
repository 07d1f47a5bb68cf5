#pragma once

#include <string>
#include <vector>

#include "core/base/units.h"

namespace partimento::playback {

/// Where an output gets its samples: called on the output's own thread, one call at a time.
class AudioSource {
 public:
  virtual ~AudioSource() = default;
  /// Overwrites `frames` samples of each side. Does not lock, allocate or wait.
  virtual void render(float* left, float* right, int frames) noexcept = 0;
};

/// What was tried before the output at hand, and why it was not taken.
struct DriverAttempt {
  std::string driver;
  std::string reason;  ///< the driver's own words, English
};

struct AudioOutputState {
  std::string driver;     ///< "pulseaudio", "jack", "alsa"...; "silent" when no device was found
  double sampleRate = 0;  ///< frames a second
  int periodFrames = 0;   ///< asked for by one call of the source
  Seconds latency;        ///< from rendering to the loudspeaker, as far as the driver tells
  bool silent = true;     ///< no device: the music plays, unheard
  std::vector<DriverAttempt> attempts;
};

/// A running output: pulls its source from construction to destruction.
class AudioOutput {
 public:
  virtual ~AudioOutput() = default;
  virtual const AudioOutputState& state() const = 0;
};

}  // namespace partimento::playback
