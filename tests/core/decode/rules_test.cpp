#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/decode/feasibility.h"
#include "core/decode/rule_book.h"
#include "core/tokens/pair_grammar.h"
#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

const Symbol kSilence{Symbol::Kind::Rest, 0};

std::vector<RelaxedRule> relaxedOf(const SearchTake& take, int note) {
  std::vector<RelaxedRule> rules;
  for (const SearchRelaxation& relaxation : take.relaxations) {
    if (relaxation.note == note) rules.push_back(relaxation.rule);
  }
  return rules;
}

/// Every rule that a note of the take breaks is logged, and nothing else is.
void expectRulesKept(const Fixture& f, const SearchTake& take, const std::string& label) {
  const std::size_t seeds = standing(f, {}).heard.size();
  const std::vector<HeardNote> all = standing(f, take.tokens).heard;
  ASSERT_EQ(all.size(), seeds + take.notes.size()) << label;
  for (std::size_t i = 0; i < take.notes.size(); ++i) {
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(seeds + i + 1);
    const std::vector<RelaxedRule> found = broken(f, {all.begin(), end}, take.notes[i].onset);
    EXPECT_EQ(relaxedOf(take, static_cast<int>(i)), found) << label << " note " << i;
    EXPECT_EQ(take.notes[i].relaxed, found.empty() ? RelaxedRule::None : found.back()) << label;
  }
}

/// Whether some token kept the rules where the take broke one.
void expectNoNeedlessRelaxation(const Fixture& f, const SearchTake& take, const std::string& label) {
  std::vector<Token> tokens;
  for (Token token : take.tokens) {
    if (!mayFollow(f, tokens, token)) {
      for (Token other = 0; other < f.size(); ++other) {
        EXPECT_FALSE(mayFollow(f, tokens, other)) << label << ": a token kept the rules";
      }
    }
    tokens.push_back(token);
  }
}

Fixture randomFixture(Random& random) {
  std::vector<int> pitches;
  const int count = 4 + static_cast<int>(random.below(8));
  for (int i = 0; i < count; ++i) pitches.push_back(58 + i + static_cast<int>(random.below(2)) * 12);
  std::ranges::sort(pitches);
  pitches.erase(std::unique(pitches.begin(), pitches.end()), pitches.end());
  std::vector<int> seed;
  for (std::uint64_t i = random.below(6); i > 0; --i) seed.push_back(pitches[random.below(pitches.size())]);
  const bool rests = random.below(2) == 0;
  Fixture f = makeFixture(pitches, {6, 8, 12}, seed, rests ? std::optional(kSilence) : std::nullopt);
  f.distribution = partimento::test::hashDistribution(f.size(), random.next(), 4, 3.0);
  f.receptiveField = random.below(2) == 0 ? 4 : 0;
  f.timeline.stepsPerBar = 48;

  Settings& s = f.settings;
  s.search.method = static_cast<SearchMethod>(random.below(4));
  s.search.beamWidth = 1 + static_cast<int>(random.below(12));
  s.search.temperature = 0.5 + random.uniform();
  s.search.topK = static_cast<int>(random.below(4)) * 2;
  s.search.topP = random.below(2) == 0 ? 1.0 : 0.8;
  s.rules.tabuKey = static_cast<TabuKey>(random.below(4));
  s.rules.restResetsRun = random.below(2) == 0;
  s.rules.tabu = static_cast<int>(random.below(4));
  s.rules.maxRepeat = static_cast<int>(random.below(3));
  if (random.below(3) == 0) s.rules.scale = makeScale(static_cast<int>(random.below(12)), "major");
  if (random.below(3) == 0) s.rules.highest = pitches[pitches.size() - 2];
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    const auto from = static_cast<std::int64_t>(random.below(120));
    const int lowest = 55 + static_cast<int>(random.below(12));
    s.rules.exclusions.push_back(
        {from, from + static_cast<std::int64_t>(random.below(60)), lowest, lowest + 8});
  }
  s.length.notes = 1 + static_cast<int>(random.below(16));
  if (random.below(3) == 0) s.length.bars = 1 + static_cast<int>(random.below(2));
  return f;
}

