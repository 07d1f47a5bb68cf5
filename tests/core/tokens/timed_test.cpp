// The representations whose time is absolute: performance and tmidi.

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "core/tokens/performance_tokenizer.h"
#include "core/tokens/tmidi_tokenizer.h"
#include "tests/core/tokens/random_scores.h"

namespace partimento::tokens::test {
namespace {

/// At 500 ticks a quarter and 120 quarters a minute a tick is a millisecond.
ScorePtr millisecondScore(std::vector<Note> notes, std::vector<ControlEvent> controls = {}) {
  ScoreParts parts;
  parts.ticksPerQuarter = 500;
  auto track = std::make_shared<Track>();
  track->notes = std::move(notes);
  track->controls = std::move(controls);
  parts.tracks.push_back(track);
  return Score::make(std::move(parts));
}

Note at(int onset, int duration, Pitch pitch, int velocity = 64) {
  Note note;
  note.onset = Tick(onset);
  note.duration = Tick(duration);
  note.pitch = pitch;
  note.velocity = static_cast<std::uint8_t>(velocity);
  return note;
}

ControlEvent pedal(int tick, int value) {
  return {Tick(tick), ControlEvent::Kind::Controller, 64, static_cast<std::int16_t>(value)};
}

constexpr Token kOff = PerformanceTokenizer::kFirstOff;
constexpr Token kVelocity = PerformanceTokenizer::kFirstVelocity;

Token shift(int milliseconds) {
  return PerformanceTokenizer::kFirstShift + milliseconds / 10 - 1;
}

const PerformanceTokenizer kPerformance;

std::vector<PlayedNote> heard(const Score& score) {
  return kPerformance.grammar({})->read(kPerformance.encode(score).tokens).notes;
}

TEST(Performance, SaysTheUsualNumbers) {
  const auto score = millisecondScore({at(0, 500, 60, 64), at(500, 1730, 64, 64), at(500, 500, 67, 100)});
  const std::vector<Token> expected = {kVelocity + 16, 60,       shift(500), kOff + 60, 64,
                                       kVelocity + 25, 67,       shift(500), kOff + 67, shift(1000),
                                       shift(230),     kOff + 64};
  EXPECT_EQ(kPerformance.encode(*score).tokens, expected);
}

TEST(Performance, SaysAVelocityOnlyWhereItChanges) {
  std::vector<Note> notes;
  for (int i = 0; i < 50; ++i) notes.push_back(at(200 * i, 150, 60 + i % 12, i < 25 ? 65 : 67));
  const EncodedScore encoded = kPerformance.encode(*millisecondScore(notes));
  const auto isVelocity = [](Token token) {
    return token >= kVelocity && token < PerformanceTokenizer::kEnd;
  };
  EXPECT_EQ(std::ranges::count_if(encoded.tokens, isVelocity), 1);  // 65 and 67 are one of the 32
}

TEST(Performance, RoundingNeverAddsUp) {
  // 13 ms each: rounding every distance would be 3 ms wrong a note, 3 s at the end
  std::vector<Note> notes;
  for (int i = 0; i < 1000; ++i) notes.push_back(at(13 * i, 9, 30 + i % 60));
  const std::vector<PlayedNote> played = heard(*millisecondScore(notes));
  ASSERT_EQ(played.size(), notes.size());
  for (std::size_t i = 0; i < notes.size(); ++i) {
    EXPECT_LE(std::abs(played[i].onset - notes[i].onset.value), 5) << i;
  }
}

TEST(Performance, NoNoteIsLostDoubledOrLeftHanging) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    ScoreWish wish;
    wish.tracks = 1;
    wish.notes = 300;
    wish.lowest = 21;
    wish.highest = 108;
    const ScorePtr score = randomScore(random, wish);
    const std::vector<Note> before = allNotes(*score);
    const EncodedScore encoded = kPerformance.encode(*score);
    const std::vector<PlayedNote> after = kPerformance.grammar({})->read(encoded.tokens).notes;
    ASSERT_EQ(std::ssize(before), std::ssize(after) + encoded.dropped);
    // dropped are only those that strike a key twice within 10 ms
    EXPECT_LE(encoded.dropped, 2);
    std::array<int, 128> sounds{};
    for (const Token token : encoded.tokens) {
      if (token < kOff) {
        EXPECT_EQ(sounds[static_cast<std::size_t>(token)]++, 0) << "struck twice";
      } else if (token < PerformanceTokenizer::kFirstShift) {
        EXPECT_EQ(sounds[static_cast<std::size_t>(token - kOff)]--, 1) << "released twice";
      }
    }
    EXPECT_EQ(std::ranges::count(sounds, 0), 128) << "hangs";
    if (encoded.dropped > 0) continue;
    const double origin = encoded.originTime.value * 1000;
    std::vector<bool> met(before.size());
    for (const PlayedNote& note : after) {
      bool found = false;
      for (std::size_t i = 0; i < before.size() && !found; ++i) {
        const double onset = score->tempo().secondsAt(before[i].onset).value * 1000;
        const double end = score->tempo().secondsAt(before[i].end()).value * 1000;
        const double playedOnset = origin + static_cast<double>(note.onset);
        const double playedEnd = playedOnset + static_cast<double>(note.duration);
        const bool same = before[i].pitch == note.pitch && std::abs(onset - playedOnset) <= 5.01 &&
                          std::abs(end - playedEnd) <= 15.01 && before[i].velocity / 4 == note.velocity / 4;
        found = same && !met[i];
        if (found) met[i] = true;
      }
      EXPECT_TRUE(found) << "seed " << seed << " at " << note.onset;
    }
  }
}

