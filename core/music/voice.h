#pragma once

#include <cstddef>
#include <vector>

#include "core/music/score.h"

namespace partimento {

/// Which line of a track with chords or several voices is meant.
enum class VoiceLine { Top, Bottom };

/// Most notes of the track that sound at the same time (a note that starts where another ends does not
/// overlap it).
int polyphony(const Track& track);

/// One note at a time: at every onset the highest (lowest) note that starts there, unless a still sounding
/// higher (lower) note covers it; each note ends at the latest where the next begins. Zero-length notes are
/// left out.
std::vector<Note> extractLine(const Track& track, VoiceLine line);

}  // namespace partimento
