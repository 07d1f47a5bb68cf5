// What a screen reader finds on the staff.

#include <QAccessible>
#include <QAccessibleInterface>
#include <QApplication>
#include <QTest>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/patience.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace partimento::test {
namespace {

using ui::ScoreView;
using ui::score::ScoreCanvas;

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
  parts.keys = {{Tick(0), 1, false}};
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

class AccessibleScoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    view.resize(900, 600);
    show({noteAt(0, 1, 67), noteAt(1, 1, 66), noteAt(4, 4, 60), noteAt(4, 4, 64), noteAt(13, 1, 70)});
    view.show();
    canvas = view.findChild<ScoreCanvas*>();
    accessible = QAccessible::queryAccessibleInterface(canvas);
    ASSERT_NE(accessible, nullptr);
  }
  void show(std::vector<Note> notes) { view.setScore(score = scoreOf(std::move(notes))); }
  QString name(int bar, int note) {
    QAccessibleInterface* found = accessible->child(bar) ? accessible->child(bar)->child(note) : nullptr;
    return found ? found->text(QAccessible::Name) : QStringLiteral("nothing");
  }

  ScoreView view;
  ScoreCanvas* canvas = nullptr;
  QAccessibleInterface* accessible = nullptr;
  ScorePtr score;
};

TEST_F(AccessibleScoreTest, BarsAndNotesAreNamedAsTheyAreWritten) {
  ASSERT_EQ(accessible->childCount(), 4);
  EXPECT_EQ(accessible->child(2)->text(QAccessible::Name), QStringLiteral("bar 3"));
  ASSERT_EQ(accessible->child(0)->childCount(), 3) << "two notes and a rest";
  EXPECT_EQ(name(0, 0), QStringLiteral("bar 1, beat 1, G4, quarter note"));
  EXPECT_EQ(name(0, 1), QStringLiteral("bar 1, beat 2, F sharp 4, quarter note"));
  EXPECT_EQ(name(0, 2), QStringLiteral("bar 1, beat 3, rest, half note"));
  EXPECT_EQ(name(1, 0), QStringLiteral("bar 2, beat 1, E4, whole note")) << "chords from the top";
  EXPECT_EQ(name(2, 0), QStringLiteral("bar 3, beat 1, rest, whole bar"));
  EXPECT_EQ(name(0, 3), QStringLiteral("nothing"));
  EXPECT_EQ(accessible->indexOfChild(accessible->child(1)), 1);
  EXPECT_EQ(accessible->child(1)->parent(), accessible);
  EXPECT_EQ(accessible->child(1)->child(0)->parent(), accessible->child(1));
}

TEST_F(AccessibleScoreTest, ANoteLiesWhereItIsDrawn) {
  QAccessibleInterface* note = accessible->child(0)->child(1);
  const auto heads = ui::score::headsOf(*view.layoutShown(), {score->track(0).notes[1].id});
  const QPoint centre = canvas->mapToGlobal(canvas->placeOf(heads.at(0)).center());
  EXPECT_TRUE(note->rect().contains(centre));
  EXPECT_EQ(accessible->childAt(centre.x(), centre.y()), accessible->child(0));
  EXPECT_EQ(accessible->child(0)->childAt(centre.x(), centre.y()), note);
}

TEST_F(AccessibleScoreTest, FocusFollowsTheSelection) {
  view.activateWindow();
  canvas->setFocus();
  ASSERT_TRUE(QTest::qWaitFor([this] { return canvas->hasFocus(); },
                              static_cast<int>(std::chrono::milliseconds(kHung).count())));
  EXPECT_EQ(accessible->focusChild(), nullptr);
  view.setSelection({score->track(0).notes[0].id});
  QTest::keyClick(canvas, Qt::Key_Right);
  ASSERT_NE(accessible->focusChild(), nullptr);
  EXPECT_TRUE(accessible->focusChild()->state().focused);
  EXPECT_TRUE(accessible->focusChild()->state().selected);
  EXPECT_FALSE(accessible->child(0)->child(0)->state().selected);
  EXPECT_EQ(accessible->focusChild()->text(QAccessible::Name),
            QStringLiteral("bar 1, beat 2, F sharp 4, quarter note"));
}

TEST_F(AccessibleScoreTest, AReaderMaySelect) {
  QAccessibleActionInterface* action = accessible->child(1)->child(1)->actionInterface();
  ASSERT_NE(action, nullptr);
  action->doAction(QAccessibleActionInterface::pressAction());
  EXPECT_EQ(view.selection(), (edits::NoteIds{score->track(0).notes[2].id}));
  accessible->child(2)->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
  EXPECT_TRUE(view.scene().rest.has_value());
}

TEST_F(AccessibleScoreTest, AnotherScoreHasOtherChildren) {
  EXPECT_EQ(accessible->child(0)->childCount(), 3);
  show({noteAt(0, 4, 71)});
  EXPECT_EQ(accessible->childCount(), 1);
  EXPECT_EQ(name(0, 0), QStringLiteral("bar 1, beat 1, B4, whole note"));
}

}  // namespace
}  // namespace partimento::test
