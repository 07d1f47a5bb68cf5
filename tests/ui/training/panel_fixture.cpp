#include "tests/ui/training/panel_fixture.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <fstream>

#include "ui/common/resources.h"

namespace partimento::test {

TrainingPanelTest::TrainingPanelTest()
    : m_preferences(QString::fromStdString((m_folder.path() / "preferences.ini").string())),
      m_player(std::make_unique<playback::SilentSynth>(), 48000),
      m_session(std::make_unique<ui::Session>(m_preferences, m_player,
                                              project::StateFolder{m_folder.path() / "state"})),
      m_training(std::make_shared<FakeTraining>(m_folder.path() / "runs")),
      m_engine(std::make_shared<FakeEngine>()) {
  ui::initResources();
  m_training->report = smallReport();
  m_engine->setTraining(m_training);
}

TrainingPanelTest::~TrainingPanelTest() {
  m_session->document().discardOnClose();
}

void TrainingPanelTest::open() {
  m_engineHost = std::make_unique<ui::EngineHost>([this] { return m_engine; });
  m_host = std::make_unique<ui::TrainingHost>(*m_engineHost, JobsOptions());
  m_panel = std::make_unique<ui::TrainingPanel>(*m_host, *m_engineHost, *m_session);
  m_panel->resize(700, 900);
  m_panel->show();
  m_engineHost->load();
  ASSERT_TRUE(waitFor([this] { return m_host->state() == ui::TrainingHost::State::Ready; }));
  ASSERT_TRUE(waitFor([this] { return m_host->jobs().size() == m_training->list().size(); }));
}

bool TrainingPanelTest::waitFor(const std::function<bool()>& condition) {
  return QTest::qWaitFor(condition, std::chrono::milliseconds(kHung).count());
}

void TrainingPanelTest::waitForState(JobId id, JobState state) {
  ASSERT_TRUE(waitFor([&] { return m_host->job(id) && m_host->job(id)->state == state; }))
      << jobStateName(state);
}

void TrainingPanelTest::waitForRun(JobId id) {
  const JobSnapshot job = m_training->snapshot(id);
  ASSERT_TRUE(waitFor([&] {
    const ui::RunViewPtr run = m_host->run(id);
    return run && run->train.size() == job.trainPoints && run->checkpoints.size() == job.checkpoints &&
           run->validation.size() == job.validationPoints;
  }));
}

QAbstractButton* TrainingPanelTest::button(const QString& text) {
  for (auto* each : m_panel->findChildren<QAbstractButton*>()) {
    if (each->isVisibleTo(m_panel.get()) && (each->text() == text || each->accessibleName() == text))
      return each;
  }
  return nullptr;
}

QString TrainingPanelTest::musicFolder() {
  const std::filesystem::path folder = m_folder.path() / "tunes";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "one.mid") << "MThd";
  return QString::fromStdString(folder.string());
}

void TrainingPanelTest::drop(QWidget* target, const QStringList& paths) {
  QMimeData data;
  QList<QUrl> urls;
  for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
  data.setUrls(urls);
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(target, &enter);
  ASSERT_TRUE(enter.isAccepted());
  QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(target, &event);
}

}  // namespace partimento::test
