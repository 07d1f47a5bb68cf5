#pragma once

#include <QWidget>

#include "ui/devices/midi_desk.h"

class QToolButton;

namespace partimento::ui {

class Lamp;

/// The status line's word on MIDI: the keyboard's name, a lamp, and a click to the settings.
class MidiStatus : public QWidget {
  Q_OBJECT

 public:
  explicit MidiStatus(MidiDesk& desk, QWidget* parent = nullptr);

 Q_SIGNALS:
  void clicked();

 private:
  void display(const playback::MidiState& state);

  Lamp* m_lamp = nullptr;
  QToolButton* m_button = nullptr;
};

/// What is missing where no keyboard is heard, and what to do; empty where all is well.
QString midiProblem(const playback::MidiState& state, const playback::MidiSettings& settings);

}  // namespace partimento::ui
