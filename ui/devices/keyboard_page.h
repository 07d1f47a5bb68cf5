#pragma once

#include <QWidget>

#include "ui/devices/midi_desk.h"

class QComboBox;
class QLabel;

namespace partimento::ui {

class Lamp;

/// Which keyboard is heard, by which connection, and how it feels.
class KeyboardPage : public QWidget {
  Q_OBJECT

 public:
  explicit KeyboardPage(MidiDesk& desk, QWidget* parent = nullptr);

 private:
  void buildDevice();
  void buildTouch();
  void display();
  void fillInputs(const playback::MidiState& state);
  void fillBackends(const playback::MidiState& state);

  MidiDesk& m_desk;
  QComboBox* m_input = nullptr;
  QComboBox* m_backend = nullptr;
  QLabel* m_problem = nullptr;
  Lamp* m_lamp = nullptr;
};

}  // namespace partimento::ui
