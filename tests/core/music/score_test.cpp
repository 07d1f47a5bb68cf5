#include "core/music/score.h"

#include <gtest/gtest.h>

#include "core/music/edits.h"

namespace partimento {
namespace {

TEST(Score, ComparesMusicWithoutNames) {
  Note note;
  note.duration = Tick(480);
  const ScorePtr a = edits::addNotes(Score::empty(), 0, {&note, 1});
  const ScorePtr b = edits::addNotes(Score::empty(), 0, {&note, 1});
  EXPECT_FALSE(*a == *b);
  EXPECT_TRUE(a->sameMusic(*b));
  note.velocity = 81;
  EXPECT_FALSE(a->sameMusic(*edits::addNotes(Score::empty(), 0, {&note, 1})));
}

TEST(Score, MeasuresItself) {
  EXPECT_EQ(Score::empty()->end(), Tick(0));
  Note note;
  note.onset = Tick(480);
  note.duration = Tick(480);
  const ScorePtr score = edits::addNotes(Score::empty(), 0, {&note, 1});
  EXPECT_EQ(score->end(), Tick(960));
  EXPECT_DOUBLE_EQ(score->duration().value, 1.0);
  EXPECT_EQ(score->noteCount(), 1U);
}

TEST(Score, ReservesNamesOfLoadedNotes) {
  const NoteId high = newNoteId() + 1000;
  reserveNoteIds(high);
  EXPECT_GT(newNoteId(), high);
  reserveNoteIds(1);
  EXPECT_GT(newNoteId(), high);
}

}  // namespace
}  // namespace partimento
