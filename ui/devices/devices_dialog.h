#pragma once

#include <QDialog>
#include <functional>

#include "ui/devices/midi_desk.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace partimento::ui {

class Lamp;
class ValueControl;

/// MIDI keyboard, recording and MIDI out. Everything takes effect at once.
class DevicesDialog : public QDialog {
  Q_OBJECT

 public:
  explicit DevicesDialog(MidiDesk& desk, Session& session, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* buildKeyboard();
  QWidget* buildTouch();
  QWidget* buildRecording();
  QWidget* buildLatency();
  QWidget* buildOut();
  void display(const playback::MidiState& state);
  void fillInputs(const playback::MidiState& state);
  void fillOutputs(const playback::MidiState& state);
  void fillBackends(const playback::MidiState& state);
  void change(const std::function<void(MidiPreferences&)>& edit);
  void testNote();

  MidiDesk& m_desk;
  Session& m_session;
  QComboBox* m_input = nullptr;
  QComboBox* m_backend = nullptr;
  QComboBox* m_output = nullptr;
  QLabel* m_problem = nullptr;
  QLabel* m_outProblem = nullptr;
  Lamp* m_lamp = nullptr;
};

/// The grids one quantises to; "none" first where it is `allowed`.
enum class NoGrid { Allowed, NotAllowed };
QComboBox* gridCombo(NoGrid none, QWidget* parent);
GridChoice chosenGrid(const QComboBox& combo);
void chooseGrid(QComboBox& combo, const GridChoice& grid);

}  // namespace partimento::ui
