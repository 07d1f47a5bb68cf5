// What is played comes back as notes at the places where it was heard.

#include "core/playback/recorder.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/playback/block_clock.h"
#include "core/playback/player.h"
#include "core/playback/playhead.h"
#include "core/playback/step_entry.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"

namespace partimento::playback {
namespace {

using test::note;
using test::score;
using test::track;
using testing::ElementsAre;
using Kind = ChannelMessage::Kind;

constexpr std::int64_t kBegin = 5'000'000'000;
// 480 ticks a quarter at 120: 960 ticks a second.
constexpr double kTicksPerNanosecond = 960e-9;

std::int64_t at(double seconds) {
  return kBegin + std::llround(seconds * 1e9);
}

LiveEvent on(double seconds, int key, int velocity = 80) {
  return {at(seconds),
          {Kind::NoteOn, 0, static_cast<std::uint8_t>(key), static_cast<std::int16_t>(velocity)}};
}
LiveEvent off(double seconds, int key, int velocity = 40) {
  return {at(seconds),
          {Kind::NoteOff, 0, static_cast<std::uint8_t>(key), static_cast<std::int16_t>(velocity)}};
}

/// A timeline by hand: plays from a tick, jumps, stops.
class Way {
 public:
  void play(double seconds, double tick) {
    ++m_jumps;
    m_timeline.add({at(seconds), tick, kTicksPerNanosecond, m_jumps, TransportState::Playing});
  }
  void count(double seconds, double tick) {
    m_timeline.add({at(seconds), tick, kTicksPerNanosecond, m_jumps, TransportState::CountingIn});
  }
  void stop(double seconds) {
    const auto place = m_timeline.at(at(seconds));
    m_timeline.add({at(seconds), place ? place->tick : 0, 0, m_jumps, TransportState::Stopped});
  }
  const Timeline& timeline() const { return m_timeline; }

 private:
  Timeline m_timeline;
  std::uint64_t m_jumps = 0;
};

TEST(Recorder, KeepsTimesLengthsVelocitiesPedalAndBend) {
  Way way;
  way.play(0, 480);
  Recorder recorder(score({track({})}), {});
  recorder.hear(on(0.5, 60, 99));
  recorder.hear({at(0.6), {Kind::Controller, 0, 64, 127}});
  recorder.hear({at(0.7), {Kind::PitchBend, 0, 0, -300}});
  recorder.hear(off(1.0, 60, 33));
  recorder.hear({at(1.1), {Kind::Controller, 0, 64, 0}});
  way.stop(2);
  EXPECT_TRUE(recorder.advance(way.timeline(), at(2.1)));
  recorder.finish(way.timeline(), at(2.1));
  const ScorePtr after = recorder.score();
  const Track& result = after->track(0);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes[0].onset, Tick(480 + 480));
  EXPECT_EQ(result.notes[0].duration, Tick(480));
  EXPECT_EQ(result.notes[0].velocity, 99);
  EXPECT_EQ(result.notes[0].releaseVelocity, 33);
  ASSERT_EQ(result.controls.size(), 3U);
  EXPECT_EQ(result.controls[1].kind, ControlEvent::Kind::PitchBend);
  EXPECT_EQ(result.controls[1].value, -300);
}

TEST(Recorder, TakesTheLatencyOff) {
  Way way;
  way.play(0, 0);
  Recorder recorder(score({track({})}), {.latency = Seconds(0.05)});
  recorder.hear(on(0.55, 60));
  recorder.hear(off(1.05, 60));
  way.stop(2);
  recorder.finish(way.timeline(), at(2));
  EXPECT_EQ(recorder.score()->track(0).notes.at(0).onset, Tick(480));
}

TEST(Recorder, WhatIsStruckJustBeforeTheCountEndsBelongsToTheBeginning) {
  Way way;
  way.count(0, -1920);
  way.play(2, 0);
  Recorder recorder(score({track({})}), {});
  recorder.hear(on(0.4, 50));  // tried out while the count ran: forgotten
  recorder.hear(off(0.5, 50));
  recorder.hear(on(1.95, 60));
  recorder.hear(off(2.5, 60));
  way.stop(3);
  recorder.finish(way.timeline(), at(3));
  const std::vector<Note> notes = recorder.score()->track(0).notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].onset, Tick(0));
  EXPECT_EQ(notes[0].end(), Tick(480));
}

