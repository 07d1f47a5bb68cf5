#pragma once

#include <QDialog>
#include <optional>

#include "core/playback/capture.h"
#include "ui/session/session.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace partimento::ui {

class CapturePreview;
class ValueControl;

/// Shows how the last bars were understood, lets tempo, metre, bar lines and grid be corrected and heard, and
/// makes them the seed. Closing it leaves everything as it was.
class CaptureDialog : public QDialog {
  Q_OBJECT

 public:
  /// Where captured notes go.
  enum class Place { Whole, AfterTrack, NewPiece };

  /// `hints`: what is known beforehand, for instance from music that was played along to.
  CaptureDialog(Session& session, playback::Phrase phrase, const playback::CaptureHints& hints,
                QWidget* parent = nullptr);
  ~CaptureDialog() override;

  const ScorePtr& score() const { return m_score; }
  Place place() const;

 Q_SIGNALS:
  /// The user wants score() as a new piece; the other places are carried out by the dialog itself.
  void newPieceWanted(const partimento::ScorePtr& score);
  void captured(int notes);

 private:
  QWidget* buildTempo();
  QWidget* buildGrid();
  QWidget* buildButtons();
  void read();
  void write();
  void scaleTempo(double factor);
  void moveBars(int beats);
  void listen();
  void take();

  Session& m_session;
  playback::Phrase m_phrase;
  playback::CaptureHints m_hints;
  playback::CaptureReading m_reading;
  ScorePtr m_score;
  CapturePreview* m_preview = nullptr;
  QDoubleSpinBox* m_tempo = nullptr;
  QComboBox* m_meter = nullptr;
  QSpinBox* m_bars = nullptr;
  QComboBox* m_grid = nullptr;
  ValueControl* m_strength = nullptr;
  QComboBox* m_place = nullptr;
  QLabel* m_summary = nullptr;
  QPushButton* m_listen = nullptr;
  bool m_loading = false;
  bool m_listening = false;
};

}  // namespace partimento::ui
