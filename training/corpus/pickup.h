#pragma once

#include <span>

#include "core/music/meter_map.h"
#include "core/music/note.h"

namespace partimento::training {

/// Length of the upbeat of a melody whose file puts it at the start of a full bar, as transcriptions in ABC
/// and those made from them do; 0 where there is none.
///
/// Bar lines are tried after each of the first notes that end within a quarter note. Each try is scored by
/// how much of the notes' length beyond the usual begins on strong places, by the place of the last note, and
/// by how little is tied over bar lines; the file's own bar lines stay unless another try is clearly better.
/// `notes` one at a time, the first at tick 0, else the answer is 0.
Tick findPickup(std::span<const Note> notes, TimeSignature signature, int ticksPerQuarter);

}  // namespace partimento::training
