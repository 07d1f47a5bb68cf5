#include "core/playback/engine.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/playback/channel_plan.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"

namespace partimento::playback {
namespace {

using test::FakeSynth;
using test::note;
using test::score;
using test::track;
using Kind = ChannelMessage::Kind;

/// An engine on a fake synth, run block by block.
class Stage {
 public:
  explicit Stage(const ScorePtr& music) : m_plan(Plan::build(*music, {})), m_engine(m_synth, *m_plan) {}

  FakeSynth& synth() { return m_synth; }
  template <typename What>
  void tell(const What& what) {
    ASSERT_TRUE(m_engine.send({++m_sequence, what}));
  }
  void use(const ScorePtr& music, TakeOver when = TakeOver::Now) {
    m_plans.push_back(Plan::build(*music, {}));
    tell(command::UsePlan{m_plans.back().get(), when});
  }
  void run(std::int64_t frames, int block = 64) {
    std::vector<float> left(static_cast<std::size_t>(block));
    std::vector<float> right(static_cast<std::size_t>(block));
    for (; frames > 0; frames -= block) {
      m_engine.render(left.data(), right.data(), static_cast<int>(std::min<std::int64_t>(block, frames)));
    }
  }
  Snapshot now() { return m_engine.snapshot(); }
  PlaybackEngine& engine() { return m_engine; }
  /// Samples at which a key was struck or let go.
  std::vector<std::int64_t> times(Kind kind, int key) {
    std::vector<std::int64_t> found;
    for (const auto& heard : m_synth.notes(kind)) {
      if (heard.message.number == key) found.push_back(heard.at);
    }
    return found;
  }

 private:
  FakeSynth m_synth;
  std::unique_ptr<const Plan> m_plan;
  std::vector<std::unique_ptr<const Plan>> m_plans;
  PlaybackEngine m_engine;
  std::uint64_t m_sequence = 0;
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Engine, PlaysEveryNoteAtItsSampleWhateverTheBlock) {
  const ScorePtr music = score({track({note(0, 480, 60), note(481, 7, 62), note(500, 480, 64)})});
  for (const int block : {1, 17, 64, 441, 4096}) {
    Stage stage(music);
    stage.tell(command::Play{});
    stage.run(60000, block);
    EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0));
    EXPECT_THAT(stage.times(Kind::NoteOff, 60), ElementsAre(24000));
    EXPECT_THAT(stage.times(Kind::NoteOn, 62), ElementsAre(24050));
    EXPECT_THAT(stage.times(Kind::NoteOff, 62), ElementsAre(24400));
    EXPECT_THAT(stage.times(Kind::NoteOn, 64), ElementsAre(25000));
  }
}

TEST(Engine, PlaysOnForSomebodyWhoRecords) {
  Stage stage(score({track({note(0, 480, 60)})}));
  stage.tell(command::PlayOn{true});
  stage.tell(command::Play{});
  stage.run(200000);
  EXPECT_EQ(stage.now().state, TransportState::Playing);
  stage.tell(command::PlayOn{false});
  stage.run(64);
  EXPECT_EQ(stage.now().state, TransportState::Stopped);
}

TEST(Engine, StopsAtTheEndOfTheLastBar) {
  Stage stage(score({track({note(0, 480, 60)})}));
  stage.tell(command::Play{});
  stage.run(95999);
  EXPECT_EQ(stage.now().state, TransportState::Playing);
  stage.run(64);
  EXPECT_EQ(stage.now().state, TransportState::Stopped);
  EXPECT_EQ(stage.now().tick, 1920);
  stage.tell(command::Play{});
  stage.run(64);
  EXPECT_EQ(stage.now().state, TransportState::Playing) << "begins again";
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), testing::SizeIs(2));
}

TEST(Engine, StopEndsNotesAndLiftsPedals) {
  Track pedalled = track({note(0, 960, 60)});
  pedalled.controls.push_back({Tick(0), ControlEvent::Kind::Controller, 64, 127});
  Stage stage(score({pedalled}));
  stage.tell(command::Play{});
  stage.run(1000);
  EXPECT_EQ(stage.synth().state(0).controllers[64], 127);
  EXPECT_EQ(stage.synth().sounding(), 1);
  stage.tell(command::Stop{});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 0);
  EXPECT_EQ(stage.synth().state(0).controllers[64], 0);
  stage.tell(command::Play{});
  stage.run(64);
  EXPECT_EQ(stage.synth().state(0).controllers[64], 127) << "goes on with the pedal down";
}

TEST(Engine, LoopsWithoutLosingASample) {
  Stage stage(score({track({note(0, 100, 60), note(960, 960, 62)})}));
  stage.tell(command::Loop{{Tick(0), Tick(1000)}, true});
  stage.tell(command::Play{});
  stage.run(150064);
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0, 50000, 100000, 150000));
  EXPECT_THAT(stage.times(Kind::NoteOff, 62), ElementsAre(50000, 100000, 150000)) << "cut by the loop's end";
}

