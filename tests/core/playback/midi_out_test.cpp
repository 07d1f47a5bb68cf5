// What goes out: bytes, clock, times, and that nothing is left hanging.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/playback/channel_plan.h"
#include "core/playback/midi_out_loop.h"
#include "core/playback/player.h"
#include "tests/core/playback/fake_midi_ports.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"
#include "tests/support/patience.h"

namespace partimento::playback {
namespace {

using test::FakeMidiMachine;
using test::FakeSynth;
using test::note;
using test::score;
using test::track;
using testing::ElementsAre;
using Kind = ChannelMessage::Kind;

constexpr int kBlockFrames = 64;

TEST(MidiMessages, ChannelMessagesComeBackAsTheyWent) {
  for (int channel = 0; channel < 16; ++channel) {
    const auto on = static_cast<std::uint8_t>(channel);
    for (const ChannelMessage& message :
         {ChannelMessage{Kind::NoteOn, on, 60, 1}, ChannelMessage{Kind::NoteOff, on, 127, 64},
          ChannelMessage{Kind::KeyPressure, on, 3, 127}, ChannelMessage{Kind::Controller, on, 64, 127},
          ChannelMessage{Kind::Program, on, 127, 0}, ChannelMessage{Kind::ChannelPressure, on, 0, 5},
          ChannelMessage{Kind::PitchBend, on, 0, -8192}, ChannelMessage{Kind::PitchBend, on, 0, 8191},
          ChannelMessage{Kind::PitchBend, on, 0, 0}}) {
      EXPECT_EQ(channelMessageOf(midiMessageOf(message, on)), message);
    }
  }
}

TEST(MidiMessages, ANoteOnWithoutVelocityIsANoteOffAndTheRestIsNone) {
  EXPECT_EQ(channelMessageOf({{0x93, 60, 0}, 3}), (ChannelMessage{Kind::NoteOff, 3, 60, 0}));
  EXPECT_FALSE(channelMessageOf({{0xF8, 0, 0}, 1}));
  EXPECT_FALSE(channelMessageOf({{0xF2, 1, 2}, 3}));
  EXPECT_FALSE(channelMessageOf({{0x90, 60, 0}, 2})) << "cut short";
  EXPECT_FALSE(channelMessageOf({}));
}

/// A player whose blocks the test renders, and what it sends out.
class Out : public testing::Test {
 protected:
  void run(std::int64_t frames) {
    float left[kBlockFrames];
    float right[kBlockFrames];
    for (; frames > 0; frames -= kBlockFrames) {
      m_player.source().render(left, right, kBlockFrames);
      for (MidiMessage message; m_player.queues().outgoing.tryPop(message);) m_out.push_back(message);
    }
  }
  std::vector<int> statuses() const {
    std::vector<int> all;
    for (const MidiMessage& message : m_out) all.push_back(message.bytes[0]);
    return all;
  }
  int count(int status) const {
    int found = 0;
    for (const int one : statuses()) found += one == status ? 1 : 0;
    return found;
  }

