#include "core/engine/phrasing.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/engine/seed.h"
#include "core/tokens/melody_tokenizer.h"
#include "tests/support/mock_scorer.h"

namespace partimento {
namespace {

ComposeRequest request() {
  ComposeRequest made;
  made.seed.meter = {3, 4};
  made.seed.microsPerQuarter = 600000;
  // an upbeat, and a second bar that is not filled
  const int onsets[] = {960, 1440, 1920, 2160, 2400, 2880};
  const int lengths[] = {480, 480, 240, 240, 480, 960};
  for (int i = 0; i < 6; ++i) {
    Note note;
    note.onset = Tick(onsets[i]);
    note.duration = Tick(lengths[i]);
    note.pitch = 67 + 2 * (i % 3);
    note.velocity = 66;
    made.seed.notes.push_back(note);
  }
  made.settings.length.bars = 2;
  made.settings.search.method = decode::SearchMethod::Sample;
  return made;
}

Take composed(const tokens::Tokenizer& tokenizer, const ComposeRequest& request, std::uint64_t seed = 1) {
  const Phrasing phrasing(tokenizer, request, 69);
  const int size = tokenizer.vocabularySize();
  test::MockScorer scorer(size, test::hashDistribution(size, seed, 8));
  const decode::SearchResult result = decode::search(phrasing.problem(scorer, 0), phrasing.options());
  EXPECT_EQ(result.takes.size(), 1u);
  return phrasing.takeOf(result.takes.at(0));
}

class EveryPhrasing : public ::testing::TestWithParam<std::string_view> {
 protected:
  std::unique_ptr<tokens::Tokenizer> m_tokenizer = tokens::makeTokenizer(GetParam());
};

TEST_P(EveryPhrasing, TakesFillTheBarsAfterTheSeed) {
  const ComposeRequest asked = request();
  const bool harmonises = GetParam() == "chorale-24/1";
  const Tick begin = harmonises ? Tick(0) : asked.seed.end();
  const Tick end(480 * 3 * 5);  // the seed ends in the third bar
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Take take = composed(*m_tokenizer, asked, seed);
    EXPECT_EQ(take.recipe.tokenizer, GetParam());
    ASSERT_EQ(take.noteLogProbabilities.size(), take.notes.size());
    EXPECT_TRUE(take.places.empty() || take.places.size() == take.notes.size());
    for (std::size_t i = 0; i < take.notes.size(); ++i) {
      const Note& note = take.notes[i];
      EXPECT_GE(note.onset, lineOf(take, i) == 0 ? asked.seed.end() : begin);
      // milliseconds and the sixteenths of the grid do not meet every bar line
      EXPECT_LE(note.end(), end + Tick(120));
      EXPECT_EQ(note.origin, Origin::Model);
      EXPECT_GT(note.duration, Tick(0));
    }
    const bool saysVelocity = GetParam().starts_with("beat") || GetParam().starts_with("performance");
    if (!saysVelocity) {
      EXPECT_TRUE(std::ranges::all_of(take.notes, [](const Note& n) { return n.velocity == 66; }));
    }
  }
}

TEST_P(EveryPhrasing, BeginsFromNothingInMetreAndKey) {
  ComposeRequest asked = request();
  asked.seed.notes.clear();
  for (const bool hasKey : {false, true}) {
    if (hasKey) asked.seed.key = OpeningKey{2, true};
    for (const auto method : {decode::SearchMethod::Sample, decode::SearchMethod::StochasticBeam}) {
      asked.settings.search.method = method;
      asked.settings.search.beamWidth = 8;
      for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const Take take = composed(*m_tokenizer, asked, seed);
        const auto leads = [&](const Note& note) {
          return lineOf(take, static_cast<std::size_t>(&note - take.notes.data())) == 0;
        };
        EXPECT_TRUE(take.recipe.request.seed.notes.empty());
        for (const Note& note : take.notes) {
          EXPECT_GE(note.onset, Tick(0));
          EXPECT_LE(note.end(), Tick(2 * 1440 + 120));
        }
        const auto first = std::ranges::find_if(take.notes, leads);
        if (!hasKey || first == take.notes.end()) continue;
        // the earliest in the order of its tokens: a chord of a performance says its lowest first
        const auto earliest = std::ranges::min_element(take.notes, {}, [&](const Note& note) {
          const auto index = static_cast<std::size_t>(&note - take.notes.data());
          return std::pair(!leads(note), take.places.empty() ? note.onset.value : take.places[index].step);
        });
        EXPECT_EQ(earliest->pitch % 12, 2);
        const ScorePtr score = scoreOfTake(take);
        ASSERT_EQ(score->keys().size(), 1u);
        EXPECT_EQ(score->keys()[0], (KeySignature{Tick(0), -1, true}));
      }
    }
  }
}

TEST_P(EveryPhrasing, ALengthInNotesCountsFromNothing) {
  ComposeRequest asked = request();
  asked.seed.notes.clear();
  asked.settings.length = {12, 0};
  const Take take = composed(*m_tokenizer, asked);
  const std::size_t lines = GetParam() == "chorale-24/1" ? 4 : 1;
  EXPECT_GE(take.notes.size() + 4, 12 * lines);
  EXPECT_LE(take.notes.size(), 12 * lines + 4);
}

