#pragma once

#include <array>
#include <vector>

#include "core/tokens/tmidi_tokenizer.h"

namespace partimento::tokens {

/// A token inside a broken note drops the note; reading goes on at the next separator (or delta).
/// No pitch is struck twice at one time, and no more than kMostAtOnce are. A note cannot wait longer than the
/// longest delta: where Horizon::from is later, it begins as late as can be said.
class TmidiGrammar final : public Grammar {
 public:
  /// What the next token is.
  enum class Field : std::uint8_t { Separator, Delta, Length, Pitch };
  static constexpr int kMostAtOnce = 32;

  TmidiGrammar(TmidiTokenizer::Form form, int offset);

  int vocabularySize() const override { return static_cast<int>(m_symbols[0].size()); }
  int fields() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int field) const override {
    return m_symbols[static_cast<std::size_t>(field)];
  }
  TimeBase timeBase() const override { return TimeBase::Milliseconds; }
  GrammarState start() const override;
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  struct Own {
    std::uint32_t field = 0;
    std::uint32_t length = 0;
    std::uint32_t atOnce = 0;  // notes at this time
    std::array<std::uint32_t, 4> struck{};
  };

  Field firstField() const { return m_document ? Field::Separator : Field::Delta; }
  /// The number that a token says in a field; -1 where it says none.
  int numberOf(Field field, Token token) const;
  Token tokenOf(Field field, int number) const;
  void expect(GrammarState& state, Own own, Field field) const;

  bool m_document;
  TokenSet m_playable;                         // in the field of pitches
  std::vector<std::vector<Symbol>> m_symbols;  // by field; one table in the three-token form
};

}  // namespace partimento::tokens
