#include "ui/common/pitch_field.h"

namespace partimento::ui {
namespace {

std::optional<int> readPitch(const QString& text) {
  bool number = false;
  const int value = text.trimmed().toInt(&number);
  if (number) return value;
  const std::string name = text.trimmed().toStdString();
  const std::optional<ParsedPitch> parsed = parsePitch(name);
  if (!parsed || parsed->length != name.size()) return std::nullopt;
  return parsed->pitch;
}

}  // namespace

PitchField::PitchField(QWidget* parent) : QSpinBox(parent) {
  setRange(kLowestPitch, kHighestPitch);
  setAlignment(Qt::AlignRight);
  setKeyboardTracking(false);
}

void PitchField::setNaming(NoteNaming naming) {
  m_naming = naming;
  const int current = value();
  const QSignalBlocker quiet(this);
  setValue(current == maximum() ? current - 1 : current + 1);
  setValue(current);
}

QString PitchField::textFromValue(int value) const {
  return QString::fromStdString(pitchName(value, m_naming));
}

int PitchField::valueFromText(const QString& text) const {
  return readPitch(text).value_or(value());
}

QValidator::State PitchField::validate(QString& text, int&) const {
  const std::optional<int> pitch = readPitch(text);
  if (!pitch) return text.size() <= 6 ? QValidator::Intermediate : QValidator::Invalid;
  return *pitch >= minimum() && *pitch <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

}  // namespace partimento::ui
