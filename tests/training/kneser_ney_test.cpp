#include "training/evaluate/kneser_ney.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::training {
namespace {

KneserNey trained(const std::vector<std::vector<int>>& sequences, int vocabulary, int order) {
  KneserNey model(vocabulary, order);
  for (const auto& sequence : sequences) model.add(sequence);
  model.finish();
  return model;
}

TEST(KneserNey, MatchesACalculationByHand) {
  // Sequence a b a b c over {a, b, c}. Bigrams with the start ^: ab 2, ^a ba bc 1.
  // Order 2: n1 = 3, n2 = 1, Y = 3 / (3 + 2) = 0.6; D(1) = 1 - 2 * 0.6 * 1 / 3 = 0.6; D(2) = 2 - 0 = 2.
  // Left neighbours: a after ^ and b = 2, b after a = 1, c after b = 1: n1 = 2, n2 = 1, Y = 0.5,
  // D(1) = 1 - 2 * 0.5 / 2 = 0.5, D(2) = 2; total 4, freed 2 * 0.5 + 2 = 3.
  // p_1(b) = 0.5 / 4 + 3 / 4 / 3 = 0.375 = p_1(c); p_1(a) = 0 + 0.25.
  // p_2(b | a) = (2 - 2) / 2 + 2 / 2 * 0.375 = 0.375.
  // p_2(c | b) = (1 - 0.6) / 2 + 2 * 0.6 / 2 * 0.375 = 0.425.
  const KneserNey model = trained({{0, 1, 0, 1, 2}}, 3, 2);
  const std::vector<int> afterA = {0};
  const std::vector<int> afterB = {1};
  EXPECT_NEAR(model.probability(2, afterA, 1), 0.375, 1e-12);
  EXPECT_NEAR(model.probability(2, afterB, 2), 0.425, 1e-12);
  // Alone, order 1 counts occurrences: a 2, b 2, c 1: n1 = 1, n2 = 2, Y = 0.2, D(1) = 1 - 2 * 0.2 * 2 = 0.2,
  // D(2) = 2.
  EXPECT_NEAR(model.probability(1, {}, 2), (1 - 0.2) / 5 + (0.2 + 2 * 2) / 5 / 3, 1e-12);
}

TEST(KneserNey, SumsToOneAfterAnyHistory) {
  Random random(31);
  std::vector<std::vector<int>> sequences(20);
  for (auto& sequence : sequences) {
    for (std::uint64_t i = random.below(60) + 1; i > 0; --i)
      sequence.push_back(static_cast<int>(random.below(6)));
  }
  const KneserNey model = trained(sequences, 8, KneserNey::kMaxOrder);
  for (int round = 0; round < 300; ++round) {
    std::vector<int> history;
    for (std::uint64_t i = random.below(10); i > 0; --i) history.push_back(static_cast<int>(random.below(8)));
    for (int order = 1; order <= KneserNey::kMaxOrder; ++order) {
      double sum = 0;
      for (int symbol = 0; symbol < 8; ++symbol) {
        const double p = model.probability(order, history, symbol);
        EXPECT_GT(p, 0.0);
        sum += p;
      }
      EXPECT_NEAR(sum, 1.0, 1e-9) << "order " << order;
    }
  }
}

TEST(KneserNey, LearnsWhatHigherOrdersCanSee) {
  // Period 4: order 1 and 2 cannot know what follows "0 0" or "0"; order 4 can.
  std::vector<int> cycle;
  for (int i = 0; i < 400; ++i) cycle.push_back(i % 4 == 3 ? 1 : 0);
  const KneserNey model = trained({cycle}, 2, 5);
  const double low = model.negativeLogLikelihood(2, cycle) / 400;
  const double high = model.negativeLogLikelihood(4, cycle) / 400;
  EXPECT_GT(low, 0.4);
  EXPECT_LT(high, 0.05);
}

TEST(KneserNey, RefusesWhatDoesNotFitItsKeys) {
  EXPECT_THROW(KneserNey(255, 3), Error);
  EXPECT_THROW(KneserNey(10, 8), Error);
  EXPECT_THROW(KneserNey(0, 1), Error);
}

}  // namespace
}  // namespace partimento::training
