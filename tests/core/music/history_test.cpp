#include "core/music/history.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/music/edits.h"

namespace partimento {
namespace {

ScorePtr withNote(const ScorePtr& score, Pitch pitch) {
  Note note;
  note.pitch = pitch;
  return edits::addNotes(score, 0, {&note, 1});
}

TEST(History, GoesBackAndForth) {
  const ScorePtr empty = Score::empty();
  History history(empty);
  EXPECT_FALSE(history.canUndo());
  const ScorePtr one = withNote(empty, 60);
  const ScorePtr two = withNote(one, 62);
  history.push("Add note", one);
  history.push("Accept take", two);
  EXPECT_EQ(history.undoName(), "Accept take");
  history.undo();
  EXPECT_EQ(history.score(), one);
  EXPECT_EQ(history.redoName(), "Accept take");
  history.undo();
  history.undo();
  EXPECT_EQ(history.score(), empty);
  history.redo();
  history.redo();
  history.redo();
  EXPECT_EQ(history.score(), two);
}

TEST(History, DropsTheFutureOfAnEdit) {
  History history(Score::empty());
  history.push("a", withNote(history.score(), 60));
  history.push("b", withNote(history.score(), 61));
  history.undo();
  history.push("c", withNote(history.score(), 62));
  EXPECT_FALSE(history.canRedo());
  EXPECT_EQ(history.undoName(), "c");
  EXPECT_EQ(history.steps().size(), 3U);
}

TEST(History, AmendsOneGestureInPlace) {
  History history(Score::empty());
  history.push("Move", withNote(history.score(), 60));
  const ScorePtr further = withNote(Score::empty(), 72);
  history.amend(further);
  EXPECT_EQ(history.steps().size(), 2U);
  EXPECT_EQ(history.score(), further);
}

TEST(History, ForgetsTheOldestPastItsLimit) {
  History history(Score::empty(), 3);
  for (int i = 0; i < 10; ++i) history.push(std::to_string(i), withNote(history.score(), 60));
  EXPECT_EQ(history.steps().size(), 3U);
  EXPECT_EQ(history.score()->noteCount(), 10U);
  history.undo();
  history.undo();
  history.undo();
  EXPECT_EQ(history.score()->noteCount(), 8U);
}

TEST(History, RefusesACurrentStepThatIsNotThere) {
  EXPECT_THROW(History(std::vector<History::Step>{}, 0), Error);
}

}  // namespace
}  // namespace partimento
