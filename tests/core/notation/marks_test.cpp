// What a score says in words stands on the page.

#include <algorithm>

#include <gtest/gtest.h>

#include "core/music/text_events.h"
#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

RawEvent marker(std::int64_t tick, const std::string& text) {
  return {Tick(tick), 0xFF, 0x06, {text.begin(), text.end()}};
}

/// Four bars of 4/4 with raw events of the conductor track.
ScorePtr scoreWith(std::vector<RawEvent> raw) {
  ScoreParts parts = test::melody({4, 4}, std::vector<int>(16, 1), Tick(480))->parts();
  parts.raw = std::move(raw);
  return Score::make(std::move(parts));
}

std::vector<std::string> textsOfKind(const Notation& notation, Mark::Kind kind) {
  std::vector<std::string> texts;
  for (const Bar& bar : notation.bars()) {
    for (const Mark& mark : bar.marks) {
      if (mark.kind == kind) texts.push_back(mark.text);
    }
  }
  return texts;
}

TEST(Marks, ChordSymbolsAreNoTags) {
  const NotationPtr notation =
      notate(scoreWith({marker(0, "Eb:major/G"), marker(480, "C:major-11th"), marker(960, "Fbb:major/C"),
                        marker(1440, "C:major(no1,addb6)"), marker(1920, "A: Intro"), marker(3840, "B2")}));
  EXPECT_EQ(textsOfKind(*notation, Mark::Kind::ChordSymbol),
            (std::vector<std::string>{"E♭/G", "Cmaj11", "F♭♭/C", "C(no1,add♭6)"}));
  EXPECT_EQ(textsOfKind(*notation, Mark::Kind::Words), std::vector<std::string>{"A: Intro"});
  EXPECT_EQ(textsOfKind(*notation, Mark::Kind::Rehearsal), std::vector<std::string>{"B2"});
}

TEST(Marks, EstimatedChordsLookLikeWrittenOnes) {
  ScoreParts parts =
      test::pieceInBars(
          {{4, 4},
           {{0, Tick(0), Tick(1920), 51}, {0, Tick(0), Tick(1920), 67}, {0, Tick(0), Tick(1920), 70}}})
          ->parts();
  parts.keys = {{Tick(0), -3, false}};
  const NotationPtr notation = notate(Score::make(std::move(parts)), {.chords = ChordChoice::Estimated});
  EXPECT_EQ(textsOfKind(*notation, Mark::Kind::ChordSymbol), std::vector<std::string>{"E♭"});
}

/// Two tracks, a part each, with words at ticks.
ScorePtr twoParts(const std::vector<std::pair<std::int64_t, const char*>>& first,
                  const std::vector<std::pair<std::int64_t, const char*>>& second) {
  ScoreParts parts = scoreWith({titleEvent("Air"), composerEvent("N. N."),
                                rawEvent(TextEvent{TextEvent::Kind::Words, Tick(0), "made by a program"})})
                         ->parts();
  parts.tempo = {{Tick(0), 500000}};
  Track track = *parts.tracks[0];
  parts.tracks.clear();
  for (const auto* words : {&first, &second}) {
    track.program = 40;
    for (Note& note : track.notes) note.id = 0;
    track.raw.clear();
    for (const auto& [at, text] : *words)
      track.raw.push_back(rawEvent(TextEvent{TextEvent::Kind::Words, Tick(at), text}));
    parts.tracks.push_back(std::make_shared<const Track>(track));
  }
  return Score::make(std::move(parts));
}

TEST(Marks, WordsStandAtTheirStaff) {
  const NotationPtr notation = notate(twoParts({{0, "cresc."}, {7200, "Fine"}}, {{1920, "dolce"}}));
  EXPECT_EQ(notation->title(), "Air");
  EXPECT_EQ(notation->composer(), "N. N.");
  EXPECT_EQ(notation->bars()[0].marks, (std::vector<Mark>{{0, Mark::Kind::Words, "cresc.", 0, 0}}));
  EXPECT_EQ(notation->bars()[1].marks, (std::vector<Mark>{{0, Mark::Kind::Words, "dolce", 1, 0}}));
  EXPECT_EQ(notation->bars()[3].marks, (std::vector<Mark>{{3, Mark::Kind::Words, "Fine", 0, 0}}));
}

TEST(Marks, WordsThatSayATempoStandOnceWithItsNumber) {
  const NotationPtr notation =
      notate(twoParts({{0, "Allegro ma non troppo"}, {3840, "Più mosso"}}, {{0, "Allegro ma non troppo"}}));
  const auto& first = notation->bars()[0].tempo;
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].text, "Allegro ma non troppo");
  EXPECT_TRUE(first[0].metronome);
  const auto& later = notation->bars()[2].tempo;
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].text, "Più mosso");
  EXPECT_FALSE(later[0].metronome) << "the tempo does not change there";
  EXPECT_TRUE(textsOfKind(*notation, Mark::Kind::Words).empty());
}

}  // namespace
}  // namespace partimento::notation
