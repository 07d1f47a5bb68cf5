// Through the real driver to a real sound server, and without any.

#include "core/synth/sound_system.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <numbers>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sched.h>

#include "core/synth/audio_drivers.h"
#include "core/synth/soundfont.h"
#include "tests/core/playback/scores.h"
#include "tests/core/synth/sound_analysis.h"
#include "tests/core/synth/sound_server.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"

namespace partimento::synth {
namespace {

using playback::Player;
using playback::SilentSynth;
using playback::test::note;
using playback::test::score;
using playback::test::track;
using Clock = std::chrono::steady_clock;

/// A program in miniature: a player, its sound, and the timer that serves both.
class Studio {
 public:
  explicit Studio(const playback::SoundSettings& settings = {}) : m_sound(m_player, settings) {
    serveUntil([this] { return !m_sound.state().opening; }, 60);
  }
  Player& player() { return m_player; }
  SoundSystem& sound() { return m_sound; }
  bool serveUntil(auto done, double seconds) {
    const auto limit = Clock::now() + std::chrono::duration<double>(seconds);
    while (true) {
      m_sound.poll();
      m_player.collectGarbage();
      if (done()) return true;
      if (Clock::now() > limit) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  /// Until the output has asked for blocks without a pause for a third of a second.
  bool serveFlowing() {
    auto since = Clock::now();
    const auto flowing = [&] {
      if (m_player.sinceLastBlock() > Seconds(0.1)) since = Clock::now();
      return Clock::now() - since > std::chrono::milliseconds(333);
    };
    return serveUntil(flowing, 60);
  }
  void serveFor(double seconds) {
    serveUntil([] { return false; }, seconds);
  }

 private:
  Player m_player{std::make_unique<SilentSynth>(), 48000};
  SoundSystem m_sound;
};

std::vector<float> recorded(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  std::vector<float> both(static_cast<std::size_t>(stream.tellg()) / sizeof(float));
  stream.seekg(0);
  stream.read(reinterpret_cast<char*>(both.data()),
              static_cast<std::streamsize>(both.size() * sizeof(float)));
  std::vector<float> left;
  for (std::size_t i = 0; i + 1 < both.size(); i += 2) left.push_back(both[i]);
  return left;
}

/// From the first to the last sample that is not silent, less a margin at both ends.
std::span<const float> sounding(const std::vector<float>& samples, std::size_t margin) {
  std::size_t first = 0;
  std::size_t last = samples.size();
  while (first < last && std::abs(samples[first]) < 1e-3F) ++first;
  while (last > first && std::abs(samples[last - 1]) < 1e-3F) --last;
  if (last - first < 2 * margin) return {};
  return std::span<const float>(samples).subspan(first + margin, last - first - 2 * margin);
}

/// Samples at which a pure tone is not what it was: x[n+1] + x[n-1] = 2 cos(w) x[n].
int breaks(std::span<const float> tone, double frequency) {
  const double twoCos = 2 * std::cos(2 * std::numbers::pi * frequency / 48000);
  int count = 0;
  for (std::size_t i = 1; i + 1 < tone.size(); ++i) {
    if (std::abs(tone[i + 1] + tone[i - 1] - twoCos * tone[i]) > 1e-3) ++count;
  }
  return count;
}

TEST(SoundSystem, PlaysThroughARealSoundServer) {
  chooseServerLatency();
  if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
  std::string why;
  const auto server = test::SoundServer::start(why);
  if (!server) GTEST_SKIP() << why;
  const partimento::test::TemporaryFolder folder;
  Studio studio;
  ASSERT_EQ(studio.sound().state().output.driver, "pulseaudio");
  EXPECT_FALSE(studio.sound().state().output.silent);
  EXPECT_FALSE(studio.sound().state().soundFont.empty());

  studio.player().setScore(score({track({note(0, 1440, 57)}, 0, 73)}));
  {
    const auto recorder = server->record(folder.path() / "music");
    // A sink that leads nowhere takes up to two seconds ahead before it settles to its clients' pace.
    studio.serveFor(0.5);
    ASSERT_TRUE(studio.serveFlowing());
    studio.player().play();
    studio.serveFor(1.6);
    studio.player().stop();
    studio.serveFor(0.3);
  }
  // A busy machine may make the server itself stumble, and the playhead with it: one try of six counts.
  double off = 1;
  for (int attempt = 0; attempt < 6 && std::abs(off) > 0.2; ++attempt) {
    studio.player().seek(Tick(0));
    const auto start = std::chrono::steady_clock::now();
    studio.player().play();
    studio.serveFor(1);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    off = studio.player().position().exactTick / 960 - took.count();
    studio.player().stop();
    studio.serveFor(0.1);
  }
  EXPECT_NEAR(off, 0, 0.2) << "seconds: the playhead keeps the clock's pace";
  const std::vector<float> music = recorded(folder.path() / "music");
  const std::span<const float> middle = sounding(music, 12000);
  ASSERT_GT(middle.size(), 24000U);
  EXPECT_GT(test::loudness(middle), 1e-2);
  EXPECT_NEAR(test::cents(test::pitch(middle.first(9600), 48000), 220), 0, 50);
  EXPECT_NEAR(test::cents(test::pitch(middle.last(9600), 48000), 220), 0, 50);

  // The same of a clean second.
  int broken = 1;
  for (int attempt = 0; attempt < 6 && broken > 0; ++attempt) {
    {
      const auto recorder = server->record(folder.path() / "tone");
      studio.serveFor(0.3);
      ASSERT_TRUE(studio.serveFlowing());
      studio.sound().testTone();
      studio.serveFor(1.4);
    }
    const std::vector<float> tone = recorded(folder.path() / "tone");
    const std::span<const float> steady = sounding(tone, 1000);
    ASSERT_GT(steady.size(), 40000U);
    broken = breaks(steady, 440);
  }
  EXPECT_EQ(broken, 0) << "dropouts";
}

/// A pure tone whose blocks come late now and then, as on a machine that trains a network.
class LateTone final : public playback::AudioSource {
 public:
  void render(float* left, float* right, int frames) noexcept override {
    if (++m_block % 20 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(15));
    for (int i = 0; i < frames; ++i)
      left[i] = right[i] =
          0.3F * static_cast<float>(std::sin(2 * std::numbers::pi * 440 * m_frame++ / 48000));
  }

 private:
  int m_block = 0;
  double m_frame = 0;
};

TEST(SoundSystem, ABlockThatComesLateMakesNoGap) {
  chooseServerLatency();
  std::string why;
  const auto server = test::SoundServer::start(why);
  if (!server) GTEST_SKIP() << why;
  const partimento::test::TemporaryFolder folder;
  LateTone tone;
  const auto output = openAudioOutput(tone, {"pulseaudio"});
  ASSERT_EQ(output->state().driver, "pulseaudio");
  EXPECT_GE(output->state().latency.value, 1e-3 * kServerMilliseconds);
  std::this_thread::sleep_for(std::chrono::seconds(3));
  int broken = 1;
  for (int attempt = 0; attempt < 6 && broken > 0; ++attempt) {
    {
      const auto recorder = server->record(folder.path() / "tone");
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    }
    const std::vector<float> heard = recorded(folder.path() / "tone");
    const std::span<const float> steady = sounding(heard, 5000);
    ASSERT_GT(steady.size(), 30000U);
    broken = breaks(steady, 440);
  }
  EXPECT_EQ(broken, 0) << "dropouts";
}

/// Of the thread of this process with that name.
std::optional<int> policyOf(const std::string& name) {
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream file(task.path() / "comm");
    std::string line;
    if (std::getline(file, line) && line == name)
      return sched_getscheduler(std::stoi(task.path().filename().string()));
  }
  return std::nullopt;
}

TEST(SoundSystem, WhatCarriesTheSamplesIsUrgentAndNothingElse) {
  std::string why;
  const auto server = test::SoundServer::start(why);
  if (!server) GTEST_SKIP() << why;
  const int before = sched_getscheduler(0);
  sched_param urgent{};
  urgent.sched_priority = 5;
  if (sched_setscheduler(0, SCHED_RR, &urgent) != 0) GTEST_SKIP() << "nothing may be urgent here";
  urgent.sched_priority = 0;
  ASSERT_EQ(sched_setscheduler(0, before, &urgent), 0);
  LateTone tone;
  const auto output = openAudioOutput(tone, {"pulseaudio"});
  ASSERT_EQ(output->state().driver, "pulseaudio");
  EXPECT_EQ(policyOf("threaded-ml"), SCHED_RR);
  EXPECT_EQ(sched_getscheduler(0), before);
}

TEST(SoundSystem, PlaysSilentlyWithoutADevice) {
  setenv("PULSE_SERVER", "unix:/nowhere/pulse", 1);
  Studio studio;
  unsetenv("PULSE_SERVER");
  const playback::SoundState& state = studio.sound().state();
  if (!state.output.silent) GTEST_SKIP() << "this machine has a sound card: " << state.output.driver;
  EXPECT_EQ(state.output.driver, kSilentDriver);
  EXPECT_EQ(state.output.attempts.size(), audioDrivers().size());
  for (const auto& attempt : state.output.attempts) EXPECT_FALSE(attempt.reason.empty()) << attempt.driver;
  studio.player().setScore(score({track({note(0, 19200, 60)})}));
  studio.player().play();
  EXPECT_TRUE(studio.serveUntil([&] { return studio.player().position().tick > Tick(240); }, 60));
}

TEST(SoundSystem, SaysWhatIsWrongWithASoundFontAndKeepsTheOther) {
  if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
  playback::SoundSettings settings;
  settings.driver = kSilentDriver;
  Studio studio(settings);
  const std::filesystem::path first = studio.sound().state().soundFont;
  EXPECT_FALSE(first.empty());
  settings.soundFont = "/nowhere/mine.sf2";
  studio.sound().apply(settings);
  EXPECT_TRUE(studio.sound().state().opening);
  ASSERT_TRUE(studio.serveUntil([&] { return !studio.sound().state().opening; }, 60));
  ASSERT_TRUE(studio.sound().state().soundFontError.has_value());
  EXPECT_EQ(studio.sound().state().soundFontError->code(), ErrorCode::SoundFontMissing);
  EXPECT_EQ(studio.sound().state().soundFont, first);
  settings.soundFont = first;
  studio.sound().apply(settings);
  ASSERT_TRUE(studio.serveUntil([&] { return !studio.sound().state().opening; }, 60));
  EXPECT_FALSE(studio.sound().state().soundFontError.has_value());
}

/// An output of a device that chooses its sample rate itself and never asks for a block.
class StubbornOutput final : public playback::AudioOutput {
 public:
  explicit StubbornOutput(double sampleRate) {
    m_state.driver = "stubborn";
    m_state.silent = false;
    m_state.sampleRate = sampleRate;
  }
  const playback::AudioOutputState& state() const override { return m_state; }

