#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/decode/final_list.h"
#include "tests/core/decode/oracle.h"

namespace partimento::decode::test {
namespace {

constexpr SearchMethod kSearches[] = {SearchMethod::Beam, SearchMethod::Sample, SearchMethod::DiverseBeam,
                                      SearchMethod::StochasticBeam};

Fixture fixture() {
  Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12}, {60, 64}, Symbol{Symbol::Kind::Rest, 0});
  f.distribution = partimento::test::hashDistribution(f.size(), 4, 6);
  f.receptiveField = 6;
  f.settings.search.beamWidth = 8;
  f.settings.rules.tabu = 2;
  f.settings.length.notes = 10;
  return f;
}

ErrorCode codeOf(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(Search, IsDeterministic) {
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    SearchOptions options;
    options.takes = 4;
    options.randomSeed = 99;
    const SearchResult first = run(f, options);
    const SearchResult second = run(f, options);
    ASSERT_EQ(first.takes.size(), second.takes.size());
    for (std::size_t i = 0; i < first.takes.size(); ++i) {
      EXPECT_EQ(first.takes[i].tokens, second.takes[i].tokens);
      EXPECT_EQ(first.takes[i].logProbability, second.takes[i].logProbability);
      EXPECT_EQ(*first.takes[i].trace, *second.takes[i].trace);
    }
  }
}

TEST(Search, DoesNotDependOnWhetherItIsTraced) {
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    SearchOptions options;
    const std::vector<Token> traced = run(f, options).takes.at(0).tokens;
    options.trace = TraceDetail::Off;
    const SearchResult plain = run(f, options);
    EXPECT_EQ(plain.takes.at(0).tokens, traced);
    EXPECT_EQ(plain.takes[0].trace, nullptr);
  }
}

TEST(Search, DoesNotDependOnTheOrderOfTheVocabulary) {
  // the same distribution with its tokens renamed must give the same melody
  const Fixture f = fixture();
  std::vector<Token> renamed(static_cast<std::size_t>(f.size()));
  for (std::size_t i = 0; i < renamed.size(); ++i)
    renamed[i] = static_cast<Token>((i * 5 + 3) % renamed.size());
  Fixture g = f;
  for (std::size_t i = 0; i < renamed.size(); ++i) {
    g.vocabulary[static_cast<std::size_t>(renamed[i])] = f.vocabulary[i];
  }
  for (Token& token : g.prompt) token = renamed[static_cast<std::size_t>(token)];
  g.distribution = [&](const MockScorer::History& history) {
    MockScorer::History original;
    for (Token token : history) {
      original.push_back(static_cast<Token>(std::ranges::find(renamed, token) - renamed.begin()));
    }
    const MockScorer::Row row = f.distribution(original);
    MockScorer::Row permuted(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) permuted[static_cast<std::size_t>(renamed[i])] = row[i];
    return permuted;
  };
  const auto pitches = [](const SearchTake& take) {
    std::vector<int> result;
    for (const SearchNote& note : take.notes) result.push_back(note.pitch);
    return result;
  };
  EXPECT_EQ(pitches(run(g).takes.at(0)), pitches(run(f).takes.at(0)));
}

/// A scorer that keeps its rows in another order than it is told.
class ShuffledScorer : public Scorer {
 public:
  ShuffledScorer(int size, MockScorer::Distribution distribution) : m_inner(size, std::move(distribution)) {}
  int vocabularySize() const override { return m_inner.vocabularySize(); }
  void start(std::span<const Token> prompt, int most, std::span<float> out) override {
    m_place = {0};
    m_inner.start(prompt, most, out);
  }
  void step(std::span<const int> parents, std::span<const Token> tokens, std::span<float> out) override {
    const std::size_t rows = parents.size();
    const std::size_t width = out.size() / rows;
    std::vector<int> innerParents(rows);
    std::vector<Token> innerTokens(rows);
    std::vector<int> place(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t at = rows - 1 - i;
      innerParents[at] = m_place[static_cast<std::size_t>(parents[i])];
      innerTokens[at] = tokens[i];
      place[i] = static_cast<int>(at);
    }
    std::vector<float> inner(out.size());
    m_inner.step(innerParents, innerTokens, inner);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto from =
          inner.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(place[i]) * width);
      std::copy(from, from + static_cast<std::ptrdiff_t>(width),
                out.begin() + static_cast<std::ptrdiff_t>(i * width));
    }
    m_place = std::move(place);
  }
  void finish() override { m_inner.finish(); }

 private:
  MockScorer m_inner;
  std::vector<int> m_place;
};

