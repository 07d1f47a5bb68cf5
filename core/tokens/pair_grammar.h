#pragma once

#include <cstdint>
#include <vector>

#include "core/tokens/grammar.h"

namespace partimento::tokens {

/// One line of notes as (Pitch | Rest) Duration (Pitch | Rest) Duration ... over any vocabulary of such
/// symbols. End may follow where a symbol may, at a bar line. The last duration reaches the horizon's end
/// exactly or, where none fits, is the next longer one and is cut there. Horizon::from is not read: the
/// prompt ends where the continuation starts.
class PairGrammar final : public Grammar {
 public:
  /// Throws SettingInvalid when there are more than kMaxVocabulary symbols, none for a pitch or none for a
  /// duration, or a symbol's value is impossible.
  PairGrammar(std::vector<Symbol> symbols, TimeSignature meter, std::int64_t startTime);
  /// As above, in bars of any length.
  PairGrammar(std::vector<Symbol> symbols, std::int64_t stepsPerBar, std::int64_t startTime);

  int vocabularySize() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int) const override { return m_symbols; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  GrammarState start() const override;
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  BarPlace place(const GrammarState& state) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  struct Length {
    std::int64_t steps = 0;
    TokenSet exactly;
    TokenSet upTo;
  };

  TokenSet durationsWithin(std::int64_t steps) const;

  std::vector<Symbol> m_symbols;
  TimeSignature m_meter;
  std::int64_t m_stepsPerBar;
  std::int64_t m_startTime;
  TokenSet m_events, m_ends, m_durations;
  std::vector<Length> m_lengths;  // ascending
};

}  // namespace partimento::tokens
