#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/key.h"
#include "core/analysis/passage.h"

/// How four voices are led.
namespace partimento::analysis {

inline constexpr std::size_t kFourVoices = 4;

/// A stretch of time in which no voice moves.
struct Chord {
  Tick from;
  Tick to;
  std::array<std::optional<Pitch>, kFourVoices> pitches;  ///< from the soprano down; none: silent
  std::array<bool, kFourVoices> begins{};                 ///< the voice's note begins here

  bool full() const;
};

/// The chords of a passage of four lines, soprano first; none where it has another number of lines.
std::vector<Chord> chordsOf(const Passage& passage);

struct VoiceLeading {
  int chordChanges = 0;  ///< from one full chord to the next of other pitches
  /// Two voices that move alike from one perfect fifth (octave, unison) to the next, a hundred changes.
  double parallelFifths = 0;
  double parallelOctaves = 0;
  double crossings = 0;  ///< share of chords in which a voice sounds above a higher one
  double inRange = 0;    ///< share of notes within kVoiceRanges
};

struct VoiceRange {
  Pitch lowest;
  Pitch highest;
};
/// What choirs sing: C4 to A5, F3 to D5, C3 to A4, E2 to D4.
inline constexpr std::array<VoiceRange, kFourVoices> kVoiceRanges = {
    {{60, 81}, {53, 74}, {48, 69}, {40, 62}}};

/// None without two full chords in a row.
std::optional<VoiceLeading> voiceLeading(const Passage& passage);

/// Pitch class of the root of the triad or seventh chord that explains the pitches best; of equally good ones
/// that of the bass, then that with fewer missing notes. None for fewer than two pitch classes.
std::optional<int> rootOf(const Chord& chord);

enum class Cadence { Authentic, Plagal, Half };
/// What closes a phrase. Authentic in any key, as phrases modulate: from a chord with the leading note on the
/// fifth or seventh degree. Plagal (from IV or ii to I) and half (to V) in the given key alone.
std::optional<Cadence> cadenceOf(const Chord& last, const Chord& beforeLast, const Key& key);

/// Ends of phrases: chords after which all voices fall silent, and chords held for at least twice the usual
/// length of the soprano's notes and a half note.
struct PhraseEnds {
  int phrases = 0;
  int cadences = 0;  ///< of them with a cadence
};
PhraseEnds phraseEnds(const Passage& passage, const Key& key);

}  // namespace partimento::analysis