TEST(Search, DoesNotDependOnTheOrderOfRowsInTheScorer) {
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    ShuffledScorer scorer(f.size(), f.distribution);
    SearchOptions options;
    options.settings = f.settings;
    const SearchProblem problem{scorer, f.prompt, f.vocabulary, f.timeline, f.receptiveField};
    EXPECT_EQ(search(problem, options).takes.at(0).tokens, run(f).takes.at(0).tokens);
  }
}

/// Asks for a stop after so many progress reports.
class StopAfter : public SearchListener {
 public:
  explicit StopAfter(int reports) : m_left(reports) {
    if (m_left == 0) source.request_stop();
  }
  void progress(const SearchProgress& progress) override {
    EXPECT_GE(progress.notesTotal, progress.notesDone);
    if (--m_left <= 0) source.request_stop();
  }
  void takeFinished(const SearchTake& take) override { announced.push_back(take.index); }

  std::stop_source source;
  std::vector<int> announced;

 private:
  int m_left;
};

TEST(Search, StopsAtEveryStepWithAValidPart) {
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    const std::vector<Token> whole = run(f).takes.at(0).tokens;
    int marked = 0;
    int unmarked = 0;
    for (int step = 0; step < 40; ++step) {
      StopAfter listener(step);
      const SearchResult result = run(f, SearchOptions{}, listener.source.get_token(), &listener);
      ASSERT_LE(result.takes.size(), 1U);
      ASSERT_EQ(listener.announced.size(), result.takes.size());
      if (result.takes.empty()) continue;
      const SearchTake& take = result.takes[0];
      if (take.partial) {
        ++marked;
      } else {
        ++unmarked;
        EXPECT_EQ(take.tokens, whole) << "after " << step << " steps";
      }
      EXPECT_FALSE(standing(f, take.tokens).expectsDuration);
      EXPECT_EQ(take.notes.size(), static_cast<std::size_t>(standing(f, take.tokens).notes));
      EXPECT_EQ(take.end, standing(f, take.tokens).step);
      EXPECT_EQ(take.trace->path.size(), take.tokens.size());
    }
    EXPECT_GE(marked, 10);
    EXPECT_GE(unmarked, 10);
  }
}

TEST(Search, MarksWhatAWholeSearchMightNotFind) {
  int finishedEarly = 0;
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    f.settings.length = {};
    f.settings.length.bars = 2;
    SearchOptions options;
    options.takes = 4;
    const SearchResult whole = run(f, options);
    for (int step = 0; step < 60; ++step) {
      StopAfter listener(step);
      const SearchResult result = run(f, options, listener.source.get_token(), &listener);
      for (const SearchTake& take : result.takes) {
        if (!take.partial) {
          EXPECT_EQ(take.tokens, whole.takes.at(static_cast<std::size_t>(take.index)).tokens);
        } else if (standing(f, take.tokens).step >= endStep(f)) {
          ++finishedEarly;
        }
      }
    }
  }
  EXPECT_GT(finishedEarly, 0) << "takes that reached the last bar before the search was over";
}

