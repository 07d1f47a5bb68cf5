// Every style that is installed: loading its weights, and sixteen bars with what it proposes, on one core.
// Wanted: 300 ms to load, 2 s for sixteen bars, and always faster than the music plays.

#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

#include "core/engine/engine.h"
#include "core/engine/loader.h"
#include "core/engine/seed.h"
#include "core/music/score.h"

namespace partimento {
namespace {

constexpr int kBars = 16;

class Keeper : public ComposeListener {
 public:
  void progress(const ComposeProgress&) override {}
  void takeFinished(Take take) override { last = std::move(take); }

  Take last;
};

ComposeRequest sixteenBars(const StyleInfo& style, std::uint64_t randomSeed) {
  ComposeRequest request;
  request.styleId = style.id;
  request.seed.key = OpeningKey{};
  if (style.decoding) style.decoding->applyTo(request.settings);
  request.settings.length.bars = kBars;
  request.randomSeed = randomSeed;
  request.trace = decode::TraceDetail::Off;
  return request;
}

void load(benchmark::State& state, const std::string& id) {
  for (auto _ : state) {
    state.PauseTiming();
    const auto engine = loadEngine({styleFolders(), 1});
    static_cast<void>(engine->styles());
    state.ResumeTiming();
    engine->prepare(id);
  }
}

void compose(benchmark::State& state, const StyleInfo& style) {
  const auto engine = loadEngine({styleFolders(), 1});
  engine->prepare(style.id);
  Keeper keeper;
  std::uint64_t randomSeed = 0;
  double music = 0;
  double notes = 0;
  for (auto _ : state) {
    engine->compose(sixteenBars(style, ++randomSeed), {}, keeper);
    const ScorePtr score = scoreOfTake(keeper.last);
    music += score->tempo().secondsAt(score->end()).value;
    notes += static_cast<double>(keeper.last.notes.size());
  }
  state.counters["music_s"] = benchmark::Counter(music, benchmark::Counter::kAvgIterations);
  state.counters["notes"] = benchmark::Counter(notes, benchmark::Counter::kAvgIterations);
}

void registerAll() {
  const auto engine = loadEngine({styleFolders(), 1});
  for (const StyleInfo& style : engine->styles()) {
    benchmark::RegisterBenchmark(("load/" + style.id).c_str(), [id = style.id](benchmark::State& state) {
      load(state, id);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("sixteen_bars/" + style.id).c_str(), [style](benchmark::State& state) {
      compose(state, style);
    })->Unit(benchmark::kMillisecond);
  }
}

}  // namespace
}  // namespace partimento

int main(int argc, char** argv) {
  setenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY, 0);
  partimento::registerAll();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
