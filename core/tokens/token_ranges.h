#pragma once

#include <span>

#include "core/music/symbol.h"
#include "core/tokens/tokenizer.h"

/// What every vocabulary needs that keeps its kinds of tokens in runs of ids.
namespace partimento::tokens {

/// Throws RangeInvalid for a range that leaves MIDI's or is smaller than an octave.
void requireOctave(PitchRange range);

/// A run of token ids: first, first + 1, ..., end - 1.
struct TokenRun {
  Token first = 0;
  Token end = 0;

  constexpr bool contains(Token token) const { return token >= first && token < end; }
  constexpr int size() const { return end - first; }
};

/// Pitch tokens that sound as they are said when transposed back; the others would be folded by octaves, and
/// two of them could mean one key.
inline TokenSet soundingAsSaid(TokenRun pitches, Pitch lowest, int offset) {
  TokenSet set;
  for (Token token = pitches.first; token < pitches.end; ++token) {
    const Pitch pitch = lowest + (token - pitches.first) - offset;
    if (pitch >= kLowestPitch && pitch <= kHighestPitch) set.insert(token);
  }
  return set;
}

/// Adds `semitones` to every token of the run. False, and nothing changed, when one would leave it.
inline bool shiftPitches(std::span<Token> tokens, TokenRun pitches, int semitones) {
  for (const Token token : tokens) {
    if (pitches.contains(token) && !pitches.contains(token + semitones)) return false;
  }
  for (Token& token : tokens) {
    if (pitches.contains(token)) token += semitones;
  }
  return true;
}

}  // namespace partimento::tokens
