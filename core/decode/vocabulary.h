#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/decode/token_set.h"
#include "core/music/note.h"

namespace partimento::decode {

/// The meaning of tokens in one field of a grammar, prepared as sets for the rules. Immutable.
class Vocabulary {
 public:
  /// Of at most kMaxVocabulary symbols.
  explicit Vocabulary(std::span<const Symbol> symbols);

  int size() const { return static_cast<int>(m_symbols.size()); }
  const Symbol& operator[](Token token) const { return m_symbols[static_cast<std::size_t>(token)]; }
  const std::vector<Symbol>& symbols() const { return m_symbols; }

  const TokenSet& all() const { return m_all; }
  const TokenSet& pitches() const { return m_pitches; }
  const TokenSet& rests() const { return m_rests; }
  const TokenSet& ends() const { return m_ends; }
  /// How long something sounds, in whatever unit.
  const TokenSet& lengths() const { return m_lengths; }
  /// Tokens of one pitch; the empty set for a number that is no pitch.
  const TokenSet& pitch(int pitch) const;
  const TokenSet& pitchClass(int pitchClass) const { return m_byClass[static_cast<std::size_t>(pitchClass)]; }
  /// 0 where no symbol is a duration.
  int shortestDuration() const { return m_shortestDuration; }

 private:
  std::vector<Symbol> m_symbols;
  TokenSet m_all, m_pitches, m_rests, m_ends, m_lengths;
  std::array<TokenSet, kHighestPitch + 1> m_byPitch;
  std::array<TokenSet, 12> m_byClass;
  int m_shortestDuration = 0;
};

}  // namespace partimento::decode
