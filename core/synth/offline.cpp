#include "core/synth/offline.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/playback/engine.h"
#include "core/playback/plan.h"
#include "core/synth/fluid_synth.h"
#include "core/synth/sound_file.h"
#include "core/synth/soundfont.h"

namespace partimento::synth {

namespace {

using playback::Plan;
using playback::PlaybackEngine;
using playback::TransportState;

constexpr int kBlockFrames = 512;
constexpr float kInaudible = 1e-4F;  // -80 dB of full scale
constexpr double kSilenceSeconds = 0.1;

/// One block of sound on its way from the engine to the file.
class Block {
 public:
  void render(PlaybackEngine& engine) {
    engine.render(m_left.data(), m_right.data(), kBlockFrames);
    for (std::size_t i = 0; i < m_left.size(); ++i) {
      m_interleaved[2 * i] = m_left[i];
      m_interleaved[2 * i + 1] = m_right[i];
    }
  }
  std::span<const float> samples() const { return m_interleaved; }
  float peak() const {
    float most = 0;
    for (const float sample : m_interleaved) most = std::max(most, std::abs(sample));
    return most;
  }

 private:
  std::array<float, kBlockFrames> m_left{};
  std::array<float, kBlockFrames> m_right{};
  std::array<float, 2 * kBlockFrames> m_interleaved{};
};

class Renderer {
 public:
  Renderer(const Score& score, const RenderSettings& settings, SoundFile& file)
      : m_settings(settings),
        m_file(file),
        m_synth({findSoundFont(settings.soundFont), settings.sampleRate, kVoices}),
        m_plan(Plan::build(score, {settings.sampleRate, settings.tempoScale})),
        m_engine(m_synth, *m_plan) {}

  void run(const RenderProgress& progress, const std::stop_token& stop) {
    m_engine.send({1, playback::command::Play{}});
    const auto whole = static_cast<double>(m_plan->end().value);
    for (std::int64_t done = 0; !finished(); done += kBlockFrames) {
      step(stop);
      if (progress) progress(std::min(static_cast<double>(done) / whole, 1.0));
    }
    const auto longest = static_cast<std::int64_t>(m_settings.longestTail.value * m_settings.sampleRate);
    const auto enough = static_cast<std::int64_t>(kSilenceSeconds * m_settings.sampleRate);
    std::int64_t silent = 0;
    for (std::int64_t done = 0; done < longest && silent < enough; done += kBlockFrames) {
      step(stop);
      silent = m_block.peak() < kInaudible ? silent + kBlockFrames : 0;
    }
    if (progress) progress(1.0);
  }

 private:
  static constexpr int kVoices = 1024;

  bool finished() {
    const playback::Snapshot& now = m_engine.snapshot();
    return now.sequence > 0 && now.state == TransportState::Stopped;
  }
  void step(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::Cancelled);
    m_block.render(m_engine);
    m_file.write(m_block.samples());
  }

  const RenderSettings& m_settings;
  SoundFile& m_file;
  FluidSynth m_synth;
  std::unique_ptr<const Plan> m_plan;
  PlaybackEngine m_engine;
  Block m_block;
};

}  // namespace

AudioFormat audioFormatOf(const std::filesystem::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (suffix == ".wav") return AudioFormat::Wav;
  if (suffix == ".flac") return AudioFormat::Flac;
  if (suffix == ".ogg" || suffix == ".oga") return AudioFormat::Ogg;
  throw Error(ErrorCode::UnknownFormat, {path.string(), suffix});
}

void renderScore(const Score& score, const std::filesystem::path& path, const RenderSettings& settings,
                 const RenderProgress& progress, std::stop_token stop) {
  const AudioFormat format = audioFormatOf(path);
  if (score.noteCount() == 0) throw Error(ErrorCode::NoNotes, {path.string()});
  SoundFile file(path, format, settings.sampleRate);
  Renderer(score, settings, file).run(progress, stop);
  file.finish();
}

}  // namespace partimento::synth
