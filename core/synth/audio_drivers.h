#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/playback/audio_output.h"

namespace partimento::synth {

inline constexpr const char* kSilentDriver = "silent";

struct OutputSettings {
  std::string driver;         ///< empty: the first of audioDrivers() that starts
  double sampleRate = 48000;  ///< wished for; state().sampleRate tells what it is
  int periodFrames = 512;     ///< 64 to 4096
};

/// How much a sound server (PulseAudio, or PipeWire in its place) keeps ahead, the blocks of ALSA's three
/// periods: FluidSynth asks for one block, and then a busy machine makes gaps many times a minute.
inline constexpr int kServerMilliseconds = 32;

/// Sets PULSE_LATENCY_MSEC, from which the server's library takes it, unless the user has. Not thread-safe:
/// call it before other threads start.
void chooseServerLatency();

/// Drivers that this FluidSynth has and this program can use, in the order in which they are tried: a sound
/// server (PulseAudio, which PipeWire is too), JACK, the bare card.
std::vector<std::string> audioDrivers();

/// Starts the first driver that can be started and lets it pull `source` until the output is destroyed; a
/// silent clock where none can. Never throws for want of a device: state().attempts says why each was not
/// taken. May wait for a sound server; not for the GUI's thread.
std::unique_ptr<playback::AudioOutput> openAudioOutput(playback::AudioSource& source,
                                                       const OutputSettings& settings);

}  // namespace partimento::synth
