#pragma once

#include "core/decode/feasibility.h"
#include "core/engine/engine.h"

namespace partimento {

/// What a style can play, for decode::checkFeasibility: the pitches of its corpus, rests and lengths as its
/// representation has them; those of the melody representation where that is not known here.
decode::Supply supplyOf(const StyleInfo& style);

}  // namespace partimento
