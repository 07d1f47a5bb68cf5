#include "core/decode/feasibility.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/tokens/tokenizer.h"

namespace partimento::decode {
namespace {

Settings settingsWith(int tabu, std::optional<Scale> scale, Pitch lowest, Pitch highest) {
  Settings settings;
  settings.rules.tabu = tabu;
  settings.rules.scale = std::move(scale);
  settings.rules.lowest = lowest;
  settings.rules.highest = highest;
  return settings;
}

const Remedy* find(const Feasibility& wish, Remedy::Kind kind) {
  for (const Remedy& remedy : wish.remedies) {
    if (remedy.kind == kind) return &remedy;
  }
  return nullptr;
}

TEST(Feasibility, SevenPitchesCannotServeATabuListOfEight) {
  const Supply supply{pitchRange(48, 84), true};
  const Settings settings = settingsWith(8, makeScale(0, "major"), 60, 71);
  const Feasibility wish = checkFeasibility(settings, supply);
  EXPECT_EQ(wish.obstacle, Obstacle::Tabu);
  EXPECT_EQ(wish.keysLeft, 7);
  EXPECT_EQ(wish.keysNeeded, 9);
  ASSERT_TRUE(find(wish, Remedy::Kind::ShortenTabu));
  EXPECT_EQ(find(wish, Remedy::Kind::ShortenTabu)->rules.tabu, 6);
  ASSERT_TRUE(find(wish, Remedy::Kind::WidenRange));
  // up to D5: two notes more
  EXPECT_EQ(find(wish, Remedy::Kind::WidenRange)->rules.lowest, 59);
  EXPECT_EQ(find(wish, Remedy::Kind::WidenRange)->rules.highest, 72);
  EXPECT_TRUE(find(wish, Remedy::Kind::DropScale));
  EXPECT_TRUE(checkFeasibility(settingsWith(6, makeScale(0, "major"), 60, 71), supply).feasible());
}

TEST(Feasibility, AWiderRangeDoesNotHelpPitchClasses) {
  Settings settings = settingsWith(8, makeScale(0, "major"), 60, 71);
  settings.rules.tabuKey = TabuKey::PitchClass;
  const Feasibility wish = checkFeasibility(settings, {pitchRange(0, 127), true});
  EXPECT_EQ(wish.obstacle, Obstacle::Tabu);
  EXPECT_FALSE(find(wish, Remedy::Kind::WidenRange));
  EXPECT_TRUE(find(wish, Remedy::Kind::DropScale));
}

TEST(Feasibility, NamesWhatLeavesNothing) {
  const Supply supply{pitchRange(55, 84), true};
  EXPECT_EQ(checkFeasibility(settingsWith(0, {}, 20, 40), supply).obstacle, Obstacle::Range);
  EXPECT_EQ(checkFeasibility(settingsWith(0, makeScale(0, "major"), 61, 61), supply).obstacle,
            Obstacle::Scale);
  EXPECT_TRUE(checkFeasibility(settingsWith(0, {}, 60, 60), supply).feasible());
  Settings settings = settingsWith(0, {}, 60, 60);
  settings.rules.maxRepeat = 2;
  EXPECT_EQ(checkFeasibility(settings, supply).obstacle, Obstacle::Repetition);
  settings.length.notes = 2;
  EXPECT_TRUE(checkFeasibility(settings, supply).feasible());
}

TEST(Feasibility, ExclusionsNeedARestOrSomethingLeft) {
  Settings settings;
  settings.rules.exclusions = {{0, 48, 0, 63}, {24, 72, 64, 127}};
  const Supply silent{pitchRange(55, 84), false};
  EXPECT_EQ(checkFeasibility(settings, silent).obstacle, Obstacle::Exclusion);
  EXPECT_TRUE(checkFeasibility(settings, {silent.pitches, true}).feasible());
  settings.rules.exclusions[1].fromStep = 48;
  EXPECT_TRUE(checkFeasibility(settings, silent).feasible());
}

TEST(Feasibility, LengthsMakeMoreKeys) {
  Settings settings = settingsWith(8, makeScale(0, "major"), 60, 71);
  settings.rules.tabuKey = TabuKey::PitchDuration;
  const Supply noLengths{pitchRange(48, 84)};
  EXPECT_EQ(checkFeasibility(settings, noLengths).obstacle, Obstacle::Tabu);
  Supply supply = noLengths;
  supply.lengths = 2;
  EXPECT_TRUE(checkFeasibility(settings, supply).feasible());
  settings.rules.tabu = 14;
  EXPECT_EQ(checkFeasibility(settings, supply).keysLeft, 14);
  EXPECT_FALSE(checkFeasibility(settings, supply).feasible());
}

TEST(Feasibility, OneNoteMayBeRepeatedOverRestsThatEndItsRun) {
  Settings settings = settingsWith(0, {}, 60, 60);
  settings.rules.maxRepeat = 2;
  settings.rules.restResetsRun = true;
  Supply supply{pitchRange(48, 84)};
  EXPECT_TRUE(checkFeasibility(settings, supply).feasible());
  supply.saysRests = false;
  EXPECT_EQ(checkFeasibility(settings, supply).obstacle, Obstacle::Repetition);
}

TEST(Feasibility, EveryRepresentationSaysWhatItCanPlay) {
  const auto supply = [](const char* name) { return supplyOf(*tokens::makeTokenizer(name)->grammar()); };
  EXPECT_EQ(supply("melody-24/1").lengths, 25);
  EXPECT_TRUE(supply("melody-24/1").saysRests);
  EXPECT_EQ(supply("beat-24/1").lengths, 63);
  EXPECT_FALSE(supply("beat-24/1").saysRests);
  EXPECT_EQ(supply("tmidi-128/1").lengths, 126);
  EXPECT_EQ(supply("performance-388/1").lengths, 1);
  EXPECT_EQ(supply("chorale-24/1").lengths, 1);
  EXPECT_TRUE(supply("chorale-24/1").saysRests);
  EXPECT_EQ(supply("chorale-16/1").lengths, 1);
}

TEST(Feasibility, EveryRemedyIsFeasible) {
  Random random(5);
  int infeasible = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const Pitch lowest = static_cast<Pitch>(random.below(110));
    Settings settings = settingsWith(static_cast<int>(random.below(16)), {}, lowest,
                                     lowest + static_cast<Pitch>(random.below(12)));
    settings.rules.tabuKey = static_cast<TabuKey>(random.below(4));
    settings.rules.restResetsRun = random.below(2) == 0;
    settings.rules.maxRepeat = static_cast<int>(random.below(3));
    if (random.below(2) == 0) settings.rules.scale = makeScale(static_cast<int>(random.below(12)), "blues");
    const bool rests = random.below(2) == 0;
    const Supply supply{pitchRange(50, 90), rests, rests, 1 + static_cast<int>(random.below(4))};
    const Feasibility wish = checkFeasibility(settings, supply);
    if (wish.feasible()) continue;
    ++infeasible;
    EXPECT_FALSE(wish.remedies.empty());
    for (const Remedy& remedy : wish.remedies) {
      Settings changed = settings;
      changed.rules = remedy.rules;
      EXPECT_TRUE(checkFeasibility(changed, supply).feasible());
    }
  }
  EXPECT_GT(infeasible, 500);
}

}  // namespace
}  // namespace partimento::decode
