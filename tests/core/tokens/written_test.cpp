// The representations whose time is the beat's: chorale and beat.

#include <gtest/gtest.h>

#include "core/tokens/bar_layout.h"
#include "core/tokens/beat_tokenizer.h"
#include "core/tokens/chorale_tokenizer.h"
#include "core/tokens/grid_chorale_tokenizer.h"
#include "tests/core/tokens/random_scores.h"

namespace partimento::tokens::test {
namespace {

Note note(int step, int length, Pitch pitch, int velocity = 80) {
  Note made;
  made.onset = Tick(step * 20);
  made.duration = Tick(length * 20);
  made.pitch = pitch;
  made.velocity = static_cast<std::uint8_t>(velocity);
  return made;
}

ScorePtr score(std::vector<std::vector<Note>> tracks, std::vector<MeterChange> meter = {}) {
  ScoreParts parts;
  parts.meter = std::move(meter);
  int channel = 0;
  for (std::vector<Note>& notes : tracks) {
    auto track = std::make_shared<Track>();
    track->channel = channel++;
    track->notes = std::move(notes);
    parts.tracks.push_back(track);
  }
  return Score::make(std::move(parts));
}

std::string spoken(const Tokenizer& tokenizer, const EncodedScore& encoded) {
  const auto grammar = tokenizer.grammar(encoded.setting(0));
  std::string text;
  for (const Token token : encoded.tokens) {
    text += text.empty() ? "" : " ";
    text += symbolName(grammar->symbols(0)[static_cast<std::size_t>(token)]);
  }
  return text;
}

std::vector<TimeSignature> metersOf(const BarLayout& layout) {
  std::vector<TimeSignature> meters;
  for (const LaidBar& bar : layout.bars) meters.push_back(kMeters[static_cast<std::size_t>(bar.meter)]);
  return meters;
}

TEST(BarLayout, FollowsTheScoresMetres) {
  const auto s = score({{note(0, 400, 60)}}, {{Tick(0), {3, 4}}, {Tick(3 * 480), {6, 8}}});
  const BarLayout layout = layBars(*s, Tick(0), Tick(4500), Tick(0));
  EXPECT_EQ(layout.originStep, 0);
  EXPECT_EQ(metersOf(layout), (std::vector<TimeSignature>{{3, 4}, {6, 8}, {6, 8}, {6, 8}}));
}

TEST(BarLayout, AnUpbeatIsTheEndOfAFullBar) {
  const auto s = score({{note(0, 24, 60), note(24, 72, 60)}}, {{Tick(0), {1, 4}}, {Tick(480), {3, 4}}});
  const BarLayout layout = layBars(*s, Tick(0), Tick(481), Tick(0));
  EXPECT_EQ(layout.originStep, -48);
  EXPECT_EQ(metersOf(layout), (std::vector<TimeSignature>{{3, 4}, {3, 4}}));
}

TEST(BarLayout, AHiddenUpbeatMovesTheBarLines) {
  const auto s = score({{note(0, 24, 60), note(24, 72, 60)}}, {{Tick(0), {3, 4}}});
  const BarLayout layout = layBars(*s, Tick(0), Tick(481), Tick(480));
  EXPECT_EQ(layout.originStep, -48);
  EXPECT_EQ(layout.bars.at(1).start, 72);
}

TEST(BarLayout, StrangeBarsAreFilledWithKnownOnes) {
  const auto s = score({{note(0, 24, 60)}},
                       {{Tick(0), {3, 1}}, {Tick(12 * 480), {11, 8}}, {Tick(12 * 480 + 11 * 240), {4, 4}}});
  const BarLayout layout = layBars(*s, Tick(0), Tick(12 * 480 + 11 * 240), Tick(0));
  EXPECT_EQ(metersOf(layout), (std::vector<TimeSignature>{{1, 1}, {1, 1}, {1, 1}, {5, 4}, {1, 8}, {4, 4}}));
}

TEST(BarLayout, NeverLeavesAGap) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    std::vector<MeterChange> meter;
    Tick now(0);
    for (int i = 0; i < 8; ++i) {
      meter.push_back({now, {1 + below(random, 20), 1 << below(random, 6)}});
      now += Tick(1 + below(random, 5000));
    }
    const auto s = score({{note(0, 24, 60)}}, meter);
    const BarLayout layout =
        layBars(*s, Tick(below(random, 2000)), now, Tick(below(random, 2) * below(random, 900)));
    std::int64_t cursor = 0;
    for (const LaidBar& bar : layout.bars) {
      ASSERT_EQ(bar.start, cursor) << "seed " << seed;
      cursor += barSteps(kMeters[static_cast<std::size_t>(bar.meter)]);
    }
    EXPECT_GT(layout.originStep + cursor, stepOfTick(now, 480)) << "seed " << seed;
  }
}

const BeatTokenizer kBeat({21, 108});

