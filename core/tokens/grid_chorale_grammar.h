#pragma once

#include <vector>

#include "core/tokens/grid_chorale_tokenizer.h"

namespace partimento::tokens {

/// Four tokens a sixteenth. After 64 sixteenths in which no voice began a note the bass must begin one. End
/// may follow a sixteenth. The metre is the setting's throughout.
class GridChoraleGrammar final : public Grammar {
 public:
  static constexpr int kLongestCalm = 64;  ///< sixteenths

  GridChoraleGrammar(const GridChoraleTokenizer& tokenizer, const GrammarSetting& setting);

  int vocabularySize() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int) const override { return m_symbols; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int lines() const override { return kVoices; }
  GrammarState start() const override;
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  Token sustaining(const GrammarState& state) const override;
  BarPlace place(const GrammarState& state) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  struct Own;

  TokenRun m_pitches;
  TimeSignature m_meter;
  std::vector<Symbol> m_symbols;
};

}  // namespace partimento::tokens
