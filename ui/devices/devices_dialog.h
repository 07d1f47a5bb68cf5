#pragma once

#include <QDialog>

#include "ui/devices/midi_desk.h"

namespace partimento::ui {

/// MIDI keyboard, recording and MIDI out, a page each. Everything takes effect at once.
class DevicesDialog : public QDialog {
  Q_OBJECT

 public:
  explicit DevicesDialog(MidiDesk& desk, Session& session, QWidget* parent = nullptr);
};

}  // namespace partimento::ui
