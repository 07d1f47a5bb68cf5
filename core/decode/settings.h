#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/music/scale.h"

namespace partimento::decode {

enum class SearchMethod : std::uint8_t { Beam, Sample, DiverseBeam, StochasticBeam };
/// What two notes must have in common to be the same. PitchDuration: where a representation does not say how
/// long a note is together with the note (chorales, performances), the pitch alone.
enum class TabuKey : std::uint8_t { Pitch, PitchClass, Interval, PitchDuration };
enum class TraceDetail : std::uint8_t { Off, On };

inline constexpr int kMaxBeamWidth = 1000;
inline constexpr int kMaxTabu = 64;
inline constexpr int kMaxLengthNotes = 10000;
inline constexpr int kMaxLengthBars = 1000;
inline constexpr int kMaxTakes = 100;
inline constexpr int kAllTakes = -1;  ///< as the number of a take: all of them together
inline constexpr double kMinTemperature = 0.01;
inline constexpr double kMaxTemperature = 100.0;

struct SearchSettings {
  SearchMethod method = SearchMethod::Beam;
  int beamWidth = 16;  ///< 1 to kMaxBeamWidth; 1 is greedy search. Sampling ignores it.
  double temperature =
      1.0;            ///< > 0; divides the logits. Beam search ranks by raw log-probability and ignores it.
  int topK = 0;       ///< 0: off
  double topP = 1.0;  ///< (0, 1]; 1: off
  int diverseGroups = 4;           ///< diverse beam: groups, each of beamWidth / diverseGroups
  double diversityStrength = 0.5;  ///< diverse beam: penalty for each earlier group's same choice, in nats

  bool operator==(const SearchSettings&) const = default;
};

/// A rectangle of the roll in which no generated note may begin, as the user painted it.
struct Exclusion {
  std::int64_t fromStep = 0;  ///< in 1/24 quarter from the start of the seed's first bar
  std::int64_t toStep = 0;    ///< exclusive
  Pitch lowest = kLowestPitch;
  Pitch highest = kHighestPitch;

  bool operator==(const Exclusion&) const = default;
};

struct RuleSettings {
  int maxRepeat = 0;  ///< R: the same key at most R times in a row; 0: off
  int tabu = 0;  ///< j: none of the last j played keys; 0: off. From 1 on it includes the repetition limit.
  TabuKey tabuKey = TabuKey::Pitch;
  bool restResetsRun = false;  ///< the repetition limit counts anew after a rest that is said as one
  Pitch lowest = kLowestPitch;
  Pitch highest = kHighestPitch;
  std::optional<Scale> scale;
  std::vector<Exclusion> exclusions;
  bool noParallels = false;  ///< of fifths, octaves, unisons, where the representation has four voices

  bool operator==(const RuleSettings&) const = default;
};

struct LengthSettings {
  int notes = 32;  ///< generated notes; used when bars is 0
  int bars = 0;  ///< generated bars, counted from the end of the seed's last bar; the last note is cut at the
                 ///< bar line
  /// From that many generated notes on, the model may end the melody itself at a bar line, where its
  /// vocabulary has an end; takes of different lengths are then ranked by length-normalised score. 0: never.
  int minNotes = 0;
  /// The last of the bars is to be the music's last: styles that know how far the end is come to a close
  /// there. Without a meaning for the others, and where notes are counted.
  bool closes = false;

  bool operator==(const LengthSettings&) const = default;
};

/// Everything that decides what a search returns, besides the network, the prompt and the random seed.
struct Settings {
  SearchSettings search;
  RuleSettings rules;
  LengthSettings length;

  bool operator==(const Settings&) const = default;
};

/// The part of the settings that suits a style rather than a piece: a pack may propose one.
struct DecodingPreset {
  SearchSettings search;
  int maxRepeat = 0;
  int tabu = 0;
  bool noParallels = false;

  void applyTo(Settings& settings) const {
    settings.search = search;
    settings.rules.maxRepeat = maxRepeat;
    settings.rules.tabu = tabu;
    settings.rules.noParallels = noParallels;
  }

  bool operator==(const DecodingPreset&) const = default;
};

}  // namespace partimento::decode