TEST(Beat, SaysWaltzesJigsTripletsAndUpbeats) {
  const auto waltz =
      score({{note(0, 24, 67), note(24, 8, 72), note(32, 8, 71), note(40, 8, 69), note(48, 48, 67)},
             {note(24, 72, 48)}},
            {{Tick(0), {1, 4}}, {Tick(480), {3, 4}}});
  const EncodedScore encoded = kBeat.encode(*waltz);
  EXPECT_EQ(spoken(kBeat, encoded),
            "begin bar meter:3/4 tempo:120 position:48 track:0 velocity:82 pitch:67 duration:24 "
            "bar position:0 pitch:72 duration:8 track:1 pitch:48 duration:72 "
            "position:8 track:0 pitch:71 duration:8 position:16 pitch:69 duration:8 "
            "position:24 pitch:67 duration:48");
  const auto jig = score({{note(0, 12, 67), note(36, 12, 72), note(84, 36, 72)}}, {{Tick(0), {6, 8}}});
  EXPECT_EQ(spoken(kBeat, kBeat.encode(*jig)),
            "begin bar meter:6/8 tempo:120 position:0 track:0 velocity:82 pitch:67 duration:12 "
            "position:36 pitch:72 duration:12 bar position:12 pitch:72 duration:36");
}

TEST(Beat, AnUpbeatComesBackWhereItWas) {
  const auto waltz = score({{note(0, 24, 67), note(24, 72, 72)}}, {{Tick(0), {1, 4}}, {Tick(480), {3, 4}}});
  const EncodedScore encoded = kBeat.encode(*waltz);
  EXPECT_EQ(encoded.origin, Tick(-960));
  DecodeFrame frame;
  frame.origin = encoded.origin;
  const ScorePtr back = kBeat.decode(encoded.tokens, frame);
  EXPECT_EQ(allNotes(*back).at(1).onset, Tick(480));
  EXPECT_EQ(back->meter().at(Tick(480)).inBar, Tick(0));
  EXPECT_EQ(back->meter().at(Tick(480)).bar, 1);
  EXPECT_EQ(back->meter().at(Tick(480)).signature, (TimeSignature{3, 4}));
}

TEST(Beat, KeepsTracksVelocitiesAndTempo) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    ScoreWish wish;
    wish.tracks = 3;
    wish.lengths = {6, 8, 12, 24};
    wish.meter = {{Tick(0), {3, 4}}};
    wish.microsPerQuarter = 60000000 / 88;
    const ScorePtr before = randomScore(random, wish);
    const EncodedScore encoded = kBeat.encode(*before);
    DecodeFrame frame;
    frame.origin = encoded.origin;
    const ScorePtr after = kBeat.decode(encoded.tokens, frame);
    ASSERT_EQ(after->tracks().size(), 3u);
    EXPECT_NEAR(after->tempo().bpmAt(Tick(9999)).value, 88, 88 * 0.041);
    for (std::size_t t = 0; t < 3; ++t) {
      const auto& a = before->track(t).notes;
      const auto& b = after->track(t).notes;
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].onset, b[i].onset);
        const bool alone = std::ranges::count(a, a[i].onset, &Note::onset) == 1;
        if (alone) {
          EXPECT_EQ(a[i].velocity / 4, b[i].velocity / 4);
        }
      }
    }
  }
}

TEST(Beat, LengthsBecomeTheNearest) {
  const auto lengthOf = [](std::int64_t steps) {
    return kBeatLengths[static_cast<std::size_t>(kBeat.durationToken(steps) - kBeat.durationRun().first)];
  };
  for (std::int64_t steps = 1; steps <= 24; ++steps) EXPECT_EQ(lengthOf(steps), steps);
  EXPECT_EQ(lengthOf(25), 24);
  EXPECT_EQ(lengthOf(95), 96);
  EXPECT_EQ(lengthOf(100000), 384);
  EXPECT_TRUE(std::ranges::is_sorted(kBeatLengths));
}

TEST(Beat, TemposRiseByEightPerCent) {
  for (int i = 0; i < 32; ++i) EXPECT_EQ(BeatTokenizer::nearestTempo(BeatTokenizer::tempoOf(i)), i);
  EXPECT_EQ(BeatTokenizer::tempoOf(0), 26);
  EXPECT_EQ(BeatTokenizer::tempoOf(20), 120);
  EXPECT_EQ(BeatTokenizer::tempoOf(31), 280);
  EXPECT_EQ(BeatTokenizer::nearestTempo(1e9), 31);
  EXPECT_EQ(BeatTokenizer::nearestTempo(0), 0);
}

const ChoraleTokenizer kChorale({28, 96});

