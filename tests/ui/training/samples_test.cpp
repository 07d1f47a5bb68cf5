#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <algorithm>

#include "tests/ui/training/panel_fixture.h"
#include "ui/training/checkpoint_card.h"
#include "ui/training/hear_learning.h"
#include "ui/training/publish_dialog.h"
#include "ui/training/run_page.h"
#include "ui/training/samples_row.h"

namespace partimento::test {
namespace {

class SamplesTest : public TrainingPanelTest {
 protected:
  void SetUp() override {
    m_id = training().addRun("Waltzes", JobState::Running);
    open();
    for (int i = 1; i <= 3; ++i) {
      training().train(m_id, 100 * i);
      training().validate(m_id, 3.0 - 0.3 * i);
    }
    waitForRun(m_id);
    ASSERT_TRUE(waitFor([this] { return cards().size() == 3 && allSamplesAreRead(); }));
    ASSERT_EQ(hearing().seedNotes(), 4U);
  }
  bool allSamplesAreRead() {
    const auto checkpoints = training().checkpoints(m_id);
    return std::ranges::all_of(checkpoints,
                               [this](const Checkpoint& one) { return hearing().sample(one) != nullptr; });
  }
  std::vector<ui::CheckpointCard*> cards() {
    std::vector<ui::CheckpointCard*> found;
    for (auto* card : panel().findChildren<ui::CheckpointCard*>()) found.push_back(card);
    return found;
  }
  ui::HearLearning& hearing() { return panel().page().samples().hearing(); }
  QSlider* slider() {
    for (auto* each : panel().findChildren<QSlider*>()) {
      if (each->accessibleName() == QStringLiteral("Time of the training")) return each;
    }
    return nullptr;
  }
  JobId m_id{};
};

TEST_F(SamplesTest, TheSliderSwapsTheMusicWhileItLoops) {
  const ScorePtr piece = m_player.score();
  button(QStringLiteral("Hear learning"))->click();
  ASSERT_TRUE(hearing().hearing());
  EXPECT_TRUE(m_player.isPlaying());
  EXPECT_EQ(hearing().step(), 300);
  const ScorePtr last = m_player.score();
  EXPECT_NE(last, piece);
  ASSERT_TRUE(m_player.loop().has_value());
  EXPECT_EQ(m_player.loop()->begin, Tick(0));
  slider()->setValue(0);
  EXPECT_TRUE(m_player.isPlaying()) << "it goes on looping";
  EXPECT_EQ(hearing().step(), 100);
  EXPECT_NE(m_player.score(), last);
  QTest::keyClick(slider(), Qt::Key_Right);
  EXPECT_EQ(hearing().step(), 200);
  button(QStringLiteral("Stop hearing"))->click();
  EXPECT_FALSE(m_player.isPlaying());
  EXPECT_EQ(m_player.score(), piece);
  EXPECT_FALSE(m_player.loop().has_value());
}

TEST_F(SamplesTest, TheSliderFollowsTheNewestAndEndsAtTheBest) {
  EXPECT_EQ(slider()->value(), 2);
  training().train(m_id, 400);
  training().validate(m_id, 3.5);
  waitForRun(m_id);
  ASSERT_TRUE(waitFor([this] { return slider()->value() == 3; }));
  training().setState(m_id, JobState::Finished);
  waitForState(m_id, JobState::Finished);
  EXPECT_TRUE(waitFor([this] { return slider()->value() == 2; })) << "what is published is the best";
}

TEST_F(SamplesTest, AnEditEndsTheHearingAndBringsThePieceBack) {
  cards().front()->setFocus();
  QTest::keyClick(cards().front(), Qt::Key_Return);
  ASSERT_TRUE(hearing().hearing());
  m_session->edit("Edit", m_session->score());
  EXPECT_FALSE(hearing().hearing());
  EXPECT_EQ(m_player.score(), m_session->score());
  EXPECT_FALSE(m_player.loop().has_value());
}

TEST_F(SamplesTest, ANewCheckpointDoesNotInterruptWhatIsHeard) {
  QTest::mouseClick(cards().front(), Qt::LeftButton);
  ASSERT_EQ(hearing().step(), 100);
  training().train(m_id, 400);
  training().validate(m_id, 1.9);
  waitForRun(m_id);
  EXPECT_EQ(hearing().step(), 100);
  EXPECT_EQ(slider()->maximum(), 3);
  EXPECT_EQ(slider()->value(), 0);
}

TEST_F(SamplesTest, ACheckpointIsOfferedForComposingWhileTheRunGoesOn) {
  QString name;
  std::string folder;
  QObject::connect(&panel(), &ui::TrainingPanel::composeWanted, &panel(),
                   [&](const Checkpoint& checkpoint, const QString& text) {
                     folder = checkpoint.folder;
                     name = text;
                   });
  QTest::keyClick(cards()[1], Qt::Key_G);
  EXPECT_EQ(folder, training().checkpoints(m_id)[1].folder);
  EXPECT_EQ(name, QStringLiteral("Waltzes, step 200"));
  EXPECT_EQ(training().snapshot(m_id).state, JobState::Running);
}

TEST_F(SamplesTest, PublishingMakesAStyleOfTheChosenCheckpoint) {
  slider()->setValue(1);
  button(QStringLiteral("Publish…"))->click();
  auto* dialog = panel().findChild<ui::PublishDialog*>();
  ASSERT_NE(dialog, nullptr);
  QSignalSpy spy(&panel(), &ui::TrainingPanel::published);
  for (auto* each : dialog->findChildren<QAbstractButton*>()) {
    if (each->text() == QStringLiteral("Publish")) each->click();
  }
  ASSERT_TRUE(waitFor([&] { return spy.count() == 1; }));
  EXPECT_EQ(spy.front()[0].toString(), QStringLiteral("my-style"));
  ASSERT_TRUE(training().published.has_value());
  EXPECT_EQ(training().published->step, 200);
  EXPECT_EQ(training().published->name, "Waltzes");
}

TEST_F(SamplesTest, PublishingThatFailsSaysWhy) {
  training().publishError = Error(ErrorCode::DiskFull, {"/styles/waltzes"});
  button(QStringLiteral("Publish…"))->click();
  auto* dialog = panel().findChild<ui::PublishDialog*>();
  ASSERT_NE(dialog, nullptr);
  const auto publish = [dialog]() -> QAbstractButton* {
    for (auto* each : dialog->findChildren<QAbstractButton*>()) {
      if (each->text() == QStringLiteral("Publish")) return each;
    }
    return nullptr;
  };
  publish()->click();
  ASSERT_TRUE(waitFor([&] { return publish()->isEnabled(); }));
  const QString expected = ui::errorMessage(*training().publishError).text();
  bool said = false;
  for (auto* label : dialog->findChildren<QLabel*>()) said |= label->text() == expected;
  EXPECT_TRUE(said);
}

/// Parts of Qt's own controls, which speak through the control they belong to.
bool isInner(const QWidget* widget) {
  for (const QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
    if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)) return true;
  }
  return widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QScrollBar*>(widget);
}

TEST_F(SamplesTest, EveryControlHasANameAndAnExplanation) {
  panel().beginStyle({musicFolder()});
  ASSERT_TRUE(waitFor([this] { return !training().scanned.empty(); }));
  for (const QWidget* widget : panel().findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || isInner(widget) || widget->inherits("QHeaderView")) continue;
    EXPECT_FALSE(widget->accessibleName().isEmpty())
        << widget->metaObject()->className() << " " << widget->objectName().toStdString();
    EXPECT_FALSE(widget->toolTip().isEmpty() && widget->accessibleDescription().isEmpty())
        << widget->metaObject()->className() << " " << widget->accessibleName().toStdString();
  }
}

}  // namespace
}  // namespace partimento::test
