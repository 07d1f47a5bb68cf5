#pragma once

#include <string>
#include <vector>

#include "core/models/sequence_model.h"

namespace partimento::models {

/// See GptShape. Weights: "embedding", for every block "block0_norm1", "block0_qkv", "block0_relative" (W,
/// width / heads; row W - 1 - d is distance d), "block0_out", "block0_norm2", "block0_in", "block0_down",
/// then "norm" and "head" (untied, no bias).
class GptImpl : public SequenceModel {
 public:
  /// Weights as GPT-2 begins: N(0, 0.02), those that end in the residual stream divided by
  /// sqrt(2 layers). Throws Error(SettingInvalid).
  GptImpl(const ModelConfig& config, double dropout);

  torch::Tensor forward(const torch::Tensor& tokens, const torch::Tensor& context) override;
  std::int64_t receptiveField() const override;

 protected:
  std::string groupOf(const std::string& weight) const override;

 private:
  struct Block {
    torch::nn::LayerNorm norm1{nullptr};
    torch::nn::Linear qkv{nullptr};
    torch::Tensor relative;
    torch::nn::Linear out{nullptr};
    torch::nn::LayerNorm norm2{nullptr};
    torch::nn::Linear in{nullptr};
    torch::nn::Linear down{nullptr};
  };

  GptShape m_shape;
  torch::nn::Embedding m_embedding{nullptr};
  std::vector<Block> m_blocks;
  torch::nn::LayerNorm m_norm{nullptr};
  torch::nn::Linear m_head{nullptr};
};

}  // namespace partimento::models
