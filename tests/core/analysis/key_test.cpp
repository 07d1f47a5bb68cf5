#include "core/analysis/key.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::analysis {
namespace {

Note note(Pitch pitch, std::int64_t duration) {
  Note made;
  made.pitch = pitch;
  made.duration = Tick(duration);
  return made;
}

std::vector<Note> notes(std::initializer_list<std::pair<Pitch, std::int64_t>> list) {
  std::vector<Note> made;
  for (const auto& [pitch, duration] : list) made.push_back(note(pitch, duration));
  return made;
}

std::vector<Note> tonalPhrase(int tonic, bool minor) {
  const int third = minor ? 3 : 4;
  const int sixth = minor ? 8 : 9;
  return notes({{60 + tonic, 480},
                {62 + tonic, 120},
                {60 + tonic + third, 240},
                {65 + tonic, 120},
                {67 + tonic, 360},
                {60 + tonic + sixth, 100},
                {71 + tonic, 60},
                {72 + tonic, 480}});
}

TEST(Key, FindsEveryTonicAndMode) {
  for (const bool minor : {false, true}) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      const auto estimate = estimateKey(tonalPhrase(tonic, minor));
      ASSERT_TRUE(estimate);
      EXPECT_EQ(estimate->tonic, tonic);
      EXPECT_EQ(estimate->minor, minor);
      EXPECT_GT(estimate->correlation, 0.8);
      EXPECT_NEAR(estimate->confidence, estimate->correlation - estimate->secondCorrelation, 1e-12);
      EXPECT_GT(estimate->confidence, 0);
      EXPECT_NE(estimate->best(), estimate->second);
    }
  }
}

TEST(Key, ProfileCorrelatesPerfectlyWithItself) {
  const std::array<double, 12> minorOnD = {3.34, 3.17, 6.33, 2.68, 3.52, 5.38,
                                           2.60, 3.53, 2.54, 4.75, 3.98, 2.69};
  const auto estimate = estimateKey(minorOnD);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->best(), (Key{2, true}));
  EXPECT_NEAR(estimate->correlation, 1.0, 1e-12);
}

TEST(Key, KnownSecondOfCMajor) {
  // The profile nearest to C major is that of its relative, A minor; r computed apart from this code.
  const std::array<double, 12> major = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
                                        2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
  const auto estimate = estimateKey(major);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->second, (Key{9, true}));
  EXPECT_NEAR(estimate->secondCorrelation, 0.6496481390, 1e-9);
}

TEST(Key, DurationsWeighNotCounts) {
  // Many short notes of C# major, one long C major triad.
  std::vector<Note> mixed = notes({{60, 4000}, {64, 3000}, {67, 3500}});
  for (int i = 0; i < 30; ++i) mixed.push_back(note(61 + (i % 3) * 4, 1));
  const auto estimate = estimateKey(mixed);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->best(), (Key{0, false}));
}

TEST(Key, TransposingTransposesTheKeyAndNothingElse) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Note> phrase;
    for (int i = 0; i < 12; ++i) {
      phrase.push_back(
          note(40 + static_cast<Pitch>(random.below(30)), 1 + static_cast<std::int64_t>(random.below(999))));
    }
    const auto before = estimateKey(phrase);
    const int shift = static_cast<int>(random.below(12));
    for (Note& each : phrase) each.pitch += shift;
    const auto after = estimateKey(phrase);
    ASSERT_TRUE(before && after);
    if (before->confidence < 1e-9) continue;
    EXPECT_EQ(after->tonic, (before->tonic + shift) % 12);
    EXPECT_EQ(after->minor, before->minor);
    EXPECT_NEAR(after->correlation, before->correlation, 1e-9);
    EXPECT_NEAR(after->confidence, before->confidence, 1e-9);
  }
}

TEST(Key, UndefinedForConstantVectors) {
  EXPECT_FALSE(estimateKey(std::vector<Note>{}));
  EXPECT_FALSE(estimateKey(notes({{60, 0}, {64, 0}})));
  std::vector<Note> chromatic;
  for (Pitch pitch = 60; pitch < 72; ++pitch) chromatic.push_back(note(pitch, 333));
  EXPECT_FALSE(estimateKey(chromatic));
  std::array<double, 12> constant{};
  constant.fill(0.1);
  EXPECT_FALSE(estimateKey(constant));
  constant[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(estimateKey(constant));
}

TEST(Key, OneNoteIsATonic) {
  const auto estimate = estimateKey(notes({{66, 10}}));
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->tonic, 6);
}

}  // namespace
}  // namespace partimento::analysis
