#pragma once

#include <QMainWindow>
#include <functional>
#include <memory>

#include "core/engine/jobs.h"
#include "core/playback/midi_system.h"
#include "core/playback/sound_control.h"
#include "ui/files/file_desk.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/generation.h"
#include "ui/session/composer.h"
#include "ui/session/engine_host.h"
#include "ui/session/session.h"
#include "ui/takes/take_desk.h"
#include "ui/training/training_host.h"

class QDockWidget;
class QMenu;
class QTimer;

namespace partimento::ui {

class BannerArea;
class ComposePanel;
class ExplainPanel;
class Layouts;
class MusicViews;
class MidiBridge;
class PianoRoll;
class RollBridge;
class ScoreBridge;
class ScoreView;
class SeedPanel;
class StartPage;
class StatusLine;
class StylesPanel;
class TakesPanel;
class TrainingPanel;
class TransportBar;
class WindowBanners;

/// What the window works with; everything outlives it.
struct WindowParts {
  Preferences& preferences;
  playback::Player& player;
  playback::SoundControl& sound;
  project::StateFolder state;
  EngineHost::Loader loadEngine;
  AudioExport exportAudio;
  /// Null: no MIDI.
  playback::MidiSystem::Open openMidi{};
  /// Where training runs and the styles made of them lie.
  JobsOptions training{};
};

/// The studio's window: menus and docks. What the panels do lives in the panels and desks.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(const WindowParts& parts, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Begins what may take time, once the window is painted: the engine, work to recover.
  void begin();
  void open(const QString& path);

  Session& session() { return m_session; }
  Composer& composer() { return m_composer; }
  EngineHost& engine() { return m_engine; }
  TakeDesk& desk() { return m_desk; }
  FileDesk& files() { return *m_files; }
  Actions& actions() { return m_actions; }
  ComposePanel& compose() { return *m_compose; }
  StylesPanel& styles() { return *m_styles; }
  PianoRoll& roll() { return *m_roll; }
  ScoreView& score() { return *m_score; }
  MusicViews& views() { return *m_views; }
  MidiBridge& midi() { return *m_midi; }
  Layouts& layouts() { return *m_layouts; }
  TrainingPanel& training() { return *m_trainingPanel; }
  TrainingHost& jobs() { return m_training; }
  BannerArea& banners() { return *m_bannerArea; }
  void showStartPage();
  void hideStartPage();
  bool startPageShown() const;

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildMenus();
  void buildCentre();
  void buildPanels();
  void buildStartPage();
  QDockWidget* addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area);
  void connectFiles();
  void connectPlayback();
  void connectTakes();
  void connectSeed();
  void connectView();
  void connectTraining();
  void showInterrupted(const std::function<void()>& show);
  void connectMidi(playback::MidiSystem::Open open);
  void updateActions();
  void updateTitle();
  void startDemo(const struct DemoSeed& seed);
  void askVoice(int voices);
  void tick();
  void placeStartPage();
  /// What lies under the start page takes no part in the tab order.
  void letWork(bool work);

  Preferences& m_preferences;
  playback::SoundControl& m_sound;
  Actions m_actions;
  Session m_session;
  EngineHost m_engine;
  TrainingHost m_training;
  Composer m_composer;
  TakeDesk m_desk;
  Generation m_generation;
  FileDesk* m_files = nullptr;
  BannerArea* m_bannerArea = nullptr;
  WindowBanners* m_banners = nullptr;
  TransportBar* m_transport = nullptr;
  PianoRoll* m_roll = nullptr;
  ScoreView* m_score = nullptr;
  MusicViews* m_views = nullptr;
  RollBridge* m_bridge = nullptr;
  ScoreBridge* m_scoreBridge = nullptr;
  StylesPanel* m_styles = nullptr;
  SeedPanel* m_seed = nullptr;
  ComposePanel* m_compose = nullptr;
  TakesPanel* m_takes = nullptr;
  ExplainPanel* m_explain = nullptr;
  TrainingPanel* m_trainingPanel = nullptr;
  StatusLine* m_status = nullptr;
  MidiBridge* m_midi = nullptr;
  StartPage* m_start = nullptr;
  Layouts* m_layouts = nullptr;
  QTimer* m_timer = nullptr;
  JobId m_interrupted{};  // of which the banner tells
  QMenu* m_viewMenu = nullptr;
};

}  // namespace partimento::ui
