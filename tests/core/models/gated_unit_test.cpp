#include "core/models/gated_unit.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::models {
namespace {

double exact(Activation activation, double x) {
  switch (activation) {
    case Activation::Tanh:
      return std::tanh(x);
    case Activation::Relu:
      return std::max(x, 0.0);
    case Activation::Sigmoid:
      return 1 / (1 + std::exp(-x));
  }
  return 0;
}

class GatedUnit : public testing::TestWithParam<Activation> {};

TEST_P(GatedUnit, IsWithinAMillionthOfExactArithmetic) {
  constexpr int kChannels = 37;
  Random random(3);
  const float scales[] = {0.01F, 1, 5, 30, 200};
  for (const float scale : scales) {
    std::vector<float> both(2 * kChannels), earlier(3 * 2 * kChannels), out(kChannels + 5, 7.0F);
    for (float& value : both) value = scale * static_cast<float>(random.normal());
    for (float& value : earlier) value = scale * static_cast<float>(random.normal());
    const std::int32_t row = 2;
    applyGatedUnit(GetParam(), {both.data(), earlier.data(), &row, out.data(), kChannels + 5, 1, kChannels});
    for (int c = 0; c < kChannels; ++c) {
      const float* added = earlier.data() + 2 * 2 * kChannels;
      const float filter = both[static_cast<std::size_t>(c)] + added[c];
      const float gate = both[static_cast<std::size_t>(kChannels + c)] + added[kChannels + c];
      const double wanted = exact(GetParam(), filter) / (1 + std::exp(-static_cast<double>(gate)));
      EXPECT_NEAR(out[static_cast<std::size_t>(c)], wanted, 1e-6 * std::max(1.0, std::abs(wanted)))
          << filter << ' ' << gate;
    }
    EXPECT_EQ(out[kChannels], 7.0F);
  }
}

INSTANTIATE_TEST_SUITE_P(Activations, GatedUnit,
                         testing::Values(Activation::Tanh, Activation::Relu, Activation::Sigmoid));

TEST(LogSoftmax, SumsToOneAndKeepsDifferences) {
  Random random(5);
  std::vector<float> logits(3 * 41), out(3 * 50, 1.0F);
  for (float& value : logits) value = 20 * static_cast<float>(random.normal());
  ASSERT_TRUE(logSoftmax({logits.data(), out.data(), 50, 3, 41}));
  for (std::size_t row = 0; row < 3; ++row) {
    double sum = 0;
    for (std::size_t i = 0; i < 41; ++i) sum += std::exp(static_cast<double>(out[row * 50 + i]));
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_NEAR(out[row * 50 + 1] - out[row * 50], logits[row * 41 + 1] - logits[row * 41], 1e-4);
    EXPECT_EQ(out[row * 50 + 41], 1.0F);
  }
}

TEST(LogSoftmax, ReportsWhatIsNoNumber) {
  const float bad[] = {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                       -std::numeric_limits<float>::infinity()};
  for (const float value : bad) {
    std::vector<float> logits = {0, 1, value, 2}, out(4);
    EXPECT_FALSE(logSoftmax({logits.data(), out.data(), 4, 1, 4}));
  }
}

}  // namespace
}  // namespace partimento::models
