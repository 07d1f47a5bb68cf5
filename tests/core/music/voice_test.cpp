#include "core/music/voice.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento {
namespace {

Note note(std::int64_t onset, std::int64_t duration, Pitch pitch) {
  Note made;
  made.onset = Tick(onset);
  made.duration = Tick(duration);
  made.pitch = pitch;
  return made;
}

Track trackOf(std::vector<Note> notes) {
  Track track;
  track.notes = std::move(notes);
  std::sort(track.notes.begin(), track.notes.end(), noteBefore);
  return track;
}

TEST(Voice, CountsWhatSoundsTogether) {
  EXPECT_EQ(polyphony(trackOf({})), 0);
  EXPECT_EQ(polyphony(trackOf({note(0, 10, 60), note(10, 10, 62)})), 1);
  EXPECT_EQ(polyphony(trackOf({note(0, 11, 60), note(10, 10, 62)})), 2);
  EXPECT_EQ(polyphony(trackOf({note(0, 0, 60), note(0, 10, 62)})), 1);
}

TEST(Voice, TakesTheOuterLine) {
  const Track chords =
      trackOf({note(0, 10, 60), note(0, 10, 64), note(0, 10, 67), note(10, 10, 59), note(10, 10, 65)});
  const auto top = extractLine(chords, VoiceLine::Top);
  const auto bottom = extractLine(chords, VoiceLine::Bottom);
  ASSERT_EQ(top.size(), 2U);
  EXPECT_EQ(top[0].pitch, 67);
  EXPECT_EQ(top[1].pitch, 65);
  EXPECT_EQ(bottom[0].pitch, 60);
  EXPECT_EQ(bottom[1].pitch, 59);
}

TEST(Voice, LeavesOutWhatAHeldOuterNoteCovers) {
  const Track held = trackOf({note(0, 40, 72), note(10, 10, 60), note(40, 10, 71)});
  const auto top = extractLine(held, VoiceLine::Top);
  ASSERT_EQ(top.size(), 2U);
  EXPECT_EQ(top[0].pitch, 72);
  EXPECT_EQ(top[1].pitch, 71);
}

TEST(Voice, IsAlwaysOneNoteAtATime) {
  Random random(13);
  for (int round = 0; round < 200; ++round) {
    std::vector<Note> notes;
    for (std::uint64_t i = random.below(40); i > 0; --i) {
      notes.push_back(note(static_cast<std::int64_t>(random.below(50)),
                           static_cast<std::int64_t>(random.below(20)),
                           static_cast<Pitch>(random.below(128))));
    }
    const Track track = trackOf(notes);
    for (VoiceLine line : {VoiceLine::Top, VoiceLine::Bottom}) {
      const Track single = trackOf(extractLine(track, line));
      EXPECT_LE(polyphony(single), 1);
      for (const Note& n : single.notes) EXPECT_GT(n.duration, Tick(0));
    }
  }
}

}  // namespace
}  // namespace partimento
