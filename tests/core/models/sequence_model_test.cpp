#include "core/models/sequence_model.h"

#include <filesystem>
#include <set>

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/models/model_file.h"
#include "tests/core/models/small_models.h"

namespace partimento::models {
namespace {

using torch::Tensor;

class EveryFamily : public testing::TestWithParam<const char*> {
 protected:
  EveryFamily() { torch::manual_seed(1); }
};

TEST_P(EveryFamily, GivesLogitsOfTheVocabularyAndGradientsToEveryWeight) {
  const auto model = makeModel(smallConfig(GetParam()), 0.1);
  const MelodyBatch batch = randomMelodies(3, 40, 5);
  const Tensor logits = model->forward(batch.tokens, batch.context);
  EXPECT_EQ(logits.sizes(), (torch::IntArrayRef{3, 40, model->config().vocabulary}));
  const Tensor loss = lossOf(logits, batch);
  EXPECT_TRUE(std::isfinite(loss.item<double>()));
  loss.backward();
  for (const auto& entry : model->named_parameters()) {
    ASSERT_TRUE(entry.value().grad().defined()) << entry.key();
    EXPECT_GT(entry.value().grad().abs().sum().item<double>(), 0) << entry.key();
  }
}

TEST_P(EveryFamily, DoesNotSeeTheFuture) {
  const torch::NoGradGuard noGradients;
  const auto model = strongModel(GetParam());
  model->eval();
  MelodyBatch batch = randomMelodies(2, 40, 6);
  const Tensor before = model->forward(batch.tokens, batch.context).narrow(1, 0, 20).clone();
  const MelodyBatch other = randomMelodies(2, 40, 7);
  batch.tokens.narrow(1, 21, 19).copy_(other.tokens.narrow(1, 21, 19));
  batch.context.narrow(1, 21, 19).copy_(other.context.narrow(1, 21, 19));
  const Tensor after = model->forward(batch.tokens, batch.context).narrow(1, 0, 20);
  EXPECT_TRUE(torch::allclose(after.clamp_min(-1e9), before.clamp_min(-1e9), 0, 1e-5));
}

TEST_P(EveryFamily, RowsOfABatchDoNotKnowEachOther) {
  const torch::NoGradGuard noGradients;
  const auto model = strongModel(GetParam());
  model->eval();
  const MelodyBatch batch = randomMelodies(4, 30, 8);
  const Tensor order = torch::tensor({2, 0, 3, 1});
  const Tensor logits = model->forward(batch.tokens, batch.context).clamp_min(-1e9);
  const Tensor permuted =
      model->forward(batch.tokens.index_select(0, order), batch.context.index_select(0, order))
          .clamp_min(-1e9);
  EXPECT_TRUE(torch::allclose(permuted, logits.index_select(0, order), 0, 1e-5));
  const Tensor alone = model->forward(batch.tokens.narrow(0, 1, 1), batch.context.narrow(0, 1, 1));
  EXPECT_TRUE(torch::allclose(alone[0].clamp_min(-1e9), logits[1], 0, 1e-5));
}

TEST_P(EveryFamily, LearnsAMelodyByHeart) {
  const auto model = makeModel(smallConfig(GetParam()));
  const MelodyBatch batch = randomMelodies(2, 24, 9);
  torch::optim::Adam optimizer(model->parameters(), torch::optim::AdamOptions(1e-2));
  const double first = lossOf(model->forward(batch.tokens, batch.context), batch).item<double>();
  for (int i = 0; i < 60; ++i) {
    optimizer.zero_grad();
    lossOf(model->forward(batch.tokens, batch.context), batch).backward();
    optimizer.step();
  }
  EXPECT_LT(lossOf(model->forward(batch.tokens, batch.context), batch).item<double>(), 0.35 * first);
}

TEST_P(EveryFamily, WeightGroupsHoldEveryWeightOnce) {
  const auto model = makeModel(smallConfig(GetParam()));
  const auto groups = model->weightGroups();
  ASSERT_GE(groups.size(), 3u);
  EXPECT_EQ(groups.front().name, "embedding");
  EXPECT_EQ(groups.back().name, "head");
  std::set<std::string> names;
  std::int64_t count = 0;
  bool anyDecays = false;
  for (const WeightGroup& group : groups) {
    count += group.parameters();
    for (const NamedWeight& weight : group.weights) {
      EXPECT_TRUE(names.insert(weight.name).second) << weight.name;
      anyDecays = anyDecays || weight.decays;
      EXPECT_TRUE(!weight.decays || weight.tensor.dim() == 2) << weight.name;
    }
  }
  EXPECT_TRUE(anyDecays);
  EXPECT_EQ(count, parameterCount(*model));
  EXPECT_EQ(count, parameterCount(model->config()));
}

TEST_P(EveryFamily, CheckpointsComeBackBitForBit) {
  const auto path =
      std::filesystem::temp_directory_path() / (std::string("pm_") + GetParam() + ".safetensors");
  const auto model = makeModel(smallConfig(GetParam()));
  writeModel(path, *model);
  const auto read = readModel(path);
  EXPECT_EQ(read->config(), model->config());
  EXPECT_FALSE(read->is_training());
  const auto wanted = model->named_parameters();
  for (const auto& entry : read->named_parameters()) {
    EXPECT_TRUE(torch::equal(entry.value(), wanted[entry.key()])) << entry.key();
  }
  TensorFile file = tensorsOf(*model, ElementType::F16);
  modelFrom(file, "half");
  const std::string first = file.tensors.begin()->first;
  file.tensors[first].shape.push_back(1);
  EXPECT_THROW(modelFrom(file, "misshapen"), Error);
  file.tensors.erase(first);
  EXPECT_THROW(modelFrom(file, "missing"), Error);
  file.metadata.clear();
  EXPECT_THROW(modelFrom(file, "no configuration"), Error);
  std::filesystem::remove(path);
}

TEST_P(EveryFamily, DropoutFollowsTheGenerator) {
  const auto model = makeModel(smallConfig(GetParam()), 0.3);
  const MelodyBatch batch = randomMelodies(2, 20, 10);
  const auto run = [&](std::uint64_t seed) {
    torch::manual_seed(seed);
    return model->forward(batch.tokens, batch.context).clamp_min(-1e9);
  };
  EXPECT_TRUE(torch::equal(run(3), run(3)));
  EXPECT_FALSE(torch::equal(run(3), run(4)));
  model->eval();
  EXPECT_TRUE(torch::equal(run(3), run(4)));
}

INSTANTIATE_TEST_SUITE_P(Families, EveryFamily, testing::Values("tcn", "tcn_recalls", "lstm", "gpt"),
                         [](const auto& family) { return std::string(family.param); });

TEST(ModelConfig, SurvivesJson) {
  for (const char* family : {"tcn", "lstm", "gpt"}) {
    for (const std::string_view preset : presetNames()) {
      PresetRequest request;
      request.family = parseFamily(family);
      request.preset = preset;
      request.vocabulary = 128;
      const ModelConfig config = presetConfig(request);
      EXPECT_EQ(configFromJson(toJson(config)), config) << family << " " << preset;
    }
  }
}

/// What is new says nothing at first, whatever the end.
TEST(ModelWeights, AStyleThatKnewNoEndsMayLearnThem) {
  for (const char* family : {"gpt", "lstm"}) {
    torch::manual_seed(4);
    ModelConfig before = smallConfig(family);
    before.context = ContextUse::Read;
    const auto base = makeModel(before);
    const auto model = makeModel(smallConfig(family));
    EXPECT_GT(parameterCount(*model), parameterCount(*base));
    copyWeights(*base, *model);
    base->eval();
    model->eval();
    const torch::NoGradGuard noGradients;
    const MelodyBatch batch = randomMelodies(2, 40, 3);
    EXPECT_TRUE(
        torch::equal(base->forward(batch.tokens, batch.context), model->forward(batch.tokens, batch.context)))
        << family;
    EXPECT_THROW(copyWeights(*model, *base), Error) << family;
  }
}

TEST(ModelConfig, RefusesWhatCannotBe) {
  for (const char* text :
       {"", "7", "[]", "{}", R"({"family":"gpt"})",
        R"({"family":"gpt","tokenizer":"x","vocabulary":90,"context":"read","shape":{}})",
        R"({"family":"rnn","tokenizer":"x","vocabulary":90,"context":"read","shape":{}})"}) {
    EXPECT_THROW(configFromJson(text), Error) << text;
  }
  ModelConfig config = smallConfig("gpt");
  config.shape = GptShape{2, 40, 2, 64, 16};
  EXPECT_THROW(requireValid(config), Error) << "heads of 20";
  config.shape = GptShape{2, 32, 2, 64, 1 << 20};
  EXPECT_THROW(requireValid(config), Error);
  config = smallConfig("tcn");
  config.vocabulary += 1;
  EXPECT_THROW(requireValid(config), Error);
  PresetRequest request;
  request.preset = "gigantic";
  EXPECT_THROW(presetConfig(request), Error);
}

std::int64_t gptPreset(const char* preset, int vocabulary, ContextUse context) {
  PresetRequest request;
  request.preset = preset;
  request.vocabulary = vocabulary;
  request.context = context;
  return parameterCount(presetConfig(request));
}

/// systems.md 3.2: 103,188,480 parameters over 128 symbols, of which 1024 x 1024 are the table of absolute
/// positions that ours does without.
TEST(ModelConfig, TheDocumentsOwnSize) {
  EXPECT_EQ(gptPreset("document", 128, ContextUse::None) + 1024 * 1024, 103'188'480);
}

TEST(ModelConfig, PresetsHaveTheSizesThatTheyPromise) {
  EXPECT_NEAR(static_cast<double>(gptPreset("tiny", 90, ContextUse::Read)), 0.3e6, 0.05e6);
  EXPECT_NEAR(static_cast<double>(gptPreset("small", 90, ContextUse::Read)), 0.95e6, 0.1e6);
  EXPECT_NEAR(static_cast<double>(gptPreset("medium", 90, ContextUse::Read)), 3.6e6, 0.2e6);
  EXPECT_NEAR(static_cast<double>(gptPreset("large", 90, ContextUse::Read)), 13.6e6, 0.5e6);
}

}  // namespace
}  // namespace partimento::models
