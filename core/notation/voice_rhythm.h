#pragma once

#include <map>
#include <vector>

#include "core/notation/line_note.h"
#include "core/notation/rhythm.h"

namespace partimento::notation {

/// Tuplets of one voice by bar.
using VoiceTuplets = std::map<std::size_t, std::vector<TupletWindow>>;

/// Decides when every note of a voice is written: sets LineNote::from and ::to. Onsets go to the places of
/// the cheapest divisions of their bar; ends to a written place too where the file is exact, else to what is
/// simplest near where they ended: the next note, a beat. A rest shorter than a 16th that follows a longer
/// note is no rest. Grace notes are left alone. `notes` of one voice, sorted by onset.
VoiceTuplets writeRhythm(const std::vector<LineNote*>& notes, const Playing& playing, const BarGrid& grid,
                         const NotateOptions& options);

}  // namespace partimento::notation
