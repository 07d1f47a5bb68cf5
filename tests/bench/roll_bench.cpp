// Frames of the piano roll with 10,000 notes at 1600x900, software raster. The wish: 8 ms at the 95th
// percentile. Arguments: device pixel ratio in percent, notes on the screen.

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <vector>

#include <benchmark/benchmark.h>

#include "tests/ui/support/roll_scenes.h"
#include "ui/common/theme.h"
#include "ui/piano_roll/roll_painter.h"

namespace {

using namespace partimento;

/// Milliseconds of this thread's own work: other programs on the machine do not count.
double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

constexpr QSize kView(1600, 900);
constexpr std::size_t kNotes = 10'000;

QApplication& application() {
  static int argc = 1;
  static char name[] = "roll_bench";
  static char* argv[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  static auto* app = new QApplication(argc, argv);  // outlives what Qt takes down at exit
  return *app;
}

ui::roll::Scene sceneOf(const ScorePtr& score, double visibleNotes) {
  ui::roll::Scene scene;
  scene.score = score;
  scene.notes = ui::roll::NoteIndex(score->track(0).notes);
  scene.geometry.view = kView;
  const double share = visibleNotes / static_cast<double>(kNotes);
  scene.geometry.pixelsPerTick = kView.width() / (static_cast<double>(score->end().value) * share);
  scene.geometry.rowHeight = 900.0 / 64;
  scene.geometry.scrollY = (127 - 98) * scene.geometry.rowHeight;
  scene.playing = true;
  scene.scale = makeScale(0, "major");
  for (std::size_t i = 0; i < kNotes; i += 40) scene.selection.insert(score->track(0).notes[i].id);
  return scene;
}

void report(benchmark::State& state, std::vector<double>& frames) {
  std::sort(frames.begin(), frames.end());
  state.counters["p50_ms"] = frames[frames.size() / 2];
  state.counters["p95_ms"] = frames[frames.size() * 95 / 100];
}

/// Every frame scrolls and moves the playhead: all of the view is painted.
void BM_ScrollAndPlay(benchmark::State& state) {
  application();
  const ScorePtr score = test::denseScore(kNotes, 2500);
  ui::roll::Scene scene = sceneOf(score, static_cast<double>(state.range(1)));
  const double ratio = static_cast<double>(state.range(0)) / 100;
  QImage image(kView * ratio, QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  ui::roll::RollPainter painter(ui::Theme::current());
  std::vector<double> frames;
  const double longest = std::max(scene.geometry.xOf(score->end()) - kView.width(), 1.0);
  double scroll = 0;
  for (auto _ : state) {
    const double start = threadMilliseconds();
    scroll += 7.3;
    scene.geometry.scrollX = std::fmod(scroll, longest);
    scene.playhead = scene.geometry.tickAt(800);
    QPainter canvas(&image);
    painter.paint(canvas, scene, QRectF(QPointF(), QSizeF(kView)));
    canvas.end();
    frames.push_back(threadMilliseconds() - start);
  }
  report(state, frames);
}
BENCHMARK(BM_ScrollAndPlay)
    ->Unit(benchmark::kMillisecond)
    ->ArgNames({"dpr", "visible"})
    ->ArgsProduct({{100, 200}, {500, 2000, 10000}});

/// What a frame of playing costs: the strip of the playhead.
void BM_PlayheadStrip(benchmark::State& state) {
  application();
  const ScorePtr score = test::denseScore(kNotes, 2500);
  ui::roll::Scene scene = sceneOf(score, 2000);
  const double ratio = static_cast<double>(state.range(0)) / 100;
  QImage image(kView * ratio, QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  ui::roll::RollPainter painter(ui::Theme::current());
  std::vector<double> frames;
  double x = 40;
  for (auto _ : state) {
    const double start = threadMilliseconds();
    x = x > 1500 ? 40 : x + 1.7;
    scene.playhead = scene.geometry.tickAt(x);
    QPainter canvas(&image);
    const QRectF strip(x - 30, 0, 34, kView.height());
    canvas.setClipRect(strip);
    painter.paint(canvas, scene, strip);
    canvas.end();
    frames.push_back(threadMilliseconds() - start);
  }
  report(state, frames);
}
BENCHMARK(BM_PlayheadStrip)->Unit(benchmark::kMillisecond)->ArgName("dpr")->Arg(100)->Arg(200);

}  // namespace
