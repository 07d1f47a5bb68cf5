#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "core/models/model_config.h"

namespace partimento::bench {

/// The same network as models::GptImpl without context, as one writes it with the library's modules: relative
/// scores are padded, reshaped and sliced into place (Huang et al. 2018, figure 1), the future is masked.
class PlainGptImpl : public torch::nn::Module {
 public:
  PlainGptImpl(const models::GptShape& shape, int vocabulary, double dropout)
      : m_shape(shape), m_drop(dropout) {
    namespace nn = torch::nn;
    m_embedding = register_module("embedding", nn::Embedding(vocabulary, shape.width));
    for (int i = 0; i < shape.layers; ++i) {
      const std::string name = std::to_string(i);
      Block block;
      block.norm1 = register_module("norm1" + name, nn::LayerNorm(nn::LayerNormOptions({shape.width})));
      block.norm2 = register_module("norm2" + name, nn::LayerNorm(nn::LayerNormOptions({shape.width})));
      block.qkv = register_module("qkv" + name, nn::Linear(shape.width, 3 * shape.width));
      block.out = register_module("out" + name, nn::Linear(shape.width, shape.width));
      block.in = register_module("in" + name, nn::Linear(shape.width, shape.feedForward));
      block.down = register_module("down" + name, nn::Linear(shape.feedForward, shape.width));
      block.relative = register_parameter("relative" + name,
                                          torch::randn({shape.window, shape.width / shape.heads}) * 0.02);
      m_blocks.push_back(block);
    }
    m_norm = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({shape.width})));
    m_head = register_module("head", nn::Linear(nn::LinearOptions(shape.width, vocabulary).bias(false)));
  }

  torch::Tensor forward(const torch::Tensor& tokens) {
    const auto drop = [&](const torch::Tensor& x) { return torch::dropout(x, m_drop, is_training()); };
    torch::Tensor x = drop(m_embedding(tokens));
    for (Block& block : m_blocks) {
      x = x + drop(block.out(attend(block, block.norm1(x))));
      x = x + drop(block.down(torch::gelu(block.in(block.norm2(x)))));
    }
    return m_head(m_norm(x));
  }

 private:
  struct Block {
    torch::nn::LayerNorm norm1{nullptr}, norm2{nullptr};
    torch::nn::Linear qkv{nullptr}, out{nullptr}, in{nullptr}, down{nullptr};
    torch::Tensor relative;
  };

  torch::Tensor attend(Block& block, const torch::Tensor& x) {
    const std::int64_t batch = x.size(0), time = x.size(1), head = m_shape.width / m_shape.heads;
    const auto parts = block.qkv(x).view({batch, time, 3, m_shape.heads, head}).permute({2, 0, 3, 1, 4});
    const torch::Tensor rows = block.relative.narrow(0, m_shape.window - time, time);
    torch::Tensor relative = torch::matmul(parts[0], rows.t());  // (batch, heads, time, time)
    relative = torch::constant_pad_nd(relative, {1, 0});
    relative = relative.reshape({batch, m_shape.heads, time + 1, time}).narrow(2, 1, time);
    torch::Tensor scores = torch::matmul(parts[0], parts[1].transpose(-1, -2)) + relative;
    const torch::Tensor future = torch::ones({time, time}, torch::kBool).triu(1);
    scores = (scores / std::sqrt(static_cast<double>(head))).masked_fill(future, -INFINITY);
    const torch::Tensor p = torch::dropout(torch::softmax(scores, -1), m_drop, is_training());
    return torch::matmul(p, parts[2]).transpose(1, 2).reshape({batch, time, m_shape.width});
  }

  models::GptShape m_shape;
  double m_drop;
  torch::nn::Embedding m_embedding{nullptr};
  std::vector<Block> m_blocks;
  torch::nn::LayerNorm m_norm{nullptr};
  torch::nn::Linear m_head{nullptr};
};

}  // namespace partimento::bench
