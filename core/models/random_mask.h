#pragma once

#include "core/models/row_loops.h"
#include "core/models/torch_parts.h"

namespace partimento::models {

/// A mask of its own, seeded by torch's default generator; a rate of 0 draws nothing.
inline loops::DropoutMask drawMask(double rate) {
  loops::DropoutMask mask;
  mask.rate = static_cast<float>(rate);
  if (rate > 0) {
    mask.seed = static_cast<std::uint64_t>(
        torch::randint(std::numeric_limits<std::int64_t>::max(), {1}, torch::kInt64).item<std::int64_t>());
  }
  return mask;
}

}  // namespace partimento::models