TEST(Rules, AreKeptByEveryMethodUnlessTheyGaveWay) {
  Random random(7);
  int searched = 0;
  int relaxed = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    const Fixture f = randomFixture(random);
    const Feasibility wish = checkFeasibility(f.settings, supplyOf(f.vocabulary));
    if (!wish.feasible()) continue;
    SearchOptions options;
    options.takes = 3;
    options.randomSeed = static_cast<std::uint64_t>(trial);
    options.trace = TraceDetail::Off;
    const SearchResult result = run(f, options);
    ++searched;
    ASSERT_FALSE(result.takes.empty());
    for (const SearchTake& take : result.takes) {
      const std::string label = "trial " + std::to_string(trial);
      expectRulesKept(f, take, label);
      const bool hasNeedToBe = take.relaxations.empty() || f.settings.search.method != SearchMethod::Sample;
      if (!hasNeedToBe) expectNoNeedlessRelaxation(f, take, label);
      EXPECT_FALSE(take.partial) << label;
      if (f.settings.length.bars == 0) {
        EXPECT_EQ(std::ssize(take.notes), f.settings.length.notes) << label;
      } else {
        EXPECT_EQ(take.end, endStep(f)) << label;
      }
      relaxed += take.relaxations.empty() ? 0 : 1;
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(searched, 2000);
  EXPECT_GT(relaxed, 20);
}

/// Pitches of one take when the network always prefers the first of `wishes` that it may play.
std::vector<int> played(Fixture f, const std::vector<int>& wishes, int notes) {
  f.distribution = [f, wishes](const MockScorer::History&) {
    MockScorer::Row row(static_cast<std::size_t>(f.size()), -20.0F);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      row[static_cast<std::size_t>(f.tokenOf({Symbol::Kind::Pitch, wishes[i]}))] =
          -1.0F - static_cast<float>(i);
    }
    return row;
  };
  f.settings.length.notes = notes;
  f.settings.search.beamWidth = 1;
  std::vector<int> pitches;
  const SearchResult result = run(f);
  for (const SearchNote& note : result.takes.at(0).notes) pitches.push_back(note.pitch);
  return pitches;
}

constexpr int kC = 60;
constexpr int kD = 62;
constexpr int kE = 64;

TEST(Repetition, LetsAKeySoundRTimesInARow) {
  Fixture f = makeFixture({kC, kD, kE}, {6});
  f.settings.rules.maxRepeat = 2;
  EXPECT_EQ(played(f, {kC, kD, kE}, 6), (std::vector<int>{kC, kC, kD, kC, kC, kD}));
  f.settings.rules.maxRepeat = 1;
  EXPECT_EQ(played(f, {kC, kD, kE}, 4), (std::vector<int>{kC, kD, kC, kD}));
}

TEST(Repetition, CountsTheSeedsLastNotes) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kD, kC});
  f.settings.rules.maxRepeat = 2;
  EXPECT_EQ(played(f, {kC, kD, kE}, 3), (std::vector<int>{kC, kD, kC}));
}

TEST(Tabu, ForbidsTheLastJ) {
  Fixture f = makeFixture({kC, kD, kE}, {6});
  f.settings.rules.tabu = 2;
  EXPECT_EQ(played(f, {kC, kD, kE}, 6), (std::vector<int>{kC, kD, kE, kC, kD, kE}));
}

TEST(Tabu, RemembersTheSeedButDoesNotJudgeIt) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kC, kC, kD});
  f.settings.rules.tabu = 2;
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kE, kC}));
}

TEST(Tabu, CanGoByPitchClassAndByInterval) {
  Fixture f = makeFixture({kC, kD, 72, 74}, {6});
  f.settings.rules.tabu = 1;
  f.settings.rules.tabuKey = TabuKey::PitchClass;
  EXPECT_EQ(played(f, {kC, 72, kD, 74}, 3), (std::vector<int>{kC, kD, kC}));

  Fixture g = makeFixture({kC, kD, kE, 66, 68}, {6}, {kC, kD});
  g.settings.rules.tabu = 1;
  g.settings.rules.tabuKey = TabuKey::Interval;
  // a second up was heard last: E must wait
  EXPECT_EQ(played(g, {kE, 66, kD, kC, 68}, 2), (std::vector<int>{66, kE}));
}

