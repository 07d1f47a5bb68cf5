// Laying out and painting pages. Wishes: a page laid out in 30 ms, a frame of scrolling in 8 ms (95th
// percentile).

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <ctime>

#include <benchmark/benchmark.h>

#include "core/engraving/layout.h"
#include "tests/core/engraving/random_notation.h"
#include "ui/score_view/score_canvas.h"
#include "ui/score_view/score_view.h"

namespace {

using namespace partimento;

double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// From nothing; reported for a page.
void BM_LayOutPages(benchmark::State& state) {
  const auto notation = test::randomNotation(1, static_cast<int>(state.range(0)), 2);
  std::size_t pages = 0;
  double spent = 0;
  for (auto _ : state) {
    const double start = threadMilliseconds();
    const auto layout = engraving::Layout::make(notation, {});
    spent += threadMilliseconds() - start;
    pages += layout->pages().size();
  }
  state.counters["pages"] = static_cast<double>(pages) / static_cast<double>(state.iterations());
  state.counters["ms_per_page"] = spent / static_cast<double>(pages);
}
BENCHMARK(BM_LayOutPages)->Unit(benchmark::kMillisecond)->Arg(30)->Arg(400);

/// One bar of many changed.
void BM_LayOutAfterEdit(benchmark::State& state) {
  const auto before = test::randomNotation(1, 400, 2);
  const auto old = engraving::Layout::make(before, {});
  notation::NotationParts parts = before->all();
  parts.parts[0].staves[0].bars[200] =
      std::make_shared<notation::StaffBar>(*parts.parts[0].staves[0].bars[201]);
  const auto after = notation::Notation::make(std::move(parts));
  for (auto _ : state) benchmark::DoNotOptimize(engraving::Layout::make(after, {}, old.get()));
}
BENCHMARK(BM_LayOutAfterEdit)->Unit(benchmark::kMillisecond);

ScorePtr longScore() {
  Track track;
  for (int i = 0; i < 6000; ++i) {
    Note note;
    note.onset = Tick(i * 240);
    note.duration = Tick(240);
    note.pitch = 60 + (i * 7) % 17;
    track.notes.push_back(note);
  }
  ScoreParts parts;
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

/// Scrolls through pages by 60 pixels a frame; pages are painted ahead between frames, as the idle timer
/// does.
void BM_ScrollFrame(benchmark::State& state) {
  static int argc = 1;
  static char name[] = "score_bench";
  static char* argv[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  static QApplication app(argc, argv);
  ui::ScoreView view;
  view.resize(1600, 900);
  view.setScore(longScore());
  view.show();
  auto* canvas = view.findChild<ui::score::ScoreCanvas*>();
  QImage image(canvas->size(), QImage::Format_RGB32);
  std::vector<double> frames;
  int y = 0;
  for (auto _ : state) {
    const double start = threadMilliseconds();
    y = (y + 60) % 20000;
    canvas->scrollTo(0, y);
    canvas->render(&image);
    frames.push_back(threadMilliseconds() - start);
    state.PauseTiming();
    for (int i = 0; i < 4; ++i) {
      QTimerEvent ahead(canvas->prefetchTimer());
      QApplication::sendEvent(canvas, &ahead);
    }
    state.ResumeTiming();
  }
  std::sort(frames.begin(), frames.end());
  state.counters["p50_ms"] = frames[frames.size() / 2];
  state.counters["p95_ms"] = frames[frames.size() * 95 / 100];
}
BENCHMARK(BM_ScrollFrame)->Unit(benchmark::kMillisecond)->Iterations(400);

}  // namespace
