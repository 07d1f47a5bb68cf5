#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace partimento::studio {

/// Codes of the languages that the studio speaks, English first.
QStringList languages();

/// Installs the translation of `language`, or of the system's languages where it is empty, with Qt's own
/// texts. English needs none.
void installTranslation(QCoreApplication& app, const QString& language);

}  // namespace partimento::studio
