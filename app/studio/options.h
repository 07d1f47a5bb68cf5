#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "ui/common/preferences.h"

namespace partimento::studio {

/// What the command line of the studio asks for.
struct Options {
  QString file;      ///< to open; may be empty
  QString language;  ///< "en", "es", ...; empty: the system's
  ui::ThemeChoice theme = ui::ThemeChoice::System;
  std::optional<int> exitStatus;  ///< set: the answer was printed, the program ends
};

/// Reads the arguments (the program's name first); what they leave open comes from the preferences, which
/// learn what stands above them. Prints help, version or what is wrong with them.
Options readOptions(const QStringList& arguments, ui::Preferences& preferences);

}  // namespace partimento::studio
