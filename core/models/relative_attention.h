#pragma once

#include "core/models/torch_parts.h"

namespace partimento::models {

struct AttentionShape {
  std::int64_t heads = 1;
  double dropout = 0;  ///< of the attention weights; 0 in evaluation
};

/// Causal self-attention with relative positions (Shaw et al. 2018; Huang et al. 2018, section 3.4), over the
/// last W tokens:
///   score(i, j) = q_i · (k_j + table[W - 1 - (i - j)]) / sqrt(width / heads),   0 <= i - j < W.
///
/// qkv (batch, time, 3 width): queries, keys, values; table (W, width / heads), shared by the heads
/// -> (batch, time, width). Differentiable.
///
/// The relative scores of a block of queries are one product with the table, read along its diagonals where
/// they lie: nothing is padded, zero-filled or copied into place, and nothing of size time x time is kept
/// for the backward pass, which makes the scores again. On other devices and types the same diagonals are a
/// strided view.
torch::Tensor relativeAttention(const torch::Tensor& qkv, const torch::Tensor& table,
                                const AttentionShape& shape);

/// That formulation for any device and type; on the processor it is the slower one.
torch::Tensor relativeAttentionByViews(const torch::Tensor& qkv, const torch::Tensor& table,
                                       const AttentionShape& shape);

}  // namespace partimento::models
