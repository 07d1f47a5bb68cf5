#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/playback/player.h"
#include "core/playback/sound_control.h"
#include "core/synth/audio_drivers.h"

namespace partimento::synth {

/// Gives a Player its synth and its output, and keeps them alive: opens drivers and loads SoundFonts on a
/// thread of its own, opens the output again when a device has died. The player starts with any synth
/// (SilentSynth) and must outlive this. All functions belong to the player's thread.
class SoundSystem final : public playback::SoundControl {
 public:
  using OpenOutput =
      std::function<std::unique_ptr<playback::AudioOutput>(playback::AudioSource&, const OutputSettings&)>;
  explicit SoundSystem(playback::Player& player, playback::SoundSettings settings = {},
                       OpenOutput open = openAudioOutput);
  ~SoundSystem() override;

  const playback::SoundState& state() const override { return m_state; }
  std::vector<std::string> drivers() const override;
  const playback::SoundSettings& settings() const override { return m_settings; }
  void apply(const playback::SoundSettings& settings) override;
  void reopen() override;
  void testTone() override;
  bool poll() override;

 private:
  struct Order {
    playback::SoundSettings settings;
    bool output = false;
    bool soundFont = false;
  };
  struct Result {
    std::optional<playback::AudioOutputState> output;
    std::unique_ptr<playback::Synth> synth;
    double sampleRate = 0;
    std::filesystem::path soundFont;
    std::optional<Error> error;
  };

  void place(const Order& order);
  void work(const std::stop_token& stop);
  void carryOut(const Order& order);
  void loadSynth(const Order& order, Result& result);
  void watch();

  playback::Player& m_player;
  const OpenOutput m_open;
  playback::SoundSettings m_settings;
  playback::SoundState m_state;
  std::chrono::steady_clock::time_point m_openedAt;

  std::mutex m_mutex;  // the three below
  std::condition_variable_any m_wake;
  std::optional<Order> m_order;
  std::optional<Result> m_result;
  bool m_busy = false;

  // The worker's.
  std::unique_ptr<playback::AudioOutput> m_output;
  double m_sampleRate;
  double m_loadedRate = 0;

  std::jthread m_worker;  // last: ends before what it uses
};

}  // namespace partimento::synth
