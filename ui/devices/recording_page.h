#pragma once

#include <QWidget>

#include "ui/devices/midi_desk.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace partimento::ui {

/// What recording does with what is there, quantising on the way in, step entry, and delay.
class RecordingPage : public QWidget {
  Q_OBJECT

 public:
  RecordingPage(MidiDesk& desk, Session& session, QWidget* parent = nullptr);

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  void buildMode(QFormLayout& form);
  void buildQuantise(QFormLayout& form);
  void buildStep(QFormLayout& form);
  void buildDelay(QFormLayout& form);
  void measuringChanged();
  QString delayText() const;

  MidiDesk& m_desk;
  Session& m_session;
  QSpinBox* m_delay = nullptr;
  QPushButton* m_measure = nullptr;
  QLabel* m_delayText = nullptr;
};

}  // namespace partimento::ui
