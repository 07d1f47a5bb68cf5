// What every representation promises, for each of them.

#include "core/tokens/tokenizer.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/tokens/random_scores.h"

namespace partimento::tokens::test {
namespace {

class EveryTokenizer : public ::testing::TestWithParam<std::string_view> {
 protected:
  std::unique_ptr<Tokenizer> m_tokenizer = makeTokenizer(GetParam());
  bool isMelody() const { return GetParam().starts_with("melody"); }
  bool isGrid() const { return GetParam() == "chorale-16/1"; }
  bool isSteps() const { return m_tokenizer->timeBase() == TimeBase::Steps; }
  bool isTmidi() const { return GetParam().starts_with("tmidi"); }

  /// A score that the representation says exactly (in steps) or nearly.
  ScorePtr sayable(std::uint64_t seed) const {
    Random random(seed);
    ScoreWish wish;
    wish.meter = {{Tick(0), seed % 3 == 0   ? TimeSignature{3, 4}
                            : seed % 3 == 1 ? TimeSignature{6, 8}
                                            : TimeSignature{4, 4}}};
    wish.microsPerQuarter = 400000 + static_cast<std::uint32_t>(random.below(400000));
    if (isMelody()) {
      wish = melodyWish(wish);
    } else if (GetParam().starts_with("chorale")) {
      wish.tracks = 4;
      wish.chords = false;
      wish.lengths =
          isGrid() ? std::vector<int>{6, 12, 18, 24} : std::vector<int>{1, 5, 6, 8, 12, 18, 25, 48, 96};
    } else if (isSteps()) {
      wish.tracks = 1 + below(random, 4);
      wish.lengths = {1, 3, 4, 6, 8, 12, 18, 24, 48, 96};
      if (seed % 4 == 0) wish.meter.push_back({Tick(480), {2, 4}});
    }
    return randomScore(random, wish);
  }

  static ScoreWish melodyWish(ScoreWish wish) {
    wish.lowest = 55;
    wish.chords = false;
    wish.lengths = {kDurationSteps.begin(), kDurationSteps.end()};
    wish.leastGap = kShortestRestSteps;
    return wish;
  }

  DecodeFrame frameOf(const Score& score, const EncodedScore& encoded, int offset = 0) const {
    DecodeFrame frame;
    frame.offset = offset;
    frame.ticksPerQuarter = score.ticksPerQuarter();
    frame.origin = encoded.origin;
    frame.originTime = encoded.originTime;
    frame.startTime = encoded.startTime;
    frame.tempo = score.parts().tempo;
    frame.meter = score.parts().meter;
    return frame;
  }
};

void expectValid(const Played& played, std::int64_t end) {
  std::map<std::pair<int, Pitch>, std::int64_t> sounding;
  std::int64_t before = std::numeric_limits<std::int64_t>::min();
  for (const PlayedNote& note : played.notes) {
    ASSERT_GE(note.onset, before) << "not sorted";
    before = note.onset;
    ASSERT_GE(note.duration, 1) << "no length";
    ASSERT_LE(note.onset + note.duration, end) << "hangs over the end";
    ASSERT_GE(note.pitch, 0);
    ASSERT_LE(note.pitch, 127);
    ASSERT_GE(note.velocity, 1);
    ASSERT_LE(note.velocity, 127);
    const auto key = std::pair(int{note.line}, note.pitch);
    ASSERT_TRUE(!sounding.contains(key) || sounding[key] <= note.onset) << "two notes on one key";
    sounding[key] = note.onset + note.duration;
  }
}

/// Draws streams that the grammar allows.
std::vector<Token> randomStream(const Grammar& grammar, Random& random, int length,
                                const Horizon& horizon = {}) {
  std::vector<Token> tokens;
  GrammarState state = grammar.start();
  for (int i = 0; i < length && !state.ended; ++i) {
    std::vector<Token> choices;
    grammar.allowed(state, horizon).forEach([&](Token token) { choices.push_back(token); });
    if (choices.empty()) {
      ADD_FAILURE() << "nothing may follow token " << i;
      break;
    }
    tokens.push_back(choices[random.below(choices.size())]);
    EXPECT_LT(tokens.back(), grammar.vocabularySize());
    grammar.advance(state, tokens.back());
  }
  return tokens;
}

TEST_P(EveryTokenizer, HasItsNameAndSymbols) {
  EXPECT_EQ(m_tokenizer->name(), GetParam());
  const auto grammar = m_tokenizer->grammar({});
  EXPECT_EQ(grammar->vocabularySize(), m_tokenizer->vocabularySize());
  EXPECT_LE(grammar->vocabularySize(), kMaxVocabulary);
  EXPECT_EQ(grammar->timeBase(), m_tokenizer->timeBase());
  for (int field = 0; field < grammar->fields(); ++field) {
    EXPECT_EQ(static_cast<int>(grammar->symbols(field).size()), grammar->vocabularySize());
  }
  const SpecialTokens special = m_tokenizer->special();
  const auto kindOf = [&](Token token) { return grammar->symbols(0)[static_cast<std::size_t>(token)].kind; };
  if (special.begin >= 0) {
    EXPECT_EQ(kindOf(special.begin), Symbol::Kind::Begin);
  }
  if (special.end >= 0) {
    EXPECT_EQ(kindOf(special.end), Symbol::Kind::End);
  }
  if (special.padding >= 0) {
    EXPECT_EQ(kindOf(special.padding), Symbol::Kind::Padding);
  }
}

TEST_P(EveryTokenizer, MaskedStreamsSayValidMusic) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    GrammarSetting setting;
    setting.offset = static_cast<int>(random.below(25)) - 12;
    const auto grammar = m_tokenizer->grammar(setting);
    std::vector<Token> tokens = randomStream(*grammar, random, 50 + static_cast<int>(random.below(700)));
    GrammarState state = grammar->start();
    std::size_t whole = 0;
    std::int32_t notes = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      grammar->advance(state, tokens[i]);
      if (!state.whole) continue;
      whole = i + 1;
      notes = state.notes;
    }
    tokens.resize(whole);
    const Played played = grammar->read(tokens);
    expectValid(played, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(std::ssize(played.notes), notes) << "seed " << seed;
    for (const PlayedNote& note : played.notes) {
      EXPECT_LE(note.onset + note.duration, played.end);
      EXPECT_LE(note.pitchToken, note.lastToken);
      EXPECT_LT(note.lastToken, std::ssize(tokens));
    }
  }
}

