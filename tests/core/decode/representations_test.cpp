// Every method of the search over the grammar of every representation, beside a distribution drawn by chance.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>

#include <gtest/gtest.h>

#include "core/decode/search.h"
#include "core/tokens/bar_layout.h"
#include "core/tokens/chorale_tokenizer.h"
#include "core/tokens/tokenizer.h"
#include "tests/support/mock_scorer.h"

namespace partimento::decode::test {
namespace {

using tokens::TimeBase;

constexpr SearchMethod kMethods[] = {SearchMethod::Beam, SearchMethod::Sample, SearchMethod::DiverseBeam,
                                     SearchMethod::StochasticBeam};

ScorePtr seedScore(int voices) {
  ScoreParts parts;
  for (int v = 0; v < voices; ++v) {
    auto track = std::make_shared<Track>();
    track->channel = v;
    for (int i = 0; i < 4; ++i) {
      Note note;
      note.onset = Tick(480 * i);
      note.duration = Tick(480);
      note.pitch = 72 - 7 * v + 2 * (i % 3);
      track->notes.push_back(note);
    }
    parts.tracks.push_back(track);
  }
  return Score::make(std::move(parts));
}

class EveryRepresentation : public ::testing::TestWithParam<std::string_view> {
 protected:
  void SetUp() override {
    const ScorePtr seed = seedScore(GetParam().starts_with("melody") ? 1 : 4);
    const tokens::EncodedScore encoded = m_tokenizer->encode(*seed);
    m_prompt = encoded.tokens;
    m_grammar = m_tokenizer->grammar(encoded.setting(0));
    const bool steps = m_tokenizer->timeBase() == TimeBase::Steps;
    m_timeline = steps ? Timeline{96, 96} : Timeline{2000, 2000};
    m_settings.search.beamWidth = 6;
    m_settings.search.diverseGroups = 3;
    m_settings.length.bars = 1;
  }

  SearchResult run(std::uint64_t seed, int takes = 2) {
    const int size = m_tokenizer->vocabularySize();
    partimento::test::MockScorer scorer(size, partimento::test::hashDistribution(size, seed, 8));
    SearchOptions options;
    options.settings = m_settings;
    options.takes = takes;
    options.randomSeed = seed;
    const SearchProblem problem{scorer, m_prompt, {}, m_timeline, 0, m_grammar.get()};
    SearchResult result = search(problem, options);
    EXPECT_EQ(scorer.finishes, scorer.starts);
    return result;
  }

  std::int64_t bar() const { return m_timeline.stepsPerBar; }

  /// The take is what the grammar allows and reads.
  void expectGrammatical(const SearchTake& take) {
    std::vector<Token> stream = m_prompt;
    tokens::GrammarState state = m_grammar->start();
    for (const Token token : m_prompt) m_grammar->advance(state, token);
    tokens::Horizon horizon;
    horizon.from = m_timeline.promptEnd;
    horizon.endFrom = state.notes + std::max(m_settings.length.minNotes, 1);
    for (const Token token : take.tokens) {
      ASSERT_TRUE(m_grammar->allowed(state, horizon).contains(token)) << token;
      m_grammar->advance(state, token);
      stream.push_back(token);
    }
    EXPECT_TRUE(state.whole);
    for (const SearchNote& note : take.notes) {
      EXPECT_GE(note.onset, m_timeline.promptEnd);
      EXPECT_GE(note.duration, 1);
      EXPECT_LT(note.logProbability, 0.0F);
      EXPECT_LT(note.line, m_grammar->lines());
    }
    const double notes =
        std::accumulate(take.notes.begin(), take.notes.end(), 0.0,
                        [](double sum, const SearchNote& n) { return sum + n.logProbability; });
    EXPECT_GE(notes, take.logProbability - 1e-3);
  }

