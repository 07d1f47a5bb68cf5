// What a hand expects of the roll, by real events.

#include <QWheelEvent>

#include "tests/ui/piano_roll/roll_fixture.h"

namespace partimento::test {
namespace {

using ui::roll::Tool;

TEST_F(RollTest, DoubleClickAddsANoteInTheCellThatWasHit) {
  hand->doubleClick(at(1.1, 64));
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].name, QStringLiteral("Add note"));
  EXPECT_FALSE(steps[0].continues);
  ASSERT_EQ(notes().size(), 1U);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(notes()[0].duration, Tick(120));
  EXPECT_EQ(notes()[0].pitch, 64);
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[0].id});
}

TEST_F(RollTest, PencilAddsWithAPressAndDragsOutTheLength) {
  roll->setTool(Tool::Pencil);
  hand->drag(at(0.05, 62), at(1.98, 62));
  ASSERT_EQ(notes().size(), 1U);
  EXPECT_EQ(notes()[0].onset, Tick(0));
  EXPECT_EQ(notes()[0].duration, Tick(960));
  EXPECT_EQ(steps.size(), 1U) << "one gesture is one step";
}

TEST_F(RollTest, TheLastLengthIsUsedAgain) {
  roll->setTool(Tool::Pencil);
  hand->drag(at(0.05, 62), at(0.74, 62));
  hand->click(at(2.05, 65));
  ASSERT_EQ(notes().size(), 2U);
  EXPECT_EQ(notes()[1].duration, Tick(360));
}

TEST_F(RollTest, DragMovesInTimeAndPitch) {
  start({noteAt(1, 1, 60)});
  hand->drag(middleOf(notes()[0]), middleOf(notes()[0]) + QPointF(50, -32));
  EXPECT_EQ(notes()[0].onset, Tick(720));
  EXPECT_EQ(notes()[0].pitch, 62);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].name, QStringLiteral("Move notes"));
}

TEST_F(RollTest, AMoveInPitchAloneKeepsAnOnsetOffTheGrid) {
  start({noteAt(1.03, 1, 60)});
  const Tick onset = notes()[0].onset;
  hand->drag(middleOf(notes()[0]), middleOf(notes()[0]) + QPointF(2, -16));
  EXPECT_EQ(notes()[0].onset, onset);
  EXPECT_EQ(notes()[0].pitch, 61);
}

TEST_F(RollTest, BothEdgesResize) {
  start({noteAt(1, 1, 60)});
  hand->drag(rightEdgeOf(notes()[0]), rightEdgeOf(notes()[0]) + QPointF(48, 0));
  EXPECT_EQ(notes()[0].duration, Tick(720));
  hand->drag(leftEdgeOf(notes()[0]), leftEdgeOf(notes()[0]) + QPointF(24, 0));
  EXPECT_EQ(notes()[0].onset, Tick(600));
  EXPECT_EQ(notes()[0].duration, Tick(600));
  EXPECT_EQ(steps.size(), 2U);
}

TEST_F(RollTest, ANoteDoesNotTurnInsideOut) {
  start({noteAt(1, 1, 60)});
  hand->drag(rightEdgeOf(notes()[0]), at(0, 60));
  EXPECT_GT(notes()[0].duration, Tick(0));
  EXPECT_EQ(notes()[0].onset, Tick(480));
}

TEST_F(RollTest, ShiftDragCopies) {
  start({noteAt(1, 1, 60)});
  const NoteId original = notes()[0].id;
  hand->holding(Qt::ShiftModifier).drag(middleOf(notes()[0]), middleOf(notes()[0]) + QPointF(96, 0));
  ASSERT_EQ(notes().size(), 2U);
  EXPECT_EQ(notes()[0].id, original);
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(notes()[1].onset, Tick(960));
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[1].id});
}

TEST_F(RollTest, AltAndCtrlBypassTheSnap) {
  for (Qt::KeyboardModifier modifier : {Qt::AltModifier, Qt::ControlModifier}) {
    start({noteAt(1, 1, 60)});
    hand->press(middleOf(notes()[0]));
    hand->holding(modifier).move(middleOf(notes()[0]) + QPointF(7, 0));
    hand->release();
    EXPECT_NEAR(quartersOf(notes()[0].onset) * 480, 515, 1);
  }
}

