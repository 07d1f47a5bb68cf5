#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <span>

#include "ui/common/preferences.h"

class QCoreApplication;

namespace partimento::studio {

/// What the command line of the studio asks for.
struct Options {
  QString file;      ///< to open; may be empty
  QString language;  ///< "en", "es", ...; empty: the system's
  ui::ThemeChoice theme = ui::ThemeChoice::System;
  std::optional<int> exitStatus;  ///< set: the answer was printed, the program ends
};

/// Whether the arguments are answered by a text alone (help, version, a name that does not exist): then no
/// screen is needed. Asked before there is an application.
bool isAnsweredByText(std::span<char* const> arguments);

/// Reads the arguments (the program's name first); what they leave open comes from the preferences, which
/// learn what stands above them. Prints help, version or what is wrong with them, in the language that is
/// asked for, and installs its translation.
Options readOptions(QCoreApplication& app, const QStringList& arguments, ui::Preferences& preferences);

}  // namespace partimento::studio
