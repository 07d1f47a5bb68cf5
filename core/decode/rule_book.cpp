#include "core/decode/rule_book.h"

#include <cmath>

namespace partimento::decode {

RuleBook::RuleBook(const StreamTracker& tracker, std::optional<int> openingClass) : m_tracker(tracker) {
  const RuleSettings& rules = tracker.settings().rules;
  if (openingClass) m_rules.push_back(makeOpeningRule(tracker, *openingClass));
  if (tracker.grammar().lines() == 1) m_rules.push_back(makeRestRule(tracker));
  if (rules.tabu > 0) m_rules.push_back(makeTabuRule(tracker));
  // with a tabu list the last key is on it: the repetition limit could never act
  if (rules.maxRepeat > 0 && rules.tabu == 0) m_rules.push_back(makeRepetitionRule(tracker));
  if (rules.scale) m_rules.push_back(makeScaleRule(tracker));
  if (!rules.exclusions.empty()) m_rules.push_back(makeExclusionRule(tracker));
  m_rules.push_back(makeRangeRule(tracker));

  for (PruneReason first :
       {PruneReason::Grammar, PruneReason::Range, PruneReason::Scale, PruneReason::Exclusion,
        PruneReason::Tabu, PruneReason::Repetition, PruneReason::Opening}) {
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
      if (m_rules[i]->reason() == first) m_blame.push_back(i);
    }
  }
}

TokenSet RuleBook::allowed(const HypothesisState& state, const Given& given) const {
  const TokenSet grammatical = m_tracker.grammatical(state);
  if (!m_tracker.isJudged(state, grammatical)) return grammatical;
  TokenSet forbidden;
  for (std::size_t i = 0; i < m_rules.size(); ++i) {
    if (binds(*m_rules[i], state)) m_rules[i]->forbid(state, given[i], forbidden);
  }
  const Token sustaining = m_tracker.grammar().sustaining(state.grammar);
  if (sustaining >= 0) forbidden.erase(sustaining);
  return grammatical - forbidden;
}

bool RuleBook::possible(const HypothesisState& state, const Given& given, std::span<const float> row) const {
  bool found = false;
  allowed(state, given).forEach([&](Token token) {
    found = found || std::isfinite(row[static_cast<std::size_t>(token)]);
  });
  return found;
}

std::optional<RuleBook::Given> RuleBook::relax(const HypothesisState& state,
                                               std::span<const float> row) const {
  Given given{};
  bool found = possible(state, given, row);
  for (std::size_t i = 0; i < m_rules.size() && !found; ++i) {
    const int parts = binds(*m_rules[i], state) ? m_rules[i]->parts(state) : 0;
    while (given[i] < parts && !found) {
      ++given[i];
      found = possible(state, given, row);
    }
  }
  if (!found) return std::nullopt;
  for (std::size_t i = m_rules.size(); i-- > 0;) {
    while (given[i] > 0) {
      Given stricter = given;
      --stricter[i];
      if (!possible(state, stricter, row)) break;
      given = stricter;
    }
  }
  return given;
}

PruneReason RuleBook::reason(const HypothesisState& state, Token token, const Given& given) const {
  if (!m_tracker.grammatical(state).contains(token)) return PruneReason::Grammar;
  if (token == m_tracker.grammar().sustaining(state.grammar)) return PruneReason::Kept;
  for (std::size_t i : m_blame) {
    TokenSet forbidden;
    if (binds(*m_rules[i], state)) m_rules[i]->forbid(state, given[i], forbidden);
    if (forbidden.contains(token)) return m_rules[i]->reason();
  }
  return PruneReason::Kept;
}

std::vector<RuleBook::Breach> RuleBook::breaches(const HypothesisState& state, Token token) const {
  std::vector<Breach> found;
  for (const auto& rule : m_rules) {
    if (rule->relaxed() == RelaxedRule::None || !binds(*rule, state)) continue;
    const int parts = rule->parts(state);
    int given = 0;
    TokenSet forbidden;
    rule->forbid(state, given, forbidden);
    if (!forbidden.contains(token)) continue;
    while (given < parts && forbidden.contains(token)) {
      forbidden = TokenSet();
      rule->forbid(state, ++given, forbidden);
    }
    found.push_back({rule->relaxed(), rule->relaxed() == RelaxedRule::Tabu ? parts - given : 0});
  }
  return found;
}

}  // namespace partimento::decode
