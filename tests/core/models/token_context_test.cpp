#include "core/models/token_context.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/tokens/melody_tokenizer.h"
#include "tests/core/models/small_models.h"

namespace partimento::models {
namespace {

using tokens::MelodyTokenizer;

int at(const ContextRow& row, ContextColumn column) {
  return row[static_cast<std::size_t>(column)];
}

/// Four different bars of 3/4 in quarters, twice: what stood a bar before is the note at the same beat.
TEST(TokenContext, LooksBackByTheMetre) {
  const MelodyTokenizer tokenizer(smallRange());
  std::vector<Token> tokens = {MelodyTokenizer::kBegin};
  for (int note = 0; note < 30; ++note) {
    tokens.push_back(tokenizer.pitchToken(60 + note % 12));
    tokens.push_back(tokenizer.durationToken(24));
  }
  for (const TimeSignature meter : {TimeSignature{3, 4}, TimeSignature{4, 4}, TimeSignature{2, 4}}) {
    tokens::GrammarSetting setting;
    setting.meter = meter;
    const auto owner = smallTokenizer();
    const auto grammar = owner->grammar(setting);
    const auto rows = contextOf(*grammar, tokens);
    ASSERT_EQ(rows.size(), tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const int note = static_cast<int>(i) / 2;  // that comes next, or whose duration does
      const bool wantsDuration = i % 2 == 1;
      for (const auto& [column, bars] :
           {std::pair(ContextColumn::Bars1, 1), std::pair(ContextColumn::Bars2, 2),
            std::pair(ContextColumn::Bars4, 4), std::pair(ContextColumn::Bars8, 8)}) {
        const int then = note - bars * meter.numerator;
        const int wanted = then < 0 ? 0
                                    : 1 + (wantsDuration ? tokenizer.durationToken(24)
                                                         : tokenizer.pitchToken(60 + then % 12));
        EXPECT_EQ(at(rows[i], column), wanted) << meter.numerator << " token " << i << " bars " << bars;
      }
      EXPECT_EQ(at(rows[i], ContextColumn::Slot) % tokens::BarPlace::kSlots, note % meter.numerator * 2);
    }
  }
}

TEST(TokenContext, SaysWhichPromisesWereKept) {
  const MelodyTokenizer tokenizer(smallRange());
  std::vector<Token> tokens;
  const auto add = [&](int pitch) {
    tokens.push_back(tokenizer.pitchToken(pitch));
    tokens.push_back(tokenizer.durationToken(72));
  };
  add(60);
  add(62);
  add(60);
  const auto owner = smallTokenizer();
  const auto grammar = owner->grammar(waltz());
  const auto rows = contextOf(*grammar, tokens);
  EXPECT_EQ(at(rows[2], ContextColumn::Matches), 0);      // 62 after 60
  EXPECT_EQ(at(rows[3], ContextColumn::Matches), 1);      // the same length as a bar before
  EXPECT_EQ(at(rows[4], ContextColumn::Matches), 2);      // 60 as two bars before, not as one before
  EXPECT_EQ(at(rows[5], ContextColumn::Matches), 1 | 2);  // the length as one and two before
}

TEST(TokenContext, NothingIsFoundWhereNothingBegan) {
  const MelodyTokenizer tokenizer(smallRange());
  std::vector<Token> tokens;
  for (const auto& [pitch, steps] : {std::pair(60, 72), std::pair(62, 36), std::pair(64, 36)}) {
    tokens.push_back(tokenizer.pitchToken(pitch));
    tokens.push_back(tokenizer.durationToken(steps));
  }
  const auto owner = smallTokenizer();
  const auto grammar = owner->grammar(waltz());
  const auto rows = contextOf(*grammar, tokens);
  EXPECT_EQ(at(rows[1], ContextColumn::Bars1), 1 + tokens[0]);
  EXPECT_EQ(at(rows[3], ContextColumn::Bars1), 0);  // a bar before, the first note still sounded
  EXPECT_EQ(at(rows[5], ContextColumn::Bars1), 1 + tokens[2]);
  EXPECT_EQ(at(rows[5], ContextColumn::Bars2), 1 + tokens[0]);
}

/// Six bars of 3/4 in quarters: the next note of every token says how many are left.
TEST(TokenContext, CountsTheBarsToTheEnd) {
  const MelodyTokenizer tokenizer(smallRange());
  std::vector<Token> tokens = {MelodyTokenizer::kBegin};
  for (int note = 0; note < 18; ++note) {
    tokens.push_back(tokenizer.pitchToken(60));
    tokens.push_back(tokenizer.durationToken(24));
  }
  const auto owner = smallTokenizer();
  const auto grammar = owner->grammar(waltz());
  EXPECT_EQ(lastBarOf(*grammar, tokens), 5);
  EXPECT_EQ(lastBarOf(*grammar, std::span(tokens).first(tokens.size() - 2)), 5);  // ends within the bar
  EXPECT_EQ(lastBarOf(*grammar, std::span(tokens).first(1)), -1);
  const auto told = contextOf(*grammar, tokens, 5);
  const auto unknown = contextOf(*grammar, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const int bar = static_cast<int>(i) / 2 / 3;  // in which the next token stands
    EXPECT_EQ(at(told[i], ContextColumn::ToGo), std::max(6 - bar, 1)) << i;
    EXPECT_EQ(at(unknown[i], ContextColumn::ToGo), 0) << i;
  }
  EXPECT_EQ(at(contextOf(*grammar, tokens, 1000)[0], ContextColumn::ToGo), kBarsToGo + 1);
}

TEST(TokenContext, StaysWithinItsTables) {
  const int vocabulary = MelodyTokenizer(smallRange()).vocabularySize();
  const auto owner = smallTokenizer();
  for (const TimeSignature meter :
       {TimeSignature{7, 8}, TimeSignature{12, 8}, TimeSignature{1, 4}, TimeSignature{9, 2}}) {
    tokens::GrammarSetting setting;
    setting.meter = meter;
    setting.startTime = -12;
    const auto grammar = owner->grammar(setting);
    for (const ContextRow& row : contextOf(*grammar, randomMelody(400, 3), 20)) {
      for (int i = 0; i < kContextColumns; ++i) {
        const int value = row[static_cast<std::size_t>(i)];
        ASSERT_GE(value, 0);
        ASSERT_LT(value, contextTableSize(static_cast<ContextColumn>(i), vocabulary));
      }
    }
  }
}

}  // namespace
}  // namespace partimento::models
