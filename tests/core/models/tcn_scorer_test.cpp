#include "core/models/tcn_scorer.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::models {
namespace {

using tokens::BarClock;
using tokens::MelodyTokenizer;

Tcn makeModel(int receptiveField, Activation activation) {
  TcnArchitecture architecture;
  architecture.activation = activation;
  architecture.receptiveField = receptiveField;
  architecture.channels = 16;
  architecture.skipChannels = 12;
  architecture.durationChannels = 8;
  architecture.range = {60, 83};
  torch::manual_seed(11);
  Tcn model(architecture);
  model->eval();
  return model;
}

tokens::GrammarSetting jig() {
  tokens::GrammarSetting setting;
  setting.meter = {6, 8};
  setting.startTime = -12;
  return setting;
}

/// Log-probabilities after a whole token sequence, from the full forward pass.
std::vector<float> fullForward(Tcn& model, std::span<const Token> tokens, const BarClock& clock) {
  const torch::NoGradGuard noGradients;
  const MelodyTokenizer tokenizer(model->architecture().range);
  const std::vector<TcnStep> steps = stepsOf(tokenizer, tokens, clock);
  torch::Tensor features =
      torch::zeros({static_cast<std::int64_t>(steps.size()), 1, kFeatures}, torch::kInt64);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    writeFeatures(steps[i], features.data_ptr<std::int64_t>() + i * kFeatures);
  }
  const torch::Tensor state = model->forward(features)[-1];
  std::vector<float> result(static_cast<std::size_t>(tokenizer.vocabularySize()), -INFINITY);
  torch::Tensor values = model->pitchLogits(state);
  std::size_t first = MelodyTokenizer::kRest;
  if (tokens.size() % 2 == 1) {
    values =
        model->durationLogits(state, torch::tensor({std::int64_t{tokens.back() - MelodyTokenizer::kRest}}));
    first = static_cast<std::size_t>(tokenizer.firstDuration());
  }
  values = torch::log_softmax(values, 1).contiguous();
  std::copy_n(values.data_ptr<float>(), values.numel(), result.begin() + static_cast<std::ptrdiff_t>(first));
  return result;
}

Token randomPitch(const MelodyTokenizer& tokenizer, Random& random) {
  return static_cast<Token>(MelodyTokenizer::kRest +
                            random.below(static_cast<std::uint64_t>(tokenizer.pitchCount() + 1)));
}

Token randomDuration(const MelodyTokenizer& tokenizer, Random& random) {
  return tokenizer.firstDuration() +
         static_cast<Token>(random.below(static_cast<std::uint64_t>(tokenizer.durationCount())));
}

void expectNear(std::span<const float> got, std::span<const float> wanted, const std::string& where) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::isinf(wanted[i])) {
      ASSERT_EQ(got[i], wanted[i]) << where << " token " << i;
    } else {
      ASSERT_NEAR(got[i], wanted[i], 1e-5) << where << " token " << i;
    }
  }
}

struct TcnCase {
  int receptiveField;
  int promptNotes;
  Activation activation;
};

class TcnScorerEquals : public testing::TestWithParam<TcnCase> {};

/// A beam that grows, shrinks, repeats and drops parents, as search does.
TEST_P(TcnScorerEquals, TheFullForwardPass) {
  const TcnCase& c = GetParam();
  Tcn model = makeModel(c.receptiveField, c.activation);
  const MelodyTokenizer tokenizer(model->architecture().range);
  TcnScorer scorer(std::make_shared<TcnWeights>(model));
  const BarClock clock(jig().meter, jig().startTime);
  scorer.setPiece(jig());
  Random random(static_cast<std::uint64_t>(c.receptiveField * 1000 + c.promptNotes));
  std::vector<Token> prompt;
  for (int i = 0; i < c.promptNotes; ++i) {
    prompt.push_back(randomPitch(tokenizer, random));
    prompt.push_back(randomDuration(tokenizer, random));
  }
  if (prompt.empty()) prompt.push_back(MelodyTokenizer::kBegin);

  constexpr std::size_t kWidth = 7;
  const auto vocabulary = static_cast<std::size_t>(tokenizer.vocabularySize());
  std::vector<float> scores(kWidth * vocabulary);
  scorer.start(prompt, kWidth, scores);
  if (prompt.front() == MelodyTokenizer::kBegin) prompt.clear();
  std::vector<std::vector<Token>> rows = {prompt};
  expectNear(scores, fullForward(model, prompt, clock), "prompt");
  for (int step = 0; step < 90; ++step) {
    const std::size_t count = 1 + random.below(kWidth);
    std::vector<int> parents;
    std::vector<Token> tokens;
    std::vector<std::vector<Token>> next;
    for (std::size_t i = 0; i < count; ++i) {
      parents.push_back(static_cast<int>(random.below(rows.size())));
      tokens.push_back(step % 2 == 0 ? randomPitch(tokenizer, random) : randomDuration(tokenizer, random));
      next.push_back(rows[static_cast<std::size_t>(parents.back())]);
      next.back().push_back(tokens.back());
    }
    rows = std::move(next);
    scorer.step(parents, tokens, scores);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      expectNear(std::span(scores).subspan(i * vocabulary, vocabulary), fullForward(model, rows[i], clock),
                 "step " + std::to_string(step) + " row " + std::to_string(i));
    }
  }
  scorer.finish();
}

