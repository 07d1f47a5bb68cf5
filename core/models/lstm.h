#pragma once

#include <string>
#include <vector>

#include "core/models/sequence_model.h"

namespace partimento::models {

/// See LstmShape. The recurrent layers read the token and its context (what stood one, two, four and eight
/// bars back: the lookback of Magenta's melody models, by the metre at hand instead of by sixteen steps).
/// Attention looks at the last outputs of the topmost layer and is added to it; it is not fed back into the
/// recurrence, so a whole window is attended at once in training. Weights: "embedding", "layer0_input",
/// "layer0_recurrent", "layer0_bias" ..., "attention_norm", "attention_qkv", "attention_relative",
/// "attention_out", "norm", "head".
class LstmImpl : public SequenceModel {
 public:
  /// Throws Error(SettingInvalid).
  LstmImpl(const ModelConfig& config, double dropout);

  torch::Tensor forward(const torch::Tensor& tokens, const torch::Tensor& context) override;
  std::int64_t receptiveField() const override { return 0; }

 protected:
  std::string groupOf(const std::string& weight) const override;

 private:
  struct Layer {
    torch::Tensor input, recurrent, bias;
  };

  LstmShape m_shape;
  torch::nn::Embedding m_embedding{nullptr};
  std::vector<Layer> m_layers;
  torch::nn::LayerNorm m_attentionNorm{nullptr};
  torch::nn::Linear m_qkv{nullptr};
  torch::Tensor m_relative;
  torch::nn::Linear m_out{nullptr};
  torch::nn::LayerNorm m_norm{nullptr};
  torch::nn::Linear m_head{nullptr};
};

}  // namespace partimento::models
