#include "core/engine/phrasing.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/engine/seed.h"
#include "core/tokens/chorale_tokenizer.h"
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

/// From the first bar of the seed on; where time is not counted in beats there are no bars.
TEST_P(EveryPhrasing, ToldToCloseSaysWhichBarIsTheLast) {
  ComposeRequest asked = request();
  const auto lastBar = [&] { return Phrasing(*m_tokenizer, asked, 69).setting().lastBar; };
  EXPECT_LT(lastBar(), 0);
  asked.settings.length.closes = true;
  const bool beats = m_tokenizer->timeBase() == tokens::TimeBase::Steps;
  EXPECT_EQ(lastBar(), beats ? 4 : -1);
  for (Note& note : asked.seed.notes) note.onset += Tick(2 * 3 * 480);
  EXPECT_EQ(lastBar(), beats ? 4 : -1);
  asked.settings.length.bars = 0;
  EXPECT_LT(lastBar(), 0);
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

ErrorCode refusal(std::string_view name, const ComposeRequest& asked) {
  const auto tokenizer = tokens::makeTokenizer(name);
  try {
    const Phrasing phrasing(*tokenizer, asked, 69);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(Phrasing, RefusesSeedsThatNobodyCanContinue) {
  ComposeRequest asked = request();
  asked.seed.notes[1].onset = asked.seed.notes[0].onset;
  EXPECT_EQ(refusal("melody-24/1", asked), ErrorCode::SeedPolyphonic);
  for (const std::string_view name : tokens::tokenizerNames()) {
    asked = request();
    asked.seed.meter = {4, 3};
    EXPECT_EQ(refusal(name, asked), ErrorCode::SeedUnusable) << name;
  }
}

/// A bar of 3/4 in quarters, twice; one pitch a line.
ComposeRequest linesRequest(const std::vector<std::vector<Pitch>>& lines) {
  ComposeRequest made = request();
  std::vector<std::vector<Note>> said(lines.size());
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (int beat = 0; beat < 6; ++beat) {
      for (const Pitch pitch : lines[line]) {
        Note note;
        note.onset = Tick(480 * beat);
        note.duration = Tick(480);
        note.pitch = pitch + beat % 2;
        said[line].push_back(note);
      }
    }
  }
  made.seed.notes = said.front();
  made.seed.others.assign(said.begin() + 1, said.end());
  return made;
}

TEST_P(EveryPhrasing, SeveralLinesGoOnWhereTheyAre) {
  const ComposeRequest asked = linesRequest({{72}, {67}, {60}, {48}});
  if (GetParam() == "melody-24/1") {
    EXPECT_EQ(refusal(GetParam(), asked), ErrorCode::SeedPolyphonic);
    return;
  }
  std::set<int> lines;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Take take = composed(*m_tokenizer, asked, seed);
    ASSERT_EQ(take.places.size(), take.notes.size());
    for (std::size_t i = 0; i < take.notes.size(); ++i) {
      lines.insert(lineOf(take, i));
      EXPECT_GE(take.notes[i].onset, Tick(6 * 480));
      EXPECT_LE(take.notes[i].end(), Tick(12 * 480 + 120));
    }
    EXPECT_EQ(take.recipe.request.seed.others, asked.seed.others);
    EXPECT_EQ(scoreOfTake(take)->noteCount(), 24 + take.notes.size());
  }
  const bool tellsApart = GetParam().starts_with("beat") || GetParam().starts_with("chorale");
  EXPECT_GE(lines.size(), tellsApart ? 4u : 1u);
  EXPECT_LT(*lines.rbegin(), kMostLines);
}

TEST_P(EveryPhrasing, AHandMayPlayChords) {
  if (GetParam() == "melody-24/1") return;
  for (const auto& hands : {std::vector<std::vector<Pitch>>{{72, 67}, {60, 48}}, {{72, 67, 60, 48}}}) {
    const auto mostHands = static_cast<int>(hands.size());
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      const Take take = composed(*m_tokenizer, linesRequest(hands), seed);
      for (std::size_t i = 0; i < take.notes.size(); ++i) {
        EXPECT_GE(take.notes[i].onset, Tick(6 * 480));
        const bool hasVoices = GetParam().starts_with("chorale");
        EXPECT_TRUE(!hasVoices || lineOf(take, i) < mostHands) << "the voices share hands";
      }
    }
  }
}