  std::unique_ptr<tokens::Tokenizer> m_tokenizer = tokens::makeTokenizer(GetParam());
  std::unique_ptr<tokens::Grammar> m_grammar;
  std::vector<Token> m_prompt;
  Timeline m_timeline;
  Settings m_settings;
};

TEST_P(EveryRepresentation, EveryMethodFillsTheBars) {
  for (const SearchMethod method : kMethods) {
    m_settings.search.method = method;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      const SearchResult result = run(seed);
      ASSERT_FALSE(result.takes.empty());
      for (const SearchTake& take : result.takes) {
        EXPECT_FALSE(take.partial);
        expectGrammatical(take);
        for (const SearchNote& note : take.notes) {
          EXPECT_LT(note.onset, 2 * bar());
          EXPECT_LE(note.onset + note.duration, 2 * bar());
        }
      }
    }
  }
}

TEST_P(EveryRepresentation, EveryMethodMakesAsManyNotesAsWished) {
  m_settings.length = {12, 0, 0};
  for (const SearchMethod method : kMethods) {
    m_settings.search.method = method;
    for (const SearchTake& take : run(11).takes) {
      EXPECT_FALSE(take.partial);
      expectGrammatical(take);
      // a slice of a chorale holds up to four
      EXPECT_GE(take.notes.size(), 12U);
      EXPECT_LE(take.notes.size(), 15U);
    }
  }
}

TEST_P(EveryRepresentation, LeadingNotesKeepTheRules) {
  m_settings.rules.lowest = 60;
  m_settings.rules.highest = 84;
  m_settings.rules.scale = makeScale(0, "major");
  m_settings.rules.tabu = 2;
  m_settings.length = {16, 0, 0};
  for (const SearchMethod method : kMethods) {
    m_settings.search.method = method;
    for (const SearchTake& take : run(5).takes) {
      for (std::size_t i = 0; i < take.notes.size(); ++i) {
        const SearchNote& note = take.notes[i];
        const bool gaveWay = note.relaxed != RelaxedRule::None;
        EXPECT_TRUE(gaveWay || m_settings.rules.scale->contains(note.pitch)) << note.pitch;
        EXPECT_TRUE(gaveWay || note.line > 0 || (note.pitch >= 60 && note.pitch <= 84)) << note.pitch;
      }
      // in the order in which they were said, no note of the leading line is one of the two before it
      std::vector<Pitch> lead;
      tokens::GrammarState state = m_grammar->start();
      std::vector<Token> stream = m_prompt;
      stream.insert(stream.end(), take.tokens.begin(), take.tokens.end());
      for (std::size_t i = 0; i < stream.size(); ++i) {
        const Symbol symbol = m_grammar->symbols(state.field)[static_cast<std::size_t>(stream[i])];
        const bool plays = symbol.kind == Symbol::Kind::Pitch && state.line == 0 &&
                           m_grammar->sustaining(state) != stream[i];
        if (plays) {
          const std::size_t before = lead.size();
          const bool generated = i >= m_prompt.size() && before >= 2;
          if (generated && take.relaxations.empty()) {
            EXPECT_NE(symbol.value, lead[before - 1]);
            EXPECT_NE(symbol.value, lead[before - 2]);
          }
          lead.push_back(symbol.value);
        }
        m_grammar->advance(state, stream[i]);
      }
    }
  }
}

TEST_P(EveryRepresentation, NothingBeginsInAPaintedArea) {
  // a quarter of the bar in which the leading line and all others are silent
  m_settings.rules.exclusions = {{bar(), bar() + bar() / 4, 0, 127}};
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    m_settings.search.method = kMethods[seed];
    for (const SearchTake& take : run(seed).takes) {
      for (const SearchNote& note : take.notes) {
        EXPECT_TRUE(note.onset >= bar() + bar() / 4 || note.relaxed == RelaxedRule::Exclusion);
      }
    }
  }
}

