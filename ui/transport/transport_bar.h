#pragma once

#include <QFrame>

#include "ui/session/composer.h"
#include "ui/session/session.h"

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTimer;

namespace partimento::ui {

struct TransportActions {
  QAction* toStart = nullptr;
  QAction* playStop = nullptr;
  QAction* toEnd = nullptr;
  QAction* loop = nullptr;
  QAction* metronome = nullptr;
  QAction* countIn = nullptr;
  QAction* generate = nullptr;
  QAction* stopGenerating = nullptr;
  QAction* record = nullptr;
  QAction* capture = nullptr;
};

/// The bar on top: transport buttons, where the music is, tempo, metre and key, and the one loud button.
class TransportBar : public QFrame {
  Q_OBJECT

 public:
  TransportBar(Session& session, Composer& composer, const TransportActions& actions,
               QWidget* parent = nullptr);

  /// To be called by the playhead's timer.
  void showPosition(const playback::Position& position);
  /// The key that the staff shows while the piece says none; none: it shows none.
  void setGuessedKey(const std::optional<KeySignature>& key);

 private:
  QWidget* buildButtons(const TransportActions& actions);
  QWidget* buildPosition();
  QWidget* buildMusic();
  QWidget* buildGenerate(const TransportActions& actions);
  void fillKeys();
  void showScore();
  void showGuess();
  void showComposer();
  void setTempo(double bpm);
  void setMeter();
  void setKey();

  Session& m_session;
  Composer& m_composer;
  TransportActions m_actions;
  QLabel* m_position = nullptr;
  QLabel* m_time = nullptr;
  QDoubleSpinBox* m_tempo = nullptr;
  QComboBox* m_meter = nullptr;
  QComboBox* m_key = nullptr;
  QPushButton* m_generate = nullptr;
  std::optional<KeySignature> m_guessedKey;
  playback::Position m_shown;
  bool m_loading = false;
  bool m_tempoGesture = false;  // the last edit was a step of the tempo field: further ones amend it
};

}  // namespace partimento::ui
