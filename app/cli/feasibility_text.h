#pragma once

#include <string>

#include "core/decode/feasibility.h"

namespace partimento::cli {

/// Which rule leaves nothing to play, and the nearest wishes that can be met, as options to type.
std::string sentenceFor(const decode::Feasibility& wish, const decode::RuleSettings& rules);

}  // namespace partimento::cli
