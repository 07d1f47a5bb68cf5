#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/decode/rules.h"

namespace partimento::decode {

/// The grammar, which never gives way, and all rules of one search: what may follow, what gave way, and why a
/// token may not.
class RuleBook {
 public:
  /// How many parts of each rule have given way, in the book's order of giving way.
  using Given = std::array<int, 8>;

  /// `openingClass`: see SearchProblem.
  explicit RuleBook(const StreamTracker& tracker, std::optional<int> openingClass = {});

  /// What may follow at full strength.
  TokenSet allowed(const HypothesisState& state) const { return allowed(state, Given{}); }
  TokenSet allowed(const HypothesisState& state, const Given& given) const;

  /// Gives way, rule by rule (the opening's tonic, a second rest, tabu entries from the oldest, repetition,
  /// scale, exclusions, range) until some token of the row is possible; then restores what need not have
  /// given way. None when the network itself rules everything out.
  std::optional<Given> relax(const HypothesisState& state, std::span<const float> row) const;

  /// The first rule against a token; Kept where there is none.
  PruneReason reason(const HypothesisState& state, Token token, const Given& given) const;

  struct Breach {
    RelaxedRule rule = RelaxedRule::None;
    int detail = 0;  ///< Tabu: entries newer than the one it repeats
  };
  /// The user's rules that a token that plays a note, or says its length, breaks at full strength, in the
  /// order of giving way.
  std::vector<Breach> breaches(const HypothesisState& state, Token token) const;

 private:
  bool binds(const Rule& rule, const HypothesisState& state) const {
    return state.grammar.line == 0 || !rule.leadOnly();
  }
  bool possible(const HypothesisState& state, const Given& given, std::span<const float> row) const;

  const StreamTracker& m_tracker;
  std::vector<std::unique_ptr<Rule>> m_rules;  // in the order of giving way
  std::vector<std::size_t> m_blame;            // indexes of m_rules: the rule named first when several forbid
};

}  // namespace partimento::decode
