#include "ui/help/key_capture.h"

#include <QLineEdit>

namespace partimento::ui {

KeyCapture::KeyCapture(QWidget* parent) : QKeySequenceEdit(parent) {}

bool KeyCapture::event(QEvent* event) {
  const bool done = QKeySequenceEdit::event(event);
  // Qt writes its own words there again and again, and not in every language.
  if (auto* line = findChild<QLineEdit*>()) line->setPlaceholderText(tr("Press the new key"));
  return done;
}

void KeyCapture::keyPressEvent(QKeyEvent* event) {
  QKeySequenceEdit::keyPressEvent(event);
  if (keySequence().isEmpty()) return;
  const QKeySequence key(keySequence()[0]);
  clear();
  Q_EMIT captured(key);
}

}  // namespace partimento::ui
