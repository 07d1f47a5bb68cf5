#pragma once

#include <cstdint>

#include "core/notation/notation.h"

namespace partimento::test {

/// Written music nobody would write: every value, dense chords, chromatic accidentals, two voices that cross,
/// beams, ties, tuplets, grace notes. The same for the same seed.
notation::NotationPtr randomNotation(std::uint64_t seed, int bars, int staves);

}  // namespace partimento::test