TEST(Performance, ThePedalHoldsUntilItRises) {
  const auto played =
      heard(*millisecondScore({at(0, 200, 60), at(1000, 200, 62), at(3000, 100, 64)},
                              {pedal(100, 64), pedal(1500, 0), pedal(2000, 127), pedal(2500, 10)}));
  ASSERT_EQ(played.size(), 3u);
  EXPECT_EQ(played[0].duration, 1500);
  EXPECT_EQ(played[1].duration, 500);
  EXPECT_EQ(played[2].duration, 100);
}

TEST(Performance, ThePedalEndsWhereTheKeyIsStruckAgain) {
  const auto played =
      heard(*millisecondScore({at(0, 200, 60), at(1000, 200, 60)}, {pedal(0, 100), pedal(1100, 0)}));
  ASSERT_EQ(played.size(), 2u);
  EXPECT_EQ(played[0].duration, 1000);
  EXPECT_EQ(played[1].duration, 200);
}

TEST(Performance, NotesAfterTheLastPedalStay) {
  const auto played =
      heard(*millisecondScore({at(0, 200, 60), at(9000, 300, 65)}, {pedal(0, 100), pedal(500, 0)}));
  ASSERT_EQ(played.size(), 2u);
  EXPECT_EQ(played[1].duration, 300);
}

TEST(Performance, APedalThatNeverRisesHoldsEightSecondsAtMost) {
  const auto played = heard(*millisecondScore({at(0, 200, 60), at(20000, 9500, 65)}, {pedal(100, 127)}));
  ASSERT_EQ(played.size(), 2u);
  EXPECT_EQ(played[0].duration, 8000);
  EXPECT_EQ(played[1].duration, 9500);  // a key that is held is held
}

TEST(Performance, PedalsOfOtherChannelsDoNotHold) {
  ScoreParts parts;
  parts.ticksPerQuarter = 500;
  for (int channel = 0; channel < 2; ++channel) {
    auto track = std::make_shared<Track>();
    track->channel = channel;
    track->notes = {at(0, 100, 60 + channel)};
    if (channel == 1) track->controls = {pedal(0, 127), pedal(1000, 0)};
    parts.tracks.push_back(track);
  }
  const auto played = heard(*Score::make(std::move(parts)));
  ASSERT_EQ(played.size(), 2u);
  EXPECT_EQ(played[0].duration, 100);
  EXPECT_EQ(played[1].duration, 1000);
}

TEST(Performance, GeneratedKeysAreHeldEightSecondsAtMost) {
  const auto grammar = kPerformance.grammar({});
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    GrammarState state = grammar->start();
    std::vector<Token> tokens;
    for (int i = 0; i < 2000; ++i) {
      std::vector<Token> choices;
      std::vector<Token> reluctant;  // keys are let go only when they must
      grammar->allowed(state, {}).forEach([&](Token token) {
        const bool isOff = token >= kOff && token < PerformanceTokenizer::kFirstShift;
        (isOff ? reluctant : choices).push_back(token);
      });
      if (choices.empty()) choices = reluctant;
      tokens.push_back(choices[random.below(choices.size())]);
      grammar->advance(state, tokens.back());
      EXPECT_LE(state.open, 16);
    }
    tokens.resize(tokens.size() - 100);
    int longest = 0;
    for (const PlayedNote& note : grammar->read(tokens).notes) {
      longest = std::max(longest, static_cast<int>(note.duration));
    }
    EXPECT_LE(longest, 8000);
    EXPECT_GE(longest, 7400);
  }
}

