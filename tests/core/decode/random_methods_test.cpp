#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/decode/gumbel.h"
#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

/// Pearson's statistic; classes with small expectations are pooled.
double chiSquare(const std::map<std::set<std::vector<Token>>, double>& expected,
                 const std::map<std::set<std::vector<Token>>, int>& observed, int* classes) {
  double statistic = 0;
  double pooledExpected = 0;
  double pooledObserved = 0;
  *classes = 0;
  for (const auto& [key, mean] : expected) {
    const auto found = observed.find(key);
    const double count = found == observed.end() ? 0.0 : found->second;
    if (mean < 8) {
      pooledExpected += mean;
      pooledObserved += count;
      continue;
    }
    statistic += (count - mean) * (count - mean) / mean;
    ++*classes;
  }
  if (pooledExpected > 0) {
    statistic += (pooledObserved - pooledExpected) * (pooledObserved - pooledExpected) / pooledExpected;
    ++*classes;
  }
  return statistic;
}

/// The statistic's value that is passed by chance once in about 10,000 (Wilson and Hilferty).
double criticalValue(int degrees) {
  const double t = 2.0 / (9.0 * degrees);
  return degrees * std::pow(1 - t + 3.719 * std::sqrt(t), 3);
}

/// Probability that drawing without replacement picks exactly the melodies of `chosen`, in any order.
double probabilityOfSet(const std::vector<double>& q, std::vector<std::size_t> chosen) {
  std::ranges::sort(chosen);
  double total = 0;
  do {
    double left = 1;
    double product = 1;
    for (std::size_t i : chosen) {
      product *= q[i] / left;
      left -= q[i];
    }
    total += product;
  } while (std::ranges::next_permutation(chosen).found);
  return total;
}

TEST(StochasticBeam, DrawsWithoutReplacementFromTheRenormalisedDistribution) {
  Fixture f = makeFixture({60, 62, 64}, {6}, {60});
  f.distribution = partimento::test::hashDistribution(f.size(), 11, 0, 1.0);
  f.settings.search.method = SearchMethod::StochasticBeam;
  f.settings.search.beamWidth = 3;
  f.settings.length.notes = 2;
  f.settings.rules.maxRepeat = 1;
  const std::vector<Melody> all = enumerate(f);
  ASSERT_EQ(all.size(), 4U);

  constexpr int kRuns = 20000;
  std::vector<double> q;
  for (const Melody& melody : all) q.push_back(std::exp(melody.logQ));
  std::map<std::set<std::vector<Token>>, double> expected;
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      for (std::size_t c = b + 1; c < all.size(); ++c) {
        expected[{all[a].tokens, all[b].tokens, all[c].tokens}] = kRuns * probabilityOfSet(q, {a, b, c});
      }
    }
  }
  std::map<std::set<std::vector<Token>>, int> observed;
  SearchOptions options;
  options.takes = 3;
  options.trace = TraceDetail::Off;
  for (int i = 0; i < kRuns; ++i) {
    options.randomSeed = static_cast<std::uint64_t>(i);
    std::set<std::vector<Token>> drawn;
    for (const SearchTake& take : run(f, options).takes) drawn.insert(take.tokens);
    ASSERT_EQ(drawn.size(), 3U);
    ++observed[drawn];
  }
  int classes = 0;
  const double statistic = chiSquare(expected, observed, &classes);
  EXPECT_LT(statistic, criticalValue(classes - 1));
}

TEST(StochasticBeam, IncludesMelodiesOfUnequalLengthAsOftenAsEnumerationSays) {
  Fixture f = makeFixture({60, 62}, {6, 12}, {60});
  f.distribution = partimento::test::hashDistribution(f.size(), 5, 0, 1.0);
  f.timeline.stepsPerBar = 12;
  f.timeline.promptEnd = 0;
  f.settings.search.method = SearchMethod::StochasticBeam;
  f.settings.search.beamWidth = 2;
  f.settings.length.bars = 1;
  const std::vector<Melody> all = enumerate(f);
  ASSERT_EQ(all.size(), 6U);  // two whole bars, four of two notes

  constexpr int kRuns = 20000;
  std::vector<double> q;
  for (const Melody& melody : all) q.push_back(std::exp(melody.logQ));
  std::map<std::set<std::vector<Token>>, double> expected;
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      expected[{all[a].tokens, all[b].tokens}] = kRuns * probabilityOfSet(q, {a, b});
    }
  }
  std::map<std::set<std::vector<Token>>, int> observed;
  SearchOptions options;
  options.takes = 2;
  options.trace = TraceDetail::Off;
  for (int i = 0; i < kRuns; ++i) {
    options.randomSeed = static_cast<std::uint64_t>(i);
    std::set<std::vector<Token>> drawn;
    for (const SearchTake& take : run(f, options).takes) drawn.insert(take.tokens);
    ++observed[drawn];
  }
  int classes = 0;
  const double statistic = chiSquare(expected, observed, &classes);
  EXPECT_LT(statistic, criticalValue(classes - 1));
}

TEST(StochasticBeam, WideEnoughHoldsEveryMelody) {
  Fixture f = makeFixture({60, 62, 64}, {6, 12}, {60});
  f.distribution = partimento::test::hashDistribution(f.size(), 3, 0, 6.0);
  f.settings.search.method = SearchMethod::StochasticBeam;
  f.settings.search.beamWidth = 300;
  f.settings.length.notes = 2;
  SearchOptions options;
  options.takes = 100;
  EXPECT_EQ(run(f, options).takes.size(), 36U);
}

