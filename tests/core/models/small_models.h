#pragma once

#include <string>
#include <vector>

#include "core/models/sequence_model.h"
#include "core/models/torch_parts.h"
#include "core/tokens/tokenizer.h"

namespace partimento::models {

/// A network of the family (also "tcn_recalls"), small enough for tests, over the melody vocabulary of 60 to
/// 83. All but "tcn" know how far the end is.
ModelConfig smallConfig(const std::string& family);
/// Made with weights so large that every part shows in the answer, which fresh ones do not.
std::shared_ptr<SequenceModel> strongModel(const std::string& family);
tokens::PitchRange smallRange();
/// A tokenizer of that vocabulary.
std::shared_ptr<const tokens::Tokenizer> smallTokenizer();

/// Random streams Begin (Pitch|Rest) Duration ..., as tokens.
std::vector<Token> randomMelody(std::size_t tokens, std::uint64_t seed);

struct MelodyBatch {
  torch::Tensor tokens;   ///< (batch, time)
  torch::Tensor context;  ///< (batch, time, kContextColumns)
  torch::Tensor targets;  ///< (batch, time)
};
/// In 3/4.
MelodyBatch randomMelodies(std::int64_t batch, std::int64_t time, std::uint64_t seed);
tokens::GrammarSetting waltz();
torch::Tensor contextTensor(const std::vector<Token>& tokens);

/// Mean cross-entropy.
torch::Tensor lossOf(const torch::Tensor& logits, const MelodyBatch& batch);

}  // namespace partimento::models