TEST(Engine, ALoopOfNoLengthIsNoLoop) {
  for (const std::int64_t end : {100, 101, 50}) {
    Stage stage(score({track({note(0, 1900, 60)})}));
    stage.tell(command::Loop{{Tick(100), Tick(end)}, true});
    stage.tell(command::Play{});
    stage.run(90000);
    EXPECT_EQ(stage.times(Kind::NoteOn, 60).size(), 1U);
    EXPECT_NEAR(stage.now().tick, 1800, 2);
  }
}

TEST(Engine, SeekingChasesProgramsControllersPedalAndLongNotes) {
  Track chased = track({note(0, 1900, 60), note(100, 50, 64)}, 0, 5);
  chased.controls = {{Tick(10), ControlEvent::Kind::Controller, 64, 127},
                     {Tick(20), ControlEvent::Kind::Program, 0, 42},
                     {Tick(30), ControlEvent::Kind::PitchBend, 0, 1000},
                     {Tick(900), ControlEvent::Kind::Controller, 64, 0}};
  Stage stage(score({chased}));
  stage.tell(command::Seek{Tick(480)});
  stage.tell(command::Play{});
  stage.run(64);
  EXPECT_EQ(stage.synth().state(0).program, 42);
  EXPECT_EQ(stage.synth().state(0).controllers[64], 127);
  EXPECT_EQ(stage.synth().state(0).bend, 1000);
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOn, 64), IsEmpty());
  stage.tell(command::Seek{Tick(5)});
  stage.run(64);
  EXPECT_EQ(stage.synth().state(0).program, 5);
  EXPECT_EQ(stage.synth().state(0).controllers[64], 0);
  EXPECT_EQ(stage.synth().state(0).bend, 0);
  EXPECT_EQ(stage.synth().sounding(), 1);
}

TEST(Engine, AnEditWhilePlayingLeavesCommonNotesAlone) {
  Stage stage(score({track({note(0, 960, 60), note(0, 960, 64)})}));
  stage.tell(command::Play{});
  stage.run(1000);
  stage.use(score({track({note(0, 480, 60), note(0, 20, 64), note(480, 480, 65)})}));
  stage.run(47000);
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOff, 60), ElementsAre(24000)) << "its new end";
  ASSERT_EQ(stage.times(Kind::NoteOff, 64).size(), 1U);
  EXPECT_LE(stage.times(Kind::NoteOff, 64)[0], 1024) << "is gone from the music";
  EXPECT_THAT(stage.times(Kind::NoteOn, 65), ElementsAre(24000));
}

TEST(Engine, ATakeWaitsForTheBarLine) {
  Stage stage(score({track({note(0, 1920, 60), note(1920, 1920, 60)})}));
  stage.tell(command::Play{});
  stage.run(1000);
  stage.use(score({track({note(0, 1920, 50), note(1920, 1920, 72)})}), TakeOver::NextBar);
  stage.run(64);
  EXPECT_TRUE(stage.now().takeOverPending);
  stage.run(100000);
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOff, 60), ElementsAre(96000));
  EXPECT_THAT(stage.times(Kind::NoteOn, 72), ElementsAre(96000));
  EXPECT_THAT(stage.times(Kind::NoteOn, 50), IsEmpty());
  EXPECT_FALSE(stage.now().takeOverPending);
}

TEST(Engine, ATakeTakesOverWhereTheLoopBeginsAgain) {
  Stage stage(score({track({note(0, 400, 60)})}));
  stage.tell(command::Loop{{Tick(0), Tick(480)}, true});
  stage.tell(command::Play{});
  stage.run(1000);
  stage.use(score({track({note(0, 400, 72)})}), TakeOver::NextBar);
  stage.run(50000);
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOn, 72), ElementsAre(24000, 48000));
}

TEST(Engine, ANewTempoGoesOnAtTheSameTick) {
  const std::vector<Track> tracks = {track({note(0, 100, 60), note(960, 100, 62)})};
  Stage stage(score(tracks));
  stage.tell(command::Play{});
  stage.run(24000, 100);
  stage.use(score(tracks, {{Tick(0), 1000000}}));
  stage.run(60000, 100);
  EXPECT_THAT(stage.times(Kind::NoteOn, 62), ElementsAre(24000 + 48000));
}

TEST(Engine, ScoresOfAnotherResolutionKeepThePlace) {
  Stage stage(score({track({note(0, 1920, 60)})}));
  stage.tell(command::Play{});
  stage.run(24000, 100);
  ScoreParts parts;
  parts.ticksPerQuarter = 960;
  parts.tracks = {std::make_shared<Track>(track({note(1920, 960, 70)}))};
  stage.use(Score::make(parts));
  stage.run(40000, 100);
  EXPECT_THAT(stage.times(Kind::NoteOn, 70), ElementsAre(48000));
}