TEST(Tabu, MakesTheRepetitionLimitInert) {
  Random random(3);
  for (int trial = 0; trial < 300; ++trial) {
    Fixture f = randomFixture(random);
    f.settings.rules.tabu = 1 + static_cast<int>(random.below(2));
    f.settings.rules.maxRepeat = 0;
    f.settings.rules.scale.reset();
    const auto tokensOf = [&](const Fixture& fixture) {
      SearchOptions options;
      options.takes = 3;
      std::vector<std::vector<Token>> tokens;
      for (const SearchTake& take : run(fixture, options).takes) tokens.push_back(take.tokens);
      return tokens;
    };
    Supply supply = supplyOf(f.vocabulary);
    for (const bool rests : {true, false}) {
      supply.rests = supply.saysRests = rests;
      if (!checkFeasibility(f.settings, supply).feasible()) supply.pitches.reset();
    }
    if (supply.pitches.none()) continue;
    const auto without = tokensOf(f);
    f.settings.rules.maxRepeat = 1 + static_cast<int>(random.below(3));
    EXPECT_EQ(tokensOf(f), without);
  }
}

TEST(Rests, NeitherEnterTheListNorEndARun) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kC}, kSilence);
  const Token rest = f.tokenOf(kSilence);
  const Token sixteenth = f.tokenOf({Symbol::Kind::Duration, 6});
  f.settings.rules.tabu = 1;
  f.prompt.insert(f.prompt.end(), {rest, sixteenth});
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kD, kC}));
  f.settings.rules.tabu = 0;
  f.settings.rules.maxRepeat = 1;
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kD, kC}));
}

TEST(Rests, EndARunWhereThatIsWanted) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kC}, kSilence);
  f.settings.rules.maxRepeat = 1;
  f.settings.rules.restResetsRun = true;
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kD, kC}));
  f.prompt.insert(f.prompt.end(), {f.tokenOf(kSilence), f.tokenOf({Symbol::Kind::Duration, 6})});
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kC, kD}));
  f.settings.rules.tabu = 1;  // the list does not forget over a rest
  EXPECT_EQ(played(f, {kC, kD, kE}, 2), (std::vector<int>{kD, kC}));
}

TEST(Rests, LetOneNoteGoOnForEverWhereTheyEndARun) {
  Fixture f = makeFixture({kC}, {6}, {kC}, kSilence);
  f.settings.rules.maxRepeat = 2;
  f.settings.rules.restResetsRun = true;
  f.settings.length.notes = 7;
  f.settings.search.beamWidth = 4;
  const SearchTake take = run(f).takes.at(0);
  EXPECT_EQ(take.notes.size(), 7U);
  EXPECT_TRUE(take.relaxations.empty());
  f.settings.rules.restResetsRun = false;
  EXPECT_THROW(run(f), Error);
}

/// Pitch and length, greedily, where the network prefers what is named first.
std::vector<std::pair<int, int>> timed(Fixture f, const std::vector<int>& pitches,
                                       const std::vector<int>& lengths, int notes) {
  f.distribution = [f, pitches, lengths](const MockScorer::History&) {
    MockScorer::Row row(static_cast<std::size_t>(f.size()), -20.0F);
    const auto prefer = [&](Symbol::Kind kind, const std::vector<int>& values) {
      for (std::size_t i = 0; i < values.size(); ++i)
        row[static_cast<std::size_t>(f.tokenOf({kind, values[i]}))] = -1.0F - static_cast<float>(i);
    };
    prefer(Symbol::Kind::Pitch, pitches);
    prefer(Symbol::Kind::Duration, lengths);
    return row;
  };
  f.settings.length.notes = notes;
  f.settings.search.beamWidth = 1;
  std::vector<std::pair<int, int>> made;
  const SearchTake take = run(f).takes.at(0);
  for (const SearchNote& note : take.notes) made.emplace_back(note.pitch, note.duration);
  return made;
}

