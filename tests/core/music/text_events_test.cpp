#include "core/music/text_events.h"

#include <gtest/gtest.h>

namespace partimento {
namespace {

RawEvent lyric(std::int64_t at, std::string_view text) {
  return {Tick(at), 0xFF, 0x05, {text.begin(), text.end()}};
}

TEST(TextEvents, LyricsComeBack) {
  const std::vector<LyricEvent> lyrics = {{Tick(0), "Glo", true, 1},
                                          {Tick(0), "Et", false, 2},
                                          {Tick(480), "ri", true, 1},
                                          {Tick(480), "in", false, 2},
                                          {Tick(960), "a", false, 1}};
  Track track;
  for (const LyricEvent& event : lyrics) track.raw.push_back(rawEvent(event));
  EXPECT_EQ(lyricsOf(track), lyrics);
}

TEST(TextEvents, KaraokeBySpaces) {
  Track track;
  track.raw = {lyric(0, "/Ma"), lyric(1, "ry "), lyric(2, "had "), lyric(3, "a"), lyric(4, " lamb")};
  const auto lyrics = lyricsOf(track);
  ASSERT_EQ(lyrics.size(), 5U);
  EXPECT_EQ(lyrics[0].text, "Ma");
  EXPECT_TRUE(lyrics[0].continues);
  EXPECT_FALSE(lyrics[1].continues);
  EXPECT_FALSE(lyrics[3].continues);
  EXPECT_EQ(lyrics[4].text, "lamb");
}

TEST(TextEvents, MarkersAreChordsOrRehearsals) {
  ScoreParts parts;
  const ChordSymbol chord{{'B', -1}, "minor-seventh", {}, {}};
  parts.raw = {titleEvent("Air"), composerEvent("Anon."), rawEvent(ChordEvent{Tick(480), chord}),
               rawEvent(TextEvent{TextEvent::Kind::Rehearsal, Tick(480), "A"}),
               rawEvent(TextEvent{TextEvent::Kind::Words, Tick(960), "dolce"})};
  const ScorePtr score = Score::make(parts);
  EXPECT_EQ(chordsOf(*score), (std::vector<ChordEvent>{{Tick(480), chord}}));
  EXPECT_EQ(textsOf(*score), (std::vector<TextEvent>{{TextEvent::Kind::Rehearsal, Tick(480), "A"},
                                                     {TextEvent::Kind::Words, Tick(960), "dolce"}}));
  EXPECT_EQ(titleOf(*score), "Air");
  EXPECT_EQ(composerOf(*score), "Anon.");
  EXPECT_EQ(titleOf(*Score::empty()), "");
}

}  // namespace
}  // namespace partimento
