#pragma once

#include <vector>

#include "core/engraving/staff_draft.h"

namespace partimento::engraving {

struct SystemTextInput {
  const SystemInput& system;
  const std::vector<BarFrame>& frames;
};

/// Chord symbols, words, dynamics, rehearsal marks, endings, tempo and bar numbers: after the staves' own
/// marks.
void placeSystemText(const SystemTextInput& input, std::vector<StaffDraft>& staves);

}  // namespace partimento::engraving
