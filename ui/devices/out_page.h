#pragma once

#include <QWidget>
#include <functional>

#include "ui/devices/midi_desk.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace partimento::ui {

/// Where playback goes as MIDI, and what else goes there.
class OutPage : public QWidget {
  Q_OBJECT

 public:
  OutPage(MidiDesk& desk, Session& session, QWidget* parent = nullptr);

 private:
  void buildOutput(QFormLayout& form);
  void addSwitch(QFormLayout& form, const QString& text, const QString& tooltip, bool MidiPreferences::*on);
  void display();
  QString outputText() const;

  MidiDesk& m_desk;
  Session& m_session;
  QComboBox* m_output = nullptr;
  QLabel* m_problem = nullptr;
};

}  // namespace partimento::ui
