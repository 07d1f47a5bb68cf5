#pragma once

#include <QDialog>

#include "core/playback/performance.h"
#include "ui/session/session.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace partimento::ui {

class PitchField;
class StaffPreview;

/// A performance that is being opened, and how it was understood.
struct PerformanceImport {
  ScorePtr score;
  playback::Timing timing = playback::Timing::FreelyPlayed;
  playback::ScorePhrase phrase;
  playback::CaptureReading heard;   ///< beats found in the playing
  playback::CaptureReading stated;  ///< the file's own

  /// Slow: belongs on a worker.
  static PerformanceImport of(ScorePtr score, playback::Timing timing);
};

/// Shows on a staff how a performance would be written, and lets beats, tempo, bars, grid and hands be
/// corrected before anything is opened. Accepted: score() is what to open. Rejected: nothing.
class PerformanceDialog : public QDialog {
  Q_OBJECT

 public:
  PerformanceDialog(Session& session, PerformanceImport import, const QString& fileName,
                    QWidget* parent = nullptr);
  ~PerformanceDialog() override;

  const ScorePtr& score() const { return m_score; }

 private:
  enum class Beats { Heard, Stated };
  enum class Hands { AsTracks, Found, SplitAt };

  QWidget* buildBeats();
  QWidget* buildWriting();
  QWidget* buildButtons();
  Beats beats() const;
  Hands hands() const;
  playback::CaptureReading& reading();
  void read(const playback::CaptureHints& hints);
  void scaleTempo(double factor);
  void moveBars(int beats);
  void showReading();
  void write();
  void listen();
  void keepAsPlayed();

  Session& m_session;
  PerformanceImport m_import;
  std::size_t m_track = 0;  // the one that is split between hands
  int m_barShift = 0;
  ScorePtr m_score;
  QLabel* m_summary = nullptr;
  StaffPreview* m_preview = nullptr;
  QComboBox* m_beats = nullptr;
  QDoubleSpinBox* m_tempo = nullptr;
  QComboBox* m_meter = nullptr;
  QComboBox* m_grid = nullptr;
  QComboBox* m_hands = nullptr;
  PitchField* m_split = nullptr;
  QPushButton* m_listen = nullptr;
  std::vector<QWidget*> m_tempoControls;
  bool m_loading = false;
  bool m_listening = false;
};

}  // namespace partimento::ui
