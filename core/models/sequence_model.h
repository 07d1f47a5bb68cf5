#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/models/model_config.h"
#include "core/models/torch_parts.h"

namespace partimento::models {

/// A trained tensor under the name that it has in files.
struct NamedWeight {
  std::string name;
  torch::Tensor tensor;
  bool decays = false;  ///< a matrix of a product: weight decay acts on it; not on biases, tables and norms
};

/// A part of a network that fine-tuning trains or freezes as one.
struct WeightGroup {
  std::string name;  ///< "embedding", "block 0" ..., "head"
  std::vector<NamedWeight> weights;

  std::int64_t parameters() const;
};

/// What all families have in common for training: tokens in, logits out. Gradients flow unless the caller
/// forbids them; train() and eval() switch dropout, which draws from torch's default generator once a call,
/// so equal generator states give equal masks. One thread at a time; work is spread over
/// at::get_num_threads().
class SequenceModel : public torch::nn::Module {
 public:
  explicit SequenceModel(ModelConfig config, double dropout);

  /// tokens (batch, time) int64 within the vocabulary, context (batch, time, kContextColumns) int64 (see
  /// token_context.h; not read and may be undefined when config().context is None)
  /// -> logits (batch, time, vocabulary) of the token that follows each.
  /// Time may exceed the window: farther tokens are not seen. What a row holds after its end does not reach
  /// back: pad with any token and leave its targets out.
  virtual torch::Tensor forward(const torch::Tensor& tokens, const torch::Tensor& context) = 0;

  /// Every parameter once, from input to output: gradual unfreezing goes from the last to the first.
  std::vector<WeightGroup> weightGroups() const;

  /// The answer depends on so many last tokens beside the context; 0: on all of them.
  virtual std::int64_t receptiveField() const = 0;

  const ModelConfig& config() const { return m_config; }
  double dropout() const { return m_dropout; }
  void setDropout(double dropout) { m_dropout = dropout; }

 protected:
  /// What acts now: 0 in evaluation mode.
  double activeDropout() const { return is_training() ? m_dropout : 0; }
  /// The name of the group that a parameter belongs to.
  virtual std::string groupOf(const std::string& weight) const = 0;

 private:
  ModelConfig m_config;
  double m_dropout;
};

/// A network with random weights from torch's default generator, in training mode. Throws
/// Error(SettingInvalid).
std::shared_ptr<SequenceModel> makeModel(const ModelConfig& config, double dropout = 0);

/// Without making it.
std::int64_t parameterCount(const ModelConfig& config);
std::int64_t parameterCount(const torch::nn::Module& module);

/// Copies every weight; the configurations must be equal. A network that reads to the end may also begin at
/// one that only reads: what it knows besides says nothing at first.
void copyWeights(const SequenceModel& from, SequenceModel& to);

}  // namespace partimento::models
