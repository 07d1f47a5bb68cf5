#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/models/decoding.h"
#include "core/models/token_context.h"
#include "core/tokens/melody_tokenizer.h"
#include "tests/core/models/small_models.h"

namespace partimento::models {
namespace {

using tokens::MelodyTokenizer;

/// Log-probabilities after the last token by the full forward pass.
std::vector<float> fullForward(SequenceModel& model, const std::vector<Token>& tokens) {
  const torch::NoGradGuard noGradients;
  model.eval();
  const torch::Tensor ids =
      torch::tensor(std::vector<std::int64_t>(tokens.begin(), tokens.end()), torch::kInt64).unsqueeze(0);
  const torch::Tensor logits = model.forward(ids, contextTensor(tokens).unsqueeze(0))[0][-1];
  const torch::Tensor scores = torch::log_softmax(logits, 0).contiguous();
  return {scores.data_ptr<float>(), scores.data_ptr<float>() + scores.numel()};
}

void expectNear(std::span<const float> got, std::span<const float> wanted, double tolerance,
                const std::string& where) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::isinf(wanted[i])) {
      ASSERT_EQ(got[i], wanted[i]) << where << " token " << i;
    } else {
      ASSERT_NEAR(got[i], wanted[i], tolerance) << where << " token " << i;
    }
  }
}

std::unique_ptr<SequenceScorer> scorerOf(const SequenceModel& model, const DecodingSettings& settings = {}) {
  auto scorer = makeScorer(decodingWeights(model, smallTokenizer(), settings));
  scorer->setPiece(waltz());
  return scorer;
}

/// A stream that goes on as melodies do.
Token nextToken(const std::vector<Token>& stream, Random& random) {
  const MelodyTokenizer tokenizer(smallRange());
  if (tokenizer.isPitch(stream.back()))
    return tokenizer.durationToken(12 * (1 + static_cast<int>(random.below(3))));
  return MelodyTokenizer::kRest + static_cast<Token>(random.below(25));
}

/// Hypotheses as a search has them: they grow, shrink, repeat and drop parents.
struct Beam {
  std::vector<std::vector<Token>> rows;
  std::vector<int> parents;
  std::vector<Token> tokens;

  void step(std::size_t width, Random& random) {
    parents.clear();
    tokens.clear();
    std::vector<std::vector<Token>> next;
    const std::size_t count = 1 + random.below(width);
    for (std::size_t i = 0; i < count; ++i) {
      parents.push_back(static_cast<int>(random.below(rows.size())));
      next.push_back(rows[static_cast<std::size_t>(parents.back())]);
      tokens.push_back(nextToken(next.back(), random));
      next.back().push_back(tokens.back());
    }
    rows = std::move(next);
  }
};

struct ScorerCase {
  const char* family;
  std::size_t prompt;
  int threads;
};

class EveryScorer : public testing::TestWithParam<ScorerCase> {
 protected:
  EveryScorer() { torch::manual_seed(2); }
};

/// The small GPT's window is 24 tokens and the LSTM's attention 12: most of this lies beyond them.
TEST_P(EveryScorer, StepsAreTheFullForwardPass) {
  const ScorerCase& c = GetParam();
  const auto model = strongModel(c.family);
  const auto scorer = scorerOf(*model, {WeightPrecision::Single, c.threads});
  const auto vocabulary = static_cast<std::size_t>(scorer->vocabularySize());
  constexpr std::size_t kWidth = 7;
  std::vector<float> scores(kWidth * vocabulary);
  Random random(c.prompt);
  Beam beam;
  beam.rows = {randomMelody(c.prompt, c.prompt)};
  scorer->start(beam.rows[0], kWidth, scores);
  expectNear(std::span(scores).first(vocabulary), fullForward(*model, beam.rows[0]), 1e-4, "prompt");
  for (int step = 0; step < 60; ++step) {
    beam.step(kWidth, random);
    scorer->step(beam.parents, beam.tokens, scores);
    const std::size_t row = random.below(beam.rows.size());
    expectNear(std::span(scores).subspan(row * vocabulary, vocabulary), fullForward(*model, beam.rows[row]),
               1e-4, "step " + std::to_string(step));
  }
  scorer->finish();
}

TEST_P(EveryScorer, TheOrderOfHypothesesDoesNotMatter) {
  const ScorerCase& c = GetParam();
  const auto model = strongModel(c.family);
  const auto first = scorerOf(*model), second = scorerOf(*model);
  const auto vocabulary = static_cast<std::size_t>(first->vocabularySize());
  constexpr std::size_t kWidth = 8;
  std::vector<float> a(kWidth * vocabulary), b(kWidth * vocabulary);
  Random random(5);
  Beam beam;
  beam.rows = {randomMelody(c.prompt, 3)};
  first->start(beam.rows[0], kWidth, a);
  second->start(beam.rows[0], kWidth, b);
  std::vector<int> placeBefore = {0};  // row of the first scorer -> row of the second
  for (int step = 0; step < 12; ++step) {
    beam.step(kWidth, random);
    const std::size_t count = beam.rows.size();
    std::vector<int> place(count);
    std::iota(place.begin(), place.end(), 0);
    for (std::size_t i = count; i > 1; --i) std::swap(place[i - 1], place[random.below(i)]);
    std::vector<int> parents(count);
    std::vector<Token> tokens(count);
    for (std::size_t i = 0; i < count; ++i) {
      parents[static_cast<std::size_t>(place[i])] = placeBefore[static_cast<std::size_t>(beam.parents[i])];
      tokens[static_cast<std::size_t>(place[i])] = beam.tokens[i];
    }
    first->step(beam.parents, beam.tokens, a);
    second->step(parents, tokens, b);
    for (std::size_t i = 0; i < count; ++i) {
      expectNear(std::span(b).subspan(static_cast<std::size_t>(place[i]) * vocabulary, vocabulary),
                 std::span(a).subspan(i * vocabulary, vocabulary), 2e-5, "step " + std::to_string(step));
    }
    placeBefore = place;
  }
}

