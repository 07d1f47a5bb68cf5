#include "training/train/trainer.h"

#include <cmath>

#include <gtest/gtest.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/tokens/beat_tokenizer.h"
#include "tests/support/paths.h"
#include "tests/training/failing_allocator.h"
#include "tests/training/scale_corpus.h"
#include "training/data/windows.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/state_file.h"
#include "training/optim/adamw.h"

namespace partimento::training {
namespace {

Corpus corpusOf(int pieces) {
  const partimento::test::TemporaryFolder folder;
  test::writeScaleCorpus(folder.path(), pieces);
  const std::vector<std::filesystem::path> folders = {folder.path()};
  return scanCorpus(folders);
}

/// A small network on a small corpus.
struct Bench {
  explicit Bench(const std::string& family, std::uint64_t seed = 1)
      : corpus(corpusOf(30)), parts(split(corpus)) {
    representation = chooseRepresentation("melody", parts.training);
    NetworkSettings network;
    network.family = family;
    network.preset = "tiny";
    network.width = family == "tcn" ? 12 : 32;
    network.layers = 1;
    network.heads = 2;
    plan.config = configOf(network, representation);
    plan.dropout = 0.1;
    plan.optimiser = optimiserOf(RunSettings());
    plan.optimiser.batch = 4;
    plan.optimiser.learningRate = 1e-2;
    plan.window = 48;
    plan.steps = 40;
    plan.randomSeed = seed;
    for (const Piece* piece : parts.validation) {
      for (Stream& stream : streamsOf(*piece, representation)) validation.push_back(std::move(stream));
    }
    epochs = std::make_unique<Epochs>(parts.training, representation, AugmentationSettings{0, 0, 0}, seed);
  }
  std::unique_ptr<Trainer> trainer() { return std::make_unique<Trainer>(plan, *epochs, validation); }

