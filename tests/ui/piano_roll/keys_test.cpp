// Editing by keyboard alone.

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

#include "tests/ui/piano_roll/roll_fixture.h"

namespace partimento::test {
namespace {

class RollKeysTest : public RollTest {
 protected:
  void SetUp() override {
    start({noteAt(1, 1, 60), noteAt(2, 1, 64), noteAt(3, 1, 67)});
    roll->setSelection({notes()[0].id});
  }
};

TEST_F(RollKeysTest, UpAndDownMoveASemitone) {
  key(Qt::Key_Up);
  EXPECT_EQ(notes()[0].pitch, 61);
  key(Qt::Key_Down);
  key(Qt::Key_Down);
  EXPECT_EQ(notes()[0].pitch, 59);
  EXPECT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].name, QStringLiteral("Transpose"));
}

TEST_F(RollKeysTest, ShiftAndCtrlMoveAnOctave) {
  key(Qt::Key_Up, Qt::ShiftModifier);
  EXPECT_EQ(notes()[0].pitch, 72);
  key(Qt::Key_Down, Qt::ControlModifier);
  key(Qt::Key_Down, Qt::ControlModifier);
  EXPECT_EQ(notes()[0].pitch, 48);
}

TEST_F(RollKeysTest, LeftAndRightMoveAGridStepAndWithShiftABar) {
  key(Qt::Key_Right);
  EXPECT_EQ(notes()[0].onset, Tick(600));
  key(Qt::Key_Left);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(notes().back().onset, Tick(480 + 4 * 480));
}

TEST_F(RollKeysTest, AHeldKeyIsOneStep) {
  QKeyEvent first(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier);
  QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier, QString(), true);
  QApplication::sendEvent(view, &first);
  QApplication::sendEvent(view, &repeated);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_FALSE(steps[0].continues);
  EXPECT_TRUE(steps[1].continues);
}

TEST_F(RollKeysTest, DeleteAndBackspaceDelete) {
  key(Qt::Key_Delete);
  EXPECT_EQ(notes().size(), 2U);
  roll->setSelection({notes()[0].id});
  key(Qt::Key_Backspace);
  EXPECT_EQ(notes().size(), 1U);
}

TEST_F(RollKeysTest, QQuantisesWithTheStrength) {
  start({noteAt(1.0625, 1, 60)});
  roll->setGrid({.denominator = 4});
  roll->setQuantiseStrength(0.5);
  key(Qt::Key_Q);
  EXPECT_EQ(notes()[0].onset, Tick(495));
  roll->setQuantiseStrength(1.0);
  key(Qt::Key_Q);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  key(Qt::Key_Q);
  EXPECT_EQ(steps.size(), 2U) << "nothing left to do is no step";
}

TEST_F(RollKeysTest, CtrlASelectsAllAndEscapeNone) {
  key(Qt::Key_A, Qt::ControlModifier);
  EXPECT_EQ(roll->selection().size(), 3U);
  key(Qt::Key_Escape);
  EXPECT_TRUE(roll->selection().empty());
}

TEST_F(RollKeysTest, CopyAndPasteGoOnWhereThePhraseEnds) {
  key(Qt::Key_A, Qt::ControlModifier);
  key(Qt::Key_C, Qt::ControlModifier);
  key(Qt::Key_V, Qt::ControlModifier);
  ASSERT_EQ(notes().size(), 6U);
  EXPECT_EQ(notes()[3].onset, Tick(4 * 480));
  EXPECT_EQ(notes()[3].pitch, 60);
  EXPECT_EQ(roll->selection().size(), 3U);
  key(Qt::Key_V, Qt::ControlModifier);
  EXPECT_EQ(notes().size(), 9U);
  EXPECT_EQ(notes()[6].onset, Tick(7 * 480));
}

TEST_F(RollKeysTest, CutTakesAndPasteAcceptsAnotherResolution) {
  key(Qt::Key_X, Qt::ControlModifier);
  EXPECT_EQ(notes().size(), 2U);
  ScoreParts parts;
  parts.ticksPerQuarter = 96;
  parts.tracks = {std::make_shared<Track>()};
  roll->setScore(Score::make(parts));
  roll->setEditTick(Tick(96));
  key(Qt::Key_V, Qt::ControlModifier);
  ASSERT_EQ(notes().size(), 1U);
  EXPECT_EQ(notes()[0].onset, Tick(96));
  EXPECT_EQ(notes()[0].duration, Tick(96));
}

