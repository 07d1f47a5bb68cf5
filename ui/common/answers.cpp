#include "ui/common/answers.h"

#include <QPushButton>

namespace partimento::ui {

QPushButton* addAnswer(QMessageBox& box, const QString& text, const QString& meaning,
                       QMessageBox::ButtonRole role) {
  QPushButton* button = box.addButton(text, role);
  button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
  button->setToolTip(meaning);
  button->setAccessibleDescription(meaning);
  return button;
}

void ask(QMessageBox& box) {
  box.setAccessibleName(box.windowTitle());
  box.setAccessibleDescription(box.text() + QLatin1Char(' ') + box.informativeText());
  box.setAttribute(Qt::WA_DeleteOnClose);
  box.open();
}

}  // namespace partimento::ui