TEST(Engine, MutesAndSolosAtOnce) {
  Stage stage(score({track({note(0, 1900, 60)}), track({note(0, 1900, 64)}, 1)}));
  stage.tell(command::Play{});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 2);
  stage.tell(command::Mix{0, {1.0, true, false}});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 1);
  stage.tell(command::Mix{0, {0.5, false, true}});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 1) << "the other one, soloed and struck again";
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), testing::SizeIs(2));
  EXPECT_EQ(stage.synth().state(0).controllers[7], 50);
}

TEST(Engine, CountsInWithTheMetre) {
  Stage stage(score({track({note(0, 480, 60)})}, {}, {{Tick(0), {3, 4}}}));
  stage.tell(command::Play{2});
  stage.run(64);
  EXPECT_EQ(stage.now().state, TransportState::CountingIn);
  EXPECT_EQ(stage.now().tick, 0);
  EXPECT_EQ(stage.now().beatsLeft, 5);
  stage.run(144000);
  EXPECT_EQ(stage.now().state, TransportState::Playing);
  EXPECT_THAT(stage.times(Kind::NoteOn, 76), ElementsAre(0, 72000)) << "accents";
  EXPECT_THAT(stage.times(Kind::NoteOn, 77), ElementsAre(24000, 48000, 96000, 120000));
  EXPECT_THAT(stage.times(Kind::NoteOn, 60), ElementsAre(144000));
}

TEST(Engine, TheMetronomeClicksOnEveryBeat) {
  Stage stage(score({track({note(0, 1920, 60)})}));
  stage.tell(command::Metronome{{true, 1.0}});
  stage.tell(command::Play{});
  stage.run(95000);
  EXPECT_THAT(stage.times(Kind::NoteOn, 76), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOn, 77), ElementsAre(24000, 48000, 72000));
  EXPECT_EQ(stage.synth().notes(Kind::NoteOn).back().message.channel, kMetronomeChannel);
}

TEST(Engine, AuditionsWithTheTracksSoundAndEndsByItself) {
  Stage stage(score({track({}, 0, 0), track({}, 1, 40)}));
  stage.tell(command::NoteOn{1, 67, 90, Frames(4800)});
  stage.run(6400);
  EXPECT_EQ(stage.synth().state(kAuditionChannel).program, 40);
  EXPECT_THAT(stage.times(Kind::NoteOn, 67), ElementsAre(0));
  EXPECT_THAT(stage.times(Kind::NoteOff, 67), ElementsAre(4800));
  stage.tell(command::NoteOn{0, 60, 90, Frames(0)});
  stage.run(48000);
  EXPECT_EQ(stage.synth().sounding(), 1);
  stage.tell(command::NoteOff{60});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 0);
}

TEST(Engine, PanicSilencesEverything) {
  Stage stage(score({track({note(0, 1900, 60)})}));
  stage.tell(command::Play{});
  stage.tell(command::NoteOn{0, 72, 90, Frames(0)});
  stage.run(64);
  stage.tell(command::Panic{});
  stage.run(64);
  EXPECT_EQ(stage.synth().sounding(), 0);
  EXPECT_EQ(stage.synth().silences(), 1);
  EXPECT_EQ(stage.now().state, TransportState::Stopped);
}

TEST(Engine, AnotherSynthGoesOnInTheSameState) {
  Track steady = track({note(0, 1900, 60)}, 0, 33);
  steady.volume = 0.5;
  Stage stage(score({steady}));
  stage.tell(command::Play{});
  stage.run(640);
  FakeSynth other;
  stage.tell(command::UseSynth{&other});
  stage.run(64);
  EXPECT_EQ(other.state(0).program, 33);
  EXPECT_EQ(other.state(0).controllers[7], 50);
  EXPECT_EQ(other.sounding(), 1);
  Released released;
  ASSERT_TRUE(stage.engine().released(released));
  EXPECT_EQ(released.synth, &stage.synth());
}

TEST(Engine, SendsARegisteredParameterAsAWhole) {
  Track bent = track({note(0, 1900, 60)});
  for (const auto& [number, value] :
       {std::pair{101, 0}, {100, 0}, {6, 12}, {38, 0}, {101, 127}, {100, 127}}) {
    bent.controls.push_back({Tick(0), ControlEvent::Kind::Controller, static_cast<std::uint8_t>(number),
                             static_cast<std::int16_t>(value)});
  }
  Stage stage(score({bent}));
  stage.tell(command::Play{});
  stage.run(64);
  std::vector<int> numbers;
  for (const auto& heard : stage.synth().notes(Kind::Controller)) numbers.push_back(heard.message.number);
  EXPECT_THAT(numbers, ElementsAre(101, 100, 6, 38, 101, 100));
}

}  // namespace
}  // namespace partimento::playback
