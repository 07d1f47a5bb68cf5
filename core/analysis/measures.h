#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "core/analysis/passage.h"

/// Measures of pitch, rhythm and texture, as muspy, MusDr and mgeval define them. None where a measure is
/// undefined: no notes, too few bars.
namespace partimento::analysis {

/// -sum h_c log2 h_c over the pitch classes, in bits: 0 to log2(12) = 3.58.
double pitchClassEntropy(std::span<const Note> notes);
/// The same in every window of so many bars, or in all where there are fewer; those with notes in the mean
/// (MusDr's H1 and H4).
std::optional<double> windowedEntropy(const Passage& passage, int bars);

/// Share of notes in the best of the 24 major and natural minor scales.
std::optional<double> scaleConsistency(std::span<const Note> notes);

/// Likeness of the rhythms of bars: 1 - mean share of the places, sixteen a quarter note, that have an onset
/// in one bar of a pair alone. `groove`: all pairs of bars of one length (the Jazz Transformer's grooving
/// similarity); `adjacentGroove`: neighbours (muspy's groove consistency).
std::optional<double> groove(const Passage& passage);
std::optional<double> adjacentGroove(const Passage& passage);

double notesPerBar(const Passage& passage);
double notesPerSecond(const Passage& passage);

/// Pitches sounding, in the mean over the time in which any sounds (muspy's polyphony).
std::optional<double> polyphony(const Passage& passage);
/// Share of that time in which two or more sound.
std::optional<double> polyphonyRate(const Passage& passage);

/// In quarter notes.
std::optional<double> meanLength(const Passage& passage);
/// From the lowest to the highest, in semitones.
std::optional<double> pitchRange(std::span<const Note> notes);

/// Lengths in quarter notes of the classes of a length histogram (mgeval's): from the sixteenth to the whole
/// note, plain, dotted and in triplets.
inline constexpr std::array<double, 12> kLengthClasses = {0.25, 1.0 / 3, 0.375, 0.5, 2.0 / 3, 0.75,
                                                          1.0,  4.0 / 3, 1.5,   2.0, 3.0,     4.0};
using LengthHistogram = std::array<double, kLengthClasses.size()>;
/// Notes by the class that is nearest in proportion; shares that sum to 1, all 0 where there are no notes.
LengthHistogram lengthHistogram(const Passage& passage);

}  // namespace partimento::analysis
