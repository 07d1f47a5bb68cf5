#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/decode/hypothesis.h"

namespace partimento::decode {

/// Finds hypotheses with the same future: the network sees only the last tokens of its receptive field, so
/// two that agree in them, in position and in what the rules remember will score alike for ever, and only the
/// better one can win (Viterbi recombination). Exact for a finite receptive field; idle until that many
/// tokens were generated, since hypotheses share the prompt.
class Recombination {
 public:
  /// `window` tokens, 0: never merges. `repeatLimit` is the largest run length that matters.
  Recombination(int window, int repeatLimit, int maxHypotheses);

  /// Whether hypotheses of the coming step can be equal at all.
  bool active() const { return m_window > 0 && m_generated + 1 >= m_window; }
  /// Begins a step: children are offered next.
  void beginStep();
  /// Offers the child of row `parent` by `token`: false when one of the same future was accepted before in
  /// this step. An accepted child is row `acceptedCount - 1` of the next step.
  bool accept(int parent, Token token, const HypothesisState& state);
  /// Ends the step: the accepted children are the rows now.
  void endStep();

 private:
  using Short = std::uint16_t;
  std::span<Short> history(std::vector<Short>& histories, int row) const;
  bool sameFuture(int a, int b) const;
  std::uint64_t hashOf(std::span<const Short> tokens, const HypothesisState& state) const;

  int m_window;
  int m_repeatLimit;
  int m_generated = 0;
  std::vector<Short> m_histories, m_next;  // rows x window, a ring with the same position in all rows
  std::vector<HypothesisState> m_states;
  std::vector<std::int32_t> m_slots;  // open addressing: rows by hash, -1 free
};

}  // namespace partimento::decode
