#include "core/decode/beam.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

const Symbol kRest{Symbol::Kind::Rest, 0};

const Melody& bestOf(const std::vector<Melody>& melodies) {
  return *std::ranges::max_element(melodies, {}, &Melody::score);
}

double normalised(const Melody& melody) {
  return melody.score / std::pow((5.0 + melody.notes) / 6.0, 0.65);
}

TEST(Beam, WideEnoughFindsWhatBruteForceFinds) {
  // 4 pitches, 5 notes: a beam of 4^4 cannot lose the best
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65}, {6});
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.settings.length.notes = 5;
    f.settings.search.beamWidth = 256;
    const Melody best = bestOf(enumerate(f));
    const SearchResult result = run(f);
    ASSERT_EQ(result.takes.size(), 1U);
    EXPECT_EQ(result.takes[0].tokens, best.tokens) << "seed " << seed;
    EXPECT_NEAR(result.takes[0].logProbability, best.score, 1e-4);
    EXPECT_NEAR(result.takes[0].constrainedScore, best.logQ, 1e-4);
    EXPECT_NEAR(result.takes[0].constraintCost, best.score - best.logQ, 1e-4);
  }
}

TEST(Beam, FindsTheBestUnderEveryRule) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12}, {60, 62}, kRest);
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.settings.length.notes = 3;
    f.settings.search.beamWidth = 1000;
    RuleSettings& rules = f.settings.rules;
    rules.tabu = seed % 3 == 0 ? 0 : static_cast<int>(seed % 3);
    rules.maxRepeat = seed % 3 == 0 ? 1 : 0;
    rules.tabuKey = static_cast<TabuKey>(seed % 4);
    rules.restResetsRun = seed % 2 == 0;
    rules.highest = seed % 2 == 0 ? 66 : 67;
    if (seed % 4 == 1) rules.exclusions = {{18, 30, 60, 63}};
    const std::vector<Melody> all = enumerate(f);
    ASSERT_FALSE(all.empty());
    const SearchResult result = run(f);
    ASSERT_EQ(result.takes.size(), 1U);
    EXPECT_NEAR(result.takes[0].logProbability, bestOf(all).score, 1e-4) << "seed " << seed;
    EXPECT_EQ(result.takes[0].tokens, bestOf(all).tokens) << "seed " << seed;
  }
}

TEST(Beam, MergingNeverLosesTheBest) {
  std::int64_t merged = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Fixture f = makeFixture({60, 62, 64}, {6, 12}, {60});
    const int memory = 2 + static_cast<int>(seed % 3);
    f.distribution = partimento::test::hashDistribution(f.size(), seed, memory);
    f.receptiveField = memory;
    f.settings.length.notes = 4;
    f.settings.rules.tabu = static_cast<int>(seed % 2);
    f.settings.rules.maxRepeat = 2;
    f.settings.search.beamWidth = 1000;
    const SearchResult result = run(f);
    merged += result.statistics.merged;
    EXPECT_EQ(result.takes.at(0).tokens, bestOf(enumerate(f)).tokens) << "seed " << seed;
  }
  EXPECT_GT(merged, 1000);
}

TEST(Beam, MergingIsAsGoodAsAWiderBeam) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12}, {60});
    f.distribution = partimento::test::hashDistribution(f.size(), seed, 3);
    f.receptiveField = 3;
    f.settings.length.notes = 12;
    f.settings.search.beamWidth = 8;
    SearchOptions options;
    const double with = run(f, options).takes.at(0).logProbability;
    options.recombination = RecombinationMode::Off;
    const double without = run(f, options).takes.at(0).logProbability;
    if (with > without + 1e-6) ++better;
    EXPECT_GE(with, without - 1.0) << "seed " << seed;
  }
  EXPECT_GE(better, 3);
}

TEST(Beam, WidthOneIsGreedy) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12, 24}, {60}, kRest);
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.settings.length.notes = 12;
    f.settings.rules.tabu = 2;
    f.settings.search.beamWidth = 1;
    std::vector<Token> greedy;
    while (!isComplete(f, greedy)) {
      MockScorer::History history = f.prompt;
      history.insert(history.end(), greedy.begin(), greedy.end());
      const MockScorer::Row row = f.distribution(history);
      Token best = -1;
      for (Token token = 0; token < f.size(); ++token) {
        if (!mayFollow(f, greedy, token)) continue;
        if (best < 0 || row[static_cast<std::size_t>(token)] > row[static_cast<std::size_t>(best)])
          best = token;
      }
      greedy.push_back(best);
    }
    EXPECT_EQ(run(f).takes.at(0).tokens, greedy) << "seed " << seed;
  }
}

TEST(Beam, EndsOnTheBarLine) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    // 5 and 7 do not divide the bar: the last duration must be chosen or cut
    Fixture f = makeFixture({60, 62, 64}, {5, 7}, {60, 62});
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.timeline.stepsPerBar = 12;
    f.settings.length.bars = 1;
    f.settings.search.beamWidth = 1000;
    std::vector<Melody> all = enumerate(f);
    const auto best = std::ranges::max_element(all, {}, normalised);
    const SearchTake take = run(f).takes.at(0);
    EXPECT_EQ(take.tokens, best->tokens) << "seed " << seed;
    EXPECT_EQ(take.end, 24);
    EXPECT_EQ(take.notes.back().onset + take.notes.back().duration, 24);
  }
}

