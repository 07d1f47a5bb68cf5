#pragma once

#include <QDialog>

#include "core/playback/sound_control.h"
#include "ui/common/preferences.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace partimento::ui {

/// Look, note names, mouse, sound and language. Everything takes effect at once; the language at the next
/// start.
class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  SettingsDialog(Preferences& preferences, playback::SoundControl& sound, QWidget* parent = nullptr);

 private:
  QWidget* buildLook();
  QWidget* buildRoll();
  QWidget* buildSound();
  void chooseSoundFont();
  void showSoundFont();

  Preferences& m_preferences;
  playback::SoundControl& m_sound;
  QLabel* m_soundFont = nullptr;
};

}  // namespace partimento::ui
