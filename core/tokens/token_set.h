#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/music/symbol.h"

namespace partimento::tokens {

/// No vocabulary is larger.
inline constexpr int kMaxVocabulary = 512;

/// A set of tokens as bits: rules work on a few words instead of the whole vocabulary.
class TokenSet {
 public:
  void insert(Token token) { m_words[word(token)] |= bit(token); }
  /// Inserts first, first + 1, ..., last - 1.
  void insertRange(Token first, Token last) {
    for (Token token = first; token < last; ++token) insert(token);
  }
  void erase(Token token) { m_words[word(token)] &= ~bit(token); }
  bool contains(Token token) const { return (m_words[word(token)] & bit(token)) != 0; }

  bool empty() const {
    std::uint64_t any = 0;
    for (std::uint64_t w : m_words) any |= w;
    return any == 0;
  }
  int size() const {
    int count = 0;
    for (std::uint64_t w : m_words) count += std::popcount(w);
    return count;
  }

  TokenSet& operator|=(const TokenSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) m_words[i] |= other.m_words[i];
    return *this;
  }
  TokenSet& operator&=(const TokenSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) m_words[i] &= other.m_words[i];
    return *this;
  }
  /// Takes out what the other set holds.
  TokenSet& operator-=(const TokenSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) m_words[i] &= ~other.m_words[i];
    return *this;
  }
  friend TokenSet operator|(TokenSet a, const TokenSet& b) { return a |= b; }
  friend TokenSet operator&(TokenSet a, const TokenSet& b) { return a &= b; }
  friend TokenSet operator-(TokenSet a, const TokenSet& b) { return a -= b; }
  bool operator==(const TokenSet&) const = default;

  /// Calls visit(token) in ascending order.
  template <typename Visit>
  void forEach(Visit&& visit) const {
    for (std::size_t i = 0; i < kWords; ++i) {
      for (std::uint64_t rest = m_words[i]; rest != 0; rest &= rest - 1) {
        visit(static_cast<Token>(i * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
      }
    }
  }

 private:
  static constexpr std::size_t kWords = kMaxVocabulary / 64;
  static std::size_t word(Token token) { return static_cast<std::size_t>(token) / 64; }
  static std::uint64_t bit(Token token) { return std::uint64_t{1} << (static_cast<unsigned>(token) % 64); }

  std::array<std::uint64_t, kWords> m_words{};
};

}  // namespace partimento::tokens