TEST_P(EveryTokenizer, AnyStreamSaysValidMusic) {
  const auto grammar = m_tokenizer->grammar({});
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    std::vector<Token> tokens;
    const int size = m_tokenizer->vocabularySize();
    for (int i = 0; i < 400; ++i) {
      const bool strange = below(random, 40) == 0;
      tokens.push_back(strange ? below(random, 3000) - 1500 : below(random, size));
    }
    const std::int64_t end = 1 + below(random, 4000);
    expectValid(grammar->read(tokens, end), end);
    const ScorePtr score = m_tokenizer->decode(tokens, {});
    for (const Note& note : allNotes(*score)) EXPECT_GT(note.duration, Tick(0));
  }
}

TEST_P(EveryTokenizer, TimeGoesOnWhateverIsChosen) {
  // 0: always the first allowed token, 1: always the last, 2: by chance
  const auto grammar = m_tokenizer->grammar({});
  for (int habit = 0; habit < 3; ++habit) {
    Random random(7);
    Horizon horizon;
    horizon.notes = 40;
    GrammarState state = grammar->start();
    int tokens = 0;
    for (; tokens < 120000 && !(state.notes >= 40 && state.whole && state.open == 0); ++tokens) {
      std::vector<Token> choices;
      grammar->allowed(state, horizon).forEach([&](Token token) { choices.push_back(token); });
      ASSERT_FALSE(choices.empty());
      const std::size_t drawn = random.below(choices.size());
      grammar->advance(state, choices[habit == 0 ? 0 : habit == 1 ? choices.size() - 1 : drawn]);
    }
    // one line of rests can go on for ever: there the search itself forbids a second rest
    const bool mayRest = isMelody() && habit == 0;
    EXPECT_TRUE(mayRest || tokens < 120000) << "habit " << habit;
  }
}

