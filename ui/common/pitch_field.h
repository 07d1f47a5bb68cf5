#pragma once

#include <QSpinBox>

#include "core/music/pitch_name.h"

namespace partimento::ui {

/// A number field for a pitch that shows and reads note names ("C4", "Do4") as well as MIDI numbers.
class PitchField : public QSpinBox {
  Q_OBJECT

 public:
  explicit PitchField(QWidget* parent = nullptr);
  void setNaming(NoteNaming naming);

 protected:
  QString textFromValue(int value) const override;
  int valueFromText(const QString& text) const override;
  QValidator::State validate(QString& text, int& position) const override;

 private:
  NoteNaming m_naming = NoteNaming::English;
};

}  // namespace partimento::ui