TEST_F(RollTest, RubberBandSelectsAndCtrlAdds) {
  start({noteAt(0, 1, 60), noteAt(1, 1, 62), noteAt(4, 1, 70)});
  hand->drag(at(2.2, 58), at(0.2, 64));
  EXPECT_EQ(roll->selection().size(), 2U);
  hand->holding(Qt::ControlModifier).drag(at(3.9, 72), at(4.5, 68));
  EXPECT_EQ(roll->selection().size(), 3U);
  EXPECT_TRUE(steps.empty());
}

TEST_F(RollTest, CtrlClickTogglesAndAClickSelectsOne) {
  start({noteAt(0, 1, 60), noteAt(1, 1, 62)});
  hand->click(middleOf(notes()[0]));
  hand->holding(Qt::ControlModifier).click(middleOf(notes()[1]));
  EXPECT_EQ(roll->selection().size(), 2U);
  hand->click(middleOf(notes()[1]));
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[0].id});
  hand->holding(Qt::NoModifier).click(middleOf(notes()[1]));
  EXPECT_EQ(roll->selection(), edits::NoteIds{notes()[1].id});
  hand->click(at(6, 50));
  EXPECT_TRUE(roll->selection().empty());
}

TEST_F(RollTest, TheWholeSelectionMoves) {
  start({noteAt(0, 1, 60), noteAt(1, 1, 62)});
  roll->selectAll();
  hand->drag(middleOf(notes()[1]), middleOf(notes()[1]) + QPointF(96, 16));
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(notes()[0].pitch, 59);
  EXPECT_EQ(notes()[1].onset, Tick(960));
}

TEST_F(RollTest, RightDragErasesAlongItsWay) {
  start({noteAt(0, 0.5, 60), noteAt(1, 0.5, 60), noteAt(2, 0.5, 60), noteAt(3, 0.5, 70)});
  hand->drag(at(0.1, 60), at(3.4, 60), Qt::RightButton);
  ASSERT_EQ(notes().size(), 1U);
  EXPECT_EQ(notes()[0].pitch, 70);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].name, QStringLiteral("Delete notes"));
}

TEST_F(RollTest, RightButtonOpensAMenuWherePreferred) {
  start({noteAt(0, 1, 60)});
  roll->setRightButton(ui::roll::RightButton::OpensMenu);
  QSignalSpy menus(roll.get(), &ui::PianoRoll::menuRequested);
  hand->click(middleOf(notes()[0]), Qt::RightButton);
  EXPECT_EQ(menus.count(), 1);
  EXPECT_EQ(notes().size(), 1U);
  EXPECT_EQ(roll->selection().size(), 1U);
}

TEST_F(RollTest, EraserErases) {
  start({noteAt(0, 1, 60), noteAt(2, 1, 60)});
  roll->setTool(Tool::Eraser);
  hand->click(middleOf(notes()[0]));
  EXPECT_EQ(notes().size(), 1U);
}

TEST_F(RollTest, EscapeCancelsAGesture) {
  start({noteAt(1, 1, 60)});
  hand->press(middleOf(notes()[0]));
  hand->move(middleOf(notes()[0]) + QPointF(96, 32));
  EXPECT_EQ(scene().score->track(0).notes[0].pitch, 58);
  key(Qt::Key_Escape);
  hand->release();
  EXPECT_TRUE(steps.empty());
  EXPECT_EQ(notes()[0].onset, Tick(480));
  EXPECT_EQ(scene().score->track(0).notes[0].pitch, 60);
}

TEST_F(RollTest, TouchingANoteSoundsItAndSoDoesDraggingItToAnotherPitch) {
  start({noteAt(1, 1, 60)});
  hand->press(middleOf(notes()[0]));
  ASSERT_EQ(sounds.size(), 1U);
  EXPECT_EQ(sounds[0].pitch, 60);
  EXPECT_EQ(sounds[0].velocity, 90);
  hand->move(middleOf(notes()[0]) + QPointF(0, -16));
  EXPECT_EQ(sounds.back().pitch, 61);
  hand->release();
  EXPECT_EQ(sounds.back().pitch, -1) << "released: silent";
}

