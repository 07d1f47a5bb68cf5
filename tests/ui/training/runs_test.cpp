#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <algorithm>

#include "tests/ui/training/panel_fixture.h"
#include "ui/training/curve_plot.h"
#include "ui/training/job_row.h"
#include "ui/training/jobs_list.h"
#include "ui/training/run_page.h"

namespace partimento::test {
namespace {

std::vector<ui::JobRow*> rowsOf(ui::TrainingPanel& panel) {
  std::vector<ui::JobRow*> rows;
  for (auto* row : panel.findChildren<ui::JobRow*>()) {
    if (row->isVisibleTo(&panel)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](QWidget* a, QWidget* b) { return a->y() < b->y(); });
  return rows;
}

ui::JobRow* rowOf(ui::TrainingPanel& panel, JobId id) {
  for (ui::JobRow* row : rowsOf(panel)) {
    if (row->id() == id) return row;
  }
  return nullptr;
}

QString notice(ui::TrainingPanel& panel) {
  for (auto* frame : panel.page().findChildren<QFrame*>()) {
    if (frame->property("role").toString().startsWith(QStringLiteral("banner")) && frame->isVisibleTo(&panel))
      return frame->accessibleName();
  }
  return {};
}

TEST_F(TrainingPanelTest, WithoutRunsItSaysWhatToDoFirst) {
  open();
  ASSERT_NE(button(QStringLiteral("New style…")), nullptr);
  bool invited = false;
  for (auto* label : panel().findChildren<QLabel*>())
    invited |= label->isVisibleTo(&panel()) &&
               label->text().startsWith(QStringLiteral("Drop a folder of MIDI files"));
  EXPECT_TRUE(invited);
}

TEST_F(TrainingPanelTest, WithoutTrainingItSaysWhy) {
  m_engine->setTraining(nullptr);
  m_engineHost = std::make_unique<ui::EngineHost>([this] { return m_engine; });
  m_host = std::make_unique<ui::TrainingHost>(*m_engineHost, JobsOptions());
  m_panel = std::make_unique<ui::TrainingPanel>(*m_host, *m_engineHost, *m_session);
  m_panel->show();
  m_engineHost->load();
  ASSERT_TRUE(waitFor([this] { return m_host->state() == ui::TrainingHost::State::Unavailable; }));
  EXPECT_NE(button(QStringLiteral("Try again")), nullptr);
  EXPECT_FALSE(m_host->problem().text().isEmpty());
}

TEST_F(TrainingPanelTest, EveryStateHasItsWordsAndItsButtons) {
  const JobId id = training().addRun("Waltzes", JobState::Queued);
  open();
  const std::tuple<JobState, QString, QString> states[] = {
      {JobState::Queued, QStringLiteral("queued"), QStringLiteral("Pause “Waltzes”")},
      {JobState::Running, QStringLiteral("Training"), QStringLiteral("Pause “Waltzes”")},
      {JobState::Pausing, QStringLiteral("Stopping"), QStringLiteral("Cancel “Waltzes”")},
      {JobState::Paused, QStringLiteral("paused"), QStringLiteral("Resume “Waltzes”")},
      {JobState::Finished, QStringLiteral("finished"), QStringLiteral("Take “Waltzes” off the list")},
      {JobState::Failed, QStringLiteral("failed"), QStringLiteral("Resume “Waltzes”")},
      {JobState::Cancelled, QStringLiteral("cancelled"), QStringLiteral("Resume “Waltzes”")}};
  for (const auto& [state, words, offered] : states) {
    training().setState(id, state);
    waitForState(id, state);
    EXPECT_TRUE(rowOf(panel(), id)->accessibleDescription().startsWith(words))
        << rowOf(panel(), id)->accessibleDescription().toStdString();
    EXPECT_NE(button(offered), nullptr) << offered.toStdString();
  }
}

TEST_F(TrainingPanelTest, RunsArePausedResumedCancelledAndForgotten) {
  const JobId id = training().addRun("Waltzes", JobState::Running);
  open();
  button(QStringLiteral("Pause “Waltzes”"))->click();
  waitForState(id, JobState::Pausing);
  training().setState(id, JobState::Paused);
  waitForState(id, JobState::Paused);
  QTest::keyClick(rowOf(panel(), id), Qt::Key_P);
  waitForState(id, JobState::Queued);
  QTest::keyClick(rowOf(panel(), id), Qt::Key_Delete);
  waitForState(id, JobState::Cancelled);
  QTest::keyClick(rowOf(panel(), id), Qt::Key_Delete);
  ASSERT_TRUE(waitFor([this] { return m_host->jobs().empty(); }));
  EXPECT_TRUE(rowsOf(panel()).empty());
}

TEST_F(TrainingPanelTest, TheQueueIsReorderedByKeysAndButtons) {
  const JobId first = training().addRun("First", JobState::Running);
  const JobId second = training().addRun("Second", JobState::Queued);
  const JobId third = training().addRun("Third", JobState::Queued);
  open();
  const auto order = [this] {
    std::vector<JobId> ids;
    for (const JobSnapshot& job : m_host->jobs()) ids.push_back(job.id);
    return ids;
  };
  using Order = std::vector<JobId>;
  QTest::keyClick(rowOf(panel(), third), Qt::Key_Up, Qt::AltModifier);
  ASSERT_TRUE(waitFor([&] { return order() == Order({first, third, second}); }));
  QCoreApplication::processEvents();
  EXPECT_EQ(rowsOf(panel())[1]->id(), third);
  button(QStringLiteral("Move “Third” down"))->click();
  ASSERT_TRUE(waitFor([&] { return order() == Order({first, second, third}); }));
  EXPECT_FALSE(button(QStringLiteral("Move “First” up"))->isEnabled());

  const auto dragTo = [](ui::JobRow* row, QPoint place) {
    QTest::mousePress(row, Qt::LeftButton, Qt::NoModifier, {60, 8});
    for (const QPoint& at : {QPoint(60, 30), row->mapFromParent(place)}) QTest::mouseMove(row, at);
  };
  QWidget* line = panel().findChild<QWidget*>(QStringLiteral("drop place"));
  ui::JobRow* last = rowOf(panel(), third);
  const QPoint above(60, rowOf(panel(), first)->geometry().top() + 2);
  dragTo(last, above);
  EXPECT_TRUE(line->isVisible());
  QTest::keyClick(last, Qt::Key_Escape);
  EXPECT_FALSE(line->isVisible());
  QTest::mouseRelease(last, Qt::LeftButton, Qt::NoModifier, last->mapFromParent(above));
  dragTo(last, above);
  QTest::mouseRelease(last, Qt::LeftButton, Qt::NoModifier, last->mapFromParent(above));
  EXPECT_FALSE(line->isVisible());
  ASSERT_TRUE(waitFor([&] { return order() == Order({third, first, second}); }));
  QCoreApplication::processEvents();
  const QPoint below(60, rowOf(panel(), second)->geometry().bottom() - 2);
  dragTo(rowOf(panel(), third), below);
  QTest::mouseRelease(rowOf(panel(), third), Qt::LeftButton, Qt::NoModifier,
                      rowOf(panel(), third)->mapFromParent(below));
  ASSERT_TRUE(waitFor([&] { return order() == Order({first, second, third}); }));
  EXPECT_FALSE(button(QStringLiteral("Move “Third” down"))->isEnabled());
}

TEST_F(TrainingPanelTest, AFailureSaysWhatWhyAndWhatToDo) {
  const JobId id = training().addRun("Waltzes", JobState::Running);
  open();
  training().setState(id, JobState::Failed, Error(ErrorCode::CorpusVanished, {"/music/waltzes"}));
  waitForState(id, JobState::Failed);
  const QString text = notice(panel());
  EXPECT_TRUE(text.contains(QStringLiteral("“waltzes” is no longer there"))) << text.toStdString();
  EXPECT_TRUE(text.contains(QStringLiteral("/music/waltzes")));
  EXPECT_TRUE(text.contains(QStringLiteral("resume")));
}

TEST_F(TrainingPanelTest, ARunThatTheProgramsEndInterruptedCanGoOn) {
  const JobId id = training().addRun("Waltzes", JobState::Paused);
  training().train(id, 420);
  training().setInterrupted(id);
  open();
  EXPECT_TRUE(notice(panel()).contains(QStringLiteral("Nothing is lost"))) << notice(panel()).toStdString();
  EXPECT_TRUE(rowOf(panel(), id)->accessibleDescription().contains(QStringLiteral("420")));
  button(QStringLiteral("Resume"))->click();
  waitForState(id, JobState::Queued);
  EXPECT_TRUE(notice(panel()).isEmpty());
}

TEST_F(TrainingPanelTest, OverfittingIsSaidAndMarked) {
  const JobId id = training().addRun("Waltzes", JobState::Running);
  open();
  const double losses[] = {2.6, 2.2, 2.3, 2.4};
  for (int i = 0; i < 4; ++i) {
    training().train(id, 100 * (i + 1));
    training().validate(id, losses[i]);
  }
  waitForRun(id);
  ASSERT_TRUE(waitFor([this] { return !notice(panel()).isEmpty(); }));
  EXPECT_TRUE(notice(panel()).contains(QStringLiteral("step 200"))) << notice(panel()).toStdString();
}

TEST_F(TrainingPanelTest, TheReadoutFollowsTheKeys) {
  const JobId id = training().addRun("Waltzes", JobState::Running);
  open();
  training().train(id, 300);
  training().validate(id, 2.5);
  waitForRun(id);
  ui::CurvePlot& curves = panel().page().curves();
  QTest::keyClick(&curves, Qt::Key_Left);
  EXPECT_TRUE(curves.readout().startsWith(QStringLiteral("Step 300"))) << curves.readout().toStdString();
  EXPECT_TRUE(curves.readout().contains(QStringLiteral("held out 2.500")));
  QTest::keyClick(&curves, Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_TRUE(curves.readout().startsWith(QStringLiteral("Step 200"))) << curves.readout().toStdString();
  EXPECT_EQ(curves.accessibleDescription(), curves.readout());
  QTest::keyClick(&curves, Qt::Key_Plus);
  EXPECT_FALSE(curves.isFitted());
  QTest::keyClick(&curves, Qt::Key_0);
  EXPECT_TRUE(curves.isFitted());
}

TEST_F(TrainingPanelTest, RunsAreComparedAndExported) {
  const JobId one = training().addRun("One", JobState::Finished);
  const JobId two = training().addRun("Two", JobState::Finished);
  training().train(one, 200);
  training().train(two, 300);
  open();
  ASSERT_EQ(panel().list().chosen(), two);
  QTest::keyClick(rowOf(panel(), one), Qt::Key_C);
  waitForRun(one);
  waitForRun(two);
  QCoreApplication::processEvents();
  const QString table = QString::fromStdString((m_folder.path() / "curves.csv").string());
  panel().page().curves().exportTable(table);
  QFile file(table);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
  EXPECT_EQ(lines.size(), 1 + 20 + 30);
  EXPECT_TRUE(lines[1].startsWith("\"Two\",train,10,"));
  for (const char* name : {"curves.png", "curves.svg"}) {
    const QString path = QString::fromStdString((m_folder.path() / name).string());
    panel().page().curves().exportPicture(path);
    EXPECT_GT(QFile(path).size(), 1000) << name;
  }
  EXPECT_THROW(panel().page().curves().exportPicture(QStringLiteral("/nowhere/curves.png")), Error);
}

TEST_F(TrainingPanelTest, TheMachineIsLeftUsableUnlessSomebodyWaits) {
  training().addRun("Waltzes", JobState::Running);
  open();
  auto* usable = qobject_cast<QCheckBox*>(button(QStringLiteral("Leave the machine usable")));
  ASSERT_NE(usable, nullptr);
  EXPECT_TRUE(usable->isChecked());
  usable->click();
  ASSERT_TRUE(waitFor([this] { return !training().policy().leaveMachineUsable; }));

  training().setPolicy(JobsPolicy());  // as the queue of another start has it
  m_engineHost = std::make_unique<ui::EngineHost>([this] { return m_engine; });
  m_host = std::make_unique<ui::TrainingHost>(*m_engineHost, JobsOptions());
  m_panel = std::make_unique<ui::TrainingPanel>(*m_host, *m_engineHost, *m_session);
  open();
  ASSERT_TRUE(waitFor([this] { return !training().policy().leaveMachineUsable; })) << "remembered";
  usable = qobject_cast<QCheckBox*>(button(QStringLiteral("Leave the machine usable")));
  EXPECT_FALSE(usable->isChecked());
}

}  // namespace
}  // namespace partimento::test
