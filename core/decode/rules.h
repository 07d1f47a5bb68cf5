#pragma once

#include <memory>
#include <vector>

#include "core/decode/hypothesis.h"
#include "core/decode/token_set.h"
#include "core/decode/trace.h"
#include "core/music/note.h"

namespace partimento::decode {

/// One of the user's rules: given a hypothesis, the pitches that may not follow. Stateless; what it remembers
/// is in the hypothesis.
class Rule {
 public:
  virtual ~Rule() = default;

  virtual PruneReason reason() const = 0;
  /// How a note is marked for which it gave way; None: it is not the user's rule.
  virtual RelaxedRule relaxed() const { return RelaxedRule::None; }
  /// It judges the notes of the leading line alone.
  virtual bool leadOnly() const { return false; }
  /// In how many parts it can give way here, the oldest memory first. 0: never.
  virtual int parts(const HypothesisState&) const { return relaxed() == RelaxedRule::None ? 0 : 1; }
  /// Adds what is forbidden when `given` of the parts have given way.
  virtual void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const = 0;
};

/// The first note of the leading line is of this pitch class, and no rest comes before it. Gives way before
/// all others, unmarked: it is a help to begin, not the user's rule.
std::unique_ptr<Rule> makeOpeningRule(const StreamTracker& tracker, int pitchClass);
/// A rest does not follow a rest: that is a longer rest said twice, and could go on for ever. Gives way where
/// painted exclusions leave nothing to play, so that time can pass.
std::unique_ptr<Rule> makeRestRule(const StreamTracker& tracker);
std::unique_ptr<Rule> makeRangeRule(const StreamTracker& tracker);
std::unique_ptr<Rule> makeScaleRule(const StreamTracker& tracker);
std::unique_ptr<Rule> makeExclusionRule(const StreamTracker& tracker);
/// None of the last j keys; gives way entry by entry, oldest first.
std::unique_ptr<Rule> makeTabuRule(const StreamTracker& tracker);
/// The same key at most R times in a row; a rest ends the row where the user wants that.
std::unique_ptr<Rule> makeRepetitionRule(const StreamTracker& tracker);

}  // namespace partimento::decode