TEST(Search, AlwaysFinishesTheScorer) {
  const Fixture f = fixture();
  MockScorer scorer(f.size(), f.distribution);
  SearchOptions options;
  options.settings = f.settings;
  const SearchProblem problem{scorer, f.prompt, f.vocabulary, f.timeline, 0};
  search(problem, options);
  EXPECT_EQ(scorer.finishes, scorer.starts);
  EXPECT_GT(scorer.steps, 18);

  int calls = 0;
  MockScorer broken(f.size(), [&](const MockScorer::History& history) {
    MockScorer::Row row = f.distribution(history);
    if (++calls > 5) row[2] = std::numeric_limits<float>::quiet_NaN();
    return row;
  });
  const SearchProblem second{broken, f.prompt, f.vocabulary, f.timeline, 0};
  EXPECT_EQ(codeOf([&] { search(second, options); }), ErrorCode::NumbersBroken);
  EXPECT_EQ(broken.finishes, 1);
}

TEST(Search, RefusesNumbersThatAreNoLogProbabilities) {
  for (const float value :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    for (SearchMethod method : kSearches) {
      Fixture f = fixture();
      f.settings.search.method = method;
      const auto honest = f.distribution;
      f.distribution = [=](const MockScorer::History& history) {
        MockScorer::Row row = honest(history);
        if (history.size() > 8) row.back() = value;
        return row;
      };
      EXPECT_EQ(codeOf([&] { run(f); }), ErrorCode::NumbersBroken);
    }
  }
}

TEST(Search, LivesWithImpossibleTokens) {
  Fixture f = fixture();
  const auto honest = f.distribution;
  const auto forbidden = static_cast<std::size_t>(f.tokenOf({Symbol::Kind::Pitch, 64}));
  f.distribution = [=](const MockScorer::History& history) {
    MockScorer::Row row = honest(history);
    row[forbidden] = -std::numeric_limits<float>::infinity();
    return row;
  };
  for (SearchMethod method : kSearches) {
    f.settings.search.method = method;
    const SearchTake take = run(f).takes.at(0);
    for (const SearchNote& note : take.notes) EXPECT_NE(note.pitch, 64);
  }
}

TEST(Search, KeepsThePartWhenTheNetworkRulesEverythingOut) {
  Fixture f = fixture();
  const auto honest = f.distribution;
  f.distribution = [=](const MockScorer::History& history) {
    if (history.size() < 12) return honest(history);
    return MockScorer::Row(honest(history).size(), -std::numeric_limits<float>::infinity());
  };
  for (SearchMethod method : kSearches) {
    f.settings.search.method = method;
    const SearchTake take = run(f).takes.at(0);
    EXPECT_TRUE(take.partial);
    EXPECT_GE(take.notes.size(), 1U);
  }
}

TEST(Search, ChecksItsSettingsAndItsWish) {
  const auto codeWith = [](const std::function<void(Fixture&)>& change) {
    Fixture f = fixture();
    change(f);
    return codeOf([&] { run(f); });
  };
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.search.beamWidth = 0; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.search.beamWidth = 1001; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.search.temperature = 0; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.search.topP = 0; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.rules.tabu = kMaxTabu + 1; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.length.notes = 0; }), ErrorCode::SettingInvalid);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.rules.tabu = 5; }), ErrorCode::RequestInfeasible);
  EXPECT_EQ(codeWith([](Fixture& f) { f.settings.rules.lowest = 100; }), ErrorCode::RequestInfeasible);
}

TEST(Search, ReportsNotesWithTheirOwnProbability) {
  Fixture f = makeFixture({60, 62, 64, 65, 67}, {6, 12}, {60, 64});
  f.settings.length.notes = 10;
  f.settings.rules.tabu = 2;
  const SearchTake take = run(f).takes.at(0);
  double sum = 0;
  for (const SearchNote& note : take.notes) sum += static_cast<double>(note.logProbability);
  EXPECT_NEAR(sum, take.logProbability, 1e-3);
  EXPECT_EQ(take.notes.front().onset, f.timeline.promptEnd);
  EXPECT_LT(take.constraintCost, 0);
}

