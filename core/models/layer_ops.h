#pragma once

#include "core/models/torch_parts.h"

namespace partimento::models {

/// base + dropout(x), both of one shape. `rate` 0: plain sum. Differentiable; the mask is made again in the
/// backward pass instead of being kept.
torch::Tensor dropoutAdd(const torch::Tensor& base, const torch::Tensor& x, double rate);

/// dropout(x)
torch::Tensor dropoutOf(const torch::Tensor& x, double rate);

/// x * Phi(x) (Hendrycks and Gimpel 2016), within 1e-6.
torch::Tensor geluOf(const torch::Tensor& x);

/// Sum of rows of a table: indexes (..., n) int64, each within it, table (rows, width) -> (..., width).
/// Throws Error(Internal) for an index outside the table.
torch::Tensor sumOfRows(const torch::Tensor& table, const torch::Tensor& indexes);

}  // namespace partimento::models