TEST_P(EveryScorer, SearchesDoNotRememberEachOther) {
  const ScorerCase& c = GetParam();
  const auto model = strongModel(c.family);
  const auto used = scorerOf(*model), fresh = scorerOf(*model);
  const auto vocabulary = static_cast<std::size_t>(used->vocabularySize());
  std::vector<float> a(4 * vocabulary), b(4 * vocabulary);
  Random random(6);
  Beam beam;
  beam.rows = {randomMelody(50, 4)};
  used->start(beam.rows[0], 3, a);
  for (int i = 0; i < 9; ++i) {
    beam.step(3, random);
    used->step(beam.parents, beam.tokens, a);
  }
  if (c.threads > 1) used->finish();
  beam.rows = {randomMelody(c.prompt, 5)};
  used->start(beam.rows[0], 4, a);
  fresh->start(beam.rows[0], 4, b);
  for (int i = 0; i < 5; ++i) {
    beam.step(4, random);
    used->step(beam.parents, beam.tokens, a);
    fresh->step(beam.parents, beam.tokens, b);
  }
  const std::size_t count = beam.rows.size() * vocabulary;
  EXPECT_TRUE(std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(count), b.begin()));
}

INSTANTIATE_TEST_SUITE_P(Families, EveryScorer,
                         testing::Values(ScorerCase{"gpt", 1, 1}, ScorerCase{"gpt", 2, 2},
                                         ScorerCase{"gpt", 23, 1}, ScorerCase{"gpt", 24, 1},
                                         ScorerCase{"gpt", 33, 3}, ScorerCase{"gpt", 130, 1},
                                         ScorerCase{"lstm", 1, 1}, ScorerCase{"lstm", 12, 2},
                                         ScorerCase{"lstm", 90, 1}, ScorerCase{"tcn", 1, 1},
                                         ScorerCase{"tcn", 20, 1}, ScorerCase{"tcn", 90, 1},
                                         ScorerCase{"tcn_recalls", 1, 1}, ScorerCase{"tcn_recalls", 20, 1},
                                         ScorerCase{"tcn_recalls", 91, 1}));

/// Of what the model itself says, in nats a token: by how much the loss rises where the model is right.
double divergence(const char* family, WeightPrecision precision) {
  torch::manual_seed(8);
  const auto model = makeModel(smallConfig(family));
  const MelodyBatch batch = randomMelodies(8, 64, 12);
  torch::optim::Adam optimizer(model->parameters(), torch::optim::AdamOptions(5e-3));
  for (int i = 0; i < 40; ++i) {
    optimizer.zero_grad();
    lossOf(model->forward(batch.tokens, batch.context), batch).backward();
    optimizer.step();
  }
  const auto exact = scorerOf(*model), rough = scorerOf(*model, {precision, 1});
  const auto vocabulary = static_cast<std::size_t>(exact->vocabularySize());
  std::vector<float> a(vocabulary), b(vocabulary);
  double lossExact = 0, lossRough = 0;
  for (std::uint64_t seed = 12000; seed < 12004; ++seed) {
    const std::vector<Token> melody = randomMelody(65, seed);
    exact->start(std::span(melody).first(1), 1, a);
    rough->start(std::span(melody).first(1), 1, b);
    for (std::size_t i = 1; i < melody.size(); ++i) {
      lossExact -= a[static_cast<std::size_t>(melody[i])];
      lossRough -= b[static_cast<std::size_t>(melody[i])];
      const std::vector<int> parent = {0};
      const std::vector<Token> token = {melody[i]};
      exact->step(parent, token, a);
      rough->step(parent, token, b);
    }
  }
  EXPECT_GT(lossExact, 0);
  return std::fabs(lossRough - lossExact) / lossExact;
}

TEST(DecodingPrecision, CostsLessThanHalfAPercent) {
  for (const char* family : {"gpt", "lstm"}) {
    EXPECT_LT(divergence(family, WeightPrecision::Half), 0.001) << family;
    EXPECT_LT(divergence(family, WeightPrecision::Int8), 0.005) << family;
  }
}

TEST(DecodingErrors, AreNamed) {
  torch::manual_seed(9);
  const auto model = makeModel(smallConfig("gpt"));
  const auto scorer = scorerOf(*model);
  std::vector<float> scores(4 * static_cast<std::size_t>(scorer->vocabularySize()));
  EXPECT_THROW(scorer->start({}, 1, scores), Error);
  EXPECT_THROW(scorer->start(std::vector<Token>{100000}, 1, scores), Error);
  EXPECT_THROW(makeScorer(decodingWeights(*model, nullptr)), Error) << "context without a tokenizer";
  {
    const torch::NoGradGuard noGradients;
    model->named_parameters()["head.weight"].fill_(NAN);
  }
  const auto broken = scorerOf(*model);
  try {
    broken->start(std::vector<Token>{1}, 1, scores);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::NumbersBroken);
  }
}

}  // namespace
}  // namespace partimento::models