TEST_P(EveryRepresentation, TheTraceTellsThePath) {
  for (const SearchMethod method : kMethods) {
    m_settings.search.method = method;
    for (const SearchTake& take : run(2).takes) {
      ASSERT_NE(take.trace, nullptr);
      const Trace& trace = *take.trace;
      const auto size = static_cast<std::size_t>(m_grammar->vocabularySize());
      ASSERT_EQ(trace.vocabulary.size(), size * static_cast<std::size_t>(m_grammar->fields()));
      ASSERT_EQ(trace.path.size(), take.tokens.size());
      tokens::GrammarState state = m_grammar->start();
      for (const Token token : m_prompt) m_grammar->advance(state, token);
      const auto* candidates = &trace.firstCandidates;
      for (std::size_t i = 0; i < take.tokens.size(); ++i) {
        const TraceNode& node = trace.steps[i].nodes.at(static_cast<std::size_t>(trace.path[i]));
        EXPECT_EQ(static_cast<std::size_t>(node.token) % size, static_cast<std::size_t>(take.tokens[i]));
        EXPECT_EQ(trace.vocabulary.at(static_cast<std::size_t>(node.token)),
                  m_grammar->symbols(state.field)[static_cast<std::size_t>(take.tokens[i])]);
        const auto chosen = std::ranges::find(*candidates, node.token, &TraceCandidate::token);
        ASSERT_NE(chosen, candidates->end());
        EXPECT_EQ(chosen->reason, PruneReason::Kept);
        m_grammar->advance(state, take.tokens[i]);
        candidates = &node.candidates;
      }
    }
  }
}

TEST_P(EveryRepresentation, AStoppedSearchHandsOutWholeNotes) {
  std::stop_source stop;
  class StopLater : public SearchListener {
   public:
    explicit StopLater(std::stop_source& source) : m_source(source) {}
    void progress(const SearchProgress&) override {
      if (++m_steps == 31) m_source.request_stop();
    }
    void takeFinished(const SearchTake&) override {}

   private:
    std::stop_source& m_source;
    int m_steps = 0;
  } listener(stop);
  m_settings.search.method = SearchMethod::Sample;
  m_settings.length = {500, 0, 0};
  const int size = m_tokenizer->vocabularySize();
  partimento::test::MockScorer scorer(size, partimento::test::hashDistribution(size, 1, 8));
  SearchOptions options;
  options.settings = m_settings;
  const SearchProblem problem{scorer, m_prompt, {}, m_timeline, 0, m_grammar.get()};
  for (const SearchTake& take : search(problem, options, stop.get_token(), &listener).takes) {
    EXPECT_TRUE(take.partial);
    EXPECT_LE(take.tokens.size(), 32U);
    expectGrammatical(take);
  }
}

INSTANTIATE_TEST_SUITE_P(Representations, EveryRepresentation,
                         ::testing::ValuesIn(tokens::tokenizerNames().begin(),
                                             tokens::tokenizerNames().end()),
                         [](const auto& given) {
                           std::string name(given.param);
                           std::ranges::replace_if(
                               name, [](char c) { return c == '-' || c == '/'; }, '_');
                           return name;
                         });