TEST_P(EveryTokenizer, GeneratedNotesKeepToTheHorizon) {
  if (isMelody()) GTEST_SKIP() << "a melody's prompt ends where the continuation starts";
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed);
    const auto grammar = m_tokenizer->grammar({});
    Horizon horizon;
    horizon.from = isGrid() || GetParam() == "chorale-24/1" ? 0 : 100 + below(random, 1900);
    horizon.to = horizon.from + 2000;
    const std::vector<Token> tokens = randomStream(*grammar, random, 600, horizon);
    GrammarState state = grammar->start();
    std::size_t until = 0;
    while (until < tokens.size() && state.time < horizon.to) grammar->advance(state, tokens[until++]);
    const Played played = grammar->read(std::span(tokens).first(until), horizon.to);
    expectValid(played, horizon.to);
    for (const PlayedNote& note : played.notes) EXPECT_GE(note.onset, horizon.from);
    EXPECT_TRUE(until < tokens.size() || !played.notes.empty());
  }
}

TEST_P(EveryTokenizer, EndMayFollowFromTheHorizonOn) {
  const SpecialTokens special = m_tokenizer->special();
  if (special.end < 0) GTEST_SKIP() << "has no End";
  const auto grammar = m_tokenizer->grammar({});
  Horizon horizon;
  horizon.endFrom = 5;
  bool offered = false;
  Random random(3);
  GrammarState state = grammar->start();
  for (int i = 0; i < 3000; ++i) {
    std::vector<Token> choices;
    const TokenSet allowed = grammar->allowed(state, horizon);
    EXPECT_FALSE(grammar->allowed(state, {}).contains(special.end));
    if (allowed.contains(special.end)) {
      EXPECT_TRUE(state.whole);
      EXPECT_GE(state.notes, 5);
      GrammarState ended = state;
      grammar->advance(ended, special.end);
      EXPECT_TRUE(ended.ended);
      offered = true;
    }
    allowed.forEach([&](Token token) {
      if (token != special.end) choices.push_back(token);
    });
    grammar->advance(state, choices[random.below(choices.size())]);
  }
  EXPECT_TRUE(offered);
}

TEST_P(EveryTokenizer, ScoresSurviveTheRoundTrip) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const ScorePtr score = sayable(seed);
    const EncodedScore encoded = m_tokenizer->encode(*score);
    ASSERT_EQ(encoded.noteOf.size(), encoded.tokens.size());
    const std::vector<Note> before = allNotes(*score);
    const std::vector<Note> after = allNotes(*m_tokenizer->decode(encoded.tokens, frameOf(*score, encoded)));
    if (isGrid()) continue;  // has a test of its own: repeated notes merge
    ASSERT_EQ(std::ssize(after), encoded.notes);
    if (!isSteps()) continue;  // their tests know the tolerance
    ASSERT_EQ(after.size(), before.size()) << "seed " << seed;
    for (std::size_t i = 0; i < before.size(); ++i) {
      ASSERT_EQ(after[i].onset, before[i].onset) << "seed " << seed << " note " << i;
      ASSERT_EQ(after[i].pitch, before[i].pitch) << "seed " << seed << " note " << i;
      ASSERT_EQ(after[i].duration, before[i].duration) << "seed " << seed << " note " << i;
    }
  }
}

TEST_P(EveryTokenizer, EncodedScoresAreGrammatical) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const EncodedScore encoded = m_tokenizer->encode(*sayable(seed));
    const auto grammar = m_tokenizer->grammar(encoded.setting(0));
    GrammarState state = grammar->start();
    for (std::size_t i = 0; i < encoded.tokens.size(); ++i) {
      const Token token = encoded.tokens[i];
      const bool begins = token == m_tokenizer->special().begin;
      // at most sixteen keys at once is a limit for what is generated
      const bool crowded = GetParam().starts_with("performance") && state.open >= 16;
      ASSERT_TRUE(begins || crowded || grammar->allowed(state, {}).contains(token))
          << "seed " << seed << " token " << i << " (" << token << ")";
      grammar->advance(state, token);
    }
    EXPECT_TRUE(state.whole);
    EXPECT_EQ(state.notes, encoded.notes);
    EXPECT_EQ(m_tokenizer->countNotes(encoded.tokens), encoded.notes);
  }
}

TEST_P(EveryTokenizer, TokensKnowTheirNotes) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const ScorePtr score = sayable(seed);
    const EncodedScore encoded = m_tokenizer->encode(*score);
    std::vector<Note> notes;
    for (const TrackPtr& track : score->tracks()) {
      notes.insert(notes.end(), track->notes.begin(), track->notes.end());
    }
    const Played played = m_tokenizer->grammar(encoded.setting(0))->read(encoded.tokens);
    std::set<std::int32_t> met;
    for (const PlayedNote& note : played.notes) {
      const std::int32_t index = encoded.noteOf[static_cast<std::size_t>(note.pitchToken)];
      ASSERT_GE(index, 0);
      EXPECT_EQ(notes.at(static_cast<std::size_t>(index)).pitch, note.pitch);
      EXPECT_EQ(encoded.noteOf[static_cast<std::size_t>(note.lastToken)], index);
      EXPECT_TRUE(met.insert(index).second) << "said twice";
    }
  }
}

