// Ruler, piano keys and velocity lane.

#include "tests/ui/piano_roll/roll_fixture.h"
#include "ui/piano_roll/velocity_gesture.h"

namespace partimento::test {
namespace {

using ui::roll::TickRange;

class RollSidesTest : public RollTest {
 protected:
  void SetUp() override {
    start({noteAt(0, 1, 60), noteAt(1, 1, 62), noteAt(2, 1, 64), noteAt(3, 1, 65)});
    ruler = std::make_unique<Pointer>(roll->findChild<ui::roll::RulerView*>());
    keyboard = std::make_unique<Pointer>(roll->findChild<ui::roll::KeyboardView*>());
    lane = roll->findChild<ui::roll::VelocityLane*>();
    velocity = std::make_unique<Pointer>(lane);
  }
  double x(double quarter) const { return scene().geometry.xOf(Tick(std::llround(quarter * 480))); }
  double y(int value) const {
    return ui::roll::VelocityScale{.height = static_cast<double>(lane->height())}.yOf(value);
  }

  std::unique_ptr<Pointer> ruler;
  std::unique_ptr<Pointer> keyboard;
  std::unique_ptr<Pointer> velocity;
  QWidget* lane = nullptr;
};

TEST_F(RollSidesTest, AClickInTheRulerSeeks) {
  QSignalSpy seeks(roll.get(), &ui::PianoRoll::seekRequested);
  ruler->click(QPointF(x(2), 30));
  ASSERT_EQ(seeks.count(), 1);
  EXPECT_EQ(seeks[0][0].value<Tick>(), Tick(960));
}

TEST_F(RollSidesTest, ADragInTheRulerSetsTheLoopEitherWay) {
  QSignalSpy loops(roll.get(), &ui::PianoRoll::loopChanged);
  ruler->drag(QPointF(x(3), 30), QPointF(x(1), 30));
  ASSERT_EQ(loops.count(), 1) << "one signal for one drag";
  EXPECT_EQ(roll->loop(), (TickRange{Tick(480), Tick(1440)}));
}

TEST_F(RollSidesTest, TheLoopsEndsAndBodyCanBeDragged) {
  roll->setLoop(TickRange{Tick(480), Tick(1440)});
  ruler->drag(QPointF(x(3), 8), QPointF(x(4), 8));
  EXPECT_EQ(roll->loop(), (TickRange{Tick(480), Tick(1920)}));
  ruler->drag(QPointF(x(1), 8), QPointF(x(2), 8));
  EXPECT_EQ(roll->loop(), (TickRange{Tick(960), Tick(1920)}));
  ruler->drag(QPointF(x(3), 8), QPointF(x(2), 8));
  EXPECT_EQ(roll->loop(), (TickRange{Tick(480), Tick(1440)}));
  ruler->doubleClick(QPointF(x(2), 8));
  EXPECT_FALSE(roll->loop().has_value());
}

TEST_F(RollSidesTest, ALoopWithoutLengthIsNone) {
  roll->setLoop(TickRange{Tick(480), Tick(1440)});
  QSignalSpy loops(roll.get(), &ui::PianoRoll::loopChanged);
  ruler->drag(QPointF(x(3), 8), QPointF(x(1), 8));
  EXPECT_FALSE(roll->loop().has_value());
  EXPECT_EQ(loops.count(), 1);
  roll->setLoop(TickRange{Tick(480), Tick(480)});
  EXPECT_FALSE(roll->loop().has_value());
}

TEST_F(RollSidesTest, KeysSoundWhilePressedAndWhenGlidedOver) {
  const double middle = scene().geometry.rowHeight / 2;
  keyboard->press(QPointF(60, scene().geometry.yOf(60) + middle));
  ASSERT_FALSE(sounds.empty());
  EXPECT_EQ(sounds.back().pitch, 60);
  keyboard->move(QPointF(60, scene().geometry.yOf(62) + middle));
  EXPECT_EQ(sounds.back().pitch, 62);
  keyboard->release();
  EXPECT_EQ(sounds.back().pitch, -1);
}

TEST_F(RollSidesTest, AHeadIsDraggedToAVelocity) {
  velocity->drag(QPointF(x(1), y(90)), QPointF(x(1), y(30)));
  EXPECT_EQ(notes()[1].velocity, 30);
  EXPECT_EQ(notes()[0].velocity, 90);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].name, QStringLiteral("Change velocity"));
}

TEST_F(RollSidesTest, ADragAcrossDrawsARamp) {
  velocity->drag(QPointF(x(0), y(20)), QPointF(x(3), y(110)));
  EXPECT_NEAR(notes()[0].velocity, 20, 2);
  EXPECT_NEAR(notes()[1].velocity, 50, 2);
  EXPECT_NEAR(notes()[2].velocity, 80, 2);
  EXPECT_NEAR(notes()[3].velocity, 110, 2);
  EXPECT_EQ(steps.size(), 1U);
}

TEST_F(RollSidesTest, SelectedNotesChangeTogetherAndOthersNot) {
  roll->setSelection({notes()[0].id, notes()[1].id});
  velocity->drag(QPointF(x(1), y(90)), QPointF(x(1), y(70)));
  EXPECT_NEAR(notes()[0].velocity, 70, 1);
  EXPECT_NEAR(notes()[1].velocity, 70, 1);
  velocity->drag(QPointF(x(0.5), y(100)), QPointF(x(3.2), y(100)));
  EXPECT_NEAR(notes()[1].velocity, 100, 1);
  EXPECT_EQ(notes()[2].velocity, 90);
}

TEST_F(RollSidesTest, VelocityLaneCanBeHidden) {
  roll->setVelocityLaneVisible(false);
  EXPECT_FALSE(lane->isVisible());
}

}  // namespace
}  // namespace partimento::test
