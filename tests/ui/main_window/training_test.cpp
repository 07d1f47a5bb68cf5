#include <QAbstractButton>
#include <QDockWidget>
#include <QToolButton>

#include "tests/support/fake_training.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/common/banner.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/styles/styles_panel.h"
#include "ui/training/hear_learning.h"
#include "ui/training/run_page.h"
#include "ui/training/samples_row.h"
#include "ui/training/style_form.h"
#include "ui/training/training_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;

class TrainingWindowTest : public WindowTest {
 protected:
  void SetUp() override {
    m_training = std::make_shared<FakeTraining>(m_folder.path() / "runs");
    m_training->report = smallReport();
    m_fakeTraining = m_training;
    openWindow();
    ASSERT_TRUE(waitFor([this] { return window().jobs().state() == ui::TrainingHost::State::Ready; }));
  }
  QDockWidget* dock() { return window().findChild<QDockWidget*>(QStringLiteral("training")); }

  std::shared_ptr<FakeTraining> m_training;
};

TEST_F(TrainingWindowTest, TheLayoutAndTheFormAreAKeyAway) {
  EXPECT_TRUE(dock()->isHidden());
  action(ActionId::LayoutTrain)->trigger();
  EXPECT_FALSE(dock()->isHidden());
  EXPECT_FALSE(window().startPageShown());
  action(ActionId::NewStyle)->trigger();
  EXPECT_TRUE(window().training().form().isVisibleTo(&window()));
}

TEST_F(TrainingWindowTest, ComposingWithACheckpointWorksWhileTheRunGoesOn) {
  typeSeed();
  const JobId id = m_training->addRun("Waltzes", JobState::Running);
  m_training->train(id, 100);
  m_training->validate(id, 2.5);
  const Checkpoint checkpoint = m_training->checkpoints(id).front();
  Q_EMIT window().training().composeWanted(checkpoint, QStringLiteral("Waltzes, step 100"));
  const QString folder = QString::fromStdString(checkpoint.folder);
  ASSERT_TRUE(waitFor([&] { return window().styles().currentId() == folder; }));
  EXPECT_EQ(window().engine().style(folder)->name, "Waltzes, step 100");
  generateAndWait();
  EXPECT_EQ(m_engine->composedWith(), checkpoint.folder);
  EXPECT_EQ(window().desk().takes().size(), 4u);
  EXPECT_EQ(m_training->snapshot(id).state, JobState::Running);
}

TEST_F(TrainingWindowTest, APublishedStyleIsListedAndChosen) {
  m_engine->install("my-style", "Waltzes");
  Q_EMIT window().training().published(QStringLiteral("my-style"), QStringLiteral("Waltzes"));
  ASSERT_TRUE(waitFor([this] { return window().styles().currentId() == QStringLiteral("my-style"); }));
}

TEST_F(TrainingWindowTest, ThePieceRestsWhileSamplesAreHeard) {
  typeSeed();
  playback::Player& player = window().session().player();
  const ScorePtr piece = player.score();
  player.seek(Tick(960));
  const ui::roll::TickRange loop{Tick(0), Tick(1920)};
  window().roll().setLoop(loop);
  player.setLoop(playback::LoopRange{loop.begin, loop.end});
  const JobId id = m_training->addRun("Waltzes", JobState::Running);
  m_training->train(id, 100);
  m_training->validate(id, 2.5);
  const Checkpoint checkpoint = m_training->checkpoints(id).front();
  ui::HearLearning& hearing = window().training().page().samples().hearing();
  hearing.setCheckpoints({checkpoint});
  ASSERT_TRUE(waitFor([&] { return hearing.sample(checkpoint) != nullptr; }));
  hearing.hear(checkpoint);
  ASSERT_NE(player.score(), piece);
  player.seek(Tick(120));
  EXPECT_EQ(window().session().position().tick, Tick(960));
  EXPECT_EQ(window().session().position().state, playback::TransportState::Stopped);

  action(ActionId::PlayStop)->trigger();
  EXPECT_FALSE(hearing.hearing());
  EXPECT_FALSE(player.isPlaying()) << "the sample ends, and nothing begins";
  EXPECT_EQ(player.score(), piece);
  EXPECT_EQ(player.position().tick, Tick(960));
  EXPECT_EQ(player.loop(), (playback::LoopRange{loop.begin, loop.end}));

  hearing.hear(checkpoint);
  Q_EMIT window().roll().seekRequested(Tick(480));
  EXPECT_FALSE(hearing.hearing()) << "a place in the ruler is a place in the piece";
  EXPECT_EQ(player.score(), piece);
  EXPECT_EQ(player.position().tick, Tick(480));
}