TEST(Beam, LetsTheModelEndOnlyAtABarLineAndNotTooEarly) {
  int early = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Fixture f = makeFixture({60, 62}, {6, 12}, {60}, Symbol{Symbol::Kind::End, 0});
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.timeline.stepsPerBar = 12;
    f.settings.length.notes = 5;
    f.settings.length.minNotes = 2;
    f.settings.search.beamWidth = 1000;
    std::vector<Melody> all = enumerate(f);
    const auto best = std::ranges::max_element(all, {}, normalised);
    const SearchTake take = run(f).takes.at(0);
    EXPECT_EQ(take.tokens, best->tokens) << "seed " << seed;
    if (take.notes.size() < 5) ++early;
    EXPECT_GE(take.notes.size(), 2U);
    EXPECT_FALSE(take.partial);
    f.settings.length.minNotes = 0;
    EXPECT_EQ(run(f).takes.at(0).notes.size(), 5U);
  }
  EXPECT_GT(early, 3);
}

TEST(Beam, TiesGoToTheEarlierParentAndTheSmallerToken) {
  Fixture f = makeFixture({60, 62, 64}, {6});
  f.distribution = [size = f.size()](const MockScorer::History&) {
    return MockScorer::Row(static_cast<std::size_t>(size), -std::log(static_cast<float>(size)));
  };
  f.settings.length.notes = 3;
  f.settings.search.beamWidth = 5;
  const Token c = f.tokenOf({Symbol::Kind::Pitch, 60});
  const Token sixteenth = f.tokenOf({Symbol::Kind::Duration, 6});
  EXPECT_EQ(run(f).takes.at(0).tokens, (std::vector<Token>{c, sixteenth, c, sixteenth, c, sixteenth}));
}

TEST(DiverseBeam, OneGroupOrNoPenaltyIsBeamSearch) {
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12}, {60}, kRest);
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.settings.length.notes = 8;
    f.settings.search.beamWidth = 6;
    SearchOptions options;
    options.takes = 6;
    const SearchResult beam = run(f, options);
    f.settings.search.method = SearchMethod::DiverseBeam;
    f.settings.search.diverseGroups = 1;
    f.settings.search.diversityStrength = 3;
    const SearchResult oneGroup = run(f, options);
    ASSERT_EQ(oneGroup.takes.size(), beam.takes.size());
    for (std::size_t i = 0; i < beam.takes.size(); ++i) {
      EXPECT_EQ(oneGroup.takes[i].tokens, beam.takes[i].tokens);
    }
    // two groups without penalty choose the same as a beam of half the width, twice
    f.settings.search.diverseGroups = 2;
    f.settings.search.diversityStrength = 0;
    const SearchResult noPenalty = run(f, options);
    f.settings.search.method = SearchMethod::Beam;
    f.settings.search.beamWidth = 3;
    EXPECT_EQ(noPenalty.takes.at(0).tokens, run(f).takes.at(0).tokens);
  }
}

TEST(DiverseBeam, PenaltySpreadsAndIsNotStored) {
  double beamDistinct = 0;
  double diverseDistinct = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    Fixture f = makeFixture({60, 62, 64, 65, 67}, {6}, {60});
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    f.settings.length.notes = 8;
    f.settings.search.beamWidth = 4;
    f.settings.search.diverseGroups = 4;
    f.settings.search.diversityStrength = 2;
    SearchOptions options;
    options.takes = 4;
    const auto distinctFirst = [](const SearchResult& result) {
      std::set<int> first;
      for (const SearchTake& take : result.takes) first.insert(take.notes.front().pitch);
      return static_cast<double>(first.size());
    };
    beamDistinct += distinctFirst(run(f, options));
    f.settings.search.method = SearchMethod::DiverseBeam;
    const SearchResult diverse = run(f, options);
    diverseDistinct += distinctFirst(diverse);
    for (const SearchTake& take : diverse.takes) {
      double score = 0;
      MockScorer::History history = f.prompt;
      for (Token token : take.tokens) {
        score += static_cast<double>(f.distribution(history)[static_cast<std::size_t>(token)]);
        history.push_back(token);
      }
      EXPECT_NEAR(take.logProbability, score, 1e-4);
    }
  }
  EXPECT_GT(diverseDistinct, beamDistinct * 1.3);
}

TEST(DiverseBeam, GroupsDivideTheWidth) {
  SearchSettings search;
  search.beamWidth = 10;
  search.diverseGroups = 4;
  EXPECT_EQ(effectiveGroups(search), 2);
  search.beamWidth = 16;
  EXPECT_EQ(effectiveGroups(search), 4);
  search.beamWidth = 3;
  EXPECT_EQ(effectiveGroups(search), 3);
  search.beamWidth = 7;
  EXPECT_EQ(effectiveGroups(search), 1);
}

}  // namespace
}  // namespace partimento::decode::test
