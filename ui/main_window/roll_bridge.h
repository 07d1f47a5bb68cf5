#pragma once

#include <QObject>
#include <functional>

#include "ui/common/preferences.h"
#include "ui/main_window/actions.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/session/session.h"
#include "ui/takes/take_desk.h"

namespace partimento::ui {

/// Keeps the roll, the session, the takes and the player in step: edits go one way, scores, ghosts and the
/// playhead the other.
class RollBridge : public QObject {
  Q_OBJECT

 public:
  RollBridge(PianoRoll& roll, Session& session, TakeDesk& desk, QObject* parent = nullptr);

  /// Connects the roll's actions: tools, zoom, clipboard.
  void connectActions(Actions& actions);
  /// Whether keys that several views know mean another view than the roll.
  void setElsewhere(std::function<bool()> elsewhere) { m_elsewhere = std::move(elsewhere); }
  /// What another view does in the place of pasting at the roll's cursor; false: it leaves it to the roll.
  void setPaste(std::function<bool()> paste) { m_paste = std::move(paste); }
  /// To be called by the playhead's timer.
  void showPosition(const playback::Position& position);

  /// Ends the loop, or loops the current take with the bar before it, or the whole piece.
  void toggleLoop();
  /// Keys of the MIDI keyboard that are down: they are lit as well.
  void setHeldKeys(std::set<Pitch> keys) { m_heldKeys = std::move(keys); }

 Q_SIGNALS:
  void announced(const QString& text);
  /// What sounds on the track, or is held on a keyboard.
  void keysLit(const std::set<partimento::Pitch>& keys);

 private:
  void showScore();
  /// Whether the take goes on with the current track.
  bool isBeside(const project::StoredTake& take) const;
  void showGhosts();
  void showPart();
  void showTool(Actions& actions);
  void zoom(double factor);
  roll::TickRange loopToBegin() const;

  PianoRoll& m_roll;
  Session& m_session;
  TakeDesk& m_desk;
  std::function<bool()> m_elsewhere = [] { return false; };
  std::function<bool()> m_paste = [] { return false; };
  std::set<Pitch> m_heldKeys;
  bool m_growing = false;  // a part of what is being made is on the roll
  bool m_fresh = true;     // the document was replaced: fit the view to it
};

}  // namespace partimento::ui