TEST(Recorder, AHeldKeyAndPedalEndWithTheMusic) {
  Way way;
  way.play(0, 0);
  Recorder recorder(score({track({})}), {});
  recorder.hear(on(0.5, 60));
  recorder.hear({at(0.6), {Kind::Controller, 0, 64, 127}});
  way.stop(1);
  recorder.advance(way.timeline(), at(0.999));
  recorder.finish(way.timeline(), at(1.5));
  const ScorePtr after = recorder.score();
  const Track& result = after->track(0);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_NEAR(static_cast<double>(result.notes[0].end().value), 960, 2);
  EXPECT_EQ(result.controls.back().value, 0);
}

/// Two passages of a loop of two seconds, heard as time goes by.
void loopTwice(Recorder& recorder, const std::vector<LiveEvent>& events) {
  Way way;
  way.play(0, 0);
  way.play(2, 0);
  way.stop(4);
  std::size_t next = 0;
  for (double t = 0; t < 4; t += 0.03) {
    for (; next < events.size() && events[next].stamp <= at(t); ++next) recorder.hear(events[next]);
    recorder.advance(way.timeline(), at(t));
  }
  recorder.finish(way.timeline(), at(4.1));
}

/// Key 60 at 0.5 s of the first, key 72 at 1 s of the second.
ScorePtr looped(RecordMode mode, const ScorePtr& base) {
  Recorder recorder(base, {.mode = mode});
  loopTwice(recorder, {on(0.5, 60), off(0.75, 60), on(3, 72), off(3.25, 72)});
  return recorder.score();
}

std::vector<Pitch> pitches(const Track& track) {
  std::vector<Pitch> all;
  for (const Note& one : track.notes) all.push_back(one.pitch);
  return all;
}

TEST(Recorder, OverdubsReplacesOrMakesTakes) {
  const ScorePtr base = score({track({note(0, 240, 40), note(1440, 240, 41), note(2400, 240, 42)})});
  EXPECT_THAT(pitches(looped(RecordMode::Overdub, base)->track(0)), ElementsAre(40, 60, 72, 41, 42));
  EXPECT_THAT(pitches(looped(RecordMode::Replace, base)->track(0)), ElementsAre(72, 42))
      << "what the recording passed is gone, what lies after it stays";
  const ScorePtr takes = looped(RecordMode::NewTake, base);
  ASSERT_EQ(takes->tracks().size(), 3U);
  EXPECT_THAT(pitches(takes->track(0)), ElementsAre(40, 41, 42));
  EXPECT_THAT(pitches(takes->track(1)), ElementsAre(60));
  EXPECT_TRUE(takes->track(1).muted);
  EXPECT_THAT(pitches(takes->track(2)), ElementsAre(72));
  EXPECT_FALSE(takes->track(2).muted);
  EXPECT_EQ(takes->track(2).name, "Take 2");
}

TEST(Recorder, APassageWithoutANoteTakesNothingBack) {
  Recorder recorder(score({track({})}), {.mode = RecordMode::Replace});
  loopTwice(recorder, {on(0.5, 60), off(0.75, 60)});
  EXPECT_THAT(pitches(recorder.score()->track(0)), ElementsAre(60));
}

TEST(Recorder, AKeyHeldOverTheLoopsEndEndsThere) {
  Recorder recorder(score({track({})}), {});
  loopTwice(recorder, {on(1.75, 60), off(2.5, 60)});
  const std::vector<Note> notes = recorder.score()->track(0).notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].end(), Tick(1920));
}

TEST(BlockClock, TakesTheUnevennessOutOfADriver) {
  Random random(5);
  BlockClock clock;
  constexpr int kFrames = 512;
  constexpr double kRate = 48000;
  double worst = 0;
  for (int block = 0; block < 3000; ++block) {
    const double exact = 1e9 + block * kFrames * 1e9 / kRate;
    const double asked = exact + (random.uniform() - 0.5) * 4e6;
    const auto began = static_cast<double>(clock.begin(std::llround(asked), kFrames, kRate));
    if (block > 500) worst = std::max(worst, std::abs(began - exact));
  }
  EXPECT_LT(worst, 0.6e6);
}

