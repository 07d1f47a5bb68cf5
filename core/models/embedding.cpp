#include "core/models/embedding.h"

#include "core/base/error.h"
#include "core/models/token_context.h"

namespace partimento::models {

int embeddingRows(const ModelConfig& config) {
  return config.vocabulary + contextRows(config.context, config.vocabulary);
}

torch::Tensor embeddingIndexes(const ModelConfig& config, const torch::Tensor& tokens,
                               const torch::Tensor& context) {
  const torch::Tensor own = tokens.unsqueeze(-1);  // (batch, time, 1)
  if (config.context == ContextUse::None) return own;
  if (!context.defined() || context.dim() != 3 || context.size(2) != kContextColumns) {
    throw Error(ErrorCode::Internal, {"the network reads context and was given none"});
  }
  std::vector<std::int64_t> first;
  const int columns = contextColumns(config.context);
  for (int i = 0; i < columns; ++i) {
    first.push_back(firstContextRow(static_cast<ContextColumn>(i), config.vocabulary));
  }
  const torch::Tensor offsets = torch::tensor(first, torch::kInt64).to(context.device());
  return torch::cat({own, context.narrow(2, 0, columns) + offsets}, -1);
}

}  // namespace partimento::models
