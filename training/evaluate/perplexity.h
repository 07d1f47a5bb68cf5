#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/models/sequence_model.h"
#include "training/data/windows.h"

namespace partimento::training {

/// Sums of negative natural log-probabilities over all tokens of a set (micro average).
struct StreamLoss {
  std::array<double, 3> nats{};          ///< by Said
  std::array<std::int64_t, 3> tokens{};  ///< by Said
  std::int64_t notes = 0;

  double totalNats() const { return nats[0] + nats[1] + nats[2]; }
  std::int64_t totalTokens() const { return tokens[0] + tokens[1] + tokens[2]; }
  /// 0 where nothing of the kind was said.
  double pitchPerplexity() const;
  double durationPerplexity() const;
  double natsPerNote() const;
  double natsPerToken() const;
};

/// Teacher-forced loss of every token with its full context; the module is put into evaluation mode and stays
/// there. `proceed` is asked between batches with the share done; false throws Error(Cancelled).
/// Throws Error(NumbersBroken).
StreamLoss evaluateLoss(models::SequenceModel& model, const std::vector<Stream>& streams,
                        const std::function<bool(double)>& proceed = {});

/// -ln p of every target, 0 where nothing is asked: (batch, time). Differentiable.
torch::Tensor lossOf(models::SequenceModel& model, const Batch& batch);

}  // namespace partimento::training
