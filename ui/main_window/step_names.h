#pragma once

#include <QString>
#include <string>

namespace partimento::ui {

/// The name of an undo step in the user's language; unknown identifiers come back as they are.
QString stepName(const std::string& identifier);

}  // namespace partimento::ui
