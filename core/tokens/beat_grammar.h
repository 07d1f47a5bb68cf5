#pragma once

#include <vector>

#include "core/tokens/beat_tokenizer.h"

namespace partimento::tokens {

/// The order that BeatTokenizer describes, and no more than four bars in a row without a note. End may follow
/// a bar line or a note.
class BeatGrammar final : public Grammar {
 public:
  static constexpr int kMostEmptyBars = 4;

  BeatGrammar(const BeatTokenizer& tokenizer, const GrammarSetting& setting);

  int vocabularySize() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int) const override { return m_symbols; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int lines() const override { return BeatTokenizer::kTrackRun.size(); }
  GrammarState start() const override;
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  BarPlace place(const GrammarState& state) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  struct Own;
  void startBar(GrammarState& state, Own& own) const;
  void say(GrammarState& state, Own& own, Token token) const;
  void insertBar(const GrammarState& state, const Own& own, const Horizon& horizon, TokenSet& set) const;
  void insertPositions(const Own& own, const Horizon& horizon, TokenSet& set) const;
  void insertPitches(const Own& own, TokenSet& set) const;

  TokenRun m_pitches, m_durations;
  TokenSet m_playable;  // pitches
  TimeSignature m_firstMeter;
  std::vector<Symbol> m_symbols;
};

}  // namespace partimento::tokens
