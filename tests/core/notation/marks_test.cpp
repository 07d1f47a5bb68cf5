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

}  // namespace
}  // namespace partimento::notation
