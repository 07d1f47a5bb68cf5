#include "core/decode/rules.h"

#include <array>
#include <span>

namespace partimento::decode {

namespace {

constexpr int kMostRests = 64;  // a painted area without end must not become silence without end

bool isActive(const Exclusion& exclusion, std::int64_t step) {
  return step >= exclusion.fromStep && step < exclusion.toStep;
}

class OpeningRule final : public Rule {
 public:
  OpeningRule(const StreamTracker& tracker, int pitchClass) {
    for (const Vocabulary& vocabulary : tracker.fields()) {
      m_forbidden.push_back((vocabulary.pitches() | vocabulary.rests()) - vocabulary.pitchClass(pitchClass));
    }
  }

  PruneReason reason() const override { return PruneReason::Opening; }
  bool leadOnly() const override { return true; }
  int parts(const HypothesisState& state) const override { return state.lastPitch < 0 ? 1 : 0; }
  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    if (state.lastPitch < 0 && given == 0) forbidden |= m_forbidden[state.grammar.field];
  }

 private:
  std::vector<TokenSet> m_forbidden;  // by field
};

class RestRule final : public Rule {
 public:
  explicit RestRule(const StreamTracker& tracker) : m_tracker(tracker) {}

  PruneReason reason() const override { return PruneReason::Grammar; }

  int parts(const HypothesisState& state) const override {
    if (state.rests >= kMostRests) return 0;
    for (const Exclusion& exclusion : m_tracker.settings().rules.exclusions) {
      if (isActive(exclusion, state.step)) return 1;
    }
    return 0;
  }

  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    if (state.rests > 0 && given == 0) forbidden |= m_tracker.vocabulary(state).rests();
  }

 private:
  const StreamTracker& m_tracker;
};

/// Range and scale: the same tokens for every hypothesis.
class FixedRule final : public Rule {
 public:
  template <typename Allows>
  FixedRule(const StreamTracker& tracker, PruneReason reason, RelaxedRule relaxed, Allows&& allows)
      : m_reason(reason), m_relaxed(relaxed) {
    for (const Vocabulary& vocabulary : tracker.fields()) {
      TokenSet& forbidden = m_forbidden.emplace_back();
      vocabulary.pitches().forEach([&](Token token) {
        if (!allows(vocabulary[token].value)) forbidden.insert(token);
      });
    }
  }

  PruneReason reason() const override { return m_reason; }
  RelaxedRule relaxed() const override { return m_relaxed; }
  bool leadOnly() const override { return m_relaxed == RelaxedRule::Range; }
  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    if (given == 0) forbidden |= m_forbidden[state.grammar.field];
  }

 private:
  PruneReason m_reason;
  RelaxedRule m_relaxed;
  std::vector<TokenSet> m_forbidden;  // by field
};

class ExclusionRule final : public Rule {
 public:
  explicit ExclusionRule(const StreamTracker& tracker) {
    for (const Exclusion& exclusion : tracker.settings().rules.exclusions) {
      Area& area = m_areas.emplace_back(Area{exclusion, {}});
      for (const Vocabulary& vocabulary : tracker.fields()) {
        TokenSet& tokens = area.tokens.emplace_back();
        for (Pitch p = exclusion.lowest; p <= exclusion.highest; ++p) tokens |= vocabulary.pitch(p);
      }
    }
  }

  PruneReason reason() const override { return PruneReason::Exclusion; }
  RelaxedRule relaxed() const override { return RelaxedRule::Exclusion; }
  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    if (given > 0) return;
    for (const Area& area : m_areas) {
      if (isActive(area.exclusion, state.step)) forbidden |= area.tokens[state.grammar.field];
    }
  }

 private:
  struct Area {
    Exclusion exclusion;
    std::vector<TokenSet> tokens;  // by field
  };
  std::vector<Area> m_areas;
};

class TabuRule final : public Rule {
 public:
  explicit TabuRule(const StreamTracker& tracker) : m_tracker(tracker) {}

  PruneReason reason() const override { return PruneReason::Tabu; }
  RelaxedRule relaxed() const override { return RelaxedRule::Tabu; }
  bool leadOnly() const override { return true; }
  int parts(const HypothesisState& state) const override { return state.memory.size(); }
  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    std::array<KeyMemory::Key, kMaxTabu> keys;
    const int kept = state.memory.size() - given;
    for (int age = 0; age < kept; ++age) keys[static_cast<std::size_t>(age)] = state.memory.newest(age);
    m_tracker.forbidKeys(state, std::span(keys).first(static_cast<std::size_t>(kept)), forbidden);
  }

 private:
  const StreamTracker& m_tracker;
};

class RepetitionRule final : public Rule {
 public:
  explicit RepetitionRule(const StreamTracker& tracker) : m_tracker(tracker) {}

  PruneReason reason() const override { return PruneReason::Repetition; }
  RelaxedRule relaxed() const override { return RelaxedRule::Repetition; }
  bool leadOnly() const override { return true; }
  void forbid(const HypothesisState& state, int given, TokenSet& forbidden) const override {
    const bool full =
        state.lastKey != HypothesisState::kNoKey && state.run >= m_tracker.settings().rules.maxRepeat;
    if (full && given == 0) m_tracker.forbidKeys(state, {&state.lastKey, 1}, forbidden);
  }

 private:
  const StreamTracker& m_tracker;
};

}  // namespace

std::unique_ptr<Rule> makeOpeningRule(const StreamTracker& tracker, int pitchClass) {
  return std::make_unique<OpeningRule>(tracker, pitchClass);
}

std::unique_ptr<Rule> makeRestRule(const StreamTracker& tracker) {
  return std::make_unique<RestRule>(tracker);
}

std::unique_ptr<Rule> makeRangeRule(const StreamTracker& tracker) {
  const RuleSettings& rules = tracker.settings().rules;
  return std::make_unique<FixedRule>(tracker, PruneReason::Range, RelaxedRule::Range,
                                     [&](Pitch p) { return p >= rules.lowest && p <= rules.highest; });
}

std::unique_ptr<Rule> makeScaleRule(const StreamTracker& tracker) {
  const Scale& scale = tracker.settings().rules.scale.value();
  return std::make_unique<FixedRule>(tracker, PruneReason::Scale, RelaxedRule::Scale,
                                     [&](Pitch p) { return scale.contains(p); });
}

std::unique_ptr<Rule> makeExclusionRule(const StreamTracker& tracker) {
  return std::make_unique<ExclusionRule>(tracker);
}

std::unique_ptr<Rule> makeTabuRule(const StreamTracker& tracker) {
  return std::make_unique<TabuRule>(tracker);
}

std::unique_ptr<Rule> makeRepetitionRule(const StreamTracker& tracker) {
  return std::make_unique<RepetitionRule>(tracker);
}

}  // namespace partimento::decode