TEST_F(RollTest, AnotherScoreCancelsTheGesture) {
  start({noteAt(1, 1, 60)});
  hand->press(middleOf(notes()[0]));
  hand->move(middleOf(notes()[0]) + QPointF(96, 0));
  roll->setScore(scoreOf({noteAt(3, 1, 65)}));
  hand->release();
  EXPECT_TRUE(steps.empty());
  EXPECT_EQ(notes()[0].pitch, 65);
}

TEST_F(RollTest, ModelNotesBecomeEditedOnes) {
  start({noteAt(1, 1, 60, Origin::Model)});
  hand->drag(middleOf(notes()[0]), middleOf(notes()[0]) + QPointF(0, -16));
  EXPECT_EQ(notes()[0].origin, Origin::EditedModel);
}

TEST_F(RollTest, WheelScrollsZoomsAndShifts) {
  const double zoom = roll->horizontalZoom();
  const double y = scene().geometry.scrollY;
  hand->wheel(QPointF(300, 200), -1);
  EXPECT_GT(scene().geometry.scrollY, y);
  hand->holding(Qt::ShiftModifier).wheel(QPointF(300, 200), -1);
  EXPECT_GT(scene().geometry.scrollX, 0);
  const double tickBefore =
      (300 + scene().geometry.scrollX - ui::roll::kLeadIn) / scene().geometry.pixelsPerTick;
  hand->holding(Qt::ControlModifier).wheel(QPointF(300, 200), 2);
  EXPECT_GT(roll->horizontalZoom(), zoom);
  EXPECT_NEAR((300 + scene().geometry.scrollX - ui::roll::kLeadIn) / scene().geometry.pixelsPerTick,
              tickBefore, 1.0);
  const double rows = roll->verticalZoom();
  hand->holding(Qt::ControlModifier | Qt::ShiftModifier).wheel(QPointF(300, 200), 1);
  EXPECT_GT(roll->verticalZoom(), rows);
}

TEST_F(RollTest, TheGridAdaptsToTheZoom) {
  const Tick before = roll->gridStep();
  hand->holding(Qt::ControlModifier).wheel(QPointF(300, 200), 12);
  EXPECT_LT(roll->gridStep(), before);
  hand->wheel(QPointF(300, 200), -24);
  EXPECT_GT(roll->gridStep(), before);
}

TEST_F(RollTest, MiddleDragPans) {
  const double y = scene().geometry.scrollY;
  hand->drag(QPointF(400, 200), QPointF(300, 180), Qt::MiddleButton);
  EXPECT_NEAR(scene().geometry.scrollX, 100, 0.01);
  EXPECT_NEAR(scene().geometry.scrollY, y + 20, 0.01);
  EXPECT_TRUE(steps.empty());
}

TEST_F(RollTest, CursorsTellWhatAPressWouldDo) {
  start({noteAt(1, 1, 60)});
  hand->move(middleOf(notes()[0]));
  EXPECT_EQ(view->cursor().shape(), Qt::OpenHandCursor);
  hand->move(rightEdgeOf(notes()[0]));
  EXPECT_EQ(view->cursor().shape(), Qt::SizeHorCursor);
  hand->move(at(5, 50));
  EXPECT_EQ(view->cursor().shape(), Qt::ArrowCursor);
  roll->setTool(Tool::Pencil);
  hand->move(at(5, 51));
  EXPECT_EQ(view->cursor().shape(), Qt::BitmapCursor);
}

TEST_F(RollTest, ExclusionsArePaintedAndTakenAway) {
  roll->setTool(Tool::Exclusion);
  QSignalSpy changes(roll.get(), &ui::PianoRoll::exclusionsChanged);
  hand->drag(at(1.1, 70), at(1.9, 65));
  ASSERT_EQ(changes.count(), 1);
  auto exclusions = changes[0][0].value<std::vector<decode::Exclusion>>();
  ASSERT_EQ(exclusions.size(), 1U);
  EXPECT_EQ(exclusions[0].fromStep, 24);
  EXPECT_EQ(exclusions[0].toStep, 48);
  EXPECT_EQ(exclusions[0].lowest, 65);
  EXPECT_EQ(exclusions[0].highest, 70);
  hand->click(at(1.5, 67));
  ASSERT_EQ(changes.count(), 2);
  EXPECT_TRUE(changes[1][0].value<std::vector<decode::Exclusion>>().empty());
  EXPECT_TRUE(steps.empty());
}

}  // namespace
}  // namespace partimento::test
