#pragma once

#include <QStatusBar>

#include "core/engine/jobs.h"
#include "core/playback/sound_control.h"
#include "ui/session/composer.h"
#include "ui/session/engine_host.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace partimento::ui {

/// The line at the bottom: engine, sound, MIDI, a running export, and what was said last.
class StatusLine : public QStatusBar {
  Q_OBJECT

 public:
  StatusLine(EngineHost& engine, Composer& composer, QWidget* parent = nullptr);

  void showSound(const playback::SoundState& state);
  void showExport(double fraction);
  void endExport();
  /// Names the job that runs, and how far it is.
  void showTraining(const std::vector<JobSnapshot>& jobs);
  /// What the next note on the staff will be; empty: no staff is shown.
  void showValue(const QString& text);
  void say(const QString& text);

 Q_SIGNALS:
  void exportCancelled();

 private:
  void showEngine();

  EngineHost& m_engine;
  Composer& m_composer;
  QLabel* m_valueText = nullptr;
  QLabel* m_trainingText = nullptr;
  QLabel* m_engineText = nullptr;
  QLabel* m_soundText = nullptr;
  QWidget* m_exportBox = nullptr;
  QProgressBar* m_exportBar = nullptr;
};

}  // namespace partimento::ui