TEST(Harmonise, EveryMethodKeepsTheGivenSoprano) {
  const tokens::ChoraleTokenizer tokenizer({28, 96});
  std::vector<tokens::PlayedNote> soprano;
  for (int i = 0; i < 6; ++i) {
    tokens::PlayedNote note;
    note.onset = 24 * i;
    note.duration = 24;
    note.pitch = 67 + i;
    soprano.push_back(note);
  }
  tokens::GrammarSetting setting;
  setting.meter = {3, 4};
  const auto grammar = tokenizer.harmonise(setting, soprano);
  const std::vector<Token> prompt = {
      tokens::ChoraleTokenizer::kBegin, tokens::ChoraleTokenizer::kBar,
      tokens::ChoraleTokenizer::kMeterRun.first + tokens::meterIndex(setting.meter).value()};
  for (const SearchMethod method : kMethods) {
    SearchOptions options;
    options.settings.search.method = method;
    options.settings.search.beamWidth = 8;
    options.settings.rules.maxRepeat = 1;
    options.settings.length.bars = 2;
    const int size = tokenizer.vocabularySize();
    partimento::test::MockScorer scorer(size, partimento::test::hashDistribution(size, 1, 8));
    const SearchProblem problem{scorer, prompt, {}, {72, 0}, 0, grammar.get()};
    const SearchResult result = search(problem, options);
    ASSERT_FALSE(result.takes.empty());
    std::vector<SearchNote> sung = result.takes[0].notes;
    EXPECT_GT(sung.size(), soprano.size());
    std::erase_if(sung, [](const SearchNote& note) { return note.line != 0; });
    ASSERT_EQ(sung.size(), soprano.size());
    for (std::size_t i = 0; i < sung.size(); ++i) {
      EXPECT_EQ(sung[i].onset, soprano[i].onset);
      EXPECT_EQ(sung[i].duration, soprano[i].duration);
      EXPECT_EQ(sung[i].pitch, soprano[i].pitch);
    }
  }
}

/// Pairs of voices that go on in one direction from a fifth, octave or unison to another, slice by slice.
int parallelsIn(const std::vector<SearchNote>& notes) {
  std::map<std::int64_t, std::array<int, 4>> begun;  // by time: pitches that begin, 0: none
  for (const SearchNote& note : notes) begun[note.onset][note.line] = note.pitch;
  std::array<int, 4> before{};
  int parallels = 0;
  for (const auto& [time, pitches] : begun) {
    std::array<int, 4> now = before;
    for (std::size_t v = 0; v < 4; ++v) {
      if (pitches[v] > 0) now[v] = pitches[v];
    }
    for (std::size_t a = 0; a < 4; ++a) {
      for (std::size_t b = a + 1; b < 4; ++b) {
        if (before[a] == 0 || before[b] == 0) continue;
        const int from = std::abs(before[a] - before[b]) % 12;
        const int to = std::abs(now[a] - now[b]) % 12;
        const bool together = (now[a] - before[a]) * (now[b] - before[b]) > 0;
        if (together && from == to && (from == 0 || from == 7)) ++parallels;
      }
    }
    before = now;
  }
  return parallels;
}

/// Rests make a voice forget where it came from: the rule and this count then differ, so none are drawn.
TEST(Chorale, NoVoicesGoOnInParallelWhereThatIsForbidden) {
  const tokens::ChoraleTokenizer tokenizer({48, 79});
  const std::vector<Token> prompt = {tokens::ChoraleTokenizer::kBegin, tokens::ChoraleTokenizer::kBar,
                                     tokens::ChoraleTokenizer::kMeterRun.first};
  int free = 0;
  for (const bool forbidden : {false, true}) {
    tokens::GrammarSetting setting;
    setting.noParallels = forbidden;
    const auto grammar = tokenizer.grammar(setting);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      SearchOptions options;
      options.settings.search.method = SearchMethod::Sample;
      options.settings.length.bars = 8;
      options.randomSeed = seed;
      const int size = tokenizer.vocabularySize();
      const auto likely = partimento::test::hashDistribution(size, seed, 2);
      partimento::test::MockScorer scorer(size, [&](const partimento::test::MockScorer::History& history) {
        std::vector<float> row = likely(history);
        row[static_cast<std::size_t>(tokens::ChoraleTokenizer::kRest)] = -60;
        return row;
      });
      const SearchProblem problem{scorer, prompt, {}, {96, 0}, 0, grammar.get()};
      const SearchResult result = search(problem, options);
      ASSERT_FALSE(result.takes.empty());
      const int parallels = parallelsIn(result.takes[0].notes);
      if (!forbidden) {
        free += parallels;
      } else {
        EXPECT_EQ(parallels, 0) << seed;
      }
    }
  }
  EXPECT_GT(free, 20) << "else the test shows nothing";
}

}  // namespace
}  // namespace partimento::decode::test
