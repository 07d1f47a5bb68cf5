#pragma once

#include <thread>
#include <vector>

#include "core/playback/audio_output.h"

namespace partimento::playback {

/// The output of a machine without one: a thread that pulls its source at the pace of the clock, so that
/// music plays, the playhead moves and commands are obeyed, unheard.
class SilentOutput final : public AudioOutput {
 public:
  /// `attempts`: the drivers that were tried before, for state().
  SilentOutput(AudioSource& source, double sampleRate, std::vector<DriverAttempt> attempts = {});
  ~SilentOutput() override;
  const AudioOutputState& state() const override { return m_state; }

 private:
  void run(const std::stop_token& stop);

  AudioSource& m_source;
  AudioOutputState m_state;
  std::jthread m_thread;  // last: ends before what it uses
};

}  // namespace partimento::playback