INSTANTIATE_TEST_SUITE_P(Shapes, TcnScorerEquals,
                         testing::Values(TcnCase{32, 0, Activation::Tanh}, TcnCase{32, 5, Activation::Relu},
                                         TcnCase{32, 31, Activation::Tanh},
                                         TcnCase{32, 100, Activation::Sigmoid},
                                         TcnCase{128, 3, Activation::Tanh},
                                         TcnCase{128, 140, Activation::Relu}));

TEST(TcnScorer, APromptMayEndInAPitch) {
  Tcn model = makeModel(32, Activation::Tanh);
  const MelodyTokenizer tokenizer(model->architecture().range);
  TcnScorer scorer(std::make_shared<TcnWeights>(model));
  const std::vector<Token> prompt = {tokenizer.pitchToken(64), tokenizer.durationToken(12),
                                     tokenizer.pitchToken(65)};
  std::vector<float> scores(static_cast<std::size_t>(tokenizer.vocabularySize()));
  scorer.start(prompt, 1, scores);
  expectNear(scores, fullForward(model, prompt, BarClock()), "prompt");
}

TEST(TcnScorer, SearchesDoNotRememberEachOther) {
  Tcn model = makeModel(32, Activation::Tanh);
  const MelodyTokenizer tokenizer(model->architecture().range);
  const auto weights = std::make_shared<TcnWeights>(model);
  TcnScorer used(weights), fresh(weights);
  const auto vocabulary = static_cast<std::size_t>(tokenizer.vocabularySize());
  const Token pitch = tokenizer.pitchToken(70), quarter = tokenizer.durationToken(24);
  std::vector<Token> prompt;
  for (int i = 0; i < 40; ++i) prompt.insert(prompt.end(), {pitch, quarter});
  std::vector<float> a(4 * vocabulary), b(4 * vocabulary);
  used.start(prompt, 2, a);
  const std::vector<int> zero = {0};
  for (const Token token : {pitch, quarter, pitch, quarter}) used.step(zero, std::vector<Token>{token}, a);
  const std::vector<Token> seed = {tokenizer.pitchToken(60), quarter};
  used.start(seed, 4, a);
  fresh.start(seed, 4, b);
  for (const Token token : {pitch, quarter, pitch, quarter}) {
    used.step(zero, std::vector<Token>{token}, a);
    fresh.step(zero, std::vector<Token>{token}, b);
  }
  EXPECT_TRUE(std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(vocabulary), b.begin()));
}

TEST(TcnScorer, RefusesTokensOutOfTurn) {
  Tcn model = makeModel(32, Activation::Tanh);
  const MelodyTokenizer tokenizer(model->architecture().range);
  TcnScorer scorer(std::make_shared<TcnWeights>(model));
  std::vector<float> scores(static_cast<std::size_t>(tokenizer.vocabularySize()));
  const std::vector<Token> twoPitches = {tokenizer.pitchToken(64), tokenizer.pitchToken(64)};
  EXPECT_THROW(scorer.start(twoPitches, 1, scores), Error);
  scorer.start(std::vector<Token>{MelodyTokenizer::kBegin}, 1, scores);
  EXPECT_THROW(scorer.step(std::vector<int>{0}, std::vector<Token>{tokenizer.durationToken(12)}, scores),
               Error);
}

TEST(TcnScorer, SaysWhenNumbersBreak) {
  Tcn model = makeModel(32, Activation::Tanh);
  {
    const torch::NoGradGuard noGradients;
    model->named_parameters()["pitch_out.bias"].fill_(NAN);
  }
  const MelodyTokenizer tokenizer(model->architecture().range);
  TcnScorer scorer(std::make_shared<TcnWeights>(model));
  std::vector<float> scores(static_cast<std::size_t>(tokenizer.vocabularySize()));
  try {
    scorer.start(std::vector<Token>{MelodyTokenizer::kBegin}, 1, scores);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::NumbersBroken);
  }
}

}  // namespace
}  // namespace partimento::models
