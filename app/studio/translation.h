#pragma once

#include <QString>

class QCoreApplication;

namespace partimento::studio {

/// Installs the translation of `language`, or of the system's languages where it is empty, with Qt's own
/// texts. English needs none.
void installTranslation(QCoreApplication& app, const QString& language);

}  // namespace partimento::studio