TEST(Tabu, CanGoByPitchAndLengthTogether) {
  Fixture f = makeFixture({kC, kD}, {6, 12}, {kC});
  f.settings.rules.tabu = 3;
  f.settings.rules.tabuKey = TabuKey::PitchDuration;
  // C as an eighth first: the seed's C was a sixteenth. Then no C is left, and D has both lengths.
  EXPECT_EQ(timed(f, {kC, kD}, {6, 12}, 4),
            (std::vector<std::pair<int, int>>{{kC, 12}, {kD, 6}, {kD, 12}, {kC, 6}}));
}

TEST(Repetition, CanGoByPitchAndLengthTogether) {
  Fixture f = makeFixture({kC, kD}, {6, 12}, {kC});
  f.settings.rules.maxRepeat = 2;
  f.settings.rules.tabuKey = TabuKey::PitchDuration;
  EXPECT_EQ(timed(f, {kC, kD}, {6, 12}, 4),
            (std::vector<std::pair<int, int>>{{kC, 6}, {kC, 12}, {kC, 6}, {kC, 6}}));
}

TEST(Tabu, APitchThatIsLeftNoLengthIsNotBegun) {
  Fixture f = makeFixture({kC, kD}, {6, 48}, {kC});
  f.timeline.stepsPerBar = 48;
  f.settings.length.bars = 1;
  f.settings.rules.tabu = 1;
  f.settings.rules.tabuKey = TabuKey::PitchDuration;
  f.settings.search.method = SearchMethod::Sample;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    f.distribution = partimento::test::hashDistribution(f.size(), seed);
    EXPECT_TRUE(run(f).takes.at(0).relaxations.empty()) << "seed " << seed;
  }
}

TEST(Tabu, SaysWhichLengthItGaveWayFor) {
  Fixture f = makeFixture({kC}, {6, 12}, {kC});
  f.settings.rules.tabu = 1;
  f.settings.rules.tabuKey = TabuKey::PitchDuration;
  f.distribution = [size = f.size(), only = f.tokenOf({Symbol::Kind::Duration, 12})](const auto&) {
    MockScorer::Row row(static_cast<std::size_t>(size), -1.0F);
    row[static_cast<std::size_t>(only - 1)] = -std::numeric_limits<float>::infinity();
    return row;
  };
  f.settings.length.notes = 3;
  const SearchTake take = run(f).takes.at(0);
  ASSERT_EQ(take.relaxations.size(), 2U);  // the network knows no sixteenth
  EXPECT_EQ(take.relaxations[0].note, 1);
  EXPECT_EQ(take.relaxations[0].rule, RelaxedRule::Tabu);
  EXPECT_EQ(take.relaxations[0].detail, 0);
  EXPECT_EQ(take.notes[2].relaxed, RelaxedRule::Tabu);
}

TEST(Opening, IsTheTonicAndGivesWayFirst) {
  for (const int tonic : {0, 2, 9}) {
    Fixture f = makeFixture({kC, kD, kE, 72}, {6}, {}, kSilence);
    f.settings.length.notes = 3;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      f.distribution = partimento::test::hashDistribution(f.size(), seed);
      MockScorer scorer(f.size(), f.distribution);
      SearchOptions options;
      options.settings = f.settings;
      SearchProblem problem{scorer, f.prompt, f.vocabulary, f.timeline, 0};
      problem.openingClass = tonic;
      const SearchTake take = search(problem, options).takes.at(0);
      EXPECT_TRUE(take.relaxations.empty());
      const bool hasTonic = tonic != 9;
      if (hasTonic) {
        EXPECT_EQ(take.notes.at(0).pitch % 12, tonic);
        EXPECT_EQ(take.notes.at(0).onset, 0);
      } else {
        EXPECT_EQ(take.notes.size(), 3U);
      }
    }
  }
}

