#include <gtest/gtest.h>

#include "core/notation/notate.h"
#include "ui/score_view/staff_edits.h"

namespace partimento::test {
namespace {

using namespace ui::score;
using notation::NoteBase;
using notation::Step;
using notation::WrittenValue;

Note noteAt(double quarter, double quarters, Pitch pitch) {
  Note note;
  note.onset = Tick(static_cast<std::int64_t>(quarter * 480));
  note.duration = Tick(static_cast<std::int64_t>(quarters * 480));
  note.pitch = pitch;
  return note;
}

ScorePtr scoreOf(std::vector<Note> notes) {
  Track track;
  track.notes = std::move(notes);
  ScoreParts parts;
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

const std::vector<Note>& notesOf(const ScorePtr& score) {
  return score->track(0).notes;
}

TEST(StaffEdits, ALongerNoteMakesTheLineMakeRoom) {
  const ScorePtr score =
      scoreOf({noteAt(0, 1, 60), noteAt(1, 0.5, 62), noteAt(1.5, 0.5, 64), noteAt(2, 2, 65)});
  const auto notation = notation::notate(score);
  const ScorePtr after = setLength(score, *notation, 0, {notesOf(score)[0].id}, Tick(3 * 480));
  ASSERT_EQ(notesOf(after).size(), 2U);
  EXPECT_EQ(notesOf(after)[0].duration, Tick(3 * 480));
  EXPECT_EQ(notesOf(after)[1].onset, Tick(3 * 480));
  EXPECT_EQ(notesOf(after)[1].end(), Tick(4 * 480));
}

TEST(StaffEdits, AShorterNoteLeavesARest) {
  const ScorePtr score = scoreOf({noteAt(0, 2, 60), noteAt(2, 2, 62)});
  const auto notation = notation::notate(score);
  const ScorePtr after = setLength(score, *notation, 0, {notesOf(score)[0].id}, Tick(480));
  EXPECT_EQ(notesOf(after)[0].duration, Tick(480));
  EXPECT_EQ(notesOf(after)[1].onset, Tick(2 * 480));
}

TEST(StaffEdits, WritingReplacesWhatStoodThere) {
  const ScorePtr score = scoreOf({noteAt(0, 1, 60), noteAt(1, 1, 62), noteAt(2, 2, 64)});
  const auto notation = notation::notate(score);
  NewNote wanted{0, noteAt(1, 1, 67), Line{}, NewNote::Chord::Alone};
  NoteId id = 0;
  const ScorePtr after = writeNote(score, *notation, wanted, &id);
  ASSERT_EQ(notesOf(after).size(), 3U);
  EXPECT_EQ(notesOf(after)[1].pitch, 67);
  EXPECT_EQ(notesOf(after)[1].id, id);
  wanted.chord = NewNote::Chord::Added;
  EXPECT_EQ(notesOf(writeNote(score, *notation, wanted, &id)).size(), 4U);
}

TEST(StaffEdits, ATieTakesTheNextNoteOfThePitchIn) {
  const ScorePtr score = scoreOf({noteAt(0, 1, 60), noteAt(1, 2, 60), noteAt(3, 1, 64)});
  const ScorePtr after = tieOn(score, 0, {notesOf(score)[0].id}, Tick(480));
  ASSERT_EQ(notesOf(after).size(), 2U);
  EXPECT_EQ(notesOf(after)[0].duration, Tick(3 * 480));
}

TEST(StaffEdits, LettersAreFoundInTheKeyAndNearby) {
  EXPECT_EQ(nearestPitch(Step::F, {2, false}, 64), 66);   // D major: F sharp
  EXPECT_EQ(nearestPitch(Step::B, {-2, false}, 60), 58);  // B flat below middle C
  for (Pitch near = 12; near < 116; ++near) {
    for (int step = 0; step < 7; ++step)
      EXPECT_LE(std::abs(nearestPitch(static_cast<Step>(step), {}, near) - near), 6);
  }
}

TEST(StaffEdits, StepsFollowTheScale) {
  Pitch pitch = 62;  // D
  const Pitch scale[] = {64, 66, 67, 69, 71, 73, 74};
  for (const Pitch next : scale) EXPECT_EQ(pitch = stepwise(pitch, {2, false}, 1), next);
  EXPECT_EQ(stepwise(62, {2, false}, -1), 61);
}

TEST(StaffEdits, ValuesAndTicksAgree) {
  const ScorePtr score = scoreOf({noteAt(0, 1, 60)});
  for (const NoteBase base :
       {NoteBase::Whole, NoteBase::Half, NoteBase::Quarter, NoteBase::Eighth, NoteBase::N32nd}) {
    for (const int dots : {0, 1}) {
      const WrittenValue value{base, dots, {}};
      EXPECT_EQ(valueOf(*score, ticksOf(*score, value)), value);
    }
  }
}

}  // namespace
}  // namespace partimento::test
