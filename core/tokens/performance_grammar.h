#pragma once

#include <array>
#include <vector>

#include "core/tokens/performance_tokenizer.h"

namespace partimento::tokens {

/// Which keys are down and for how long, the velocity, the order within a tick. An off needs its key down, an
/// on needs it up; a velocity changes and is followed by an on; at most kMostKeys sound, none for longer than
/// eight seconds, and silence lasts twenty at most. End closes what sounds.
class PerformanceGrammar final : public Grammar {
 public:
  static constexpr int kMostKeys = 16;
  static constexpr int kLongestSilence = 2000;  ///< ticks of 10 ms

  explicit PerformanceGrammar(int offset);

  int vocabularySize() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int) const override { return m_symbols; }
  TimeBase timeBase() const override { return TimeBase::Milliseconds; }
  GrammarState start() const override { return {}; }
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  std::vector<Symbol> m_symbols;
  TokenSet m_keys;  // that may be struck
};

}  // namespace partimento::tokens
