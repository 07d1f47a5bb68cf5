#include "tests/ui/main_window/window_fixture.h"

#include <QLineEdit>

#include "ui/common/resources.h"
#include "ui/seed/seed_panel.h"
#include "ui/start/start_page.h"

namespace partimento::test {

FakeSound::FakeSound() {
  m_state.opening = false;
  m_state.output.driver = "silent";
  m_state.output.silent = true;
}

bool FakeSound::poll() {
  const bool first = !m_told;
  m_told = true;
  return first;
}

WindowTest::WindowTest()
    : m_preferences(std::make_unique<ui::Preferences>(
          QString::fromStdString((m_folder.path() / "preferences.ini").string()))),
      m_player(std::make_unique<playback::Player>(std::make_unique<playback::SilentSynth>(), 48000)) {
  ui::initResources();
}

WindowTest::~WindowTest() {
  closeWindow();
}

void WindowTest::openWindow(FakeEngine::Behaviour behaviour, const std::function<void()>& meanwhile) {
  m_engine = std::make_shared<FakeEngine>(behaviour);
  m_engine->setTraining(m_fakeTraining);
  m_window = std::make_unique<ui::MainWindow>(ui::WindowParts{*m_preferences,
                                                              *m_player,
                                                              m_sound,
                                                              project::StateFolder{m_folder.path() / "state"},
                                                              [this] { return m_engine; },
                                                              {},
                                                              m_openMidi});
  m_window->resize(1440, 900);
  m_window->show();
  if (meanwhile) meanwhile();
  m_window->begin();
  ASSERT_TRUE(waitFor([this] { return m_window->engine().state() == ui::EngineHost::State::Ready; }));
}

void WindowTest::closeWindow() {
  if (m_window) m_window->session().document().discardOnClose();
  m_window.reset();
}

void WindowTest::typeSeed(const QString& text) {
  Q_EMIT m_window->findChild<ui::StartPage*>()->emptyChosen();
  auto* field = m_window->findChild<ui::SeedPanel*>()->findChild<QLineEdit*>();
  ASSERT_NE(field, nullptr);
  field->setText(text);
  QTest::keyClick(field, Qt::Key_Return);
}

void WindowTest::generateAndWait() {
  action(ui::ActionId::Generate)->trigger();
  ASSERT_TRUE(m_window->composer().busy());
  ASSERT_TRUE(waitFor([this] { return !m_window->composer().busy(); }));
}

bool WindowTest::waitFor(const std::function<bool()>& condition, int milliseconds) {
  return QTest::qWaitFor(condition, milliseconds);
}

}  // namespace partimento::test
