#pragma once

#include <span>

#include "core/music/symbol.h"

namespace partimento::decode {

/// The seam between search and network: log-probabilities of the next token for a set of hypotheses.
/// One search at a time, one thread. Implementations keep a cache per hypothesis and never recompute the
/// past.
class Scorer {
 public:
  virtual ~Scorer() = default;

  virtual int vocabularySize() const = 0;

  /// Forgets everything, reads the prompt (at least one token) as the only hypothesis and writes
  /// `vocabularySize()` natural log-probabilities of what follows.
  /// `maxHypotheses` bounds the rows of every later step.
  virtual void start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) = 0;

  /// Replaces the hypotheses by new ones: row i continues row `parents[i]` of the call before with
  /// `tokens[i]`. Parents may repeat and may be left out. `parents`, `tokens` have one entry a row;
  /// `logProbabilities` is row-major, rows x vocabularySize().
  /// Throws Error(NumbersBroken) when the network yields a value that is not a number.
  virtual void step(std::span<const int> parents, std::span<const Token> tokens,
                    std::span<float> logProbabilities) = 0;

  /// Releases the caches of the search.
  virtual void finish() = 0;
};

}  // namespace partimento::decode
