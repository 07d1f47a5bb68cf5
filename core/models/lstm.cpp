#include "core/models/lstm.h"

#include <cmath>

#include "core/models/embedding.h"
#include "core/models/layer_ops.h"
#include "core/models/lstm_layer.h"
#include "core/models/projection.h"
#include "core/models/relative_attention.h"

namespace partimento::models {

namespace {

constexpr double kTableSpread = 0.1;
constexpr double kRelativeSpread = 0.02;
constexpr float kForgetBias = 1;  // Jozefowicz et al. 2015: gates begin open

}  // namespace

LstmImpl::LstmImpl(const ModelConfig& config, double dropout)
    : SequenceModel(config, dropout), m_shape(std::get<LstmShape>(config.shape)) {
  requireValid(config);
  const int width = m_shape.width;
  const double bound = 1 / std::sqrt(static_cast<double>(width));
  const auto norm = [&](const std::string& name) {
    return register_module(name, torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
  };
  const auto matrix = [&](const std::string& name) {
    torch::Tensor weight = register_parameter(name, torch::empty({4 * width, width}));
    torch::nn::init::uniform_(weight, -bound, bound);
    return weight;
  };
  m_embedding = register_module("embedding", torch::nn::Embedding(embeddingRows(config), width));
  torch::nn::init::normal_(m_embedding->weight, 0, kTableSpread);
  for (int i = 0; i < m_shape.layers; ++i) {
    const std::string name = "layer" + std::to_string(i) + "_";
    Layer layer;
    layer.input = matrix(name + "input");
    layer.recurrent = matrix(name + "recurrent");
    layer.bias = register_parameter(name + "bias", torch::zeros({4 * width}));
    {
      const torch::NoGradGuard noGradients;
      layer.bias.narrow(0, width, width).fill_(kForgetBias);
    }
    m_layers.push_back(layer);
  }
  m_attentionNorm = norm("attention_norm");
  m_qkv = register_module("attention_qkv", torch::nn::Linear(width, 3 * width));
  m_relative =
      register_parameter("attention_relative", torch::empty({m_shape.window, width / m_shape.heads}));
  torch::nn::init::normal_(m_relative, 0, kRelativeSpread);
  m_out = register_module("attention_out", torch::nn::Linear(width, width));
  m_norm = norm("norm");
  m_head = register_module("head", torch::nn::Linear(width, config.vocabulary));
}

torch::Tensor LstmImpl::forward(const torch::Tensor& tokens, const torch::Tensor& context) {
  const double drop = activeDropout();
  torch::Tensor x = sumOfRows(m_embedding->weight, embeddingIndexes(config(), tokens, context));
  for (const Layer& layer : m_layers) {
    x = lstmLayer(dropoutOf(x, drop), {layer.input, layer.recurrent, layer.bias});  // (batch, time, width)
  }
  const torch::Tensor qkv = project(m_attentionNorm(x), m_qkv->weight, m_qkv->bias);
  const torch::Tensor seen = relativeAttention(qkv, m_relative, {m_shape.heads, drop});
  x = dropoutAdd(x, project(seen, m_out->weight, m_out->bias), drop);
  return project(dropoutOf(m_norm(x), drop), m_head->weight, m_head->bias);  // (batch, time, vocabulary)
}

std::string LstmImpl::groupOf(const std::string& weight) const {
  if (weight.starts_with("embedding")) return "embedding";
  if (weight.starts_with("layer")) return "layer " + weight.substr(5, weight.find('_') - 5);
  if (weight.starts_with("attention")) return "attention";
  return "head";
}

}  // namespace partimento::models
