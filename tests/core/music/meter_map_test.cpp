#include "core/music/meter_map.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento {
namespace {

TEST(MeterMap, CountsBarsInFourFour) {
  const MeterMap map(480);
  const BarPosition position = map.at(Tick(480 * 9));
  EXPECT_EQ(position.bar, 2);
  EXPECT_EQ(position.inBar, Tick(480));
  EXPECT_EQ(map.barStart(2), Tick(480 * 8));
}

TEST(MeterMap, StartsABarWhereTheMetreChanges) {
  const MeterMap map(480, {{Tick(0), {4, 4}}, {Tick(480 * 6), {3, 4}}});
  EXPECT_EQ(map.at(Tick(480 * 5)).bar, 1);  // a short second bar
  EXPECT_EQ(map.at(Tick(480 * 6)).bar, 2);
  EXPECT_EQ(map.at(Tick(480 * 9)).bar, 3);
  EXPECT_EQ(map.barStart(3), Tick(480 * 9));
}

TEST(MeterMap, FeelsCompoundBeats) {
  const MeterMap map(480);
  EXPECT_EQ(map.beatLength({6, 8}), Tick(720));
  EXPECT_EQ(map.beatLength({9, 8}), Tick(720));
  EXPECT_EQ(map.beatLength({3, 8}), Tick(240));
  EXPECT_EQ(map.beatLength({3, 4}), Tick(480));
  EXPECT_EQ(map.beatLength({2, 2}), Tick(960));
  EXPECT_EQ(map.barLength({7, 8}), Tick(1680));
}

TEST(MeterMap, NeverDividesByZero) {
  const MeterMap map(1, {{Tick(0), {1, 64}}});
  EXPECT_EQ(map.barLength({1, 64}), Tick(1));
  EXPECT_EQ(map.at(Tick(5)).bar, 5);
}

TEST(MeterMap, PlacesEveryTickInsideItsBar) {
  Random random(12);
  for (int round = 0; round < 50; ++round) {
    std::vector<MeterChange> changes;
    for (std::uint64_t i = random.below(6); i > 0; --i) {
      changes.push_back({Tick(static_cast<std::int64_t>(random.below(20000))),
                         {static_cast<int>(random.below(12)) + 1, 1 << random.below(5)}});
    }
    const MeterMap map(96, changes);
    std::int64_t bar = 0;
    for (std::int64_t tick = 0; tick < 30000; tick += 7) {
      const BarPosition position = map.at(Tick(tick));
      EXPECT_GE(position.bar, bar);
      EXPECT_LE(position.bar, bar + 8);
      bar = position.bar;
      EXPECT_EQ(position.barStart + position.inBar, Tick(tick));
      EXPECT_EQ(map.barStart(position.bar), position.barStart);
      EXPECT_LT(position.inBar, map.barLength(position.signature));
    }
  }
}

TEST(MeterMap, SignaturesThatMakeNoSenseStillHaveBars) {
  for (const TimeSignature signature : {TimeSignature{4, 0}, TimeSignature{0, 4}, TimeSignature{-3, 8}}) {
    const MeterMap map(480, {{Tick(0), signature}});
    EXPECT_GE(map.barLength(signature), Tick(1));
    EXPECT_GE(map.beatLength(signature), Tick(1));
    EXPECT_GE(map.at(Tick(5000)).bar, 0);
  }
}

}  // namespace
}  // namespace partimento
