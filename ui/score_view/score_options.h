#pragma once

#include "core/notation/notate.h"
#include "ui/common/preferences.h"

namespace partimento::ui::score {

/// What the user wants to see on staves, on the screen and on paper.
notation::ChordChoice chordChoice(const Preferences& preferences);
void setChordChoice(Preferences& preferences, notation::ChordChoice choice);

}  // namespace partimento::ui::score