  Player m_player{std::make_unique<FakeSynth>(), 48000};
  std::vector<MidiMessage> m_out;
};

TEST_F(Out, PlaysEveryTrackOnAChannelOfItsOwn) {
  m_player.setScore(score(
      {track({note(0, 480, 60)}, 0, 5), track({note(0, 480, 62)}, 0, 7), track({note(0, 480, 38)}, 9)}));
  m_player.setMidiOut(true);
  m_player.play();
  run(60000);
  EXPECT_EQ(count(0x90), 1);
  EXPECT_EQ(count(0x91), 1);
  EXPECT_EQ(count(0x99), 1);
  EXPECT_EQ(count(0x80) + count(0x81) + count(0x89), 3);
  int program = -1;
  for (const MidiMessage& message : m_out) {
    if (message.bytes[0] == 0xC1) program = message.bytes[1];
    if (message.bytes[0] == 0x91) break;
  }
  EXPECT_EQ(program, 7) << "said before the first note";
}

TEST_F(Out, KeepsMetronomeAndLiveKeysToItself) {
  m_player.setScore(score({track({note(0, 1920, 60)})}));
  m_player.setMetronome({.enabled = true, .volume = 1});
  m_player.setMidiOut(true);
  m_player.queues().played.tryPush({0, {Kind::NoteOn, 0, 72, 80}});
  m_player.play();
  run(96000);
  EXPECT_EQ(count(0x99), 0);
  EXPECT_EQ(count(0x90), 1);
}

TEST_F(Out, SaysNothingWhileNoOutputIsOpen) {
  m_player.setScore(score({track({note(0, 480, 60)})}));
  m_player.setMidiClock(true);
  m_player.play();
  run(24000);
  EXPECT_TRUE(m_out.empty());
}

TEST_F(Out, GoesOnWhileTheStudioIsSilencedAndSoundComesBackWithItsVolume) {
  Player player(std::make_unique<FakeSynth>(), 48000);
  player.setScore(score({track({note(0, 19200, 60)})}));
  player.setMidiOut(true);
  player.setMasterVolume(0.5);
  player.play();
  player.testTone(Seconds(10));
  const auto peak = [&player] {
    std::array<float, 4800> left{};
    std::array<float, 4800> right{};
    for (int i = 0; i < 2; ++i) player.source().render(left.data(), right.data(), 4800);
    return std::abs(*std::ranges::max_element(left, {}, [](float sample) { return std::abs(sample); }));
  };
  const float before = peak();
  ASSERT_GT(before, 0);
  player.setSilenced(true);
  EXPECT_EQ(peak(), 0);
  player.setMasterVolume(0.25);
  EXPECT_EQ(peak(), 0) << "the volume control does not end the silence";
  MidiMessage message;
  EXPECT_TRUE(player.queues().outgoing.tryPop(message));
  player.setSilenced(false);
  EXPECT_NEAR(peak(), before / 2, before / 20);
}

TEST_F(Out, DatesEveryMessageByTheFrameItSoundsAt) {
  m_player.setOutputLatency(Seconds(0.02));
  m_player.setScore(score({track({note(0, 1, 60), note(240, 1, 62), note(300, 1, 64)})}));
  m_player.setMidiOut(true);
  m_player.play();
  float left[16384];
  float right[16384];
  const std::int64_t before = steadyNanoseconds();
  m_player.source().render(left, right, 16384);  // 250 ms and 312.5 ms are within one block
  std::vector<double> on;
  for (MidiMessage message; m_player.queues().outgoing.tryPop(message);) {
    if (message.bytes[0] == 0x90) on.push_back(static_cast<double>(message.stamp - before) * 1e-6);
  }
  ASSERT_EQ(on.size(), 3U);
  EXPECT_NEAR(on[0], 20, 5) << "the latency of the sound";
  EXPECT_NEAR(on[1] - on[0], 250, 0.1);
  EXPECT_NEAR(on[2] - on[1], 62.5, 0.1);
}

TEST_F(Out, ClockHasTwentyFourPulsesAQuarterStartAndStop) {
  m_player.setScore(score({track({note(0, 1920, 60)})}));
  m_player.setMidiOut(true);
  m_player.setMidiClock(true);
  m_player.play();
  run(48000);  // two quarters: pulses 0 to 47
  EXPECT_EQ(count(kMidiStart), 1);
  EXPECT_EQ(count(kMidiClock), 48);
  m_player.stop();
  run(kBlockFrames);
  EXPECT_EQ(count(kMidiStop), 1);
  EXPECT_EQ(count(kMidiClock), 48);
}

TEST_F(Out, ClockGoesOnFromASongPosition) {
  m_player.setScore(score({track({note(0, 1920, 60)})}));
  m_player.setMidiOut(true);
  m_player.setMidiClock(true);
  m_player.seek(Tick(500));  // a little after the fifth sixteenth
  m_player.play();
  run(24000);
  const auto position = std::find_if(m_out.begin(), m_out.end(), [](const MidiMessage& message) {
    return message.bytes[0] == kSongPosition;
  });
  ASSERT_NE(position, m_out.end());
  EXPECT_EQ(position->bytes[1], 5);
  const auto rest = statuses();
  const auto first = std::find(rest.begin(), rest.end(), kMidiContinue);
  ASSERT_NE(first, rest.end());
  EXPECT_EQ(*(first + 1), kMidiClock);
  EXPECT_EQ(count(kMidiStart), 0);
}

TEST_F(Out, ClockFollowsTheLoop) {
  m_player.setScore(score({track({note(0, 1920, 60)})}));
  m_player.setMidiOut(true);
  m_player.setMidiClock(true);
  m_player.setLoop(LoopRange{Tick(0), Tick(480)});
  m_player.play();
  run(72000);
  EXPECT_EQ(count(kMidiClock), 72) << "three times a quarter";
  EXPECT_EQ(count(kMidiStart), 3);
}

class Loop : public testing::Test {
 protected:
  std::vector<FakeMidiMachine::Sent> waitFor(std::size_t count) {
    const auto end = std::chrono::steady_clock::now() + partimento::test::kHung;
    while (m_machine.sent("").size() < count && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
    return m_machine.sent("");
  }
  void open() { m_loop.use(m_machine.ports()->openVirtualOutput(MidiBackend::Alsa)); }

  FakeMidiMachine m_machine;
  LiveQueues m_queues;
  EchoGuard m_guard;
  MidiOutLoop m_loop{m_queues, m_guard};
};

TEST_F(Loop, SendsAtTheTimeInOrder) {
  open();
  const std::int64_t start = steadyNanoseconds() + 20'000'000;
  for (int i = 0; i < 50; ++i) {
    MidiMessage message = test::struck(40 + i);
    message.stamp = start + i * 2'000'000;
    ASSERT_TRUE(m_queues.outgoing.tryPush(message));
  }
  const auto sent = waitFor(50);
  ASSERT_EQ(sent.size(), 50U);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(sent[static_cast<std::size_t>(i)].message.bytes[1], 40 + i);
    EXPECT_GE(sent[static_cast<std::size_t>(i)].at, start + i * 2'000'000) << "never early";
  }
  EXPECT_EQ(m_loop.timing().count, 50U);
}

TEST_F(Loop, EndsWhatItLeftInADeviceBeforeItLetsGo) {
  open();
  m_loop.thru(test::struck(60));
  m_loop.thru(test::struck(64));
  m_loop.thru(test::released(64));
  m_loop.thru(test::controller(64, 127));
  waitFor(4);
  m_loop.use(nullptr);
  const auto sent = m_machine.sent("");
  ASSERT_EQ(sent.size(), 6U);
  EXPECT_EQ(sent[4].message.bytes, (std::array<std::uint8_t, 3>{0x80, 60, 64}));
  EXPECT_EQ(sent[5].message.bytes, (std::array<std::uint8_t, 3>{0xB0, 64, 0}));
  m_loop.thru(test::struck(60));
  EXPECT_EQ(m_machine.sent("").size(), 6U);
}

}  // namespace
}  // namespace partimento::playback
