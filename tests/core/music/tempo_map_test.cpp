#include "core/music/tempo_map.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento {
namespace {

TEST(TempoMap, CountsAtTheDefaultTempo) {
  const TempoMap map(480);
  EXPECT_DOUBLE_EQ(map.secondsAt(Tick(960)).value, 1.0);
  EXPECT_DOUBLE_EQ(map.bpmAt(Tick(0)).value, 120.0);
}

TEST(TempoMap, AddsUpSegments) {
  const TempoMap map(100, {{Tick(0), 600000}, {Tick(200), 300000}});
  EXPECT_DOUBLE_EQ(map.secondsAt(Tick(200)).value, 1.2);
  EXPECT_DOUBLE_EQ(map.secondsAt(Tick(300)).value, 1.5);
  EXPECT_DOUBLE_EQ(map.bpmAt(Tick(199)).value, 100.0);
  EXPECT_DOUBLE_EQ(map.bpmAt(Tick(200)).value, 200.0);
}

TEST(TempoMap, LetsTheLastOfSeveralChangesAtOneTickWin) {
  const TempoMap map(480, {{Tick(10), 1000}, {Tick(10), 2000}});
  ASSERT_EQ(map.changes().size(), 1U);
  EXPECT_EQ(map.changes()[0].microsPerQuarter, 2000U);
}

TEST(TempoMap, InvertsItselfOnEveryTick) {
  Random random(11);
  for (int round = 0; round < 50; ++round) {
    const int ticksPerQuarter = static_cast<int>(random.below(2000)) + 1;
    std::vector<TempoChange> changes;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
      changes.push_back({Tick(static_cast<std::int64_t>(random.below(100000))),
                         static_cast<std::uint32_t>(random.below(2000000)) + 1000});
    }
    const TempoMap map(ticksPerQuarter, changes);
    double before = -1;
    for (int i = 0; i < 200; ++i) {
      const Tick tick(static_cast<std::int64_t>(random.below(200000)));
      EXPECT_EQ(map.tickAt(map.secondsAt(tick)), tick);
    }
    for (std::int64_t tick = 0; tick < 200000; tick += 997) {
      const double now = map.secondsAt(Tick(tick)).value;
      EXPECT_GT(now, before);
      before = now;
    }
  }
}

TEST(TempoMap, StaysFiniteForATempoOfNoLength) {
  const TempoMap map(0, {{Tick(0), 0}, {Tick(100), 500000}});
  EXPECT_GE(map.tickAt(Seconds(1)), Tick(0));
  EXPECT_TRUE(std::isfinite(map.secondsAt(Tick(1000)).value));
  EXPECT_TRUE(std::isfinite(map.bpmAt(Tick(0)).value));
}

TEST(TempoMap, StartsAtTickZeroForNegativeTimes) {
  EXPECT_EQ(TempoMap(480).tickAt(Seconds(-3)), Tick(0));
}

}  // namespace
}  // namespace partimento
