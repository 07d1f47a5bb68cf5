#include "core/playback/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/playback/channel_plan.h"
#include "tests/core/playback/scores.h"

namespace partimento::playback {
namespace {

using test::note;
using test::randomScore;
using test::score;
using test::track;
using Kind = ChannelMessage::Kind;

std::unique_ptr<const Plan> plan(const ScorePtr& music, PlanSettings settings = {}) {
  return Plan::build(*music, settings);
}

TEST(Plan, PlacesEveryNoteAtItsFrame) {
  const auto made = plan(score({track({note(0, 480, 60), note(480, 240, 62)})}));
  ASSERT_EQ(made->events().size(), 4U);
  EXPECT_EQ(made->events()[0].at, Frames(0));
  EXPECT_EQ(made->events()[1].at, Frames(24000));
  EXPECT_EQ(made->events()[1].message.kind, Kind::NoteOff);
  EXPECT_EQ(made->events()[2].at, Frames(24000));
  EXPECT_EQ(made->events()[2].message.kind, Kind::NoteOn);
  EXPECT_EQ(made->events()[3].at, Frames(36000));
  EXPECT_EQ(made->end(), Frames(96000)) << "the end of the bar";
}

TEST(Plan, FollowsTempoChangesAndTheTempoScale) {
  const ScorePtr music = score({track({note(960, 480, 60)})}, {{Tick(0), 500000}, {Tick(480), 1000000}});
  EXPECT_EQ(plan(music)->frameAt(Tick(960)), Frames(24000 + 48000));
  EXPECT_EQ(plan(music, {48000, 2.0})->frameAt(Tick(960)), Frames(36000));
  EXPECT_NE(plan(music)->timing(), plan(music, {48000, 2.0})->timing());
}

TEST(Plan, TicksAndFramesAreInverse) {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const auto made = plan(randomScore(random), {44100, 0.5 + random.uniform()});
    for (int j = 0; j < 50; ++j) {
      const Tick tick(static_cast<std::int64_t>(random.below(5000)));
      const Frames frame = made->frameAt(tick);
      EXPECT_EQ(made->frameAtExact(made->exactTickAt(frame)), frame);
      EXPECT_NEAR(made->exactTickAt(frame), static_cast<double>(tick.value), 0.1);
    }
  }
}

TEST(Plan, GivesAKeyToOneNoteAtATime) {
  Random random(11);
  for (int i = 0; i < 300; ++i) {
    const auto made = plan(randomScore(random));
    std::map<std::pair<int, int>, int> held;
    Frames last;
    for (const PlanEvent& event : made->events()) {
      EXPECT_GE(event.at, last);
      last = event.at;
      int& key = held[{event.message.channel, event.message.number}];
      if (event.message.kind == Kind::NoteOn) ++key;
      if (event.message.kind == Kind::NoteOff) --key;
      EXPECT_TRUE(key == 0 || key == 1);
    }
    for (const auto& [key, count] : held) EXPECT_EQ(count, 0);
  }
}

TEST(Plan, HoldsAnOverlappedKeyUntilTheLaterEnd) {
  const auto made = plan(score({track({note(0, 960, 60), note(480, 240, 60)})}));
  std::vector<std::pair<std::int64_t, Kind>> found;
  for (const PlanEvent& event : made->events()) found.emplace_back(event.at.value, event.message.kind);
  using Pair = std::pair<std::int64_t, Kind>;
  EXPECT_THAT(found, testing::ElementsAre(Pair{0, Kind::NoteOn}, Pair{24000, Kind::NoteOff},
                                          Pair{24000, Kind::NoteOn}, Pair{48000, Kind::NoteOff}));
}

TEST(Plan, NotesWithoutLengthAreHeard) {
  const auto made = plan(score({track({note(0, 0, 60)})}));
  ASSERT_EQ(made->events().size(), 2U);
  EXPECT_LT(made->events()[0].at, made->events()[1].at);
}

TEST(Plan, FindsWhatSoundsLikeASearchThroughAllNotes) {
  Random random(5);
  for (int i = 0; i < 100; ++i) {
    const auto made = plan(randomScore(random));
    std::vector<std::array<std::int64_t, 4>> all;  // begin, end, channel, key
    std::map<std::pair<int, int>, std::int64_t> begun;
    for (const PlanEvent& event : made->events()) {
      const std::pair<int, int> key{event.message.channel, event.message.number};
      if (event.message.kind == Kind::NoteOn) begun[key] = event.at.value;
      if (event.message.kind == Kind::NoteOff)
        all.push_back({begun[key], event.at.value, key.first, key.second});
    }
    for (int j = 0; j < 50; ++j) {
      const Frames frame(static_cast<std::int64_t>(random.below(300000)));
      std::multiset<std::pair<int, int>> expected;
      std::multiset<std::pair<int, int>> found;
      for (const auto& [begin, end, channel, key] : all) {
        if (begin < frame.value && end > frame.value) expected.emplace(channel, key);
      }
      made->visitSounding(frame, [&](const PlanNote& one) { found.emplace(one.channel, one.key); });
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(Plan, KnowsTheStateOfEveryChannelAtAnyPlace) {
  Random random(6);
  for (int i = 0; i < 100; ++i) {
    const auto made = plan(randomScore(random));
    const Frames frame(static_cast<std::int64_t>(random.below(300000)));
    ChannelStates expected{};
    for (std::size_t t = made->tracks().size(); t-- > 0;) {
      expected[made->tracks()[t].channel].program = made->tracks()[t].program;
    }
    for (const PlanEvent& event : made->events()) {
      if (event.at < frame) expected[event.message.channel].apply(event.message);
    }
    ChannelStates found;
    made->stateBefore(frame, found);
    for (std::size_t c = 0; c < found.size(); ++c) {
      expected[c].program = found[c].program;  // tracks beyond the percussion channels share theirs
      EXPECT_EQ(found[c], expected[c]) << c;
    }
  }
}

TEST(Plan, CountsBeatsAsTheMetreDoes) {
  const auto waltz = plan(score({track({note(0, 4000, 60)})}, {}, {{Tick(0), {3, 4}}}));
  EXPECT_EQ(waltz->clickFrom(Frames(0)).at, Frames(0));
  EXPECT_TRUE(waltz->clickFrom(Frames(0)).accent);
  EXPECT_EQ(waltz->clickFrom(Frames(1)).at, Frames(24000));
  EXPECT_FALSE(waltz->clickFrom(Frames(1)).accent);
  EXPECT_EQ(waltz->clickFrom(Frames(48001)).at, Frames(72000));
  EXPECT_TRUE(waltz->clickFrom(Frames(48001)).accent);
  EXPECT_EQ(waltz->barLineFrom(Frames(1)), Frames(72000));
  EXPECT_EQ(waltz->barLineFrom(Frames(72000)), Frames(72000));

  const auto jig = plan(score({track({note(0, 4000, 60)})}, {}, {{Tick(0), {6, 8}}}));
  EXPECT_EQ(jig->clickFrom(Frames(1)).at, Frames(36000)) << "two beats a bar";
  EXPECT_FALSE(jig->clickFrom(Frames(1)).accent);
}

TEST(Plan, EveryBeatIsFoundOnceAtAnyTempo) {
  Random random(8);
  for (int i = 0; i < 100; ++i) {
    const auto made = plan(randomScore(random), {44100, 0.3 + random.uniform()});
    Frames at(0);
    int accents = 0;
    for (int beat = 0; beat < 40; ++beat) {
      const Click click = made->clickFrom(at);
      ASSERT_GE(click.at, at);
      if (click.accent) {
        EXPECT_EQ(made->barLineFrom(click.at), click.at);
        ++accents;
      }
      at = click.at + Frames(1);
    }
    EXPECT_GT(accents, 0);
  }
}

TEST(Channels, AreEachTracksOwnAndPercussionStays) {
  std::vector<Track> tracks(70, track({}, 0));
  tracks[3].channel = 9;
  const auto channels = assignChannels(*score(tracks));
  EXPECT_EQ(channels[3], 9);
  std::set<int> melodic;
  for (std::size_t i = 0; i < 60; ++i) {
    if (i != 3) melodic.insert(channels[i]);
  }
  EXPECT_EQ(melodic.size(), 58U);
  for (const int channel : melodic) {
    EXPECT_FALSE(isPercussionChannel(channel));
    EXPECT_NE(channel, kAuditionChannel);
    EXPECT_NE(channel, kLiveChannel);
  }
}

TEST(Channels, ShareThePedalOfTheirFile) {
  Track right = track({note(0, 480, 72)}, 0);
  right.controls.push_back({Tick(0), ControlEvent::Kind::Controller, 64, 127});
  const auto made = plan(score({right, track({note(0, 480, 48)}, 0), track({note(0, 480, 60)}, 1)}));
  ChannelStates states;
  made->stateBefore(Frames(1), states);
  EXPECT_EQ(states[made->tracks()[0].channel].controllers[64], 127);
  EXPECT_EQ(states[made->tracks()[1].channel].controllers[64], 127);
  EXPECT_EQ(states[made->tracks()[2].channel].controllers[64], 0);
}

TEST(Plan, AnEmptyScorePlaysOn) {
  EXPECT_GT(plan(score({track({})}))->end(), Frames(std::int64_t{1} << 50));
}

}  // namespace
}  // namespace partimento::playback
