#pragma once

#include <optional>
#include <vector>

#include "core/music/scale.h"
#include "core/music/score.h"

namespace partimento::ui {

const std::vector<TimeSignature>& commonMeters();
/// Major and minor keys from seven flats to seven sharps, by the circle of fifths around C.
const std::vector<KeySignature>& commonKeys();

/// The score with another tempo, metre or key at its beginning; later changes stay.
ScorePtr withTempo(const ScorePtr& score, Bpm tempo);
ScorePtr withMeter(const ScorePtr& score, TimeSignature meter);
ScorePtr withKey(const ScorePtr& score, const std::optional<KeySignature>& key);

/// The scale of a score's first key; none without a key.
std::optional<Scale> scaleOfKey(const Score& score);

}  // namespace partimento::ui
