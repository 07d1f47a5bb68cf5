#pragma once

#include <QObject>
#include <QPointer>
#include <functional>

#include "ui/devices/midi_desk.h"
#include "ui/files/file_desk.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/roll_bridge.h"
#include "ui/main_window/status.h"

class QDialog;

namespace partimento::ui {

class ScoreView;

/// Connects the MIDI desk to the window: actions, dialogs, lit keys, step entry, status line.
class MidiBridge : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    Session& session;
    Actions& actions;
    PianoRoll& roll;
    RollBridge& rollBridge;
    ScoreView& score;
    FileDesk& files;
    StatusLine& status;
    QWidget* window;
    /// Shows the piece where the start page lies over it.
    std::function<void()> showPiece;
  };
  /// Everything outlives the bridge.
  MidiBridge(const Parts& parts, playback::MidiSystem::Open open);
  /// Takes the dialog along, which speaks to the desk when it goes.
  ~MidiBridge() override;

  MidiDesk& desk() { return m_desk; }
  /// To be called by the playhead's timer.
  void poll() { m_desk.poll(); }

 private:
  void connectActions();
  void connectDesk();
  void openDevices();
  void capture();
  void enterStep(const playback::StepChord& chord);
  void showRecording(bool running);

  Parts m_parts;
  MidiDesk m_desk;
  QPointer<QDialog> m_devices;
};

}  // namespace partimento::ui
