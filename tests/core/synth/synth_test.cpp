#include <cmath>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/playback/engine.h"
#include "core/synth/fluid_synth.h"
#include "core/synth/soundfont.h"
#include "tests/core/playback/allocation_guard.h"
#include "tests/core/playback/scores.h"
#include "tests/core/synth/small_soundfont.h"
#include "tests/core/synth/sound_analysis.h"
#include "tests/support/paths.h"

namespace partimento::synth {
namespace {

using playback::ChannelMessage;
using playback::Plan;
using playback::PlaybackEngine;
using playback::test::AllocationGuard;
using playback::test::note;
using playback::test::score;
using playback::test::track;
using Kind = ChannelMessage::Kind;
namespace command = playback::command;

class SynthTest : public testing::Test {
 protected:
  void SetUp() override {
    if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
    m_synth = std::make_unique<FluidSynth>(FluidSettings{findSoundFont(), 48000});
  }
  std::vector<float> render(int frames) {
    std::vector<float> left(static_cast<std::size_t>(frames));
    std::vector<float> right(static_cast<std::size_t>(frames));
    m_synth->render(left.data(), right.data(), frames);
    return left;
  }
  std::unique_ptr<FluidSynth> m_synth;
};

TEST_F(SynthTest, IsSilentUntilItPlays) {
  EXPECT_LT(test::loudness(render(4800)), 1e-6);
  m_synth->send({Kind::NoteOn, 0, 69, 100});
  EXPECT_GT(test::loudness(render(4800)), 1e-3);
}

TEST_F(SynthTest, PlaysTheRightPitch) {
  for (const int key : {48, 57, 60, 69, 76}) {
    m_synth->send({Kind::Program, 0, 73, 0});
    m_synth->send({Kind::NoteOn, 0, static_cast<std::uint8_t>(key), 100});
    render(9600);
    const double heard = test::pitch(render(9600), 48000);
    EXPECT_NEAR(test::cents(heard, 440 * std::exp2((key - 69) / 12.0)), 0, 30)
        << key << ": " << heard << " Hz";
    m_synth->silence();
  }
}

TEST_F(SynthTest, BendsAndObeysTheVolume) {
  m_synth->send({Kind::Program, 0, 73, 0});
  m_synth->send({Kind::PitchBend, 0, 0, 8191});
  m_synth->send({Kind::NoteOn, 0, 67, 100});
  render(9600);
  const std::vector<float> loud = render(9600);
  EXPECT_NEAR(test::cents(test::pitch(loud, 48000), 440), 0, 30);
  m_synth->send({Kind::Controller, 0, 7, 50});
  render(4800);
  EXPECT_LT(test::loudness(render(9600)), 0.5 * test::loudness(loud));
}

TEST_F(SynthTest, PercussionPlaysOnEveryPercussionChannel) {
  for (const std::uint8_t channel : {9, 25, 41, 57}) {
    m_synth->send({Kind::NoteOn, channel, 76, 127});
    EXPECT_GT(test::loudness(render(2400)), 1e-3) << int{channel};
    m_synth->silence();
  }
}

TEST_F(SynthTest, SilenceIsSilence) {
  m_synth->send({Kind::Controller, 0, 91, 127});
  for (const std::uint8_t key : {60, 64, 67}) m_synth->send({Kind::NoteOn, 0, key, 127});
  render(24000);
  m_synth->silence();
  render(64);
  EXPECT_EQ(test::loudness(render(48000)), 0);
}

TEST_F(SynthTest, FallsSilentAfterStop) {
  const auto plan = Plan::build(*score({track({note(0, 40000, 60), note(0, 40000, 67)}, 0, 48)}), {});
  PlaybackEngine engine(*m_synth, *plan);
  std::vector<float> left(48000);
  std::vector<float> right(48000);
  engine.send({1, command::Play{}});
  engine.render(left.data(), right.data(), 48000);
  EXPECT_GT(test::loudness(left), 1e-3);
  engine.send({2, command::Stop{}});
  for (int second = 0; second < 5; ++second) engine.render(left.data(), right.data(), 48000);
  EXPECT_LT(test::loudness(left), 1e-4);
  EXPECT_EQ(m_synth->activeVoices(), 0);
}

TEST_F(SynthTest, TheCallbackNeverAllocatesOrLocks) {
  Random random(4);
  std::vector<std::unique_ptr<const Plan>> plans;
  for (int i = 0; i < 30; ++i) plans.push_back(Plan::build(*playback::test::randomScore(random), {}));
  PlaybackEngine engine(*m_synth, *plans.front());
  std::vector<float> left(512);
  std::vector<float> right(512);
  std::uint64_t sequence = 0;
  engine.send({++sequence, command::Metronome{{true, 1.0}}});
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (i > 0) engine.send({++sequence, command::UsePlan{plans[i].get(), playback::TakeOver::Now}});
    engine.send({++sequence, command::Seek{Tick(static_cast<std::int64_t>(random.below(2000)))}});
    engine.send({++sequence, command::Play{}});
    engine.send({++sequence, command::NoteOn{0, 60, 90, Frames(900)}});
    if (i % 7 == 6) engine.send({++sequence, command::Panic{}});
    for (int block = 0; block < 60; ++block) {
      const AllocationGuard guard;
      engine.render(left.data(), right.data(), static_cast<int>(1 + random.below(512)));
      ASSERT_EQ(guard.count(), 0);
    }
    playback::Released released;
    while (engine.released(released)) {
    }
  }
}

TEST_F(SynthTest, ProgramsThatTheSoundFontLacksDoNotStopIt) {
  const AllocationGuard guard;
  m_synth->send({Kind::Program, 0, 5, 77});
  m_synth->send({Kind::Program, 9, 101, 0});
  m_synth->send({Kind::NoteOn, 0, 60, 100});
  EXPECT_EQ(guard.count(), 0);
  EXPECT_GT(test::loudness(render(4800)), 1e-4);
}

ErrorCode codeOf(const std::filesystem::path& soundFont) {
  try {
    const FluidSynth synth(FluidSettings{soundFont, 48000});
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(SoundFont, ErrorsAreTyped) {
  const partimento::test::TemporaryFolder folder;
  EXPECT_EQ(codeOf(folder.path() / "none.sf2"), ErrorCode::SoundFontMissing);
  EXPECT_EQ(codeOf(folder.path()), ErrorCode::SoundFontMissing);
  write(folder.path() / "empty.sf2", "");
  EXPECT_EQ(codeOf(folder.path() / "empty.sf2"), ErrorCode::SoundFontDamaged);
  write(folder.path() / "text.sf2", "this is no SoundFont at all");
  EXPECT_EQ(codeOf(folder.path() / "text.sf2"), ErrorCode::SoundFontDamaged);
  write(folder.path() / "head.sf2", std::string("RIFF\x10\0\0\0sfbkLIST\0\0\0\0\0\0\0\0", 24));
  EXPECT_EQ(codeOf(folder.path() / "head.sf2"), ErrorCode::SoundFontDamaged);
}

TEST(SoundFont, ACutFileIsDamaged) {
  if (installedSoundFonts().empty()) GTEST_SKIP() << "no SoundFont is installed";
  const partimento::test::TemporaryFolder folder;
  const auto cut = folder.path() / "cut.sf2";
  std::filesystem::copy_file(std::filesystem::canonical(findSoundFont()), cut);
  std::filesystem::resize_file(cut, 100000);
  EXPECT_EQ(codeOf(cut), ErrorCode::SoundFontDamaged);
}

TEST(SoundFont, AChosenOneIsNotReplacedInSilence) {
  EXPECT_THROW(findSoundFont("/nowhere/mine.sf2"), Error);
}

TEST(Sf3, ASoundFontOfCompressedSamplesSounds) {
  const partimento::test::TemporaryFolder folder;
  const auto path = folder.path() / "small.sf3";
  test::writeSmallSf3(path);
  EXPECT_NO_THROW(checkSoundFont(path));
  FluidSynth synth({path, 48000});
  std::vector<float> left(9600), right(9600);
  for (const int key : {69, 57}) {
    synth.send({Kind::NoteOn, 0, static_cast<std::uint8_t>(key), 110});
    synth.render(left.data(), right.data(), 9600);
    synth.render(left.data(), right.data(), 9600);
    EXPECT_GT(test::loudness(left), 1e-3);
    const double heard = test::pitch(left, 48000);
    EXPECT_NEAR(test::cents(heard, 440 * std::exp2((key - 69) / 12.0)), 0, 10) << heard;
    synth.silence();
  }
}

}  // namespace
}  // namespace partimento::synth
