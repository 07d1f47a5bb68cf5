#pragma once

#include "core/models/torch_parts.h"

namespace partimento::models {

/// x (..., in) · weight (out, in)^T + bias (out; may be undefined) -> (..., out). The same as
/// torch::linear, but on a processor with several torch threads the rows are divided among them: the BLAS
/// underneath is kept to one thread (see platform notes in README.md).
torch::Tensor project(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias);

}  // namespace partimento::models
