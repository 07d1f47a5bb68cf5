#include "core/analysis/metrics.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace partimento::analysis {
namespace {

std::vector<Note> line(std::initializer_list<Pitch> pitches) {
  std::vector<Note> notes;
  for (const Pitch pitch : pitches) {
    Note note;
    note.pitch = pitch;
    notes.push_back(note);
  }
  return notes;
}

TEST(Metrics, NothingOfNothing) {
  EXPECT_EQ(melodyMetrics({}), MelodyMetrics{});
}

TEST(Metrics, OneNote) {
  const MelodyMetrics metrics = melodyMetrics(line({61}));
  EXPECT_EQ(metrics.notes, 1U);
  EXPECT_EQ(metrics.lowest, 61);
  EXPECT_EQ(metrics.highest, 61);
  EXPECT_EQ(metrics.distinctPitches, 1);
  EXPECT_EQ(metrics.pitchClassEntropy, 0);
  EXPECT_EQ(metrics.meanInterval, 0);
  EXPECT_EQ(metrics.longestRun, 1U);
  EXPECT_EQ(metrics.repeatedFourGrams, 0);
}

TEST(Metrics, EntropyIsOfPitchClasses) {
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 72, 48})).pitchClassEntropy, 0);
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 74, 64, 53})).pitchClassEntropy, 2);
  EXPECT_NEAR(melodyMetrics(line({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71})).pitchClassEntropy,
              std::log2(12.0), 1e-12);
}

TEST(Metrics, RunsIntervalsAndRange) {
  const MelodyMetrics metrics = melodyMetrics(line({60, 60, 67, 67, 67, 60}));
  EXPECT_EQ(metrics.longestRun, 3U);
  EXPECT_DOUBLE_EQ(metrics.meanInterval, 14.0 / 5);
  EXPECT_EQ(metrics.highest - metrics.lowest, 7);
  EXPECT_EQ(metrics.distinctPitches, 2);
}

TEST(Metrics, RepeatedGroupsOfFour) {
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 62, 64})).repeatedFourGrams, 0);
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 62, 64, 65, 67})).repeatedFourGrams, 0);
  // Groups of a four-note loop played twice: four different ones among five.
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 62, 64, 65, 60, 62, 64, 65})).repeatedFourGrams, 1.0 / 5);
  EXPECT_DOUBLE_EQ(melodyMetrics(line({60, 60, 60, 60, 60, 60, 60, 60})).repeatedFourGrams, 4.0 / 5);
}

}  // namespace
}  // namespace partimento::analysis
