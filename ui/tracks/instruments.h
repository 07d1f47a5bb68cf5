#pragma once

#include <QString>

namespace partimento::ui {

/// General MIDI's name of a program, 0 to 127, translated.
QString instrumentName(int program);

}  // namespace partimento::ui