TEST_F(TrainingWindowTest, ARunThatEndedWithTheProgramIsSaidAndGoesOn) {
  typeSeed();
  const JobId id = m_training->addRun("Waltzes", JobState::Paused);
  m_training->setInterrupted(id);
  const auto said = [this] { return window().banners().has(QStringLiteral("interrupted")); };
  ASSERT_TRUE(waitFor(said));
  const auto press = [this](const QString& text) {
    for (auto* button : window().banners().findChildren<QAbstractButton*>()) {
      if (button->text() == text) return button->click();
    }
    FAIL() << "no button “" << text.toStdString() << "”";
  };
  press(QStringLiteral("Show"));
  EXPECT_FALSE(dock()->isHidden());
  press(QStringLiteral("Resume"));
  ASSERT_TRUE(waitFor([&] { return m_training->snapshot(id).state == JobState::Queued; }));
  EXPECT_TRUE(waitFor([&] { return !said(); }));
}

TEST_F(TrainingWindowTest, WhatWasSaidOfARunAndClosedStaysClosed) {
  typeSeed();
  const JobId id = m_training->addRun("Waltzes", JobState::Paused);
  m_training->setInterrupted(id);
  ASSERT_TRUE(waitFor([this] { return window().banners().has(QStringLiteral("interrupted")); }));
  for (auto* button : window().banners().findChildren<QToolButton*>()) button->click();
  ASSERT_FALSE(window().banners().has(QStringLiteral("interrupted")));
  m_training->addRun("Reels", JobState::Queued);
  EXPECT_FALSE(waitFor([this] { return window().banners().has(QStringLiteral("interrupted")); }, 300));
}

TEST_F(TrainingWindowTest, WhatIsHeardInsteadOfASampleOwesItNothing) {
  typeSeed();
  generateAndWait();
  playback::Player& player = window().session().player();
  const JobId id = m_training->addRun("Waltzes", JobState::Running);
  m_training->train(id, 100);
  m_training->validate(id, 2.5);
  const Checkpoint checkpoint = m_training->checkpoints(id).front();
  ui::HearLearning& hearing = window().training().page().samples().hearing();
  hearing.setCheckpoints({checkpoint});
  ASSERT_TRUE(waitFor([&] { return hearing.sample(checkpoint) != nullptr; }));
  hearing.hear(checkpoint);
  ASSERT_TRUE(player.loop());
  window().session().previewOther(window().session().score(), playback::TakeOver::Now);
  EXPECT_FALSE(player.loop()) << "the sample's";

  hearing.hear(checkpoint);
  window().desk().audition(window().desk().takes().front()->id);
  EXPECT_FALSE(hearing.hearing());
  EXPECT_TRUE(player.isPlaying()) << "the take";
  EXPECT_FALSE(player.loop());
}

TEST_F(TrainingWindowTest, ACheckpointThatIsGoneIsSaid) {
  Checkpoint gone;
  gone.folder = "/nowhere/step-1";
  Q_EMIT window().training().composeWanted(gone, QStringLiteral("Gone"));
  ASSERT_TRUE(waitFor([this] { return window().banners().has(QStringLiteral("failure")); }));
}

}  // namespace
}  // namespace partimento::test
