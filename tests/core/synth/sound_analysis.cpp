#include "tests/core/synth/sound_analysis.h"

#include <cmath>
#include <stdexcept>

#include <sndfile.h>

namespace partimento::synth::test {

namespace {

constexpr double kLowest = 60;
constexpr double kHighest = 1000;
constexpr double kClear = 0.5;

double similarity(std::span<const float> samples, std::size_t lag) {
  double product = 0;
  double first = 1e-20;
  double second = 1e-20;
  for (std::size_t i = 0; i + lag < samples.size(); ++i) {
    product += samples[i] * samples[i + lag];
    first += samples[i] * samples[i];
    second += samples[i + lag] * samples[i + lag];
  }
  return product / std::sqrt(first * second);
}

}  // namespace

Sound readSound(const std::filesystem::path& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (!file) throw std::runtime_error(path.string() + ": " + sf_strerror(nullptr));
  std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
  const sf_count_t read = sf_readf_float(file, samples.data(), info.frames);
  sf_close(file);
  if (read != info.frames || info.channels != 2) throw std::runtime_error(path.string() + ": cut off");
  Sound sound;
  sound.sampleRate = info.samplerate;
  const int type = info.format & SF_FORMAT_TYPEMASK;
  sound.encoding = type == SF_FORMAT_WAV ? "WAV" : type == SF_FORMAT_FLAC ? "FLAC" : "OGG";
  for (std::size_t i = 0; i < samples.size(); i += 2) {
    sound.left.push_back(samples[i]);
    sound.right.push_back(samples[i + 1]);
  }
  return sound;
}

double loudness(std::span<const float> samples) {
  double sum = 0;
  for (const float sample : samples) sum += sample * sample;
  return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

double pitch(std::span<const float> samples, double sampleRate) {
  const auto shortest = static_cast<std::size_t>(sampleRate / kHighest);
  const auto longest = static_cast<std::size_t>(sampleRate / kLowest);
  if (samples.size() < 3 * longest) return 0;
  std::vector<double> like(longest + 2);
  double best = 0;
  for (std::size_t lag = shortest - 1; lag < like.size(); ++lag) {
    like[lag] = similarity(samples, lag);
    best = std::max(best, like[lag]);
  }
  if (best < kClear) return 0;
  // The first peak that is nearly as good as the best: multiples of the period are as alike.
  for (std::size_t lag = shortest; lag <= longest; ++lag) {
    const bool peak = like[lag] >= like[lag - 1] && like[lag] >= like[lag + 1];
    if (!peak || like[lag] < 0.9 * best) continue;
    const double bend = like[lag - 1] - 2 * like[lag] + like[lag + 1];
    const double shift = bend == 0 ? 0 : 0.5 * (like[lag - 1] - like[lag + 1]) / bend;
    return sampleRate / (static_cast<double>(lag) + shift);
  }
  return 0;
}

double cents(double frequency, double reference) {
  return 1200 * std::log2(frequency / reference);
}

}  // namespace partimento::synth::test
