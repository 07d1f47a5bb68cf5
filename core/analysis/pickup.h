#pragma once

#include <span>

#include "core/music/meter_map.h"
#include "core/music/note.h"
#include "core/music/score.h"

namespace partimento::analysis {

/// Length of the upbeat of a melody whose file puts it at the start of a full bar, as transcriptions in ABC
/// and those made from them do; 0 where there is none.
///
/// Bar lines are tried after each of the first notes that end within a quarter note. Each try is scored by
/// how much of the notes' length beyond the usual begins on strong places, by the place of the last note, and
/// by how little is tied over bar lines; the file's own bar lines stay unless another try is clearly better.
/// `notes` one at a time, the first at tick 0, else the answer is 0.
Tick findPickup(std::span<const Note> notes, TimeSignature signature, int ticksPerQuarter);

/// The same for a piece, more careful, for people to be asked: 0 also where a longer upbeat would fit clearly
/// better still, where the length is no plain note value or two, and for all but a single pitched line in one
/// metre of 16 notes or more. (The highest lines of hymns that begin on the bar look like upbeats too often.)
Tick hiddenPickup(const Score& score);

}  // namespace partimento::analysis
