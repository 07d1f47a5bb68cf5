#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace partimento::synth::test {

struct Sound {
  std::vector<float> left;
  std::vector<float> right;
  int sampleRate = 0;
  std::string encoding;  ///< "WAV", "FLAC", "OGG"
};

Sound readSound(const std::filesystem::path& path);
/// Root of the mean square.
double loudness(std::span<const float> samples);
/// Fundamental frequency in hertz by autocorrelation, 60 to 1000; 0 when there is no clear one.
double pitch(std::span<const float> samples, double sampleRate);
/// How far apart two frequencies are, in hundredths of a semitone.
double cents(double frequency, double reference);

}  // namespace partimento::synth::test