TEST_P(EveryPhrasing, PlacesPointAtTheChoiceOfThePitch) {
  const Take take = composed(*m_tokenizer, request());
  ASSERT_NE(take.trace, nullptr);
  for (std::size_t i = 0; i < take.places.size(); ++i) {
    const auto step = static_cast<std::size_t>(take.places[i].step);
    ASSERT_LT(step, take.trace->path.size());
    const auto slot = static_cast<std::size_t>(take.trace->path[step]);
    const Token token = take.trace->steps[step].nodes.at(slot).token;
    const Symbol symbol = take.trace->vocabulary.at(static_cast<std::size_t>(token));
    EXPECT_EQ(symbol, (Symbol{Symbol::Kind::Pitch, take.notes[i].pitch}));
  }
}

TEST_P(EveryPhrasing, PaintedAreasLieWhereTheyWerePainted) {
  ComposeRequest asked = request();
  // the fourth bar, in 1/24 quarter notes from the seed's first
  asked.settings.rules.exclusions = {{3 * 72, 4 * 72, 0, 127}};
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    for (const Note& note : composed(*m_tokenizer, asked, seed).notes) {
      const bool inside = note.onset >= Tick(3 * 1440 + 10) && note.onset < Tick(4 * 1440 - 10);
      EXPECT_TRUE(!inside || note.relaxed == RelaxedRule::Exclusion) << note.onset.value;
    }
  }
}

TEST_P(EveryPhrasing, AScoreOfTheTakeHoldsEveryLine) {
  const ComposeRequest asked = request();
  const Take take = composed(*m_tokenizer, asked);
  const ScorePtr score = scoreOfTake(take);
  EXPECT_EQ(score->noteCount(), asked.seed.notes.size() + take.notes.size());
  std::size_t lines = 1;
  for (int line = 1; line < lineCount(take); ++line) {
    lines += notesOfLine(take, take.notes, line).empty() ? 0 : 1;
  }
  EXPECT_EQ(score->tracks().size(), lines);
}

INSTANTIATE_TEST_SUITE_P(Representations, EveryPhrasing,
                         ::testing::ValuesIn(tokens::tokenizerNames().begin(),
                                             tokens::tokenizerNames().end()),
                         [](const auto& given) {
                           std::string name(given.param);
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return c == '-' || c == '/'; }, '_');
                           return name;
                         });

TEST(Phrasing, AMelodyIsSaidInItsNormalKeyFromTheSeedsFirstBar) {
  const auto tokenizer = tokens::makeTokenizer("melody-24/1");
  const Phrasing phrasing(*tokenizer, request(), 69);
  test::MockScorer scorer(tokenizer->vocabularySize(),
                          test::hashDistribution(tokenizer->vocabularySize(), 1));
  const decode::SearchProblem problem = phrasing.problem(scorer, 9);
  EXPECT_EQ(phrasing.setting().startTime, 48);
  EXPECT_EQ(phrasing.setting().meter, (TimeSignature{3, 4}));
  EXPECT_EQ(problem.timeline.promptEnd, 192);
  EXPECT_EQ(problem.timeline.stepsPerBar, 72);
  EXPECT_EQ(problem.receptiveFieldTokens, 9);
  const auto first = problem.grammar->symbols(0)[static_cast<std::size_t>(problem.prompt[1])];
  EXPECT_EQ(first, (Symbol{Symbol::Kind::Pitch, 67}));
}

TEST(Phrasing, AChoraleStyleHarmonisesTheSeedAndGoesOn) {
  const auto tokenizer = tokens::makeTokenizer("chorale-24/1");
  const ComposeRequest asked = request();
  bool accompanies = false;
  bool goesOn = false;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Take take = composed(*tokenizer, asked, seed);
    for (std::size_t i = 0; i < take.notes.size(); ++i) {
      accompanies = accompanies || (lineOf(take, i) > 0 && take.notes[i].onset < asked.seed.end());
      goesOn = goesOn || (lineOf(take, i) == 0 && take.notes[i].onset >= asked.seed.end());
    }
    for (const Relaxation& relaxation : take.relaxations) {
      EXPECT_LT(static_cast<std::size_t>(relaxation.note), take.notes.size());
    }
  }
  EXPECT_TRUE(accompanies);
  EXPECT_TRUE(goesOn);
}

TEST(Phrasing, RefusesSeedsThatNobodyCanContinue) {
  const auto codeOf = [](const ComposeRequest& asked) {
    for (const std::string_view name : tokens::tokenizerNames()) {
      const auto tokenizer = tokens::makeTokenizer(name);
      try {
        const Phrasing phrasing(*tokenizer, asked, 69);
        return ErrorCode::Internal;
      } catch (const Error& error) {
        if (name == tokens::tokenizerNames().back()) return error.code();
      }
    }
    return ErrorCode::Internal;
  };
  ComposeRequest asked = request();
  asked.seed.notes[1].onset = asked.seed.notes[0].onset;
  EXPECT_EQ(codeOf(asked), ErrorCode::SeedPolyphonic);
  asked = request();
  asked.seed.meter = {4, 3};
  EXPECT_EQ(codeOf(asked), ErrorCode::SeedUnusable);
}

}  // namespace
}  // namespace partimento
