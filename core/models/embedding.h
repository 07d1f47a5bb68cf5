#pragma once

#include "core/models/model_config.h"
#include "core/models/torch_parts.h"

namespace partimento::models {

/// Rows of a network's one table: its vocabulary and, where it reads context, the tables of the columns.
int embeddingRows(const ModelConfig& config);

/// (batch, time) tokens and (batch, time, kContextColumns) context -> (batch, time, n) rows of that table.
/// Throws Error(Internal) when the context is missing or misshapen.
torch::Tensor embeddingIndexes(const ModelConfig& config, const torch::Tensor& tokens,
                               const torch::Tensor& context);

}  // namespace partimento::models
