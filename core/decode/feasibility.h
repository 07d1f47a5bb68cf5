#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/decode/settings.h"
#include "core/music/note.h"
#include "core/music/symbol.h"
#include "core/tokens/grammar.h"

/// Whether a wish can be met, asked before a search starts. Needs no network: the interface asks while knobs
/// turn.
namespace partimento::decode {

/// Throws SettingInvalid (name as on the command line, value, what is allowed) for the first setting outside
/// its bounds.
void validateSettings(const Settings& settings);

using PitchSet = std::bitset<kHighestPitch + 1>;
PitchSet pitchRange(Pitch lowest, Pitch highest);
PitchSet pitchesOf(std::span<const Symbol> vocabulary);

/// What a style can play.
struct Supply {
  PitchSet pitches;       ///< as they sound
  bool rests = true;      ///< it can be silent where painted exclusions leave nothing
  bool saysRests = true;  ///< and says so by a symbol, which can end a run of repetitions
  int lengths = 1;        ///< lengths that are said together with a note; 1 where none are
};
/// Of a stream of pairs.
Supply supplyOf(std::span<const Symbol> vocabulary);
Supply supplyOf(const tokens::Grammar& grammar);

enum class Obstacle : std::uint8_t {
  None,
  Range,       ///< the style plays no pitch in the range
  Scale,       ///< no pitch of the scale is in range
  Tabu,        ///< fewer different keys are left than the tabu list forbids, plus one
  Repetition,  ///< one key is left, and it may not be repeated for so long
  Exclusion,   ///< a painted area leaves nothing to play, and the style has no rest
};

/// The nearest wish that can be met: the rules with one of them changed.
struct Remedy {
  enum class Kind : std::uint8_t {
    ShortenTabu,     ///< rules.tabu
    WidenRange,      ///< rules.lowest, rules.highest
    DropScale,       ///< rules.scale
    DropRepetition,  ///< rules.maxRepeat
    DropExclusions,  ///< rules.exclusions
    LoosenSeveral,   ///< no single change is enough: range, scale, tabu list and repetition together
  };
  Kind kind = Kind::ShortenTabu;
  RuleSettings rules;
};

struct Feasibility {
  Obstacle obstacle = Obstacle::None;
  int keysLeft = 0;              ///< different keys (pitches, pitch classes, pitches of a length) left
  int keysNeeded = 0;            ///< at least so many are needed
  std::vector<Remedy> remedies;  ///< smallest change first; each of them is feasible

  bool feasible() const { return obstacle == Obstacle::None; }
};

/// A tabu list of j needs j + 1 different keys in range and scale: fewer end in a certain dead end. (Under
/// TabuKey::Interval every pitch is another interval, so that j + 1 pitches suffice.) With no tabu list, a
/// repetition limit needs two keys, a piece not longer than the limit, or rests that end a run.
Feasibility checkFeasibility(const Settings& settings, const Supply& supply);

/// "tabu", "range", ...: stable identifiers for errors and the command line.
const char* obstacleName(Obstacle obstacle);

}  // namespace partimento::decode
