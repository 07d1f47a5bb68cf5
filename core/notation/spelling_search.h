#pragma once

#include <vector>

#include "core/notation/line_note.h"

namespace partimento::notation {

/// Spells all notes of a piece together: sets LineNote::spelled. Those that state their spelling keep it, and
/// the others are spelled around them.
/// First the keys that the music passes through, bar by bar (a Viterbi search over the keys near the
/// signature on the line of fifths; pitch-class profiles of Temperley, "Music and Probability", 2007, p. 85).
/// Then every note takes the place on the line of fifths that costs least by its degree in that key, by the
/// steps from and to its neighbours in its voice, by the notes that sound with it, and by how its class is
/// spelled close by; repeated until nothing changes.
/// `notes`: pitched ones, sorted by onset. `keys`: signature of every bar.
void spellNotes(std::vector<LineNote*>& notes, const std::vector<Key>& keys, const BarGrid& grid);

}  // namespace partimento::notation
