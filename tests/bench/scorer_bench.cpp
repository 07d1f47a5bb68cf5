// Decoding with the shipped fiddle style, on one core: the whole search at several widths, the scorer's part
// of it, the floor (multiplications / measured matrix rate), and the same search without a cache.
//
// cpu time is what counts on a busy machine. Counters: scorer_s and search_s a run, GFLOP of a run as if no
// hypotheses shared an ancestor, and floor_s = GFLOP / the matrix rate that Sgemm measures in the same
// process.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include "core/decode/search.h"
#include "core/models/style_pack.h"
#include "core/models/tcn_scorer.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

constexpr int kNotes = 64;

struct Style {
  models::StyleCard card;
  models::Tcn model{nullptr};
  std::shared_ptr<const models::TcnWeights> weights;
};

const Style& style() {
  static const Style kStyle = [] {
    at::set_num_threads(1);
    // one whose answers depend on the last notes alone, as the full pass and the floor below have it
    const auto folder = test::sourceFolder() / "resources" / "styles" / "fiddle-tunes-relu";
    Style loaded;
    loaded.card = models::readStyleCard(folder);
    loaded.model = models::readStyleWeights(folder, loaded.card);
    loaded.weights = std::make_shared<models::TcnWeights>(loaded.model);
    return loaded;
  }();
  return kStyle;
}

/// The first two bars of a jig.
std::vector<Token> prompt(const tokens::MelodyTokenizer& tokenizer) {
  std::vector<Token> tokens = {tokens::MelodyTokenizer::kBegin};
  for (const Pitch pitch : {67, 64, 60, 64, 67, 72, 76, 74, 72, 71, 69, 67}) {
    tokens.push_back(tokenizer.pitchToken(pitch));
    tokens.push_back(tokenizer.durationToken(12));
  }
  return tokens;
}

/// Multiplications and additions of one row's network step, no ancestor shared.
double flopsPerRow(const models::TcnArchitecture& a, const tokens::MelodyTokenizer& tokenizer) {
  const double c = a.channels;
  const double s = a.skipChannels;
  const double blocks = a.layers();
  const double pitches = tokenizer.pitchCount() + 1;
  const double durations = tokenizer.durationCount();
  return 2 * (blocks * (4 * c * c + c * s) + (blocks - 1) * c * c + s * s + s * pitches +
              s * a.durationChannels + a.durationChannels * durations);
}

double secondsOf(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Best of several: (1000 x 96) x (96 x 192), the product that decoding spends its time in.
double matrixGflops() {
  static const double kRate = [] {
    const torch::NoGradGuard noGradients;
    const torch::Tensor a = torch::randn({1000, 96}), b = torch::randn({96, 192});
    torch::Tensor out = torch::empty({1000, 192});
    double best = 1e9;
    for (int i = 0; i < 200; ++i) best = std::min(best, secondsOf([&] { at::mm_out(out, a, b); }));
    return 2.0 * 1000 * 96 * 192 / best / 1e9;
  }();
  return kRate;
}

/// The same answers by a full forward pass over every hypothesis at every step.
class ForgetfulScorer : public decode::Scorer {
 public:
  explicit ForgetfulScorer(models::Tcn model)
      : m_model(std::move(model)), m_tokenizer(m_model->architecture().range) {}

  int vocabularySize() const override { return m_tokenizer.vocabularySize(); }

  void start(std::span<const Token> prompt, int, std::span<float> out) override {
    m_rows = {{prompt.begin() + 1, prompt.end()}};
    score(out);
  }

  void step(std::span<const int> parents, std::span<const Token> tokens, std::span<float> out) override {
    std::vector<std::vector<Token>> next;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      next.push_back(m_rows[static_cast<std::size_t>(parents[i])]);
      next.back().push_back(tokens[i]);
    }
    m_rows = std::move(next);
    score(out);
  }

  void finish() override { m_rows.clear(); }

 private:
  void score(std::span<float> out) {
    const torch::NoGradGuard noGradients;
    const auto rows = static_cast<std::int64_t>(m_rows.size());
    const auto time = static_cast<std::int64_t>(m_rows[0].size() / 2 + 1);
    torch::Tensor features = torch::empty({time, rows, models::kFeatures}, torch::kInt64);
    torch::Tensor pending = torch::zeros({rows}, torch::kInt64);
    for (std::int64_t row = 0; row < rows; ++row) {
      const auto& tokens = m_rows[static_cast<std::size_t>(row)];
      const auto steps = models::stepsOf(m_tokenizer, tokens, tokens::BarClock({6, 8}));
      for (std::int64_t t = 0; t < time; ++t) {
        models::writeFeatures(steps[static_cast<std::size_t>(t)],
                              features.data_ptr<std::int64_t>() + (t * rows + row) * models::kFeatures);
      }
      pending[row] = std::max(0, tokens.back() - tokens::MelodyTokenizer::kRest);
    }
    const bool wantsDuration = m_rows[0].size() % 2 == 1;
    const torch::Tensor states = m_model->forward(features)[-1];
    const torch::Tensor logits =
        wantsDuration ? m_model->durationLogits(states, pending) : m_model->pitchLogits(states);
    const int first = wantsDuration ? m_tokenizer.firstDuration() : tokens::MelodyTokenizer::kRest;
    torch::Tensor all = torch::full({rows, vocabularySize()}, -INFINITY);
    all.narrow(1, first, logits.size(1)).copy_(torch::log_softmax(logits, 1));
    std::copy_n(all.data_ptr<float>(), all.numel(), out.begin());
  }

  models::Tcn m_model;
  tokens::MelodyTokenizer m_tokenizer;
  std::vector<std::vector<Token>> m_rows;
};

