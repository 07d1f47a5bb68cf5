#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "core/analysis/passage.h"

namespace partimento::analysis {

inline constexpr std::size_t kMostBarsBack = 16;

/// Likeness of bars so many bars apart: [t - 1] for t bars; none where no such pair has notes.
using RepetitionProfile = std::array<std::optional<double>, kMostBarsBack>;

/// Museformer's similarity profile: mean Jaccard likeness of the bars' sets of (place in the bar, pitch).
/// The later bar of a pair begins at `from` or later; the earlier one may stand anywhere in the passage, so
/// that what a continuation takes from its opening counts. Pairs of two empty bars are left out.
RepetitionProfile repetitionProfile(const Passage& passage, Tick from);

/// Mean difference of two profiles over the distances that both have.
std::optional<double> profileError(const RepetitionProfile& a, const RepetitionProfile& b);

/// How much of every bar that begins at `from` or later was heard before: its likeness to the earlier bar
/// that is most like it, in the mean. None where no such bar has notes.
std::optional<double> heardBefore(const Passage& passage, Tick from);

}  // namespace partimento::analysis