  Corpus corpus;
  Split parts;
  Representation representation;
  TrainerPlan plan;
  std::vector<Stream> validation;
  std::unique_ptr<Epochs> epochs;
};

TEST(Windows, CoverEveryPredictedTokenOnceAndCutBetweenNotes) {
  const Bench bench("tcn");
  std::vector<Stream> streams;
  for (const Piece* piece : bench.parts.training) {
    for (Stream& stream : streamsOf(*piece, bench.representation)) streams.push_back(std::move(stream));
  }
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    std::vector<std::vector<int>> covered;
    for (const Stream& stream : streams)
      covered.emplace_back(static_cast<std::size_t>(stream.predicted()), 0);
    for (const Group& group : drawGroups(streams, 31, 4, random)) {
      EXPECT_LE(group.size(), 4u);
      for (const Window& window : group) {
        ASSERT_GT(window.length(), 0);
        ASSERT_LE(window.length(), 31);
        ASSERT_TRUE(streams[window.stream].whole[static_cast<std::size_t>(window.begin)]);
        for (std::int64_t i = window.begin; i < window.end; ++i)
          ++covered[window.stream][static_cast<std::size_t>(i)];
      }
    }
    for (const auto& counts : covered) {
      for (const int count : counts) ASSERT_EQ(count, 1);
    }
  }
}

TEST(Streams, KeyIsNormalisedAndOctaveIsNear) {
  std::vector<Note> notes;
  for (const Pitch pitch : {38, 42, 45, 43, 40, 45, 42, 38}) {  // D major, two octaves below the treble
    Note note;
    note.onset = Tick(std::int64_t{480} * static_cast<std::int64_t>(notes.size()));
    note.duration = Tick(pitch == 38 ? 480 : 240);
    note.pitch = pitch;
    notes.push_back(note);
  }
  EXPECT_EQ(offsetOf(notes, 64), 22);
}

TEST(Streams, EveryRepresentationThatIsThereReadsTheCorpus) {
  const Bench bench("gpt");
  for (const std::string_view name : tokens::tokenizerNames()) {
    const Representation representation = chooseRepresentation(name, bench.parts.training);
    const std::vector<Stream> streams = streamsOf(*bench.parts.training.front(), representation);
    ASSERT_EQ(streams.size(), 1u) << name;
    EXPECT_EQ(streams[0].notes, 40) << name;
    EXPECT_EQ(streams[0].said.size(), streams[0].tokens.size());
    EXPECT_TRUE(streams[0].whole[0]);
    Alteration alteration;
    alteration.semitones = 2;
    EXPECT_NE(streamsOf(*bench.parts.training.front(), representation, alteration)[0].tokens,
              streams[0].tokens);
  }
}

TEST(Epochs, AugmentationFollowsFromSeedAndNumberAlone) {
  Bench bench("gpt");
  Epochs a(bench.parts.training, bench.representation, {3, 0, 0}, 7);
  Epochs b(bench.parts.training, bench.representation, {3, 0, 0}, 7);
  const auto tokensOf = [](Epochs& epochs, std::int64_t number) {
    std::vector<std::vector<Token>> all;
    for (const Stream& stream : epochs.streams(number)) all.push_back(stream.tokens);
    return all;
  };
  const auto first = tokensOf(a, 0);
  const auto second = tokensOf(a, 1);
  EXPECT_NE(first, second);
  EXPECT_EQ(tokensOf(b, 1), second);
  EXPECT_EQ(tokensOf(b, 0), first);
}

TEST(Epochs, TellsHalfOfThePiecesWhereTheyEnd) {
  Bench bench("gpt");
  Representation representation = bench.representation;
  representation.context = models::ContextUse::ReadToEnd;
  Epochs epochs(bench.parts.training, representation, {0, 0, 0}, 7);
  Epochs again(bench.parts.training, representation, {0, 0, 0}, 7);
  std::size_t told = 0, all = 0;
  for (std::int64_t number = 0; number < 8; ++number) {
    const std::vector<Stream>& streams = epochs.streams(number);
    const std::vector<Stream>& same = again.streams(number);
    ASSERT_EQ(streams.size(), same.size());
    for (std::size_t i = 0; i < streams.size(); ++i) {
      const Stream& stream = streams[i];
      EXPECT_EQ(stream.setting.lastBar, same[i].setting.lastBar);
      const int toGo = stream.context.back()[static_cast<std::size_t>(models::ContextColumn::ToGo)];
      EXPECT_EQ(toGo, stream.setting.lastBar < 0 ? 0 : 1);
      told += stream.setting.lastBar < 0 ? 0 : 1;
    }
    all += streams.size();
  }
  EXPECT_NEAR(static_cast<double>(told) / static_cast<double>(all), 0.5, 0.15);
  for (const Stream& stream : streamsOf(*bench.parts.training.front(), representation))
    EXPECT_LT(stream.setting.lastBar, 0) << "what is measured is not told";
}

/// Tokens of a pass without those of a run of symbols, which have to differ from another pass.
std::vector<Token> without(const std::vector<Stream>& streams, tokens::TokenRun run) {
  std::vector<Token> rest;
  for (const Stream& stream : streams) {
    for (const Token token : stream.tokens) {
      if (!run.contains(token)) rest.push_back(token);
    }
  }
  return rest;
}

TEST(Epochs, TempoAndVelocityChangeWhatSaysThemAndNothingElse) {
  Bench bench("gpt");
  const Representation beat = chooseRepresentation("beat", bench.parts.training);
  const auto passes = [&](const Representation& representation, const AugmentationSettings& settings) {
    Epochs epochs(bench.parts.training, representation, settings, 7);
    std::vector<Stream> first = epochs.streams(0);
    return std::pair(std::move(first), epochs.streams(1));
  };
  const auto same = [](const auto& pair, tokens::TokenRun run) {
    return without(pair.first, run) == without(pair.second, run);
  };
  using B = tokens::BeatTokenizer;
  const auto slower = passes(beat, {0, 0.4, 0});
  EXPECT_TRUE(same(slower, B::kTempoRun));
  EXPECT_FALSE(same(slower, B::kVelocityRun)) << "other tempos";
  const auto louder = passes(beat, {0, 0, 40});
  EXPECT_TRUE(same(louder, B::kVelocityRun));
  EXPECT_FALSE(same(louder, B::kTempoRun)) << "other velocities";
  const auto played = passes(chooseRepresentation("performance", bench.parts.training), {0, 0.4, 0});
  ASSERT_EQ(played.first.size(), played.second.size());
  EXPECT_NE(played.first[0].tokens, played.second[0].tokens);
}

TEST(Epochs, OnlyWhatARepresentationSaysIsChanged) {
  Bench bench("gpt");
  const auto left = [&](const char* tokenizer) {
    return resolved({-1, 0.1, 8}, chooseRepresentation(tokenizer, bench.parts.training));
  };
  EXPECT_EQ(left("melody"), (AugmentationSettings{0, 0, 0}));
  EXPECT_EQ(left("chorale"), (AugmentationSettings{5, 0, 0}));
  EXPECT_EQ(left("beat"), (AugmentationSettings{5, 0.1, 8}));
  EXPECT_EQ(left("performance"), (AugmentationSettings{5, 0.1, 8}));
  EXPECT_EQ(left("tmidi"), (AugmentationSettings{5, 0.1, 0}));
}

TEST(Perplexity, IsTheInverseGeometricMean) {
  StreamLoss loss;
  loss.nats = {10 * std::log(4.0), 10 * std::log(2.0), 0};
  loss.tokens = {10, 10, 0};
  loss.notes = 10;
  EXPECT_NEAR(loss.pitchPerplexity(), 4, 1e-9);
  EXPECT_NEAR(loss.durationPerplexity(), 2, 1e-9);
  EXPECT_NEAR(loss.natsPerNote(), std::log(8.0), 1e-9);
  EXPECT_EQ(StreamLoss().pitchPerplexity(), 0);
}

TEST(AdamW, StepsAsTheLibrarysOwn) {
  torch::manual_seed(3);
  const torch::Tensor start = torch::randn({5, 4});
  torch::Tensor ours = start.clone().requires_grad_();
  torch::Tensor theirs = start.clone().requires_grad_();
  AdamWSettings settings;
  settings.weightDecay = 0.1;
  settings.clipNorm = 0;
  AdamW optimiser({{"all", {{"weight", ours, true}}}}, settings);
  torch::optim::AdamW reference(
      std::vector<torch::Tensor>{theirs},
      torch::optim::AdamWOptions(0.01).betas({0.9, 0.98}).eps(1e-8).weight_decay(0.1));
  const std::vector<double> shares = {1.0};
  for (int i = 0; i < 20; ++i) {
    optimiser.prepare(shares);
    (ours.pow(2) * (i + 1)).sum().backward();
    optimiser.step(0.01, 0.9, shares, 1);
    reference.zero_grad();
    (theirs.pow(2) * (i + 1)).sum().backward();
    reference.step();
    ASSERT_TRUE(torch::allclose(ours, theirs, 1e-5, 1e-6)) << i;
  }
}

TEST(AdamW, ClipsAllGradientsTogetherAsTheLibraryDoes) {
  torch::manual_seed(4);
  std::vector<torch::Tensor> ours, theirs;
  for (const std::int64_t size : {7, 3}) {
    const torch::Tensor start = torch::randn({size, 4});
    ours.push_back(start.clone().requires_grad_());
    theirs.push_back(start.clone().requires_grad_());
  }
  AdamWSettings settings;
  settings.weightDecay = 0;
  settings.clipNorm = 0.5;
  AdamW optimiser({{"a", {{"first", ours[0], true}}}, {"b", {{"second", ours[1], true}}}}, settings);
  torch::optim::AdamW reference(
      theirs, torch::optim::AdamWOptions(0.01).betas({0.9, 0.98}).eps(1e-8).weight_decay(0));
  const auto loss = [](const std::vector<torch::Tensor>& weights, int i) {
    return (weights[0].pow(2).sum() + (weights[1] - 1).abs().sum()) * (i % 3 == 0 ? 1e-3 : i * i);
  };
  const std::vector<double> shares = {1.0, 1.0};
  for (int i = 0; i < 20; ++i) {
    optimiser.prepare(shares);
    loss(ours, i).backward();
    const double norm = optimiser.step(0.01, 0.9, shares, 1);
    reference.zero_grad();
    loss(theirs, i).backward();
    EXPECT_NEAR(torch::nn::utils::clip_grad_norm_(theirs, 0.5), norm, 1e-4 * norm);
    reference.step();
    for (const std::size_t k : {0U, 1U}) ASSERT_TRUE(torch::allclose(ours[k], theirs[k], 1e-4, 1e-5)) << i;
  }
}

TEST(AdamW, FrozenGroupsStayAndPullsBringBack) {
  torch::Tensor frozen = torch::ones({3}).requires_grad_();
  torch::Tensor pulled = torch::ones({3}).requires_grad_();
  AdamWSettings settings;
  settings.pull = 1;
  settings.weightDecay = 0;
  AdamW optimiser({{"a", {{"frozen", frozen, true}}}, {"b", {{"pulled", pulled, true}}}}, settings);
  optimiser.pullTowardsPresent();
  {
    const torch::NoGradGuard noGradients;
    pulled.fill_(3);
  }
  const std::vector<double> shares = {0.0, 1.0};
  for (int i = 0; i < 400; ++i) {
    optimiser.prepare(shares);
    (frozen.sum() + 0 * pulled.sum()).backward();
    optimiser.step(0.05, 0.9, shares, 1);
  }
  EXPECT_TRUE(torch::equal(frozen.detach(), torch::ones({3})));
  EXPECT_TRUE(torch::allclose(pulled.detach(), torch::ones({3}), 0.1, 0.1));
}

class Families : public ::testing::TestWithParam<const char*> {};

TEST_P(Families, LearnAndGoOnBitForBit) {
  Bench bench(GetParam());
  const auto whole = bench.trainer();
  const double before = whole->validate().loss.natsPerNote();
  while (!whole->finished()) whole->step();
  EXPECT_LT(whole->validate().loss.natsPerNote(), 0.8 * before);

  Bench again(GetParam());
  const auto first = again.trainer();
  first->validate();
  for (int i = 0; i < 17; ++i) first->step();
  const models::TensorFile state = first->state();
  torch::manual_seed(99);  // another process would start elsewhere
  Bench elsewhere(GetParam());
  const auto second = elsewhere.trainer();
  second->restore(models::readTensors(models::writeTensors(state), "state"), "state");
  EXPECT_EQ(second->stepsDone(), 17);
  EXPECT_DOUBLE_EQ(second->epochsDone(), first->epochsDone());
  while (!second->finished()) second->step();
  second->validate();
  EXPECT_EQ(hashOf(second->state()), hashOf(whole->state()));
}

TEST_P(Families, AccumulationIsALargerBatch) {
  Bench one(GetParam());
  one.plan.dropout = 0;
  one.plan.optimiser.batch = 3;
  one.plan.optimiser.accumulation = 2;
  const StepReport report = one.trainer()->step();
  const std::vector<Stream>& streams = one.epochs->streams(0);
  Random random = Random::stream(1, 0);
  const std::vector<Group> groups = drawGroups(streams, one.plan.window, 3, random);
  EXPECT_EQ(report.tokens, makeBatch(streams, groups[0]).predicted + makeBatch(streams, groups[1]).predicted);

  // the averaged weights of a new trainer are those that it begins with
  const auto reference = one.trainer();
  for (const std::size_t i : {0U, 1U})
    lossOf(reference->average(), makeBatch(streams, groups[i])).sum().backward();
  double squares = 0;
  for (const torch::Tensor& weight : reference->average().parameters())
    squares += weight.grad().pow(2).sum().item<double>();
  const double norm = std::sqrt(squares) / static_cast<double>(report.tokens);
  EXPECT_NEAR(report.gradientNorm, norm, 1e-4 * norm);
}

INSTANTIATE_TEST_SUITE_P(All, Families, ::testing::Values("tcn", "lstm", "gpt"));

TEST(Trainer, AbsurdRatesAreReportedAndNothingIsWritten) {
  Bench bench("gpt");
  const auto trainer = bench.trainer();
  try {
    for (int i = 0; i < 40; ++i) trainer->stepAt(1e30);
    FAIL() << "the loss stayed finite";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::TrainingDiverged);
    EXPECT_EQ(error.arguments().size(), 2u);
  }
}