TEST(BlockClock, BeginsAnewAfterAPause) {
  BlockClock clock;
  clock.begin(1'000'000'000, 512, 48000);
  EXPECT_EQ(clock.begin(3'000'000'000, 512, 48000), 3'000'000'000);
}

/// A performance of known notes while the driver calls two milliseconds early or late, over changes of tempo.
TEST(Recorder, AKnownPerformanceComesBackWithinTwoMilliseconds) {
  const ScorePtr base = score({track({})}, {{Tick(0), 500000}, {Tick(2000), 400000}, {Tick(9000), 650000}});
  const auto plan = Plan::build(*base, {});
  constexpr int kJittered = 256;
  Random random(11);
  BlockClock clock;
  Timeline timeline;
  Recorder recorder(base, {});
  std::vector<double> known;
  for (int key = 0; key < 100; ++key) known.push_back(0.5 + key * 0.15 + random.uniform() * 0.1);
  std::size_t next = 0;
  for (int block = 0; block < 3200; ++block) {
    const double exact = block * kJittered / 48000.0;
    const std::int64_t stamp =
        clock.begin(at(exact) + std::llround((random.uniform() - 0.5) * 4e6), kJittered, 48000);
    const Frames frame(std::int64_t{block} * kJittered);
    const double perFrame = clock.nanosecondsPerFrame();
    timeline.add({stamp, plan->exactTickAt(frame), 1 / (plan->framesPerTick(plan->tickAt(frame)) * perFrame),
                  1, TransportState::Playing});
    for (; next < known.size() && known[next] < exact; ++next) {
      recorder.hear(on(known[next], static_cast<int>(next)));
      recorder.hear(off(known[next] + 0.1, static_cast<int>(next)));
    }
    recorder.advance(timeline, at(exact));
  }
  recorder.finish(timeline, at(17.2));
  const std::vector<Note> notes = recorder.score()->track(0).notes;
  ASSERT_EQ(notes.size(), known.size());
  for (std::size_t i = 0; i < notes.size(); ++i) {
    EXPECT_EQ(notes[i].pitch, static_cast<Pitch>(i));
    EXPECT_NEAR(base->tempo().secondsAt(notes[i].onset).value, known[i], 0.002);
    EXPECT_NEAR(base->tempo().secondsAt(notes[i].end()).value, known[i] + 0.1, 0.002);
  }
}

TEST(Recorder, TheEngineSaysWhereTheMusicIs) {
  Player player(std::make_unique<test::FakeSynth>(), 48000);
  player.setScore(score({track({note(0, 3840, 60)})}));
  player.setCountIn(1);
  player.setLoop(LoopRange{Tick(0), Tick(480)});
  player.play();
  float left[100];
  float right[100];
  std::vector<TimeAnchor> anchors;
  for (int block = 0; block < 1500; ++block) {  // 96000 frames of count-in, then loops of 24000
    player.source().render(left, right, 100);
    for (TimeAnchor anchor; player.queues().anchors.tryPop(anchor);) anchors.push_back(anchor);
  }
  ASSERT_FALSE(anchors.empty());
  EXPECT_EQ(anchors.front().state, TransportState::CountingIn);
  EXPECT_NEAR(anchors.front().tick, -1920, 1e-6);
  int loops = 0;
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    const TimeAnchor& one = anchors[i];
    if (one.jumps == anchors[i - 1].jumps) {
      EXPECT_NEAR(one.tick - anchors[i - 1].tick, 2, 1e-6) << "100 frames are two ticks";
    } else {
      EXPECT_NEAR(one.tick, 0, 1e-6) << "a passage begins with an anchor of its own";
      ++loops;
    }
  }
  EXPECT_EQ(loops, 1 + 2);
}

TEST(StepEntry, AChordIsCompleteWhenAllItsKeysAreUp) {
  StepEntry entry;
  EXPECT_FALSE(entry.take(on(0, 60).message));
  EXPECT_FALSE(entry.take(on(0, 64, 50).message));
  EXPECT_FALSE(entry.take(off(0, 60).message));
  EXPECT_FALSE(entry.take(on(0, 67).message));
  EXPECT_FALSE(entry.take(off(0, 64).message));
  const auto chord = entry.take(off(0, 67).message);
  ASSERT_TRUE(chord);
  ASSERT_EQ(chord->keys.size(), 3U);
  EXPECT_EQ(chord->keys[1].key, 64);
  EXPECT_EQ(chord->keys[1].velocity, 50);
  EXPECT_FALSE(entry.take(off(0, 67).message)) << "nothing is left over";
}

}  // namespace
}  // namespace partimento::playback
