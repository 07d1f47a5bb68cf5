#pragma once

#include <cstdint>

#include "core/music/meter_map.h"
#include "core/music/symbol.h"

namespace partimento {

/// Nearest step (1/24 quarter note) of a tick, and the tick of a step.
std::int64_t stepOfTick(Tick tick, int ticksPerQuarter);
Tick tickOfStep(std::int64_t step, int ticksPerQuarter);
/// Length of a bar in steps, at least 1.
std::int64_t barSteps(TimeSignature signature);

}  // namespace partimento
