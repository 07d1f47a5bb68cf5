#pragma once

#include <QObject>

#include "ui/main_window/actions.h"
#include "ui/main_window/music_views.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"
#include "ui/session/session.h"
#include "ui/takes/take_desk.h"

namespace partimento::ui {

/// What the score is linked with; everything outlives the bridge.
struct ScoreLinks {
  ScoreView& score;
  PianoRoll& roll;
  MusicViews& views;
  Session& session;
  TakeDesk& desk;
};

/// Keeps the score in step with session, roll, takes and player. A score that is not shown is not laid out.
class ScoreBridge : public QObject {
  Q_OBJECT

 public:
  explicit ScoreBridge(const ScoreLinks& links, QObject* parent = nullptr);

  void connectActions(Actions& actions);
  /// To be called by the playhead's timer.
  void showPosition(const playback::Position& position);
  /// Whether keys and menus that both views know mean the score.
  bool hasFocus() const;
  /// Pastes where the staff shows that writing happens. False: the keys mean another view.
  bool paste();

 Q_SIGNALS:
  void announced(const QString& text);
  /// What the next note on the staff will be; empty while no staff is shown.
  void presentValueChanged(const QString& text);
  /// The key that the staff shows though the piece says none.
  void guessedKeyChanged(const std::optional<partimento::KeySignature>& key);

 private:
  void showScore();
  void showGhost();
  void takeSelection();
  void giveSelection();
  /// The selection of one view is seen in the other.
  void revealInRoll();
  /// Both views are there and nothing plays: one scrolls with the other.
  bool scrollsLinked() const;
  void scrollRoll();
  void scrollScore();
  void showValue();
  void showKey();
  void showArrangement(Actions& actions);
  void showVoice(Actions& actions);
  void restoreLook(Actions& actions);

  ScoreLinks m_links;
  std::optional<KeySignature> m_guessedKey;
  bool m_playing = false;
  bool m_giving = false;  // a selection is on its way from one view to the other
};

}  // namespace partimento::ui
