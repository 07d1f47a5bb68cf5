#include "core/models/gpt.h"

#include <cmath>

#include "core/models/embedding.h"
#include "core/models/layer_ops.h"
#include "core/models/projection.h"
#include "core/models/relative_attention.h"

namespace partimento::models {

namespace {

constexpr double kSpread = 0.02;

}  // namespace

GptImpl::GptImpl(const ModelConfig& config, double dropout)
    : SequenceModel(config, dropout), m_shape(std::get<GptShape>(config.shape)) {
  requireValid(config);
  const int width = m_shape.width;
  const double inner = kSpread / std::sqrt(2.0 * m_shape.layers);
  const auto linear = [&](const std::string& name, int from, int to, double spread) {
    auto module = register_module(name, torch::nn::Linear(from, to));
    torch::nn::init::normal_(module->weight, 0, spread);
    torch::nn::init::zeros_(module->bias);
    return module;
  };
  const auto norm = [&](const std::string& name) {
    return register_module(name, torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
  };
  m_embedding = register_module("embedding", torch::nn::Embedding(embeddingRows(config), width));
  torch::nn::init::normal_(m_embedding->weight, 0, kSpread);
  for (int i = 0; i < m_shape.layers; ++i) {
    const std::string name = "block" + std::to_string(i) + "_";
    Block block;
    block.norm1 = norm(name + "norm1");
    block.qkv = linear(name + "qkv", width, 3 * width, kSpread);
    block.relative =
        register_parameter(name + "relative", torch::empty({m_shape.window, width / m_shape.heads}));
    torch::nn::init::normal_(block.relative, 0, kSpread);
    block.out = linear(name + "out", width, width, inner);
    block.norm2 = norm(name + "norm2");
    block.in = linear(name + "in", width, m_shape.feedForward, kSpread);
    block.down = linear(name + "down", m_shape.feedForward, width, inner);
    m_blocks.push_back(block);
  }
  m_norm = norm("norm");
  m_head = register_module("head",
                           torch::nn::Linear(torch::nn::LinearOptions(width, config.vocabulary).bias(false)));
  torch::nn::init::normal_(m_head->weight, 0, kSpread);
}

torch::Tensor GptImpl::forward(const torch::Tensor& tokens, const torch::Tensor& context) {
  const double drop = activeDropout();
  const auto through = [](const torch::nn::Linear& module, const torch::Tensor& input) {
    return project(input, module->weight, module->bias);
  };
  torch::Tensor x = sumOfRows(m_embedding->weight, embeddingIndexes(config(), tokens, context));
  x = dropoutOf(x, drop);  // (batch, time, width)
  for (Block& block : m_blocks) {
    const torch::Tensor qkv = through(block.qkv, block.norm1(x));  // (batch, time, 3 width)
    const torch::Tensor seen = relativeAttention(qkv, block.relative, {m_shape.heads, drop});
    x = dropoutAdd(x, through(block.out, seen), drop);
    const torch::Tensor hidden = geluOf(through(block.in, block.norm2(x)));  // (batch, time, feedForward)
    x = dropoutAdd(x, through(block.down, hidden), drop);
  }
  return project(m_norm(x), m_head->weight, {});  // (batch, time, vocabulary)
}

std::int64_t GptImpl::receptiveField() const {
  if (config().context != ContextUse::None) return 0;
  return std::int64_t{m_shape.layers} * (m_shape.window - 1) + 1;
}

std::string GptImpl::groupOf(const std::string& weight) const {
  if (weight.starts_with("embedding")) return "embedding";
  if (weight.starts_with("block")) return "block " + weight.substr(5, weight.find('_') - 5);
  return "head";
}

}  // namespace partimento::models
