#pragma once

#include <span>
#include <vector>

#include "core/notation/metre.h"
#include "core/notation/staff_bar.h"

namespace partimento::notation {

/// The clef of every bar: the fewest ledger lines, with a price on every change; found by dynamic
/// programming. Sets StaffBar::clef and ::clefs. `candidates` not empty, the preferred one first.
void chooseClefs(std::vector<StaffBar>& bars, std::span<const Clef> candidates);

/// Puts passages of at least three attacks that lie four ledger lines or more beyond the staff under an
/// octave line. Clefs must be set.
void markOttavas(std::vector<StaffBar>& bars);

/// Sets the accidentals that the signature and the notes before in the bar ask for, and reminders in the bar
/// after an alteration. `keys` of every bar.
void printAccidentals(std::vector<StaffBar>& bars, const std::vector<Key>& keys);

/// Beams the bar's flagged notes by the metre; tuplets that a beam holds together lose their bracket.
void beamBar(StaffBar& bar, const Metre& metre);

/// Stems: apart where voices share the staff, else away from the middle line, a beam's notes together.
/// Also places the rests of voices that share a staff: together where all are silent.
void stemBar(StaffBar& bar);

}  // namespace partimento::notation
