#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "core/synth/offline.h"

namespace partimento::synth {

/// Writes stereo sound to a file that appears when finish() returns. One thread.
class SoundFile {
 public:
  /// Throws what AtomicFile throws, and FileNotWritable when the format cannot hold the sample rate.
  SoundFile(const std::filesystem::path& path, AudioFormat format, double sampleRate);
  ~SoundFile();
  /// Interleaved samples, left first. Throws DiskFull, FileNotWritable.
  void write(std::span<const float> samples);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace partimento::synth
