// A player who strikes a key with every click tells how late the keyboard is heard.

#include "core/playback/tap_measure.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::playback {
namespace {

constexpr std::int64_t kTapBegin = 7'000'000'000;
constexpr double kBeat = 0.6;
constexpr double kTapTicksPerNanosecond = 480 / (kBeat * 1e9);

class Taps : public ::testing::Test {
 protected:
  Taps() {
    m_timeline.add({kTapBegin, 0, kTapTicksPerNanosecond, 1, TransportState::Playing});
    m_timeline.add(
        {kTapBegin + 18'000'000'000, 30 * 480, kTapTicksPerNanosecond, 1, TransportState::Playing});
  }
  /// A key, so many seconds after the clicks began to be rendered.
  void tap(double seconds, ChannelMessage::Kind kind = ChannelMessage::Kind::NoteOn) {
    m_measure.hear({kTapBegin + std::llround(seconds * 1e9), {kind, 0, 60, 80}});
    m_measure.advance(m_timeline);
  }
  void tapAll(double late, double unsteady, std::uint64_t seed) {
    Random random(seed);
    for (int beat = TapMeasure::kListenTo; beat < 28; ++beat) {
      tap(beat * kBeat + late + unsteady * (2 * random.uniform() - 1));
    }
  }

  Timeline m_timeline;
  TapMeasure m_measure{Seconds(0.021)};
};

TEST_F(Taps, TellTheDelayBeyondTheKnownOne) {
  for (const double late : {-0.03, 0.0, 0.045, 0.22}) {
    m_measure = TapMeasure(Seconds(0.021));
    tapAll(late + 0.021, 0.02, 3);
    ASSERT_TRUE(m_measure.isSteady());
    EXPECT_NEAR(m_measure.offset().value, late, 0.01);
    EXPECT_LT(m_measure.spread().value, 0.03);
  }
}

TEST_F(Taps, ASlipOrTwoDoNotMoveIt) {
  for (int beat = 4; beat < 16; ++beat) {
    tap(beat * kBeat + 0.021 + (beat == 7 ? 0.25 : beat == 12 ? -0.2 : 0.04));
  }
  ASSERT_TRUE(m_measure.isSteady());
  EXPECT_NEAR(m_measure.offset().value, 0.04, 1e-6);
}

TEST_F(Taps, WhoDoesNotKeepToTheClicksMeasuresNothing) {
  tapAll(0, 0.29, 5);
  EXPECT_TRUE(m_measure.isComplete());
  EXPECT_FALSE(m_measure.isSteady());
}

TEST_F(Taps, CountFromTheFifthClickOnceEachAndOnlyWhenStruck) {
  tap(1 * kBeat);
  tap(3 * kBeat);
  EXPECT_EQ(m_measure.taps(), 0) << "the first clicks give the tempo";
  tap(4 * kBeat);
  tap(4 * kBeat + 0.03);
  tap(4 * kBeat + 0.3, ChannelMessage::Kind::NoteOff);
  EXPECT_EQ(m_measure.taps(), 1) << "a chord is one";
  for (int beat = 5; beat < 30; ++beat) tap(beat * kBeat);
  EXPECT_EQ(m_measure.taps(), TapMeasure::kTaps);
}

TEST_F(Taps, WaitForTheTimelineAndForgetWhatWasStruckWhileNothingPlayed) {
  Timeline silent;
  m_measure.hear({kTapBegin + 3'000'000'000, {ChannelMessage::Kind::NoteOn, 0, 60, 80}});
  EXPECT_FALSE(m_measure.advance(silent)) << "not known yet";
  EXPECT_TRUE(m_measure.advance(m_timeline));
  m_measure = TapMeasure(Seconds(0));
  silent.add({kTapBegin, 0, 0, 1, TransportState::Stopped});
  silent.add({kTapBegin + 18'000'000'000, 0, 0, 1, TransportState::Stopped});
  m_measure.hear({kTapBegin + 3'000'000'000, {ChannelMessage::Kind::NoteOn, 0, 60, 80}});
  EXPECT_FALSE(m_measure.advance(silent));
  EXPECT_FALSE(m_measure.advance(m_timeline));
}

TEST(TapClicks, GiveEnoughOfAnEvenBeat) {
  const ScorePtr clicks = TapMeasure::clicks();
  EXPECT_GE(clicks->noteCount(), static_cast<std::size_t>(2 * (TapMeasure::kTaps + TapMeasure::kListenTo)));
  for (std::size_t i = 0; i < clicks->noteCount(); ++i) {
    EXPECT_NEAR(clicks->tempo().secondsAt(clicks->track(0).notes[i].onset).value,
                static_cast<double>(i) * kBeat, 1e-9);
  }
}

}  // namespace
}  // namespace partimento::playback
