#pragma once

#include <vector>

#include "core/notation/metre.h"
#include "core/notation/staff_bar.h"

namespace partimento::notation {

/// The clefs that a staff may have.
struct ClefChoice {
  std::vector<Clef> clefs;    ///< not empty, the usual one first
  double unusualCost = 0.35;  ///< of a bar with notes in another than the first, in ledger lines

  /// The highest and the lowest by where their notes stand.
  const Clef& highest() const;
  const Clef& lowest() const;
};

/// The clef of every bar: the fewest ledger lines, with a price on every change and on every tie over one;
/// found by dynamic programming. Sets StaffBar::clef and ::clefs.
void chooseClefs(std::vector<StaffBar>& bars, const ClefChoice& choice);

/// A clef that somebody wrote, at a place in a bar.
struct StatedClef {
  std::size_t bar = 0;
  Fraction at;
  Clef clef;
};
/// The clefs of a staff as they are stated, the first from the beginning on. Within a bar a clef stands
/// before the next note or rest, for only there a sign has a place. `stated`: sorted, not empty.
void stateClefs(std::vector<StaffBar>& bars, const std::vector<StatedClef>& stated);

/// Puts passages of at least three attacks that lie four ledger lines or more beyond the staff under an
/// octave line: upwards only in the highest clef, downwards only in the lowest, since another clef is what
/// the rest of them wants. Clefs must be set.
void markOttavas(std::vector<StaffBar>& bars, const ClefChoice& choice);

/// Sets the accidentals that the signature and the notes before in the bar ask for, and reminders in the bar
/// after an alteration. `keys` of every bar.
void printAccidentals(std::vector<StaffBar>& bars, const std::vector<Key>& keys);

/// Beams the bar's flagged notes by the metre; tuplets that a beam holds together lose their bracket.
void beamBar(StaffBar& bar, const Metre& metre);

/// Stems: apart where voices share the staff, else away from the middle line, a beam's notes together.
/// Also places the rests of voices that share a staff: together where all are silent.
void stemBar(StaffBar& bar);

}  // namespace partimento::notation