 private:
  playback::AudioOutputState m_state;
};

/// Opens the sound on a device whose rate can be changed, as between two pluggings.
class SoundAtSomeRate : public testing::Test {
 protected:
  void SetUp() override {
    if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
    std::filesystem::copy_file(installedSoundFonts().front(), m_font);
    playback::SoundSettings settings;
    settings.soundFont = m_font;
    m_sound = std::make_unique<SoundSystem>(m_player, settings,
                                            [this](playback::AudioSource&, const OutputSettings&) {
                                              return std::make_unique<StubbornOutput>(m_rate);
                                            });
    serve();
  }
  void serve() {
    const auto limit = Clock::now() + partimento::test::kHung;
    do {
      m_sound->poll();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    } while (m_sound->state().opening && Clock::now() < limit);
    ASSERT_FALSE(m_sound->state().opening);
  }
  void reopenAt(double rate) {
    m_rate = rate;
    m_sound->reopen();
    serve();
  }

  const partimento::test::TemporaryFolder m_folder;
  const std::filesystem::path m_font = m_folder.path() / "font.sf2";
  std::atomic<double> m_rate = 44100;
  Player m_player{std::make_unique<SilentSynth>(), 48000};
  std::unique_ptr<SoundSystem> m_sound;
};

TEST_F(SoundAtSomeRate, FollowsTheDevice) {
  EXPECT_EQ(m_player.sampleRate(), 44100);
  EXPECT_EQ(m_sound->state().soundFont, m_font);
  reopenAt(96000);
  EXPECT_EQ(m_player.sampleRate(), 96000);
  EXPECT_FALSE(m_sound->state().soundFontError.has_value());
}

TEST_F(SoundAtSomeRate, SaysThatNothingSoundsWhenTheSoundFontCannotBeLoadedForIt) {
  std::filesystem::remove(m_font);
  reopenAt(48000);
  ASSERT_TRUE(m_sound->state().soundFontError.has_value());
  EXPECT_EQ(m_sound->state().soundFontError->code(), ErrorCode::SoundFontMissing);
  EXPECT_TRUE(m_sound->state().soundFont.empty()) << "the old one is tuned for another rate";
  EXPECT_EQ(m_player.sampleRate(), 48000) << "the clock keeps the device's pace";
  std::filesystem::copy_file(installedSoundFonts().front(), m_font);
  reopenAt(48000);
  EXPECT_FALSE(m_sound->state().soundFontError.has_value());
  EXPECT_EQ(m_sound->state().soundFont, m_font);
}

TEST_F(SoundAtSomeRate, SaysWhenTheSynthesizerDoesNotReachTheRate) {
  reopenAt(192000);
  ASSERT_TRUE(m_sound->state().soundFontError.has_value());
  EXPECT_EQ(m_sound->state().soundFontError->code(), ErrorCode::AudioFailed);
  EXPECT_TRUE(m_sound->state().soundFont.empty());
}

TEST(SoundSystem, EndsAtOnceInTheMiddleOfAnything) {
  for (int i = 0; i < 5; ++i) {
    Player player(std::make_unique<SilentSynth>(), 48000);
    playback::SoundSettings settings;
    settings.driver = kSilentDriver;
    SoundSystem sound(player, settings);
    if (i % 2 == 0) sound.reopen();
    player.play();
  }
}

}  // namespace
}  // namespace partimento::synth