TEST_F(RollKeysTest, PasteOfForeignBytesDoesNothing) {
  auto* data = new QMimeData;
  data->setData(QStringLiteral("application/x-partimento-notes"), QByteArray("\0\0\0\1\x7f\xff\xff", 7));
  QApplication::clipboard()->setMimeData(data);
  key(Qt::Key_V, Qt::ControlModifier);
  EXPECT_EQ(notes().size(), 3U);
}

TEST_F(RollKeysTest, CtrlDDuplicatesRightAfter) {
  key(Qt::Key_A, Qt::ControlModifier);
  key(Qt::Key_D, Qt::ControlModifier);
  ASSERT_EQ(notes().size(), 6U);
  EXPECT_EQ(notes()[3].onset, Tick(4 * 480));
  EXPECT_EQ(roll->selection().size(), 3U);
}

TEST_F(RollKeysTest, AltChangesLengthAndVelocity) {
  key(Qt::Key_Right, Qt::AltModifier);
  EXPECT_EQ(notes()[0].duration, Tick(600));
  key(Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(notes()[0].duration, Tick(480));
  key(Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(notes()[0].velocity, 94);
  key(Qt::Key_Down, Qt::AltModifier);
  EXPECT_EQ(notes()[0].velocity, 90);
}

TEST_F(RollKeysTest, TheCursorWritesNotesWithoutAMouse) {
  start(scoreOf({}));
  roll->setGrid({.denominator = 4});
  key(Qt::Key_Right);
  key(Qt::Key_Up);
  const Pitch pitch = scene().cursor.pitch;
  key(Qt::Key_Return);
  key(Qt::Key_Enter);
  ASSERT_EQ(notes().size(), 2U);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(notes()[1].onset, Tick(960)) << "writing goes on after the note";
  EXPECT_EQ(notes()[0].pitch, pitch);
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(roll->editTick(), Tick(4 * 480));
}

TEST_F(RollKeysTest, TabGoesFromNoteToNoteAndLeavesAtTheEnd) {
  key(Qt::Key_Tab);
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[1].id});
  key(Qt::Key_Backtab, Qt::ShiftModifier);
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[0].id});
  roll->setSelection({notes()[2].id});
  key(Qt::Key_Tab);
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[2].id}) << "the focus moved on instead";
}

TEST_F(RollKeysTest, NotesAreSpoken) {
  QStringList spoken;
  QObject::connect(roll.get(), &ui::PianoRoll::announced, roll.get(),
                   [&](const QString& text) { spoken << text; });
  key(Qt::Key_Tab);
  ASSERT_FALSE(spoken.isEmpty());
  EXPECT_EQ(spoken.last(), QStringLiteral("E4, bar 1, beat 3, quarter note"));
  EXPECT_EQ(view->accessibleDescription(), spoken.last());
  roll->setNoteNaming(NoteNaming::Solfege);
  key(Qt::Key_Up);
  EXPECT_TRUE(spoken.last().startsWith(QStringLiteral("Fa4"))) << spoken.last().toStdString();
}

TEST_F(RollKeysTest, SingleKeysAreTakenBeforeShortcutsButSpaceIsNot) {
  const auto taken = [this](int code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent event(QEvent::ShortcutOverride, code, modifiers);
    event.ignore();
    QApplication::sendEvent(view, &event);
    return event.isAccepted();
  };
  EXPECT_TRUE(taken(Qt::Key_Q));
  EXPECT_TRUE(taken(Qt::Key_Up));
  EXPECT_TRUE(taken(Qt::Key_D, Qt::ControlModifier));
  EXPECT_FALSE(taken(Qt::Key_Space));
  EXPECT_FALSE(taken(Qt::Key_Z, Qt::ControlModifier));
  EXPECT_FALSE(taken(Qt::Key_Escape)) << "the window may have something to stop";
  hand->press(middleOf(notes()[0]));
  EXPECT_TRUE(taken(Qt::Key_Escape)) << "a gesture is to be cancelled";
  hand->release();
}

TEST_F(RollKeysTest, EveryWidgetHasAName) {
  for (QWidget* widget : roll->findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus) continue;
    EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
  }
  EXPECT_FALSE(roll->accessibleName().isEmpty());
}

}  // namespace
}  // namespace partimento::test
