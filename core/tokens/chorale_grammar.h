#pragma once

#include <vector>

#include "core/tokens/chorale_tokenizer.h"

namespace partimento::tokens {

/// The order that ChoraleTokenizer describes. A voice holds only what it sings, and after four whole notes in
/// which no voice began a note the bass must begin one. End may follow a slice. Parallels are forbidden to
/// the lower of two voices, which can always do something else: hold, rest, repeat.
class ChoraleGrammar final : public Grammar {
 public:
  static constexpr int kLongestCalm = 384;  ///< 1/24 quarter notes without an onset

  /// The voice of `soprano` is given until its last note ends.
  ChoraleGrammar(const ChoraleTokenizer& tokenizer, const GrammarSetting& setting,
                 std::vector<PlayedNote> soprano = {});

  /// See ChoraleTokenizer::continuing.
  void setVoiceEnds(const VoiceEnds& ends) { m_ends = ends; }

  int vocabularySize() const override { return static_cast<int>(m_symbols.size()); }
  std::span<const Symbol> symbols(int) const override { return m_symbols; }
  TimeBase timeBase() const override { return TimeBase::Steps; }
  int lines() const override { return kVoices; }
  GrammarState start() const override;
  void advance(GrammarState& state, Token token) const override;
  TokenSet allowed(const GrammarState& state, const Horizon& horizon) const override;
  BarPlace place(const GrammarState& state) const override;
  Played read(std::span<const Token> tokens, std::int64_t end) const override;

 private:
  struct Own;
  void startBar(GrammarState& state, Own& own) const;
  void endSlice(GrammarState& state, Own& own, int steps) const;
  TokenSet voices(const GrammarState& state, const Own& own) const;
  void forbidParallels(const Own& own, TokenSet& set) const;
  std::int64_t tieEndsAfter(std::int64_t time) const;
  TokenSet givenSoprano(std::int64_t time) const;
  std::int64_t sopranoChangeAfter(std::int64_t time) const;

  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

  TokenRun m_pitches, m_durations;
  TimeSignature m_firstMeter;
  std::vector<Symbol> m_symbols;
  std::vector<PlayedNote> m_soprano;
  std::vector<Token> m_sopranoTokens;  // by note
  std::int64_t m_givenUntil = kNever;
  VoiceEnds m_ends{kNever, kNever, kNever, kNever};
  bool m_noParallels;
};

}  // namespace partimento::tokens