TEST(Trainer, AStepThatRunsOutOfMemoryCanBeTakenAgain) {
  using How = test::FailingAllocator::How;
  Bench reference("gpt");
  reference.plan.optimiser.accumulation = 3;  // an epoch ends within a step
  const auto whole = reference.trainer();
  std::vector<models::TensorFile> states = {whole->state()};
  for (int i = 0; i < 12; ++i) {
    whole->step();
    states.push_back(whole->state());
  }
  Bench bench("gpt");
  bench.plan.optimiser.accumulation = 3;
  auto trainer = bench.trainer();
  test::FailingAllocator allocator;
  int taken = 0;
  int broken = 0;
  for (std::size_t step = 0; step < 12; ++step) {
    for (const int after : {0, 3, 40, 150, 400, 700, 1000}) {
      allocator.failAfter(after, after % 2 == 0 ? How::BadAlloc : How::LibraryError);
      try {
        trainer->step();
      } catch (const std::exception&) {
        ASSERT_FALSE(allocator.armed());
      }
      allocator.disarm();
      if (trainer->whole()) {
        const std::size_t reached = trainer->stepsDone() > std::int64_t(step) ? step + 1 : step;
        ASSERT_EQ(hashOf(trainer->state()), hashOf(states[reached])) << step << ' ' << after;
        ++taken;
      } else {
        ++broken;
      }
      if (trainer->whole() && trainer->stepsDone() == std::int64_t(step)) continue;
      trainer = bench.trainer();
      trainer->restore(states[step], "state");
    }
    trainer->step();
    ASSERT_EQ(hashOf(trainer->state()), hashOf(states[step + 1])) << step;
  }
  EXPECT_GT(taken, broken);
}

