#include "core/tokens/melody_tokenizer.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::tokens {
namespace {

Note noteAt(std::int64_t onsetStep, std::int64_t lengthSteps, Pitch pitch, int ticksPerQuarter = 480) {
  Note note;
  note.onset = tickOfStep(onsetStep, ticksPerQuarter);
  note.duration = tickOfStep(onsetStep + lengthSteps, ticksPerQuarter) - note.onset;
  note.pitch = pitch;
  return note;
}

TEST(MelodyTokenizer, WritesPitchAndDurationInTurn) {
  const MelodyTokenizer tokenizer({55, 88});
  const EncodedMelody melody = tokenizer.encode(
      std::vector<Note>{noteAt(24, 12, 62), noteAt(36, 24, 64), noteAt(72, 24, 66)}, {480, -2});
  const Token quarter = tokenizer.durationToken(24);
  const Token eighth = tokenizer.durationToken(12);
  EXPECT_EQ(melody.startStep, 24);
  EXPECT_EQ(melody.tokens,
            (std::vector<Token>{tokenizer.pitchToken(60), eighth, tokenizer.pitchToken(62), quarter,
                                MelodyTokenizer::kRest, eighth, tokenizer.pitchToken(64), quarter}));
}

TEST(MelodyTokenizer, SymbolsSoundWhereTheOffsetPutsThem) {
  const MelodyTokenizer tokenizer({60, 84});
  const std::vector<Symbol> symbols = tokenizer.symbols(-2);
  ASSERT_EQ(static_cast<int>(symbols.size()), tokenizer.vocabularySize());
  EXPECT_EQ(symbols[static_cast<std::size_t>(tokenizer.pitchToken(60))], (Symbol{Symbol::Kind::Pitch, 62}));
  EXPECT_EQ(symbols[static_cast<std::size_t>(tokenizer.durationToken(16))],
            (Symbol{Symbol::Kind::Duration, 16}));
  EXPECT_EQ(symbols[MelodyTokenizer::kRest].kind, Symbol::Kind::Rest);
}

TEST(MelodyTokenizer, FoldsPitchesByOctaves) {
  const MelodyTokenizer tokenizer({60, 75});
  for (Pitch pitch = 0; pitch < 128; ++pitch) {
    const Token token = tokenizer.pitchToken(pitch);
    ASSERT_TRUE(tokenizer.isPitch(token));
    EXPECT_EQ((60 + token - MelodyTokenizer::kFirstPitch - pitch) % 12, 0);
  }
  EXPECT_EQ(tokenizer.encode(std::vector<Note>{noteAt(0, 12, 30), noteAt(12, 12, 70)}, {}).foldedNotes, 1);
}

TEST(MelodyTokenizer, ClosesArticulationGapsAndKeepsRests) {
  const MelodyTokenizer tokenizer({48, 96});
  const std::vector<Note> notes = {noteAt(0, 22, 60), noteAt(24, 20, 62), noteAt(48, 24, 64)};
  const std::vector<Note> back = tokenizer.decode(tokenizer.encode(notes, {}).tokens, {});
  ASSERT_EQ(back.size(), 3u);
  EXPECT_EQ(back[0].duration, Tick(480));
  EXPECT_EQ(stepOfTick(back[1].duration, 480), 18);
}

TEST(MelodyTokenizer, RefusesARangeBelowAnOctave) {
  EXPECT_THROW(MelodyTokenizer({60, 70}), Error);
  EXPECT_THROW(MelodyTokenizer({-1, 70}), Error);
}

TEST(MelodyTokenizer, OnsetsAndClassLengthsSurviveTheRoundTrip) {
  const MelodyTokenizer tokenizer({40, 100});
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const int ticksPerQuarter = seed % 2 ? 480 : 96;
    const int offset = static_cast<int>(random.below(12)) - 6;
    std::vector<Note> notes;
    std::int64_t now = static_cast<std::int64_t>(random.below(200));
    for (int i = 0; i < 40; ++i) {
      const int length = kDurationSteps[random.below(kDurationSteps.size())];
      notes.push_back(noteAt(now, length, 50 + static_cast<Pitch>(random.below(40)), ticksPerQuarter));
      now += length +
             (random.below(4) == 0 ? kShortestRestSteps + static_cast<std::int64_t>(random.below(400)) : 0);
    }
    const EncodedMelody melody = tokenizer.encode(notes, {ticksPerQuarter, offset});
    const std::vector<Note> back =
        tokenizer.decode(melody.tokens, {ticksPerQuarter, offset, melody.startStep});
    ASSERT_EQ(back.size(), notes.size()) << "seed " << seed;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      ASSERT_EQ(back[i].onset, notes[i].onset) << "seed " << seed << " note " << i;
      ASSERT_EQ(back[i].pitch, notes[i].pitch);
      ASSERT_EQ(back[i].duration, notes[i].duration);
    }
  }
}

TEST(MelodyTokenizer, AnyNotesGiveAlternatingTokensAndTheirOnsets) {
  const MelodyTokenizer tokenizer({55, 80});
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    std::vector<Note> notes;
    Tick now(static_cast<std::int64_t>(random.below(1000)));
    for (int i = 0; i < 50; ++i) {
      Note note;
      note.onset = now;
      note.duration = Tick(static_cast<std::int64_t>(random.below(3000)));
      note.pitch = static_cast<Pitch>(random.below(128));
      notes.push_back(note);
      now += Tick(static_cast<std::int64_t>(random.below(700)));
    }
    const EncodedMelody melody = tokenizer.encode(notes, {384, 3});
    ASSERT_EQ(melody.tokens.size() % 2, 0u);
    for (std::size_t i = 0; i < melody.tokens.size(); i += 2) {
      ASSERT_TRUE(tokenizer.isPitch(melody.tokens[i]));
      ASSERT_TRUE(tokenizer.isDuration(melody.tokens[i + 1]));
    }
    const std::vector<Note> back = tokenizer.decode(melody.tokens, {384, 3, melody.startStep});
    const EncodedMelody again = tokenizer.encode(back, {384, 3});
    ASSERT_EQ(again.tokens, melody.tokens) << "seed " << seed;
    ASSERT_EQ(back.back().onset, tickOfStep(stepOfTick(notes.back().onset, 384), 384));
  }
}

TEST(MelodyTokenizer, DecodePassesOverWhatIsNoMelody) {
  const MelodyTokenizer tokenizer({48, 96});
  const Token pitch = tokenizer.pitchToken(60);
  const Token quarter = tokenizer.durationToken(24);
  const std::vector<Token> tokens = {
      MelodyTokenizer::kBegin, quarter, pitch, pitch, quarter, -5, 9999, pitch};
  EXPECT_EQ(tokenizer.decode(tokens, {}).size(), 1u);
}

TEST(MelodyTokenizer, NormalKeyIsCMajorOrAMinor) {
  for (int tonic = 0; tonic < 12; ++tonic) {
    EXPECT_EQ((tonic + offsetToNormalKey(tonic, false) + 24) % 12, 0);
    EXPECT_EQ((tonic + offsetToNormalKey(tonic, true) + 24) % 12, 9);
    EXPECT_LE(std::abs(offsetToNormalKey(tonic, true)), 6);
  }
}

TEST(MelodyTokenizer, OctaveBringsABassLineToTheModel) {
  const std::vector<Note> notes = {noteAt(0, 12, 38), noteAt(12, 12, 45)};
  EXPECT_EQ(octaveNearest(notes, -2, 70),
            34);  // mean 39.5 normalised, three octaves up: 75.5 is nearer than 63.5 by 1
}

}  // namespace
}  // namespace partimento::tokens
