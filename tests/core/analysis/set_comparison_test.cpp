#include "core/analysis/set_comparison.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::analysis {
namespace {

std::vector<double> normal(std::uint64_t seed, std::size_t count, double mean, double deviation) {
  Random random(seed);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(mean + deviation * random.normal());
  return values;
}

TEST(Densities, EqualOnesOverlapEntirely) {
  const std::vector<double> values = normal(1, 200, 3, 2);
  const auto comparison = compareDensities(values, values);
  ASSERT_TRUE(comparison);
  EXPECT_NEAR(comparison->overlap, 1, 1e-12);
  EXPECT_NEAR(comparison->divergence, 0, 1e-12);
}

TEST(Densities, DistantOnesDoNot) {
  const auto comparison = compareDensities(normal(1, 100, 0, 1), normal(2, 100, 100, 1));
  ASSERT_TRUE(comparison);
  EXPECT_LT(comparison->overlap, 1e-6);
  EXPECT_GT(comparison->divergence, 10);
  EXPECT_TRUE(std::isfinite(comparison->divergence));
}

TEST(Densities, AgreeWithTheTheoryOfTwoNormals) {
  // One deviation apart, widened by Scott's bandwidth: 2 Phi(-d / 2), d^2 / 2.
  const std::size_t count = 20000;
  const double width = std::sqrt(1 + std::pow(static_cast<double>(count), -0.4));
  const auto comparison = compareDensities(normal(1, count, 0, 1), normal(2, count, 1, 1));
  ASSERT_TRUE(comparison);
  EXPECT_NEAR(comparison->overlap, std::erfc(1 / width / 2 / std::sqrt(2.0)), 0.01);
  EXPECT_NEAR(comparison->divergence, 0.5 / (width * width), 0.03);
}

TEST(Densities, OverlapIsSymmetricAndIgnoresUnits) {
  const std::vector<double> a = normal(1, 80, 0, 1);
  const std::vector<double> b = normal(2, 120, 0.7, 2);
  const double overlap = compareDensities(a, b)->overlap;
  EXPECT_NEAR(compareDensities(b, a)->overlap, overlap, 1e-12);
  std::vector<double> scaledA;
  std::vector<double> scaledB;
  for (const double value : a) scaledA.push_back(1000 * value + 5);
  for (const double value : b) scaledB.push_back(1000 * value + 5);
  EXPECT_NEAR(compareDensities(scaledA, scaledB)->overlap, overlap, 1e-9);
}

TEST(Densities, NoneWithoutVariance) {
  const std::vector<double> constant(10, 4.2);
  EXPECT_FALSE(compareDensities(constant, normal(1, 10, 0, 1)));
  EXPECT_FALSE(compareDensities(normal(1, 10, 0, 1), constant));
  EXPECT_FALSE(compareDensities(normal(1, 1, 0, 1), normal(1, 10, 0, 1)));
}

TEST(Sets, ASetOverlapsItself) {
  const std::vector<double> values = normal(5, 50, 2, 1);
  const SetComparison comparison = compareSets(values, values, {100, 1});
  ASSERT_TRUE(comparison.overlap);
  EXPECT_NEAR(comparison.overlap->value, 1, 1e-12);
  EXPECT_NEAR(comparison.overlap->low, 1, 1e-9);
  EXPECT_NEAR(comparison.divergence->value, 0, 1e-9);
  EXPECT_EQ(comparison.pieces, 50);
}

TEST(Sets, AlikeOnesOverlapAndOthersDoNot) {
  const std::vector<double> real = normal(5, 50, 2, 1);
  const SetComparison alike = compareSets(real, normal(6, 50, 2, 1), {200, 1});
  EXPECT_GT(alike.overlap->value, 0.85);
  EXPECT_LE(alike.overlap->low, alike.overlap->value);
  EXPECT_GE(alike.overlap->high, alike.overlap->value);
  EXPECT_LT(alike.overlap->high - alike.overlap->low, 0.3);
  const SetComparison apart = compareSets(real, normal(6, 50, 40, 1), {200, 1});
  EXPECT_LT(apart.overlap->high, 0.01);
  EXPECT_GT(apart.divergence->value, alike.divergence->value);
  EXPECT_NEAR(apart.generated.mean, 40, 1);
  EXPECT_NEAR(apart.generated.deviation, 1, 0.4);
}

TEST(Sets, TheSameSeedGivesTheSameInterval) {
  const std::vector<double> a = normal(5, 20, 2, 1);
  const std::vector<double> b = normal(6, 20, 3, 1);
  EXPECT_EQ(compareSets(a, b, {50, 3}).overlap->low, compareSets(a, b, {50, 3}).overlap->low);
}

TEST(Sets, DifferencesArePieceByPiece) {
  const std::vector<double> real = normal(5, 50, 2, 10);
  std::vector<double> generated = real;
  for (double& value : generated) value -= 0.5;
  const SetComparison comparison = compareSets(real, generated, {200, 1});
  EXPECT_NEAR(comparison.difference.value, -0.5, 1e-9);
  EXPECT_NEAR(comparison.difference.low, -0.5, 1e-9) << "every piece differs by as much";
  const SetComparison unpaired = compareSets(real, normal(9, 50, 2, 10), {200, 1});
  EXPECT_LT(unpaired.difference.low, 0);
  EXPECT_GT(unpaired.difference.high, 0);
}

TEST(Sets, ConstantMeasuresAreSaidToBe) {
  const std::vector<double> ones(10, 1.0);
  const SetComparison same = compareSets(ones, ones);
  EXPECT_FALSE(same.overlap);
  EXPECT_EQ(same.real.mean, 1);
  EXPECT_EQ(same.real.deviation, 0);
  ASSERT_TRUE(same.usual);
  EXPECT_EQ(same.usual->value, 1);
  EXPECT_EQ(same.usual->generated, 10);
  const SetComparison other = compareSets(ones, normal(1, 10, 0, 1));
  EXPECT_FALSE(other.overlap);
  EXPECT_EQ(other.usual->generated, 0);
  EXPECT_EQ(compareSets({}, {}).pieces, 0);
}

TEST(Sets, AFewOddPiecesMakeNoDistribution) {
  std::vector<double> real(20, 1.0);
  real[3] = 0.2;
  std::vector<double> generated(20, 1.0);
  generated[5] = generated[6] = 0.9;
  const SetComparison comparison = compareSets(real, generated);
  EXPECT_FALSE(comparison.overlap);
  ASSERT_TRUE(comparison.usual);
  EXPECT_EQ(comparison.usual->real, 19);
  EXPECT_EQ(comparison.usual->generated, 18);
  EXPECT_FALSE(compareSets(normal(1, 20, 0, 1), generated).usual);
}

TEST(Sets, SharesWithWilsonsInterval) {
  const Estimate half = shareOf(25, 50);
  EXPECT_DOUBLE_EQ(half.value, 0.5);
  EXPECT_NEAR(half.low, 0.366, 0.001);
  EXPECT_NEAR(half.high, 0.634, 0.001);
  EXPECT_DOUBLE_EQ(shareOf(50, 50).value, 1);
  EXPECT_NEAR(shareOf(50, 50).low, 0.929, 0.001);
  EXPECT_DOUBLE_EQ(shareOf(0, 0).high, 1);
}

}  // namespace
}  // namespace partimento::analysis
