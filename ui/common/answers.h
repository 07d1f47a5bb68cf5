#pragma once

#include <QMessageBox>

namespace partimento::ui {

/// A button of a message box with what it does, seen as a tooltip and spoken.
QPushButton* addAnswer(QMessageBox& box, const QString& text, const QString& meaning,
                       QMessageBox::ButtonRole role);

/// Opens the box, which deletes itself when it is answered. It is spoken as a whole: its title, what it asks
/// and why.
void ask(QMessageBox& box);

}  // namespace partimento::ui
