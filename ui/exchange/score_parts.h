#pragma once

#include <cstddef>
#include <span>

#include "core/music/score.h"

namespace partimento::ui {

/// Notes of a track alone, beginning with the bar line before the first, with the tempo, metre and instrument
/// that they have in the score.
ScorePtr cutOut(const Score& score, std::size_t track, std::span<const Note> notes);

/// The score with all notes of another one (any tempo, any resolution; beats stay beats) in a track, their
/// tick 0 at `at`.
ScorePtr inserted(const ScorePtr& score, std::size_t track, const Score& other, Tick at);

}  // namespace partimento::ui
