#include "core/engraving/beams.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/engraving/rules.h"
#include "core/engraving/stems.h"

namespace partimento::engraving {
namespace {

std::vector<BeamStem> stemsAt(const std::vector<int>& steps, int beams) {
  std::vector<BeamStem> stems;
  double x = 3;
  for (const int step : steps) stems.push_back({x += 3.2, yOfStep(step), beams, nullptr});
  return stems;
}

double lengthOf(const BeamStem& stem, const BeamLine& line, int direction) {
  return direction * (stem.near - line.at(stem.x));
}

TEST(Beams, GiveEveryStemRoomForItsBeams) {
  Random random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<int> steps;
    const int count = 2 + static_cast<int>(random.below(7));
    for (int i = 0; i < count; ++i) steps.push_back(static_cast<int>(random.below(25)) - 12);
    const int beams = 1 + static_cast<int>(random.below(4));
    for (const int direction : {1, -1}) {
      const auto stems = stemsAt(steps, beams);
      const BeamLine line = fitBeam(stems, direction);
      for (const BeamStem& stem : stems) {
        EXPECT_GE(lengthOf(stem, line, direction), leastStem(beams) - 1e-9);
        EXPECT_GE(-direction * line.at(stem.x), -1e-9) << "stops short of the middle line";
      }
      EXPECT_LE(std::abs(line.slope), 0.31);
    }
  }
}

TEST(Beams, FollowTheOuterNotes) {
  EXPECT_LT(fitBeam(stemsAt({-4, -2, 0}, 1), 1).slope, 0);  // rising notes, rising beam
  EXPECT_GT(fitBeam(stemsAt({0, -2, -4}, 1), 1).slope, 0);
  EXPECT_EQ(fitBeam(stemsAt({-4, -4}, 1), 1).slope, 0);
  EXPECT_LT(fitBeam(stemsAt({4, 6}, 1), -1).slope, 0);
}

TEST(Beams, LieLevelUnderAnInnerPeak) {
  EXPECT_EQ(fitBeam(stemsAt({-4, 2, -3}, 1), 1).slope, 0);
  EXPECT_EQ(fitBeam(stemsAt({2, -6, 3}, 1), -1).slope, 0);
}

TEST(Beams, MirrorWhenTheMusicDoes) {
  const BeamLine up = fitBeam(stemsAt({-5, -3, -4, -1}, 2), 1);
  const BeamLine down = fitBeam(stemsAt({5, 3, 4, 1}, 2), -1);
  EXPECT_NEAR(up.y, -down.y, 1e-9);
  EXPECT_NEAR(up.slope, -down.slope, 1e-9);
}

TEST(Beams, DrawHooksAndSecondaries) {
  using notation::Beam;
  std::vector<notation::Event> events(3);
  for (auto& event : events) event.beams[0] = Beam::Continue;
  events[0].beams[1] = Beam::ForwardHook;
  events[1].beams[1] = Beam::Begin;
  events[2].beams[1] = Beam::End;
  auto stems = stemsAt({-2, -2, -2}, 2);
  for (std::size_t i = 0; i < 3; ++i) stems[i].event = &events[i];
  Drawing drawing;
  drawBeams(stems, fitBeam(stems, 1), 1, drawing);
  ASSERT_EQ(drawing.quads.size(), 3U);
  EXPECT_NEAR(drawing.quads[0].box().width(), 2 * 3.2 + rules::kStem, 1e-9);
  EXPECT_LT(drawing.quads[1].box().width(), 1.5);
  EXPECT_NEAR(drawing.quads[2].box().width(), 3.2 + rules::kStem, 1e-9);
}

TEST(Stems, ReachTheMiddleLineAndShortenOutwards) {
  EXPECT_DOUBLE_EQ(freeStemTip({-12, -12, 1, 0}), 0);
  EXPECT_DOUBLE_EQ(freeStemTip({12, 12, -1, 0}), 0);
  EXPECT_DOUBLE_EQ(freeStemTip({-2, -2, 1, 0}), 1 - 3.5);
  EXPECT_NEAR(yOfStep(6) - freeStemTip({6, 6, 1, 0}), 2.5, 1e-9);
}

}  // namespace
}  // namespace partimento::engraving
