#include "tests/core/models/small_models.h"

#include "core/base/random.h"
#include "core/models/token_context.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::models {

tokens::PitchRange smallRange() {
  return {60, 83};
}

std::shared_ptr<const tokens::Tokenizer> smallTokenizer() {
  return tokens::makeTokenizer(tokens::MelodyTokenizer::kName, smallRange());
}

ModelConfig smallConfig(const std::string& family) {
  ModelConfig config;
  config.range = smallRange();
  config.vocabulary = tokens::MelodyTokenizer(smallRange()).vocabularySize();
  config.context = family == "tcn" ? ContextUse::Read : ContextUse::ReadToEnd;
  if (family == "gpt") config.shape = GptShape{2, 32, 2, 48, 24};
  if (family == "lstm") config.shape = LstmShape{2, 32, 2, 12};
  if (family.starts_with("tcn")) {
    TcnArchitecture shape;
    shape.receptiveField = 32;
    shape.channels = shape.skipChannels = shape.durationChannels = 16;
    shape.range = smallRange();
    shape.recalls = family == "tcn_recalls";
    config.shape = shape;
  }
  return config;
}

std::shared_ptr<SequenceModel> strongModel(const std::string& family) {
  const torch::NoGradGuard noGradients;
  auto model = makeModel(smallConfig(family));
  if (family.starts_with("tcn")) return model;
  for (const auto& entry : model->named_parameters()) {
    const bool isScale = entry.key().find("norm") != std::string::npos && entry.key().ends_with("weight");
    torch::nn::init::normal_(entry.value(), isScale ? 1 : 0,
                             isScale                    ? 0.2
                             : entry.value().dim() == 1 ? 0.5
                                                        : 0.25);
  }
  return model;
}

std::vector<Token> randomMelody(std::size_t tokens, std::uint64_t seed) {
  const tokens::MelodyTokenizer tokenizer(smallRange());
  Random random(seed);
  std::vector<Token> result = {tokens::MelodyTokenizer::kBegin};
  while (result.size() < tokens) {
    result.push_back(tokens::MelodyTokenizer::kRest + static_cast<Token>(random.below(25)));
    const int steps = 12 * (1 + static_cast<int>(random.below(3)));
    if (result.size() < tokens) result.push_back(tokenizer.durationToken(steps));
  }
  return result;
}

tokens::GrammarSetting waltz() {
  tokens::GrammarSetting setting;
  setting.meter = {3, 4};
  setting.lastBar = 20;  // that of some of the streams, before and after that of others
  return setting;
}

torch::Tensor contextTensor(const std::vector<Token>& tokens) {
  const auto tokenizer = smallTokenizer();
  const auto grammar = tokenizer->grammar(waltz());
  const auto rows = contextOf(*grammar, tokens, waltz().lastBar);
  torch::Tensor context =
      torch::zeros({static_cast<std::int64_t>(rows.size()), kContextColumns}, torch::kInt64);
  auto* out = context.data_ptr<std::int64_t>();
  for (const ContextRow& row : rows) out = std::copy(row.begin(), row.end(), out);
  return context;
}

MelodyBatch randomMelodies(std::int64_t batch, std::int64_t time, std::uint64_t seed) {
  MelodyBatch result;
  std::vector<torch::Tensor> tokens, contexts, targets;
  for (std::int64_t row = 0; row < batch; ++row) {
    const auto melody =
        randomMelody(static_cast<std::size_t>(time) + 1, seed * 1000 + static_cast<std::uint64_t>(row));
    const torch::Tensor all =
        torch::tensor(std::vector<std::int64_t>(melody.begin(), melody.end()), torch::kInt64);
    tokens.push_back(all.narrow(0, 0, time));
    targets.push_back(all.narrow(0, 1, time));
    contexts.push_back(contextTensor(melody).narrow(0, 0, time));
  }
  return {torch::stack(tokens), torch::stack(contexts), torch::stack(targets)};
}

torch::Tensor lossOf(const torch::Tensor& logits, const MelodyBatch& batch) {
  return torch::nn::functional::cross_entropy(logits.flatten(0, 1), batch.targets.flatten());
}

}  // namespace partimento::models
