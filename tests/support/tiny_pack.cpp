#include "tests/support/tiny_pack.h"

#include "core/models/style_pack.h"
#include "core/tokens/tokenizer.h"

namespace partimento::test {

void writeTinyPack(const std::filesystem::path& folder, const std::string& id, std::string_view tokenizer) {
  const auto words = tokens::makeTokenizer(tokenizer);
  models::ModelConfig config;
  config.tokenizer = tokenizer;
  config.range = words->pitchRange();
  config.vocabulary = words->vocabularySize();
  config.shape = models::GptShape{1, 16, 1, 32, 64};
  models::StyleCard card;
  card.info.id = id;
  card.info.name = "Test";
  card.info.lowest = 40;
  card.info.highest = 90;
  card.info.family = "gpt";
  card.info.tokenizer = tokenizer;
  card.model = config;
  torch::manual_seed(4);
  const auto model = models::makeModel(config);
  card.info.parameters = models::parameterCount(*model);
  models::writeStyleWeights(folder, *model);
  models::writeTrainingRecord(folder, {{{1, 2, 3}}, {{4, 5, 6}}, {17}});
  models::writeStyleCard(folder, card);
}

}  // namespace partimento::test
