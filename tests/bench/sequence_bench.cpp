// Decoding and training of the sequence models beside what the machine could do at most.
//
// Decoding: the 6 x 512 network of 14 million weights, tokens 1 to 192 of a sequence (or of 32 beams that
// share a prompt and part). floor_tok_s = bytes of the matrices / the rate at which as many bytes are read by
// as many threads in the same process; of_floor = tokens a second / floor. With beams the floor is
// multiplications / the rate of a large matrix product.
// Training: one step (forward, backward) of a network and of the same one in the library's plain modules, by
// turns; ratio = tokens a second / the plain ones', of_sgemm = multiplications / the rate of a large product.
//
// The machine may be busy: everything is the best of several runs, and only ratios within one run mean much.
// The linear-algebra library reads its settings when it is loaded, so the program starts itself again with
// them.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <numeric>
#include <thread>

#include <benchmark/benchmark.h>
#include <torch/torch.h>
#include <unistd.h>

#include "core/base/random.h"
#include "core/engine/loader.h"
#include "core/models/decoding.h"
#include "core/models/lstm_layer.h"
#include "tests/bench/plain_gpt.h"

namespace partimento {
namespace {

using benchmark::State;
using models::WeightPrecision;

constexpr int kTokens = 192;
constexpr int kVocabulary = 388;

double secondsOf(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

models::ModelConfig largeConfig() {
  models::ModelConfig config;
  config.tokenizer = "performance";
  config.vocabulary = kVocabulary;
  config.context = models::ContextUse::None;
  config.shape = models::GptShape{6, 512, 8, 1024, 2048};
  return config;
}

models::SequenceModel& largeModel() {
  static const auto kModel = [] {
    at::set_num_threads(1);
    torch::manual_seed(1);
    auto model = models::makeModel(largeConfig());
    model->eval();
    return model;
  }();
  return *kModel;
}

/// Sum of every word: nothing but reading, asked for ahead as the kernels do. Many sums side by side, so that
/// adding does not wait.
std::uint64_t readAll(const std::uint64_t* words, std::size_t count) {
  std::uint64_t sums[32] = {};
  for (std::size_t i = 0; i + 32 <= count; i += 32) {
    for (std::size_t line = 0; line < 32; line += 8) __builtin_prefetch(words + i + 128 + line);
    for (std::size_t k = 0; k < 32; ++k) sums[k] += words[i + k];
  }
  return std::accumulate(std::begin(sums), std::end(sums), std::uint64_t{0});
}

/// Bytes a second at which `threads` threads together read a block of so many bytes again and again.
double readRate(std::size_t bytes, int threads) {
  const std::vector<std::uint64_t> block(bytes / sizeof(std::uint64_t), 1);
  const std::size_t share = block.size() / static_cast<std::size_t>(threads);
  double best = 1e9;
  for (int i = 0; i < 12; ++i) {
    std::vector<double> seconds(static_cast<std::size_t>(threads));
    std::vector<std::jthread> team;
    for (std::size_t t = 0; t < seconds.size(); ++t) {
      team.emplace_back([&, t] {
        seconds[t] = 1e9;
        for (int k = 0; k < 4; ++k) {
          seconds[t] = std::min(seconds[t], secondsOf([&] {
                                  benchmark::DoNotOptimize(readAll(block.data() + t * share, share));
                                }));
        }
      });
    }
    team.clear();
    best = std::min(best, *std::max_element(seconds.begin(), seconds.end()));
  }
  return static_cast<double>(bytes) / best;
}

double matrixRate() {
  static const double kRate = [] {
    const torch::NoGradGuard noGradients;
    const torch::Tensor a = torch::randn({1024, 512}), b = torch::randn({512, 1024});
    torch::Tensor out = torch::empty({1024, 1024});
    double best = 1e9;
    for (int i = 0; i < 40; ++i) best = std::min(best, secondsOf([&] { at::mm_out(out, a, b); }));
    return 2.0 * 1024 * 512 * 1024 / best;
  }();
  return kRate;
}

/// Seconds for kTokens steps of `rows` hypotheses that part at random: of every step the best of several
/// runs, as of every reading of the block, so that what else the machine does weighs on neither.
double decode(models::SequenceScorer& scorer, int rows, int runs) {
  std::vector<float> scores(static_cast<std::size_t>(rows * kVocabulary));
  std::vector<int> parents(static_cast<std::size_t>(rows));
  std::vector<Token> tokens(parents.size());
  std::vector<double> best(kTokens, 1e9);
  for (int run = 0; run < runs; ++run) {
    Random random(7);
    const std::vector<Token> prompt = {1};
    scorer.start(prompt, rows, scores);
    const std::vector<int> zeros(parents.size(), 0);
    scorer.step(zeros, tokens, scores);
    for (double& seconds : best) {
      for (std::size_t r = 0; r < parents.size(); ++r) {
        // As in a beam: most go on, a few take the place of others.
        parents[r] =
            random.below(8) == 0 ? static_cast<int>(random.below(parents.size())) : static_cast<int>(r);
        tokens[r] = static_cast<Token>(random.below(kVocabulary));
      }
      seconds = std::min(seconds, secondsOf([&] { scorer.step(parents, tokens, scores); }));
    }
  }
  return std::accumulate(best.begin(), best.end(), 0.0);
}

const char* precisionName(WeightPrecision precision) {
  return precision == WeightPrecision::Single ? "single"
         : precision == WeightPrecision::Half ? "half"
                                              : "int8";
}

/// range(0): precision; range(1): threads.
void DecodeOne(State& state) {
  const auto precision = static_cast<WeightPrecision>(state.range(0));
  const int threads = static_cast<int>(state.range(1));
  const auto weights = models::decodingWeights(largeModel(), nullptr, {precision, threads});
  const auto scorer = models::makeScorer(weights);
  double seconds = 1e9, rate = 0;
  for (auto run : state) {
    static_cast<void>(run);
    rate = std::max(rate, readRate(weights->bytes(), threads));
    seconds = std::min(seconds, decode(*scorer, 1, 12));
    rate = std::max(rate, readRate(weights->bytes(), threads));
  }
  const double floor = rate / static_cast<double>(weights->bytes());
  state.SetLabel(precisionName(precision));
  state.counters["tok_s"] = kTokens / seconds;
  state.counters["floor_tok_s"] = floor;
  state.counters["of_floor"] = kTokens / seconds / floor;
  state.counters["MB"] = static_cast<double>(weights->bytes()) / 1e6;
  state.counters["read_GB_s"] = rate / 1e9;
}
BENCHMARK(DecodeOne)
    ->Args({0, 1})
    ->Args({1, 1})
    ->Args({2, 1})
    ->Args({1, 2})
    ->Args({2, 2})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

/// range(0): precision; range(1): hypotheses.
void DecodeBeams(State& state) {
  const auto precision = static_cast<WeightPrecision>(state.range(0));
  const int rows = static_cast<int>(state.range(1));
  const auto weights = models::decodingWeights(largeModel(), nullptr, {precision, 1});
  const auto scorer = models::makeScorer(weights);
  double seconds = 1e9;
  for (auto run : state) {
    static_cast<void>(run);
    seconds = std::min(seconds, decode(*scorer, rows, 5));
  }
  const double weightsRead = static_cast<double>(models::parameterCount(largeConfig())) - kVocabulary * 512.0;
  const double floor = matrixRate() / (2 * weightsRead);
  state.SetLabel(precisionName(precision));
  state.counters["tok_s"] = kTokens * rows / seconds;
  state.counters["floor_tok_s"] = floor;
  state.counters["of_floor"] = kTokens * rows / seconds / floor;
}
BENCHMARK(DecodeBeams)
    ->Args({1, 8})
    ->Args({0, 32})
    ->Args({1, 32})
    ->Args({2, 32})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

/// Best of several steps by turns: {ours, plain}. Processor time: a step takes so long that on a busy machine
/// none runs undisturbed.
std::pair<double, double> trainBoth(const auto& ours, const auto& plain) {
  const auto busy = [](const auto& work) {
    const std::clock_t begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  double a = 1e9, b = 1e9;
  for (int i = 0; i < 5; ++i) {
    a = std::min(a, busy(ours));
    b = std::min(b, busy(plain));
  }
  return {a, b};
}

void report(State& state, std::pair<double, double> seconds, double tokens, double flops) {
  state.counters["tok_s"] = tokens / seconds.first;
  state.counters["plain_tok_s"] = tokens / seconds.second;
  state.counters["ratio"] = seconds.second / seconds.first;
  state.counters["sgemm_GFLOP_s"] = matrixRate() / 1e9;
  state.counters["of_sgemm"] = flops / seconds.first / matrixRate();
}

/// range(0): layers; range(1): width.
void TrainGpt(State& state) {
  at::set_num_threads(1);
  constexpr std::int64_t kBatch = 8, kTime = 256;
  models::ModelConfig config = largeConfig();
  const auto width = static_cast<int>(state.range(1));
  const models::GptShape shape{static_cast<int>(state.range(0)), width, width / 64, 1024, kTime};
  config.shape = shape;
  const auto model = models::makeModel(config, 0.1);
  bench::PlainGptImpl plain(shape, kVocabulary, 0.1);
  const torch::Tensor tokens = torch::randint(kVocabulary, {kBatch, kTime}, torch::kInt64);
  const auto learn = [&](const torch::Tensor& logits) {
    torch::nn::functional::cross_entropy(logits.flatten(0, 1), tokens.flatten()).backward();
  };
  std::pair<double, double> seconds;
  for (auto run : state) {
    static_cast<void>(run);
    seconds = trainBoth([&] { learn(model->forward(tokens, {})); }, [&] { learn(plain.forward(tokens)); });
  }
  const double matrices =
      shape.layers * (4.0 * width * width + 2.0 * width * shape.feedForward) + width * kVocabulary;
  const double attention = shape.layers * 3.0 * width * (kTime + 1) / 2;  // keys, distances, values seen
  report(state, seconds, kBatch * kTime, 6 * (matrices + attention) * kBatch * kTime);
}
BENCHMARK(TrainGpt)->Args({4, 256})->Args({6, 512})->Iterations(1)->Unit(benchmark::kMillisecond);

/// One recurrent layer of range(0) units against the library's.
void TrainLstmLayer(State& state) {
  at::set_num_threads(1);
  constexpr std::int64_t kBatch = 32, kTime = 128;
  const std::int64_t width = state.range(0);
  torch::nn::LSTM plain(torch::nn::LSTMOptions(width, width).batch_first(true));
  const torch::Tensor x = torch::randn({kBatch, kTime, width}, torch::requires_grad());
  const auto& library = plain->all_weights();
  const models::LstmWeights weights{library[0], library[1], library[2]};
  std::pair<double, double> seconds;
  for (auto run : state) {
    static_cast<void>(run);
    seconds = trainBoth([&] { models::lstmLayer(x, weights).sum().backward(); },
                        [&] { std::get<0>(plain->forward(x)).sum().backward(); });
  }
  const auto square = static_cast<double>(width * width);
  report(state, seconds, kBatch * kTime, 6 * 8 * square * kBatch * kTime);
}
BENCHMARK(TrainLstmLayer)->Arg(128)->Arg(256)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partimento

int main(int argc, char** argv) {
  constexpr const char* kChoice = "OPENBLAS_CORETYPE";
  if (!std::getenv(kChoice)) {
    partimento::chooseLinearAlgebraKernels();
    if (std::getenv(kChoice)) execv("/proc/self/exe", argv);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
