#pragma once

#include "ui/score_view/staff_edits.h"

/// Where a click writes. Pure functions.
namespace partimento::ui::score {

/// The column of the notation that lies under a click. Where none does, the nearest part of the bar, by the
/// unit of its metre or by the value where that is shorter.
PenPlace penPlace(const engraving::Layout& layout, const engraving::MusicSpot& spot,
                  const notation::WrittenValue& value);
/// The pitch of its step in clef and key.
Pitch pitchAt(const notation::Notation& notation, const PenPlace& place);
/// The tick where a line has its notes there, which may be played beside what is written; that of the written
/// place where it has none.
Tick onsetAt(const notation::Notation& notation, const PenPlace& place, const Line& line);
/// The place nearest to a tick that a click could mean: where a playhead put by hand is meant to be.
Tick placeNear(const engraving::Layout& layout, Tick tick, const notation::WrittenValue& value);

}  // namespace partimento::ui::score
