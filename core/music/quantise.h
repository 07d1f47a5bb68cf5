#pragma once

#include "core/music/edits.h"

namespace partimento::edits {

/// How notes are pulled to a grid that may swing.
struct QuantiseSettings {
  Tick grid;            ///< step, above 0; counted from the bar line
  double strength = 1;  ///< 1 puts notes on the grid, 0.5 halves the distance
  double swing =
      0.5;  ///< where in a pair of steps the second one falls: 0.5 evenly, 2/3 as triplets do; to 0.75
};

/// The place on the swinging grid that is nearest; strength is not applied.
Tick gridPlace(const Score& score, Tick at, const QuantiseSettings& settings);

/// Pulls the onsets of notes; their lengths stay. Error SettingInvalid for a grid that is none.
ScorePtr quantise(const ScorePtr& score, std::size_t track, const NoteIds& ids,
                  const QuantiseSettings& settings);

}  // namespace partimento::edits