TEST_P(EveryTokenizer, TransposingTokensIsTransposingMusic) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const ScorePtr score = sayable(seed);
    for (const int semitones : {-5, 1, 6}) {
      std::vector<Token> tokens = m_tokenizer->encode(*score).tokens;
      EncodeSettings settings;
      settings.offset = semitones;
      ASSERT_TRUE(m_tokenizer->transpose(tokens, semitones));
      EXPECT_EQ(tokens, m_tokenizer->encode(*score, settings).tokens);
    }
    std::vector<Token> tokens = m_tokenizer->encode(*score).tokens;
    const std::vector<Token> before = tokens;
    EXPECT_FALSE(m_tokenizer->transpose(tokens, 120));
    EXPECT_EQ(tokens, before);
  }
}

TEST_P(EveryTokenizer, TheOffsetIsTakenBack) {
  const ScorePtr score = sayable(3);
  EncodeSettings settings;
  settings.offset = 5;
  const EncodedScore moved = m_tokenizer->encode(*score, settings);
  const EncodedScore plain = m_tokenizer->encode(*score);
  EXPECT_EQ(moved.folded, 0);
  EXPECT_TRUE(m_tokenizer->decode(moved.tokens, frameOf(*score, moved, 5))
                  ->sameMusic(*m_tokenizer->decode(plain.tokens, frameOf(*score, plain))));
}

TEST_P(EveryTokenizer, LeavesPercussionOutAndSaysNothingOfNothing) {
  EXPECT_TRUE(m_tokenizer->encode(*Score::empty()).tokens.empty());
  ScoreParts parts;
  auto drums = std::make_shared<Track>();
  drums->channel = 9;
  drums->notes.push_back({0, Tick(0), Tick(480), 40});
  parts.tracks.push_back(drums);
  EXPECT_TRUE(m_tokenizer->encode(*Score::make(std::move(parts))).tokens.empty());
}

TEST_P(EveryTokenizer, PlacesFollowTheMetre) {
  if (!isSteps()) GTEST_SKIP() << "time does not count in beats";
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const ScorePtr score = sayable(seed == 0 ? 6 : seed);  // without a change of metre
    const EncodedScore encoded = m_tokenizer->encode(*score);
    const auto grammar = m_tokenizer->grammar(encoded.setting(0));
    const Trail trail = follow(*grammar, encoded.tokens);
    const Played played = grammar->read(encoded.tokens);
    for (const PlayedNote& note : played.notes) {
      const auto at = static_cast<std::size_t>(note.pitchToken);
      EXPECT_EQ(trail.times[at], note.onset);
      const Tick onset = tickOfStep(stepOfTick(encoded.origin, 480) + note.onset, 480);
      const BarPosition bar = score->meter().at(onset);
      const BarPlace place = trail.places[at];
      EXPECT_EQ(place.meter, meterClass(bar.signature));
      EXPECT_EQ(place.slot, std::min<std::int64_t>(bar.inBar.value / 240, BarPlace::kSlots - 1));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Representations, EveryTokenizer,
                         ::testing::ValuesIn(tokenizerNames().begin(), tokenizerNames().end()),
                         [](const auto& given) {
                           std::string name(given.param);
                           std::ranges::replace_if(
                               name, [](char c) { return c == '-' || c == '/'; }, '_');
                           return name;
                         });

TEST(MakeTokenizer, NamesWhatItKnows) {
  EXPECT_EQ(tokenizerNames().size(), 7u);
  try {
    makeTokenizer("unheard-of");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::SettingInvalid);
    EXPECT_NE(error.arguments().at(2).find("performance-388/1"), std::string::npos);
  }
  EXPECT_THROW(makeTokenizer("chorale-24/1", PitchRange{60, 65}), Error);
  EXPECT_EQ(makeTokenizer("beat-24/1", PitchRange{40, 80})->pitchRange(), (PitchRange{40, 80}));
}

}  // namespace
}  // namespace partimento::tokens::test