const TmidiTokenizer kDocument(TmidiTokenizer::Form::Document);
const TmidiTokenizer kThree(TmidiTokenizer::Form::ThreeTokens);

TEST(Tmidi, SaysWhatTheDocumentSays) {
  // the equal onsets from high to low, then floored: 1016 and 1023 ms share a sixteenth-millisecond cell
  const auto score = millisecondScore({at(1000, 500, 60), at(1000, 100, 64), at(1016, 5000, 40),
                                       at(1023, 10, 90), at(5000, 320, 127), at(5500, 320, 0)});
  const std::vector<Token> expected = {127, 0, 3, 64, 127, 0,   15, 60,  127, 1,  126, 40,
                                       127, 0, 1, 90, 127, 126, 10, 126, 127, 31, 10,  1};
  EXPECT_EQ(kDocument.encode(*score).tokens, expected);
}

TEST(Tmidi, ReadsWhatTheDocumentReads) {
  const std::vector<Token> tokens = {127, 0, 10, 60, 127, 62, 126, 64, 127, 0, 1, 67};
  const Played played = kDocument.grammar({})->read(tokens);
  ASSERT_EQ(played.notes.size(), 3u);
  EXPECT_EQ(played.notes[0].onset, 0);
  EXPECT_EQ(played.notes[0].duration, 320);
  EXPECT_EQ(played.notes[1].onset, 992);
  EXPECT_EQ(played.notes[1].duration, 4032);
  EXPECT_EQ(played.notes[2].pitch, 67);
  EXPECT_EQ(played.notes[2].velocity, 90);
}

TEST(Tmidi, DropsBrokenNotesAndGoesOn) {
  const std::vector<Token> tokens = {5, 9, 127, 0, 10, 127, 3, 10, 60, 127, 1, 0, 7, 127, 2, 8, 62};
  const Played played = kDocument.grammar({})->read(tokens);
  ASSERT_EQ(played.notes.size(), 2u);
  EXPECT_EQ(played.notes[0].pitch, 60);
  EXPECT_EQ(played.notes[1].pitch, 62);
}

TEST(Tmidi, MasksByPlace) {
  const auto grammar = kDocument.grammar({});
  GrammarState state = grammar->start();
  const auto size = [&] { return grammar->allowed(state, {}).size(); };
  EXPECT_EQ(size(), 1);
  grammar->advance(state, 127);
  EXPECT_EQ(size(), 127);
  grammar->advance(state, 0);
  EXPECT_EQ(size(), 126);
  grammar->advance(state, 12);
  EXPECT_EQ(size(), 126);
  EXPECT_EQ(grammar->symbols(state.field)[60], (Symbol{Symbol::Kind::Pitch, 60}));
  grammar->advance(state, 60);
  EXPECT_EQ(state.notes, 1);
  EXPECT_TRUE(state.whole);
}

TEST(Tmidi, BothFormsSayTheSame) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed);
    ScoreWish wish;
    wish.tracks = 2;
    const ScorePtr score = randomScore(random, wish);
    const EncodedScore document = kDocument.encode(*score);
    const EncodedScore three = kThree.encode(*score);
    EXPECT_EQ(document.tokens.size(), 4u * static_cast<std::size_t>(document.notes));
    EXPECT_EQ(three.tokens.size(), 1 + 3u * static_cast<std::size_t>(three.notes));
    auto a = kDocument.grammar({})->read(document.tokens).notes;
    auto b = kThree.grammar({})->read(three.tokens).notes;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(std::tuple(a[i].onset, a[i].duration, a[i].pitch),
                std::tuple(b[i].onset, b[i].duration, b[i].pitch));
    }
  }
}

TEST(Tmidi, OnsetsAreRightWithinSixteenMilliseconds) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed);
    ScoreWish wish;
    wish.microsPerQuarter = 437123;
    wish.notes = 200;
    const ScorePtr score = randomScore(random, wish);
    const EncodedScore encoded = kDocument.encode(*score);
    const auto played = kDocument.grammar({})->read(encoded.tokens).notes;
    const std::vector<Note> before = allNotes(*score);
    ASSERT_EQ(played.size(), before.size());
    double worst = 0;
    for (std::size_t i = 0; i < played.size(); ++i) {
      const double said = encoded.originTime.value * 1000 + static_cast<double>(played[i].onset);
      worst = std::max(worst, std::abs(said - score->tempo().secondsAt(before[i].onset).value * 1000));
    }
    EXPECT_LE(worst, 16.5);
  }
}

}  // namespace
}  // namespace partimento::tokens::test
