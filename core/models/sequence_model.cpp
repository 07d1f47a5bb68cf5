#include "core/models/sequence_model.h"

#include <algorithm>
#include <unordered_set>

#include "core/base/error.h"
#include "core/models/embedding.h"
#include "core/models/gpt.h"
#include "core/models/lstm.h"
#include "core/models/tcn.h"

namespace partimento::models {

namespace {

bool isMatrix(const std::string& name, const std::unordered_set<std::string>& linear) {
  return linear.contains(name) || name.ends_with("_input") || name.ends_with("_recurrent");
}

std::int64_t countOf(const ModelConfig& config, const GptShape& shape) {
  const std::int64_t d = shape.width, f = shape.feedForward;
  const std::int64_t block = 4 * d + 3 * d * d + 3 * d + d * d + d + 2 * d * f + f + d +
                             std::int64_t{shape.window} * (d / shape.heads);
  return (std::int64_t{embeddingRows(config)} + config.vocabulary + 2) * d + shape.layers * block;
}

std::int64_t countOf(const ModelConfig& config, const LstmShape& shape) {
  const std::int64_t d = shape.width;
  const std::int64_t attention = 2 * d + 4 * d * d + 4 * d + std::int64_t{shape.window} * (d / shape.heads);
  return (std::int64_t{embeddingRows(config)} + config.vocabulary + 2) * d + config.vocabulary +
         shape.layers * (8 * d * d + 4 * d) + attention;
}

std::int64_t countOf(const ModelConfig&, const TcnArchitecture& shape) {
  return parameterCount(*std::make_shared<TcnImpl>(shape));
}

}  // namespace

std::int64_t WeightGroup::parameters() const {
  std::int64_t count = 0;
  for (const NamedWeight& weight : weights) count += weight.tensor.numel();
  return count;
}

SequenceModel::SequenceModel(ModelConfig config, double dropout)
    : m_config(std::move(config)), m_dropout(dropout) {
  if (!(dropout >= 0) || dropout >= 1) {
    throw Error(ErrorCode::SettingInvalid, {"dropout", std::to_string(dropout), "0 to below 1"});
  }
}

std::vector<WeightGroup> SequenceModel::weightGroups() const {
  std::unordered_set<std::string> linear;
  for (const auto& entry : named_modules()) {
    if (entry.value()->as<torch::nn::LinearImpl>()) linear.insert(entry.key() + ".weight");
  }
  std::vector<WeightGroup> groups;
  std::vector<WeightGroup> ends;
  for (const auto& entry : named_parameters()) {
    const std::string name = groupOf(entry.key());
    // What belongs to the head may be registered before the blocks.
    std::vector<WeightGroup>& part = name == "head" ? ends : groups;
    auto found =
        std::find_if(part.begin(), part.end(), [&](const auto& group) { return group.name == name; });
    if (found == part.end()) found = part.insert(part.end(), WeightGroup{name, {}});
    found->weights.push_back({entry.key(), entry.value(), isMatrix(entry.key(), linear)});
  }
  const auto rank = [](const WeightGroup& group) {
    if (group.name == "embedding") return -1;
    const std::size_t space = group.name.find(' ');
    return space == std::string::npos ? 1 << 20 : std::stoi(group.name.substr(space + 1));
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  groups.insert(groups.end(), ends.begin(), ends.end());
  return groups;
}

std::shared_ptr<SequenceModel> makeModel(const ModelConfig& config, double dropout) {
  requireValid(config);
  switch (config.family()) {
    case Family::Gpt:
      return std::make_shared<GptImpl>(config, dropout);
    case Family::Lstm:
      return std::make_shared<LstmImpl>(config, dropout);
    case Family::Tcn:
      return std::make_shared<TcnImpl>(std::get<TcnArchitecture>(config.shape), dropout);
  }
  throw Error(ErrorCode::Internal, {"family"});
}

std::int64_t parameterCount(const ModelConfig& config) {
  requireValid(config);
  return std::visit([&](const auto& shape) { return countOf(config, shape); }, config.shape);
}

std::int64_t parameterCount(const torch::nn::Module& module) {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : module.parameters()) count += parameter.numel();
  return count;
}

void copyWeights(const SequenceModel& from, SequenceModel& to) {
  ModelConfig reached = from.config();
  const bool learnsToEnd =
      reached.context == ContextUse::Read && to.config().context == ContextUse::ReadToEnd;
  if (learnsToEnd) reached.context = ContextUse::ReadToEnd;
  if (!(reached == to.config())) throw Error(ErrorCode::Internal, {"networks of different shapes"});
  const torch::NoGradGuard noGradients;
  const auto source = from.parameters();
  const auto target = to.parameters();
  for (std::size_t i = 0; i < source.size(); ++i) {
    // of one table the last rows are new
    const std::int64_t added = target[i].size(0) - source[i].size(0);
    if (added > 0) target[i].narrow(0, source[i].size(0), added).zero_();
    target[i].narrow(0, 0, source[i].size(0)).copy_(source[i]);
  }
}

}  // namespace partimento::models
