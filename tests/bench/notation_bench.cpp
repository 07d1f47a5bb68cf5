// Ten thousand notes from ticks to the page.

#include <benchmark/benchmark.h>

#include "core/base/random.h"
#include "core/notation/notate.h"

namespace partimento {
namespace {

/// Two hands: a right hand of chords, triplets and 16ths, a left hand with a held bass under moving notes.
ScorePtr pianoPiece(std::size_t notes) {
  Random random(7);
  auto right = std::make_shared<Track>();
  auto left = std::make_shared<Track>();
  right->name = "right hand";
  left->name = "left hand";
  for (std::int64_t beat = 0; right->notes.size() + left->notes.size() < notes; ++beat) {
    const int divisions = std::array{1, 2, 3, 4}[random.below(4)];
    for (int i = 0; i < divisions; ++i) {
      Note note;
      note.onset = Tick(beat * 480 + i * 480 / divisions);
      note.duration = Tick(480 / divisions);
      note.pitch = 67 + static_cast<int>(random.below(13));
      right->notes.push_back(note);
      if (divisions < 3) {
        note.pitch -= 4;
        right->notes.push_back(note);
      }
    }
    for (int i = 0; i < 2; ++i) {
      Note note;
      note.onset = Tick(beat * 480 + i * 240);
      note.duration = Tick(i == 0 && beat % 4 == 0 ? 1920 : 240);
      note.pitch = beat % 4 == 0 && i == 0 ? 40 : 50 + static_cast<int>(random.below(9));
      left->notes.push_back(note);
    }
  }
  ScoreParts parts;
  parts.tracks = {right, left};
  return Score::make(std::move(parts));
}

void notateNotes(benchmark::State& state) {
  const ScorePtr score = pianoPiece(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(notation::notate(score));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(score->noteCount()));
}
BENCHMARK(notateNotes)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void renotateAfterAnEdit(benchmark::State& state) {
  const ScorePtr score = pianoPiece(10000);
  const notation::NotationPtr before = notation::notate(score);
  ScoreParts parts = score->parts();
  auto track = std::make_shared<Track>(*parts.tracks[0]);
  track->notes[track->notes.size() / 2].pitch += 1;
  parts.tracks[0] = track;
  const ScorePtr edited = Score::make(std::move(parts));
  for (auto _ : state) {
    const auto after = notation::renotate(before, edited);
    benchmark::DoNotOptimize(notation::changesBetween(*before, *after));
  }
}
BENCHMARK(renotateAfterAnEdit)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partimento