decode::SearchResult searchWith(decode::Scorer& scorer, int width) {
  const tokens::MelodyTokenizer& tokenizer = style().weights->tokenizer;
  const std::vector<Token> seed = prompt(tokenizer);
  const std::vector<Symbol> vocabulary = tokenizer.symbols(0);
  decode::Timeline timeline;
  timeline.stepsPerBar = 72;
  timeline.promptEnd = 144;
  decode::SearchOptions options;
  options.settings.search.beamWidth = width;
  options.settings.rules.maxRepeat = 2;
  options.settings.length.notes = kNotes;
  return decode::search(
      {scorer, seed, vocabulary, timeline, 2 * style().card.architecture.receptiveField + 1}, options);
}

void Search(benchmark::State& state) {
  models::TcnScorer scorer(style().weights);
  tokens::GrammarSetting jig;
  jig.meter = {6, 8};
  scorer.setPiece(jig);
  decode::SearchStatistics total;
  for (auto run : state) {
    static_cast<void>(run);
    const decode::SearchResult result = searchWith(scorer, static_cast<int>(state.range(0)));
    if (result.takes.empty()) state.SkipWithError("no take");
    total.scorerSeconds += result.statistics.scorerSeconds;
    total.searchSeconds += result.statistics.searchSeconds;
    total.scorerRows += result.statistics.scorerRows;
  }
  using benchmark::Counter;
  const tokens::MelodyTokenizer& tokenizer = style().weights->tokenizer;
  const double gflop = 0.5 * static_cast<double>(total.scorerRows) *
                       flopsPerRow(style().card.architecture, tokenizer) / 1e9;  // every other row is a pitch
  state.counters["scorer_s"] = Counter(total.scorerSeconds, Counter::kAvgIterations);
  state.counters["search_s"] = Counter(total.searchSeconds, Counter::kAvgIterations);
  state.counters["GFLOP"] = Counter(gflop, Counter::kAvgIterations);
  state.counters["floor_s"] = Counter(gflop / matrixGflops(), Counter::kAvgIterations);
}
BENCHMARK(Search)->Arg(1)->Arg(16)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

void SearchWithoutCache(benchmark::State& state) {
  ForgetfulScorer scorer(style().model);
  for (auto run : state) {
    static_cast<void>(run);
    benchmark::DoNotOptimize(searchWith(scorer, static_cast<int>(state.range(0))));
  }
}
BENCHMARK(SearchWithoutCache)->Arg(1)->Arg(16)->Arg(100)->Unit(benchmark::kMillisecond)->Iterations(1);

void Sgemm(benchmark::State& state) {
  const torch::NoGradGuard noGradients;
  const torch::Tensor a = torch::randn({1000, 96}), b = torch::randn({96, 192});
  torch::Tensor out = torch::empty({1000, 192});
  for (auto run : state) {
    static_cast<void>(run);
    at::mm_out(out, a, b);
  }
  state.counters["GFLOP/s"] =
      benchmark::Counter(2.0 * 1000 * 96 * 192 / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(Sgemm)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace partimento
