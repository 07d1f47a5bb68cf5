#pragma once

#include "core/engraving/column.h"

namespace partimento::engraving {

enum class GraceSide { Before, After };

struct GraceRun {
  const std::vector<notation::GraceChord>& chords;
  const notation::Clef& clef;
  int ottava = 0;
  double edge = 0;  ///< x that the run ends at (before) or begins at (after)
  GraceSide side = GraceSide::Before;
};

/// Small notes before or after a chord: stems up, under one beam where there are several.
void drawGraceChords(const GraceRun& run, Column& column);

}  // namespace partimento::engraving