TEST(Phrasing, VoicesAreAllOrOne) {
  for (const char* name : {"chorale-24/1", "chorale-16/1"}) {
    EXPECT_EQ(refusal(name, linesRequest({{72}, {67}, {60}})), ErrorCode::SeedVoices);
    EXPECT_EQ(refusal(name, linesRequest({{72, 67}})), ErrorCode::SeedVoices);
    EXPECT_EQ(refusal(name, linesRequest({{72}})), ErrorCode::Internal) << "one line is harmonised";
  }
  EXPECT_EQ(refusal("beat-24/1", linesRequest({{72}, {67}, {60}})), ErrorCode::Internal);
}

TEST(Phrasing, RefusesLinesThatCannotBe) {
  ComposeRequest asked = linesRequest({{72}, {48}});
  asked.seed.others.emplace_back();
  EXPECT_EQ(refusal("beat-24/1", asked), ErrorCode::SeedUnusable);
  asked = linesRequest(std::vector<std::vector<Pitch>>(kMostLines + 1, {60}));
  EXPECT_EQ(refusal("beat-24/1", asked), ErrorCode::SeedUnusable);
  asked = linesRequest({{72}, {48}});
  asked.seed.cut = Tick(480);
  EXPECT_EQ(refusal("beat-24/1", asked), ErrorCode::SeedUnusable);
  asked.seed.cut = Tick(std::int64_t{1} << 48);
  EXPECT_EQ(refusal("beat-24/1", asked), ErrorCode::SeedUnusable);
}

/// What may be said of each voice where four voices go on.
std::vector<tokens::TokenSet> allowedAtTheSeam(const ComposeRequest& asked) {
  const auto tokenizer = tokens::makeTokenizer("chorale-24/1");
  const Phrasing phrasing(*tokenizer, asked, 69);
  test::MockScorer scorer(tokenizer->vocabularySize(),
                          test::hashDistribution(tokenizer->vocabularySize(), 1));
  tokens::GrammarState state = tokens::follow(phrasing.grammar(), phrasing.problem(scorer, 0).prompt).end;
  std::vector<tokens::TokenSet> sets;
  phrasing.grammar().advance(state, tokens::ChoraleTokenizer::kBar);
  for (int voice = 0; voice < tokens::kVoices; ++voice) {
    sets.push_back(phrasing.grammar().allowed(state, {}));
    const bool mustHold = sets.back().size() == 1;
    phrasing.grammar().advance(state,
                               mustHold ? tokens::ChoraleTokenizer::kHold : tokens::ChoraleTokenizer::kRest);
  }
  sets.push_back(phrasing.grammar().allowed(state, {}));
  return sets;
}

TEST(Phrasing, VoicesHoldTheSeedsLastNotesAsLongAsTheyAreAndNoLonger) {
  ComposeRequest asked = linesRequest({{72}, {67}, {60}, {48}});
  for (const tokens::TokenSet& voice : allowedAtTheSeam(asked))
    EXPECT_FALSE(voice.contains(tokens::ChoraleTokenizer::kHold));
  asked.seed.others[0].back().duration = Tick(480 + 720);  // the alto, over the bar line
  asked.seed.cut = Tick(6 * 480);
  const auto sets = allowedAtTheSeam(asked);
  EXPECT_GT(sets[0].size(), 1);
  EXPECT_EQ(sets[1].size(), 1);
  EXPECT_TRUE(sets[1].contains(tokens::ChoraleTokenizer::kHold));
  EXPECT_FALSE(sets[2].contains(tokens::ChoraleTokenizer::kHold));
  const auto tokenizer = tokens::makeTokenizer("chorale-24/1");
  bool begins = false;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Take take = composed(*tokenizer, asked, seed);
    for (const Note& note : notesOfLine(take, take.notes, 1)) EXPECT_GE(note.onset, Tick(6 * 480 + 720));
    for (const Note& note : notesOfLine(take, take.notes, 0)) begins |= note.onset == Tick(6 * 480);
  }
  EXPECT_TRUE(begins) << "the others need not wait for the alto";
}

TEST(Phrasing, ALengthInNotesOfFourVoicesIsThatOfEach) {
  const auto tokenizer = tokens::makeTokenizer("chorale-24/1");
  ComposeRequest asked = linesRequest({{72}, {67}, {60}, {48}});
  asked.settings.length = {8, 0};
  const Take take = composed(*tokenizer, asked);
  EXPECT_GE(take.notes.size(), 4u * 8);
  EXPECT_LE(take.notes.size(), 4u * 8 + 4);
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

}  // namespace
}  // namespace partimento
