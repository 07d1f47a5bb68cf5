#pragma once

#include <QAbstractButton>
#include <QTest>
#include <functional>
#include <memory>

#include "core/playback/player.h"
#include "core/playback/synth.h"
#include "gtest/gtest.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_training.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"
#include "ui/common/preferences.h"
#include "ui/session/session.h"
#include "ui/training/training_panel.h"

namespace partimento::test {

/// The training panel by itself, on a queue that the test moves.
class TrainingPanelTest : public ::testing::Test {
 protected:
  TrainingPanelTest();
  ~TrainingPanelTest() override;

  /// Loads the engine and shows the panel.
  void open();
  ui::TrainingPanel& panel() { return *m_panel; }
  FakeTraining& training() { return *m_training; }
  /// The panel knows this state of the job.
  void waitForState(JobId id, JobState state);
  /// The panel has this many points and checkpoints of the job.
  void waitForRun(JobId id);
  /// The button with this text, in what is shown.
  QAbstractButton* button(const QString& text);
  /// A folder with a MIDI file in it.
  QString musicFolder();
  void drop(QWidget* target, const QStringList& paths);
  static bool waitFor(const std::function<bool()>& condition);

  TemporaryFolder m_folder;
  ui::Preferences m_preferences;
  playback::Player m_player;
  std::unique_ptr<ui::Session> m_session;
  std::shared_ptr<FakeTraining> m_training;
  std::shared_ptr<FakeEngine> m_engine;
  std::unique_ptr<ui::EngineHost> m_engineHost;
  std::unique_ptr<ui::TrainingHost> m_host;
  std::unique_ptr<ui::TrainingPanel> m_panel;
};

}  // namespace partimento::test
