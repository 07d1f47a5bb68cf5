#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>

#include "core/decode/settings.h"
#include "core/models/decoding.h"
#include "core/models/style_card.h"
#include "training/evaluate/opening.h"

namespace partimento::training {

struct Continuation {
  ScorePtr score;  ///< opening and continuation, cut at the opening's end of bars
  double logProbability = 0;
  int relaxations = 0;
};

/// A style that continues openings in all their lines, by the search that composing uses. One thread.
class StylePlayer {
 public:
  StylePlayer(const models::StyleCard& card, const models::SequenceModel& model,
              std::shared_ptr<const tokens::Tokenizer> tokenizer);

  /// `settings` but for its length. Throws Cancelled and what decode::search throws.
  Continuation play(const Opening& opening, const decode::Settings& settings, std::uint64_t randomSeed,
                    std::stop_token stop);

 private:
  std::shared_ptr<const tokens::Tokenizer> m_tokenizer;
  std::shared_ptr<const models::DecodingWeights> m_weights;
  std::unique_ptr<models::SequenceScorer> m_scorer;
  bool m_remembers = false;
};

}  // namespace partimento::training
