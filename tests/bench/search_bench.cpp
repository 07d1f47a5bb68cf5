// What the search itself costs, beside a scorer that is free: its rows are drawn up before the clock starts
// and only copied. "own_ms" is the search without the scorer; "floor_ms" the time to read every row once,
// which no exact search can avoid; the network's own time comes on top (scorer_bench).

#include <chrono>
#include <cmath>
#include <numeric>

#include <benchmark/benchmark.h>

#include "core/base/random.h"
#include "core/decode/search.h"

namespace partimento::decode {
namespace {

constexpr int kPitches = 49;
constexpr int kDurations = 18;
constexpr int kNotes = 64;
constexpr int kTableRows = 4096;

std::vector<Symbol> vocabulary() {
  std::vector<Symbol> symbols = {{Symbol::Kind::Begin, 0}, {Symbol::Kind::Rest, 0}};
  for (int i = 0; i < kPitches; ++i) symbols.push_back({Symbol::Kind::Pitch, 48 + i});
  for (int i = 0; i < kDurations; ++i) symbols.push_back({Symbol::Kind::Duration, 3 * (i + 1)});
  return symbols;
}

class FreeScorer : public Scorer {
 public:
  explicit FreeScorer(std::size_t width) : m_width(width), m_table(kTableRows * width) {
    Random random(1);
    for (std::size_t row = 0; row < kTableRows; ++row) {
      double sum = 0;
      std::vector<double> logits(m_width);
      for (double& logit : logits) {
        logit = 2.5 * random.normal();
        sum += std::exp(logit);
      }
      for (std::size_t i = 0; i < m_width; ++i) {
        m_table[row * m_width + i] = static_cast<float>(logits[i] - std::log(sum));
      }
    }
  }
  int vocabularySize() const override { return static_cast<int>(m_width); }
  void start(std::span<const Token>, int, std::span<float> out) override {
    m_states.assign(1, 1);
    write(out);
  }
  void step(std::span<const int> parents, std::span<const Token> tokens, std::span<float> out) override {
    m_next.clear();
    for (std::size_t i = 0; i < parents.size(); ++i) {
      const std::uint32_t state = m_states[static_cast<std::size_t>(parents[i])];
      m_next.push_back(state * 2654435761U + static_cast<std::uint32_t>(tokens[i]) + 1);
    }
    std::swap(m_states, m_next);
    write(out);
  }
  void finish() override {}

 private:
  void write(std::span<float> out) const {
    for (std::size_t i = 0; i < m_states.size(); ++i) {
      const std::size_t row = (m_states[i] >> 8) % kTableRows;
      std::copy_n(m_table.begin() + static_cast<std::ptrdiff_t>(row * m_width), m_width,
                  out.begin() + static_cast<std::ptrdiff_t>(i * m_width));
    }
  }
  std::size_t m_width;
  std::vector<float> m_table;
  std::vector<std::uint32_t> m_states, m_next;
};

/// Seconds to read as many rows as the search was given.
double readingFloor(std::int64_t rows, std::size_t width) {
  std::vector<float> values(static_cast<std::size_t>(std::min<std::int64_t>(rows, 1000)) * width, -1.0F);
  const auto begin = std::chrono::steady_clock::now();
  float sum = 0;
  for (std::int64_t done = 0; done < rows; done += 1000) {
    for (float value : values) sum = std::max(sum, value);
    benchmark::DoNotOptimize(sum);
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void run(benchmark::State& state, SearchMethod method) {
  const std::vector<Symbol> symbols = vocabulary();
  FreeScorer scorer(symbols.size());
  const std::vector<Token> prompt = {0, 14, 54, 16, 54, 18, 54};
  SearchOptions options;
  options.settings.search.method = method;
  options.settings.search.beamWidth = static_cast<int>(state.range(0));
  options.settings.rules.maxRepeat = 2;
  options.settings.length.notes = kNotes;
  options.trace = state.range(1) != 0 ? TraceDetail::On : TraceDetail::Off;
  const SearchProblem problem{scorer, prompt, symbols, {96, 72}, 64};
  SearchStatistics sum;
  for (auto _ : state) {
    const SearchResult result = search(problem, options);
    benchmark::DoNotOptimize(result.takes.data());
    sum.searchSeconds += result.statistics.searchSeconds;
    sum.scorerRows += result.statistics.scorerRows;
  }
  const double runs = static_cast<double>(state.iterations());
  state.counters["own_ms"] = 1000 * sum.searchSeconds / runs;
  state.counters["floor_ms"] =
      1000 * readingFloor(sum.scorerRows / static_cast<std::int64_t>(state.iterations()), symbols.size());
}

void beam(benchmark::State& state) {
  run(state, SearchMethod::Beam);
}
void diverseBeam(benchmark::State& state) {
  run(state, SearchMethod::DiverseBeam);
}
void stochasticBeam(benchmark::State& state) {
  run(state, SearchMethod::StochasticBeam);
}
void sample(benchmark::State& state) {
  run(state, SearchMethod::Sample);
}

BENCHMARK(beam)
    ->ArgsProduct({{1, 10, 100, 1000}, {0, 1}})
    ->ArgNames({"width", "trace"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(diverseBeam)
    ->Args({100, 1})
    ->Args({1000, 1})
    ->ArgNames({"width", "trace"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(stochasticBeam)
    ->Args({100, 1})
    ->Args({1000, 1})
    ->ArgNames({"width", "trace"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(sample)->Args({1, 1})->ArgNames({"width", "trace"})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partimento::decode
