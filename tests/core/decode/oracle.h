#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/decode/search.h"
#include "tests/support/mock_scorer.h"

/// The rules and the search once more, as simply as they can be said: no states, no bit sets, no trees.
namespace partimento::decode::test {

using partimento::test::MockScorer;

struct Fixture {
  std::vector<Symbol> vocabulary;
  std::vector<Token> prompt;
  Timeline timeline;
  Settings settings;
  MockScorer::Distribution distribution;
  int receptiveField = 0;

  int size() const { return static_cast<int>(vocabulary.size()); }
  Token tokenOf(Symbol symbol) const {
    return static_cast<Token>(std::ranges::find(vocabulary, symbol) - vocabulary.begin());
  }
};

/// Begin, the pitches, the durations, and a rest where wanted; the prompt is Begin and `seed`, each a quarter
/// or the first duration.
inline Fixture makeFixture(const std::vector<int>& pitches, const std::vector<int>& durations,
                           const std::vector<int>& seed = {}, std::optional<Symbol> extra = {}) {
  Fixture f;
  f.vocabulary.push_back({Symbol::Kind::Begin, 0});
  for (int pitch : pitches) f.vocabulary.push_back({Symbol::Kind::Pitch, pitch});
  for (int steps : durations) f.vocabulary.push_back({Symbol::Kind::Duration, steps});
  if (extra) f.vocabulary.push_back(*extra);
  f.prompt = {0};
  for (int pitch : seed) {
    f.prompt.push_back(f.tokenOf({Symbol::Kind::Pitch, pitch}));
    f.prompt.push_back(f.tokenOf({Symbol::Kind::Duration, durations.front()}));
    f.timeline.promptEnd += durations.front();
  }
  f.distribution = partimento::test::hashDistribution(f.size(), 1);
  return f;
}

struct HeardNote {
  int pitch = 0;
  int length = 0;          ///< as said; 0: not said yet
  bool afterRest = false;  ///< there is a rest between it and the note before
};

/// Where a melody stands after prompt and tokens.
struct Standing {
  std::vector<HeardNote> heard;  ///< prompt's too
  std::int64_t step = 0;
  int notes = 0;
  int rests = 0;  ///< since the last note
  bool expectsDuration = false;
  bool pendingNote = false;
  bool ended = false;
};

inline std::int64_t endStep(const Fixture& f) {
  const std::int64_t bar = f.timeline.stepsPerBar;
  return ((f.timeline.promptEnd + bar - 1) / bar + f.settings.length.bars) * bar;
}

inline Standing standing(const Fixture& f, const std::vector<Token>& tokens) {
  Standing s;
  s.step = f.timeline.promptEnd;
  for (Token token : f.prompt) {
    const Symbol& symbol = f.vocabulary.at(static_cast<std::size_t>(token));
    if (symbol.kind == Symbol::Kind::Pitch) s.heard.push_back({symbol.value, 0, s.rests > 0});
    const bool ofNote = symbol.kind == Symbol::Kind::Duration && !s.heard.empty() && s.rests == 0;
    if (ofNote) s.heard.back().length = symbol.value;
    s.rests = symbol.kind == Symbol::Kind::Rest    ? s.rests + 1
              : symbol.kind == Symbol::Kind::Pitch ? 0
                                                   : s.rests;
  }
  for (Token token : tokens) {
    const Symbol& symbol = f.vocabulary.at(static_cast<std::size_t>(token));
    if (symbol.kind == Symbol::Kind::End) s.ended = true;
    if (symbol.kind == Symbol::Kind::Duration) {
      s.step += symbol.value;
      if (f.settings.length.bars > 0) s.step = std::min(s.step, endStep(f));
      if (s.pendingNote) ++s.notes;
      if (s.pendingNote) s.heard.back().length = symbol.value;
      s.expectsDuration = s.pendingNote = false;
      continue;
    }
    s.expectsDuration = true;
    s.pendingNote = symbol.kind == Symbol::Kind::Pitch;
    if (s.pendingNote) s.heard.push_back({symbol.value, 0, s.rests > 0});
    s.rests = s.pendingNote ? 0 : s.rests + 1;
  }
  return s;
}

inline std::optional<int> keyAt(const Fixture& f, const std::vector<HeardNote>& heard, std::size_t i) {
  switch (f.settings.rules.tabuKey) {
    case TabuKey::Pitch:
      return heard[i].pitch;
    case TabuKey::PitchClass:
      return heard[i].pitch % 12;
    case TabuKey::Interval:
      if (i == 0) return std::nullopt;
      return heard[i].pitch - heard[i - 1].pitch;
    case TabuKey::PitchDuration:
      return heard[i].pitch * 1000 + heard[i].length;
  }
  return std::nullopt;
}

/// Which of the user's rules the last of `heard`, played at `step`, breaks.
inline std::vector<RelaxedRule> broken(const Fixture& f, const std::vector<HeardNote>& heard,
                                       std::int64_t step) {
  const RuleSettings& rules = f.settings.rules;
  std::vector<RelaxedRule> found;
  const int pitch = heard.back().pitch;
  std::vector<int> keys;  // newest first, the last note's own left out
  int run = 0;            // of the last note's key, before it
  bool runs = !(rules.restResetsRun && heard.back().afterRest);
  const std::optional<int> key = keyAt(f, heard, heard.size() - 1);
  for (std::size_t i = heard.size() - 1; i-- > 0;) {
    const auto other = keyAt(f, heard, i);
    if (!other) continue;
    keys.push_back(*other);
    runs = runs && key == other;
    if (runs) ++run;
    runs = runs && !(rules.restResetsRun && heard[i].afterRest);
  }
  if (key && rules.tabu > 0) {
    const auto end = keys.begin() + std::min<std::ptrdiff_t>(rules.tabu, std::ssize(keys));
    if (std::find(keys.begin(), end, *key) != end) found.push_back(RelaxedRule::Tabu);
  } else if (key && rules.maxRepeat > 0 && run >= rules.maxRepeat) {
    found.push_back(RelaxedRule::Repetition);
  }
  if (rules.scale && !rules.scale->contains(pitch)) found.push_back(RelaxedRule::Scale);
  const bool painted = std::ranges::any_of(rules.exclusions, [&](const Exclusion& e) {
    return step >= e.fromStep && step < e.toStep && pitch >= e.lowest && pitch <= e.highest;
  });
  if (painted) found.push_back(RelaxedRule::Exclusion);
  if (pitch < rules.lowest || pitch > rules.highest) found.push_back(RelaxedRule::Range);
  return found;
}

inline bool isComplete(const Fixture& f, const std::vector<Token>& tokens) {
  const Standing s = standing(f, tokens);
  if (s.ended) return true;
  if (s.expectsDuration || tokens.empty()) return false;
  return f.settings.length.bars > 0 ? s.step >= endStep(f) : s.notes >= f.settings.length.notes;
}

/// Whether the time left allows a length.
inline bool mayLast(const Fixture& f, const Standing& s, int length) {
  if (f.settings.length.bars == 0) return true;
  const std::int64_t left = endStep(f) - s.step;
  if (length <= left) return true;
  // longer than what is left: only the shortest such, and only where none fills it exactly
  return std::ranges::none_of(f.vocabulary, [&](const Symbol& other) {
    return other.kind == Symbol::Kind::Duration && other.value >= left && other.value < length;
  });
}

/// Whether every rule allows a note of that pitch and length.
inline bool mayPlay(const Fixture& f, const Standing& s, int pitch, int length) {
  std::vector<HeardNote> heard = s.heard;
  heard.push_back({pitch, length, s.rests > 0});
  return broken(f, heard, s.step).empty();
}

/// Whether grammar and every rule allow the token.
inline bool mayFollow(const Fixture& f, const std::vector<Token>& tokens, Token token) {
  const Standing s = standing(f, tokens);
  const Symbol& symbol = f.vocabulary.at(static_cast<std::size_t>(token));
  const bool lengthCounts = f.settings.rules.tabuKey == TabuKey::PitchDuration;
  if (s.expectsDuration) {
    if (symbol.kind != Symbol::Kind::Duration || !mayLast(f, s, symbol.value)) return false;
    if (!s.pendingNote || !lengthCounts) return true;
    // what range, scale and exclusions say was said at the pitch
    std::vector<HeardNote> heard = s.heard;
    heard.back().length = symbol.value;
    return std::ranges::none_of(broken(f, heard, s.step), [](RelaxedRule rule) {
      return rule == RelaxedRule::Tabu || rule == RelaxedRule::Repetition;
    });
  }
  if (symbol.kind == Symbol::Kind::Rest) return s.rests == 0;
  if (symbol.kind == Symbol::Kind::End) {
    const int least = f.settings.length.minNotes;
    return least > 0 && s.notes >= least && s.step % f.timeline.stepsPerBar == 0;
  }
  if (symbol.kind != Symbol::Kind::Pitch) return false;
  if (!lengthCounts) return mayPlay(f, s, symbol.value, 0);
  return std::ranges::any_of(f.vocabulary, [&](const Symbol& length) {
    return length.kind == Symbol::Kind::Duration && mayLast(f, s, length.value) &&
           mayPlay(f, s, symbol.value, length.value);
  });
}

struct Melody {
  std::vector<Token> tokens;
  double score = 0;  ///< sum of raw log p
  double logQ = 0;   ///< sum of log q at temperature 1
  int notes = 0;
};

/// Every complete melody that keeps the rules.
inline std::vector<Melody> enumerate(const Fixture& f) {
  std::vector<Melody> complete;
  std::vector<Melody> open = {Melody{}};
  while (!open.empty()) {
    const Melody melody = std::move(open.back());
    open.pop_back();
    MockScorer::History history = f.prompt;
    history.insert(history.end(), melody.tokens.begin(), melody.tokens.end());
    const MockScorer::Row row = f.distribution(history);
    std::vector<Token> allowed;
    double mass = 0;
    for (Token token = 0; token < f.size(); ++token) {
      if (!mayFollow(f, melody.tokens, token)) continue;
      allowed.push_back(token);
      mass += std::exp(static_cast<double>(row[static_cast<std::size_t>(token)]));
    }
    for (Token token : allowed) {
      Melody next = melody;
      const double raw = static_cast<double>(row[static_cast<std::size_t>(token)]);
      next.tokens.push_back(token);
      next.score += raw;
      next.logQ += raw - std::log(mass);
      next.notes = standing(f, next.tokens).notes;
      (isComplete(f, next.tokens) ? complete : open).push_back(std::move(next));
    }
  }
  return complete;
}

/// Runs the search on a fixture with the fixture's scorer.
inline SearchResult run(const Fixture& f, SearchOptions options, std::stop_token stop = {},
                        SearchListener* listener = nullptr) {
  MockScorer scorer(f.size(), f.distribution);
  options.settings = f.settings;
  const SearchProblem problem{scorer, f.prompt, f.vocabulary, f.timeline, f.receptiveField};
  return search(problem, options, stop, listener);
}

inline SearchResult run(const Fixture& f) {
  return run(f, SearchOptions{});
}

}  // namespace partimento::decode::test
