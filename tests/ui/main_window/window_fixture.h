#pragma once

#include <QApplication>
#include <QTest>
#include <functional>
#include <memory>

#include "core/playback/player.h"
#include "core/playback/sound_control.h"
#include "core/playback/synth.h"
#include "gtest/gtest.h"
#include "tests/support/fake_engine.h"
#include "tests/support/paths.h"
#include "ui/common/preferences.h"
#include "ui/main_window/main_window.h"

namespace partimento::test {

/// Sound without a device: says that there is none, and counts test tones.
class FakeSound : public playback::SoundControl {
 public:
  FakeSound();
  const playback::SoundState& state() const override { return m_state; }
  std::vector<std::string> drivers() const override { return {"pulseaudio", "alsa"}; }
  const playback::SoundSettings& settings() const override { return m_settings; }
  void apply(const playback::SoundSettings& settings) override { m_settings = settings; }
  void reopen() override {}
  void testTone() override { ++m_tones; }
  bool poll() override;
  int tones() const { return m_tones; }

 private:
  playback::SoundState m_state;
  playback::SoundSettings m_settings;
  bool m_told = false;
  int m_tones = 0;
};

/// The real main window on a hand-written engine, in a folder of its own.
class WindowTest : public ::testing::Test {
 protected:
  WindowTest();
  ~WindowTest() override;

  /// Makes the window; the engine behaves as said. `meanwhile` runs before the engine is there.
  void openWindow(FakeEngine::Behaviour behaviour = {}, const std::function<void()>& meanwhile = {});
  void closeWindow();
  ui::MainWindow& window() { return *m_window; }
  QAction* action(ui::ActionId id) { return m_window->actions()[id]; }
  /// An empty piece with a few notes typed in.
  void typeSeed(const QString& text = QStringLiteral("C4 D4 E4 F4"));
  void generateAndWait();
  static bool waitFor(const std::function<bool()>& condition, int milliseconds = 60000);

  TemporaryFolder m_folder;
  std::unique_ptr<ui::Preferences> m_preferences;
  std::unique_ptr<playback::Player> m_player;
  FakeSound m_sound;
  playback::MidiSystem::Open m_openMidi;         ///< none: no MIDI
  std::shared_ptr<TrainingJobs> m_fakeTraining;  ///< null: the engine does not train
  std::shared_ptr<FakeEngine> m_engine;
  std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace partimento::test
