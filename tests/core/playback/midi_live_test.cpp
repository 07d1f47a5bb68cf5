// Keys played live, from the keyboard's message to the synth.

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/playback/channel_plan.h"
#include "core/playback/engine.h"
#include "core/playback/live_input.h"
#include "core/playback/midi_out_loop.h"
#include "tests/core/playback/allocation_guard.h"
#include "tests/core/playback/fake_midi_ports.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"

namespace partimento::playback {
namespace {

using test::controller;
using test::FakeSynth;
using test::note;
using test::released;
using test::score;
using test::struck;
using test::track;
using testing::ElementsAre;
using testing::Field;
using Kind = ChannelMessage::Kind;

constexpr int kBlock = 64;

class Live : public testing::Test {
 protected:
  void run(int blocks = 1) {
    float left[kBlock];
    float right[kBlock];
    for (int i = 0; i < blocks; ++i) m_engine.render(left, right, kBlock);
  }
  template <typename What>
  void tell(const What& what) {
    ASSERT_TRUE(m_engine.send({++m_sequence, what}));
  }
  std::vector<LiveEvent> heard() {
    std::vector<LiveEvent> all;
    for (LiveEvent event; m_input.next(event);) all.push_back(event);
    return all;
  }

  FakeSynth m_synth;
  ScorePtr m_music = score({track({note(0, 960, 60)}, 0, 5), track({note(0, 480, 36)}, 9)});
  std::unique_ptr<const Plan> m_plan = Plan::build(*m_music, {});
  PlaybackEngine m_engine{m_synth, *m_plan};
  EchoGuard m_guard;
  MidiOutLoop m_out{m_engine.queues(), m_guard};
  LiveInput m_input{m_engine.queues(), m_out, m_guard};
  std::uint64_t m_sequence = 0;
};

TEST_F(Live, AKeySoundsAtTheNextBlockWithTheTracksInstrument) {
  run(3);
  m_synth.forget();
  m_input.received(struck(64, 90));
  run();
  const auto on = m_synth.notes(Kind::NoteOn);
  ASSERT_EQ(on.size(), 1U);
  EXPECT_EQ(on[0].at, 3 * kBlock);
  EXPECT_EQ(on[0].message, (ChannelMessage{Kind::NoteOn, kLiveChannel, 64, 90}));
  EXPECT_EQ(m_synth.state(kLiveChannel).program, 5);
  m_input.received(released(64, 33));
  run();
  EXPECT_EQ(m_synth.notes(Kind::NoteOff).back().message,
            (ChannelMessage{Kind::NoteOff, kLiveChannel, 64, 33}));
  EXPECT_EQ(m_synth.sounding(), 0);
}

TEST_F(Live, PercussionTracksSoundOnAPercussionChannel) {
  tell(command::LiveTrack{1});
  m_input.received(struck(38));
  run();
  EXPECT_TRUE(isPercussionChannel(m_synth.notes(Kind::NoteOn).back().message.channel));
  tell(command::LiveTrack{0});
  m_input.received(struck(60));
  run();
  EXPECT_EQ(m_synth.sounding(), 1) << "a drum does not hang when the instrument changes";
}

TEST_F(Live, NeitherTheScoreNorALoopEndsAHeldKeyOrPedal) {
  tell(command::Loop{{Tick(0), Tick(240)}, true});
  tell(command::Play{});
  m_input.received(struck(60));
  m_input.received(controller(kSustainPedal, 127));
  run(1000);
  EXPECT_EQ(m_synth.state(kLiveChannel).controllers[kSustainPedal], 127);
  int ended = 0;
  for (const auto& off : m_synth.notes(Kind::NoteOff)) ended += off.message.channel == kLiveChannel ? 1 : 0;
  EXPECT_EQ(ended, 0);
}

TEST_F(Live, StopAndPanicEndKeysAndPedals) {
  for (const bool panic : {false, true}) {
    m_input.received(struck(60));
    m_input.received(struck(67));
    m_input.received(controller(kSustainPedal, 100));
    run();
    EXPECT_EQ(m_synth.sounding(), 2);
    if (panic) {
      tell(command::Panic{});
    } else {
      tell(command::Stop{});
    }
    run();
    EXPECT_EQ(m_synth.sounding(), 0);
    EXPECT_EQ(m_synth.state(kLiveChannel).controllers[kSustainPedal], 0);
  }
}

TEST_F(Live, ADeviceThatGoesLetsGoOfWhatItHeld) {
  m_input.received(struck(60));
  m_input.received(controller(kSustainPedal, 100));
  run();
  m_input.letGo();
  run();
  EXPECT_EQ(m_synth.sounding(), 0);
  EXPECT_EQ(m_synth.state(kLiveChannel).controllers[kSustainPedal], 0);
  EXPECT_EQ(heard().size(), 5U) << "the listener is told, too";
}

TEST_F(Live, AnOctaveShiftEndsKeysWhereTheyBegan) {
  m_input.received(struck(60));
  m_input.setOctaveShift(2);
  m_input.received(struck(62));
  m_input.received(released(60));
  m_input.received(released(62));
  m_input.received(struck(120));
  run();
  std::vector<int> on;
  for (const auto& one : m_synth.notes(Kind::NoteOn)) on.push_back(one.message.number);
  EXPECT_THAT(on, ElementsAre(60, 86, 120)) << "what leaves the range comes back by octaves";
  EXPECT_EQ(m_synth.sounding(), 1);
}

TEST_F(Live, CurvesKeepTheEndsAndTheOrder) {
  for (const VelocityCurve curve : {VelocityCurve::Soft, VelocityCurve::Linear, VelocityCurve::Hard}) {
    EXPECT_EQ(curvedVelocity(127, curve), 127);
    for (int velocity = 2; velocity <= 127; ++velocity) {
      EXPECT_GE(curvedVelocity(velocity, curve), curvedVelocity(velocity - 1, curve));
      EXPECT_GE(curvedVelocity(velocity, curve), 1);
    }
  }
  EXPECT_GT(curvedVelocity(64, VelocityCurve::Soft), 64);
  EXPECT_LT(curvedVelocity(64, VelocityCurve::Hard), 64);
  EXPECT_EQ(curvedVelocity(1, VelocityCurve::Fixed), curvedVelocity(127, VelocityCurve::Fixed));
}

TEST_F(Live, ForgetsProgramsAndBanksOfTheKeyboard) {
  m_input.received({{0xC0, 40, 0}, 2, 0});
  m_input.received(controller(0, 3));
  m_input.received(struck(60));
  run();
  EXPECT_EQ(m_synth.state(kLiveChannel).program, 5);
  EXPECT_EQ(m_synth.state(kLiveChannel).bank, 0);
}

TEST_F(Live, LosesNoNoteOffWhenTheAudioThreadSleeps) {
  Random random(7);
  for (int i = 0; i < 10000; ++i) {
    const int key = 30 + static_cast<int>(random.below(60));
    m_input.received(struck(key));
    m_input.received(released(key));
  }
  EXPECT_EQ(heard().size(), 16384U);
  EXPECT_EQ(m_input.lost(), 20000U - 16384U);
  run(2);
  EXPECT_EQ(m_synth.sounding(), 0);
}

TEST_F(Live, AnEchoIsHeardOnceAndARealRepetitionIsNot) {
  const MidiMessage message = struck(60);
  m_guard.sent(message, message.stamp);
  m_input.received(message);
  EXPECT_TRUE(heard().empty()) << "it came back";
  m_input.received(message);
  EXPECT_EQ(heard().size(), 1U) << "each sending excuses one";
  m_guard.sent(message, message.stamp - 60'000'000);
  m_input.received(message);
  EXPECT_EQ(heard().size(), 1U) << "too late to be an echo";
}

TEST_F(Live, ThePlayingBlockAllocatesNothing) {
  m_input.received(struck(60));
  tell(command::Play{});
  tell(command::MidiOut{true, Seconds(0.01)});
  tell(command::MidiClock{true});
  float left[kBlock];
  float right[kBlock];
  const test::AllocationGuard guard;
  for (int i = 0; i < 500; ++i) m_engine.render(left, right, kBlock);
  EXPECT_EQ(guard.count(), 0);
}

}  // namespace
}  // namespace partimento::playback