TEST(Search, StopsBetweenTheTakesThatAreOffered) {
  class StopAtFirst : public SearchListener {
   public:
    void progress(const SearchProgress&) override {}
    void takeFinished(const SearchTake&) override { source.request_stop(); }
    std::stop_source source;
  };
  for (SearchMethod method : kSearches) {
    Fixture f = fixture();
    f.settings.search.method = method;
    SearchOptions options;
    options.takes = 4;
    StopAtFirst listener;
    const SearchResult result = run(f, options, listener.source.get_token(), &listener);
    ASSERT_EQ(result.takes.size(), 1U);
    EXPECT_FALSE(result.takes[0].partial) << "it is the one that a whole search finds";
    EXPECT_EQ(result.takes[0].tokens, run(f, options).takes.at(0).tokens);
  }
}

TEST(FinalList, MeasuresEdits) {
  const std::vector<int> a = {1, 2, 3, 4};
  EXPECT_EQ(editDistance(a, a), 0);
  EXPECT_EQ(editDistance(a, std::vector<int>{1, 3, 4}), 1);
  EXPECT_EQ(editDistance(a, std::vector<int>{}), 4);
  EXPECT_EQ(editDistance(a, std::vector<int>{4, 3, 2, 1}), 4);
}

TEST(FinalList, OffersDifferentMelodiesTheBestFirst) {
  Fixture f = fixture();
  f.settings.search.beamWidth = 200;
  SearchOptions options;
  options.takes = 5;
  const SearchResult result = run(f, options);
  ASSERT_EQ(result.takes.size(), 5U);
  options.takes = 1;
  EXPECT_EQ(result.takes[0].tokens, run(f, options).takes.at(0).tokens);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(result.takes[i].index, static_cast<int>(i));
    EXPECT_LE(result.takes[i].logProbability, result.takes[0].logProbability);
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(result.takes[i].tokens, result.takes[j].tokens);
  }
}

/// Keeps what is shown while a search goes on.
class PartListener : public SearchListener {
 public:
  void progress(const SearchProgress& progress) override { takes.insert(progress.take); }
  void takeFinished(const SearchTake&) override { ++finished; }
  void bestSoFar(const SearchTake& part) override {
    EXPECT_TRUE(part.partial);
    EXPECT_EQ(part.trace, nullptr);
    sizes.push_back(part.notes.size());
  }
  std::set<int> takes;
  std::vector<std::size_t> sizes;
  int finished = 0;
};

TEST(Search, ShowsTheBestPartWhileItGoesOn) {
  for (const auto method :
       {SearchMethod::Beam, SearchMethod::DiverseBeam, SearchMethod::StochasticBeam, SearchMethod::Sample}) {
    Fixture f = makeFixture({60, 62, 64, 65}, {6, 12}, {60});
    f.settings.search.method = method;
    f.settings.search.beamWidth = 2;
    f.settings.search.diverseGroups = 2;
    f.settings.length.notes = 8;
    const auto plain = f.distribution;
    f.distribution = [plain](const MockScorer::History& history) {
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
      return plain(history);
    };
    SearchOptions options;
    options.takes = 2;
    PartListener listener;
    const SearchResult shown = run(f, options, {}, &listener);
    EXPECT_GE(listener.sizes.size(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(listener.sizes) || method == SearchMethod::Sample);
    EXPECT_EQ(listener.finished, std::ssize(shown.takes));
    const std::set<int> numbers = method == SearchMethod::Sample ? std::set{0, 1} : std::set{kAllTakes};
    EXPECT_EQ(listener.takes, numbers);
    f.distribution = plain;
    const SearchResult unseen = run(f, options);
    ASSERT_EQ(unseen.takes.size(), shown.takes.size());
    EXPECT_EQ(unseen.takes[0].tokens, shown.takes[0].tokens) << "who watches changes nothing";
  }
}

}  // namespace
}  // namespace partimento::decode::test
