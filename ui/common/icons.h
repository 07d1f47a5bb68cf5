#pragma once

#include <QIcon>
#include <QString>

namespace partimento::ui {

/// An icon of the set in resources/icons, drawn in the text colour of the application's palette at the moment
/// of painting: it follows a change of theme without being loaded again. Throws nothing; an unknown name is
/// empty.
QIcon icon(const QString& name);
/// The program's own icon, in its own colours.
QIcon appIcon();

}  // namespace partimento::ui