TEST(Chorale, SaysSlicesWithHoldsRestsAndMetre) {
  const auto s = score({{note(0, 24, 72), note(24, 24, 74)},
                        {note(24, 24, 65)},
                        {note(0, 48, 60)},
                        {note(0, 12, 48), note(12, 36, 50)}},
                       {{Tick(0), {1, 4}}, {Tick(480), {3, 4}}});
  EXPECT_EQ(spoken(kChorale, kChorale.encode(*s)),
            "begin bar meter:3/4 rest rest rest rest duration:48 "
            "pitch:72 rest pitch:60 pitch:48 duration:12 hold rest hold pitch:50 duration:12 "
            "bar pitch:74 pitch:65 hold hold duration:24");
}

TEST(Chorale, PartsASingleTrackFromHighToLow) {
  const auto s = score({{note(0, 24, 48), note(0, 24, 60), note(0, 24, 67), note(0, 24, 72), note(24, 24, 74),
                         note(24, 24, 50)}});
  const Played played = kChorale.grammar({})->read(kChorale.encode(*s).tokens);
  ASSERT_EQ(played.notes.size(), 6u);
  for (const PlayedNote& sung : played.notes) {
    const int voice = sung.pitch >= 70 ? 0 : sung.pitch >= 65 ? 1 : sung.pitch >= 55 ? 2 : 3;
    EXPECT_EQ(sung.line, voice) << sung.pitch;
  }
}

TEST(Chorale, ASingleLineIsTheSoprano) {
  const auto s = score({{note(0, 24, 50), note(24, 24, 52)}});
  for (const PlayedNote& sung : kChorale.grammar({})->read(kChorale.encode(*s).tokens).notes)
    EXPECT_EQ(sung.line, 0);
}

TEST(Chorale, HarmonisesAGivenSoprano) {
  std::vector<PlayedNote> soprano;
  const auto sing = [&](int onset, int duration, Pitch pitch) {
    PlayedNote sung;
    sung.onset = onset;
    sung.duration = duration;
    sung.pitch = pitch;
    soprano.push_back(sung);
  };
  sing(24, 24, 67);
  sing(48, 48, 72);
  sing(96, 24, 71);
  sing(124, 8, 69);
  sing(140, 124, 67);
  GrammarSetting setting;
  setting.meter = {3, 4};
  setting.offset = -2;
  const auto grammar = kChorale.harmonise(setting, soprano);
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    GrammarState state = grammar->start();
    std::vector<Token> tokens = {ChoraleTokenizer::kBar,
                                 ChoraleTokenizer::kMeterRun.first + *meterIndex({3, 4})};
    for (const Token token : tokens) grammar->advance(state, token);
    while (state.time < 264 || !state.whole) {
      std::vector<Token> choices;
      grammar->allowed(state, {}).forEach([&](Token token) {
        if (!ChoraleTokenizer::kMeterRun.contains(token)) choices.push_back(token);
      });
      ASSERT_FALSE(choices.empty());
      tokens.push_back(choices[random.below(choices.size())]);
      grammar->advance(state, tokens.back());
    }
    std::vector<PlayedNote> sung = grammar->read(tokens).notes;
    std::erase_if(sung, [](const PlayedNote& n) { return n.line != 0; });
    ASSERT_EQ(sung.size(), soprano.size());
    for (std::size_t i = 0; i < sung.size(); ++i) {
      EXPECT_EQ(sung[i].onset, soprano[i].onset);
      EXPECT_EQ(sung[i].duration, soprano[i].duration);
      EXPECT_EQ(sung[i].pitch, soprano[i].pitch);
    }
  }
}

const GridChoraleTokenizer kGrid({28, 96});

TEST(GridChorale, SaysEverySixteenthAndMergesRepeatedNotes) {
  const auto s =
      score({{note(0, 6, 72), note(6, 6, 72)}, {note(0, 12, 67)}, {note(6, 6, 60)}, {note(0, 12, 48)}});
  const EncodedScore encoded = kGrid.encode(*s);
  EXPECT_EQ(spoken(kGrid, encoded),
            "begin pitch:72 pitch:67 rest pitch:48 pitch:72 pitch:67 pitch:60 pitch:48");
  EXPECT_EQ(encoded.notes, 4);
  EXPECT_EQ(encoded.dropped, 1);
  const Played played = kGrid.grammar({})->read(encoded.tokens);
  ASSERT_EQ(played.notes.size(), 4u);
  EXPECT_EQ(played.notes[0].duration, 12);
}

TEST(GridChorale, ASustainedPitchIsNoNewNote) {
  const auto grammar = kGrid.grammar({});
  GrammarState state = grammar->start();
  EXPECT_EQ(grammar->sustaining(state), -1);
  for (const Token token : {40, 36, 30, 20}) grammar->advance(state, token);
  EXPECT_EQ(grammar->sustaining(state), 40);
  EXPECT_EQ(state.notes, 4);
  for (const Token token : {40, 36, 31, 20}) grammar->advance(state, token);
  EXPECT_EQ(state.notes, 5);
  EXPECT_EQ(state.time, 12);
}

}  // namespace
}  // namespace partimento::tokens::test