TEST(Trainer, FineTuningTrainsTheLastGroupsAlone) {
  Bench bench("gpt");
  const auto base = bench.trainer();
  for (int i = 0; i < 5; ++i) base->step();
  bench.plan.fineTune.style = "base";
  bench.plan.fineTune.unfreeze = 1;
  const auto tuned = bench.trainer();
  tuned->beginAt(base->average());
  EXPECT_LT(tuned->trainableParameters(), models::parameterCount(bench.plan.config));
  for (int i = 0; i < 5; ++i) tuned->step();
  const auto before = base->average().weightGroups();
  const models::TensorFile state = tuned->state();
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (const models::NamedWeight& weight : before[i].weights) {
      const bool same = state.tensors.at("model." + weight.name) == tensorData(weight.tensor);
      EXPECT_EQ(same, i + 1 < before.size()) << weight.name;
    }
  }
}

TEST(StateFile, ADamagedOneFallsBackToTheOneBefore) {
  const partimento::test::TemporaryFolder folder;
  RunFolder run(folder.path() / "run");
  run.create({});
  models::TensorFile file;
  file.tensors["a"] = tensorData(torch::arange(100, torch::kFloat32));
  writeState(run, file, 10, 1.5);
  writeState(run, file, 20, 2.5);
  EXPECT_EQ(readNewestState(run)->step, 20);
  std::string bytes = readTextFile(run.statePath(20));
  bytes[bytes.size() - 5] ^= 1;
  writeFileAtomically(run.statePath(20), bytes);
  const auto state = readNewestState(run);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->step, 10);
  EXPECT_EQ(state->seconds, 1.5);
  writeFileAtomically(run.statePath(10), std::string_view("cut off"));
  EXPECT_FALSE(readNewestState(run));
}

}  // namespace
}  // namespace partimento::training
