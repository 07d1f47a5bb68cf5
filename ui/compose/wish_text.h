#pragma once

#include <QString>

#include "core/decode/feasibility.h"
#include "core/music/pitch_name.h"

namespace partimento::ui {

/// Why a wish cannot be met, as a sentence; empty where it can.
QString problemText(const decode::Feasibility& feasibility);
/// What the nearest wish changes, for a button.
QString remedyText(const decode::Remedy& remedy, NoteNaming naming);

}  // namespace partimento::ui