class RelaxationTest : public ::testing::Test {
 protected:
  /// The row is -infinity but for `possible`.
  RuleBook::Given relax(const Fixture& f, const std::vector<int>& possible) {
    const tokens::PairGrammar grammar(f.vocabulary, f.timeline.stepsPerBar, 0);
    const StreamTracker tracker(grammar, f.settings, f.timeline, f.prompt);
    const RuleBook rules(tracker);
    const HypothesisState state = tracker.afterPrompt();
    MockScorer::Row row(static_cast<std::size_t>(f.size()), -std::numeric_limits<float>::infinity());
    for (int pitch : possible) row[static_cast<std::size_t>(f.tokenOf({Symbol::Kind::Pitch, pitch}))] = -1;
    const auto given = rules.relax(state, row);
    EXPECT_TRUE(given.has_value());
    m_breaches.clear();
    for (int pitch : possible) {
      const Token token = f.tokenOf({Symbol::Kind::Pitch, pitch});
      if (given && rules.allowed(state, *given).contains(token)) {
        m_allowed.push_back(pitch);
        for (const auto& breach : rules.breaches(state, token)) m_breaches.push_back(breach);
      }
    }
    return given.value_or(RuleBook::Given{});
  }

  std::vector<int> m_allowed;
  std::vector<RuleBook::Breach> m_breaches;
};

TEST_F(RelaxationTest, TabuGivesWayOldestFirst) {
  Fixture f = makeFixture({60, 62, 64, 65}, {6}, {60, 62, 64});
  f.settings.rules.tabu = 3;
  relax(f, {60, 62, 64});
  EXPECT_EQ(m_allowed, std::vector<int>{60});
  ASSERT_EQ(m_breaches.size(), 1U);
  EXPECT_EQ(m_breaches[0].rule, RelaxedRule::Tabu);
  EXPECT_EQ(m_breaches[0].detail, 2);
}

TEST_F(RelaxationTest, ScaleGivesWayAfterTabu) {
  Fixture f = makeFixture({60, 61, 62}, {6}, {60});
  f.settings.rules.tabu = 1;
  f.settings.rules.scale = makeScale(0, "major");
  relax(f, {60, 61});
  EXPECT_EQ(m_allowed, std::vector<int>{60});
  EXPECT_EQ(m_breaches.at(0).rule, RelaxedRule::Tabu);
}

TEST_F(RelaxationTest, RangeGivesWayLast) {
  Fixture f = makeFixture({60, 61, 62, 90}, {6}, {62});
  f.settings.rules.scale = makeScale(0, "major");
  f.settings.rules.highest = 70;
  relax(f, {61, 90});
  EXPECT_EQ(m_allowed, std::vector<int>{61});
  EXPECT_EQ(m_breaches.at(0).rule, RelaxedRule::Scale);
}

TEST_F(RelaxationTest, WhatWasNotInTheWayIsRestored) {
  Fixture f = makeFixture({60, 62, 90}, {6}, {60});
  f.settings.rules.tabu = 1;
  f.settings.rules.scale = makeScale(0, "major");
  f.settings.rules.highest = 70;
  f.settings.rules.exclusions = {{0, 24, 62, 62}};
  relax(f, {60, 90});
  EXPECT_EQ(m_allowed, std::vector<int>{60});
  m_allowed.clear();
  relax(f, {90});  // F sharp, above the range
  EXPECT_EQ(m_allowed, std::vector<int>{90});
  EXPECT_EQ(m_breaches.size(), 2U);
  EXPECT_EQ(m_breaches[0].rule, RelaxedRule::Scale);
  EXPECT_EQ(m_breaches[1].rule, RelaxedRule::Range);
}

TEST(Exclusions, LetTimePassInRests) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kC}, kSilence);
  f.settings.rules.exclusions = {{6, 60, 0, 127}};
  f.settings.length.notes = 3;
  f.settings.search.beamWidth = 4;
  const SearchTake take = run(f).takes.at(0);
  EXPECT_TRUE(take.relaxations.empty());
  EXPECT_EQ(take.notes.front().onset, 60);
}

TEST(Exclusions, GiveWayWhereThereIsNoEnd) {
  Fixture f = makeFixture({kC, kD, kE}, {6}, {kC}, kSilence);
  f.settings.rules.exclusions = {{6, std::int64_t{1} << 40, 0, 127}};
  f.settings.length.notes = 2;
  f.settings.search.beamWidth = 2;
  const SearchTake take = run(f).takes.at(0);
  EXPECT_EQ(take.notes.size(), 2U);
  ASSERT_FALSE(take.relaxations.empty());
  EXPECT_EQ(take.relaxations[0].rule, RelaxedRule::Exclusion);
}

}  // namespace
}  // namespace partimento::decode::test