TEST(Gumbel, StaysFiniteAtTheEdges) {
  EXPECT_EQ(conditionedGumbel(1.5, 1.5, -3.0), -3.0);
  EXPECT_TRUE(std::isfinite(conditionedGumbel(1.5 - 1e-15, 1.5, -3.0)));
  EXPECT_TRUE(std::isfinite(conditionedGumbel(-1e6, 1.5, -3.0)));
  EXPECT_LE(conditionedGumbel(1.4999999, 1.5, -3.0), -3.0);
  EXPECT_NEAR(log1mexp(-1e-10), std::log(1e-10), 1e-6);
  EXPECT_NEAR(log1mexp(-50), 0, 1e-15);
  EXPECT_NEAR(log1pexp(-50), 0, 1e-15);
  EXPECT_NEAR(log1pexp(800), 800, 1e-9);
}

/// How often each first pitch is drawn.
std::map<int, double> frequencies(const Fixture& f, int runs) {
  std::map<int, double> counts;
  SearchOptions options;
  options.trace = TraceDetail::Off;
  for (int i = 0; i < runs; ++i) {
    options.randomSeed = static_cast<std::uint64_t>(i);
    counts[run(f, options).takes.at(0).notes.at(0).pitch] += 1.0 / runs;
  }
  return counts;
}

class SamplingTest : public ::testing::Test {
 protected:
  SamplingTest() {
    m_fixture = makeFixture({60, 62, 64, 65, 67}, {6}, {60});
    m_fixture.distribution = partimento::test::hashDistribution(m_fixture.size(), 9, 0, 1.0);
    m_fixture.settings.search.method = SearchMethod::Sample;
    m_fixture.settings.length.notes = 1;
  }
  double p(int pitch) const {
    const Token token = m_fixture.tokenOf({Symbol::Kind::Pitch, pitch});
    return std::exp(
        static_cast<double>(m_fixture.distribution(m_fixture.prompt)[static_cast<std::size_t>(token)]));
  }
  void expectFrequencies(std::map<int, double> weights) const {
    double sum = 0;
    for (const auto& [pitch, weight] : weights) sum += weight;
    const auto found = frequencies(m_fixture, kRuns);
    EXPECT_EQ(found.size(), weights.size());
    for (const auto& [pitch, weight] : weights) {
      const double expected = weight / sum;
      const double sigma = std::sqrt(expected * (1 - expected) / kRuns);
      EXPECT_NEAR(found.contains(pitch) ? found.at(pitch) : 0, expected, 4 * sigma) << pitch;
    }
  }

  static constexpr int kRuns = 20000;
  Fixture m_fixture;
};

TEST_F(SamplingTest, FollowsTheDistributionRenormalisedOverWhatTheRulesAllow) {
  m_fixture.settings.rules.tabu = 1;
  expectFrequencies({{62, p(62)}, {64, p(64)}, {65, p(65)}, {67, p(67)}});
}

TEST_F(SamplingTest, TemperatureDividesTheLogits) {
  m_fixture.settings.search.temperature = 0.5;
  std::map<int, double> weights;
  for (int pitch : {60, 62, 64, 65, 67}) weights[pitch] = p(pitch) * p(pitch);
  expectFrequencies(weights);
}

TEST_F(SamplingTest, TopKKeepsTheLikeliest) {
  m_fixture.settings.search.topK = 2;
  std::vector<std::pair<double, int>> ranked;
  for (int pitch : {60, 62, 64, 65, 67}) ranked.emplace_back(p(pitch), pitch);
  std::ranges::sort(ranked, std::ranges::greater{});
  expectFrequencies({{ranked[0].second, ranked[0].first}, {ranked[1].second, ranked[1].first}});
}

TEST_F(SamplingTest, TopPKeepsTheSmallestSetThatReachesIt) {
  std::vector<std::pair<double, int>> ranked;
  double sum = 0;
  for (int pitch : {60, 62, 64, 65, 67}) {
    ranked.emplace_back(p(pitch), pitch);
    sum += p(pitch);
  }
  std::ranges::sort(ranked, std::ranges::greater{});
  m_fixture.settings.search.topP = (ranked[0].first + ranked[1].first + 0.5 * ranked[2].first) / sum;
  std::map<int, double> weights;
  for (std::size_t i = 0; i < 3; ++i) weights[ranked[i].second] = ranked[i].first;
  expectFrequencies(weights);
}

TEST_F(SamplingTest, EveryTakeCanBeDrawnAlone) {
  m_fixture.settings.length.notes = 12;
  SearchOptions options;
  options.takes = 5;
  const SearchResult all = run(m_fixture, options);
  ASSERT_EQ(all.takes.size(), 5U);
  options.onlyTake = 3;
  const SearchResult one = run(m_fixture, options);
  ASSERT_EQ(one.takes.size(), 1U);
  EXPECT_EQ(one.takes[0].tokens, all.takes[3].tokens);
  EXPECT_EQ(one.takes[0].index, 3);
}

}  // namespace
}  // namespace partimento::decode::test
