// The project: what an edit costs the thread of the interface, how long until it is durable, opening and
// saving. Floor: a push shares scores by pointer, so it is the copy of a list of steps, 48 bytes and a count
// each.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/base/random.h"
#include "core/music/edits.h"
#include "core/project/document.h"
#include "core/project/project_file.h"
#include "core/project/snapshot.h"
#include "tests/support/paths.h"

namespace partimento::project {
namespace {

constexpr std::size_t kNotes = 10'000;

ScorePtr melody() {
  Track track;
  for (std::size_t i = 0; i < kNotes; ++i) {
    Note note;
    note.onset = Tick(static_cast<std::int64_t>(i) * 120);
    note.duration = Tick(120);
    note.pitch = 48 + static_cast<int>(i * 7 % 36);
    track.notes.push_back(note);
  }
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

ScorePtr edited(const ScorePtr& score, Random& random) {
  const auto& notes = score->track(0).notes;
  return edits::moveNotes(score, 0, {notes[random.below(notes.size())].id}, Tick(240), 1);
}

std::unique_ptr<Document> documentWith(const StateFolder& state, std::size_t steps, Random& random) {
  auto document = Document::create(state, melody());
  for (std::size_t i = 1; i < steps; ++i) document->push("Move notes", edited(document->score(), random));
  document->flush();
  document->discardOnClose();
  return document;
}

/// One push of a ready score onto a history of range(0) steps: the caller's share only.
void pushOnCaller(benchmark::State& state) {
  const partimento::test::TemporaryFolder folder;
  Random random(1);
  const auto document = documentWith({folder.path()}, static_cast<std::size_t>(state.range(0)), random);
  const ScorePtr one = edited(document->score(), random);
  const ScorePtr other = edited(one, random);
  bool odd = false;
  for (auto _ : state) {
    odd = !odd;
    document->push("Move notes", odd ? one : other);
  }
}
BENCHMARK(pushOnCaller)->Arg(500)->Arg(1000)->Unit(benchmark::kMicrosecond);

/// From the push until the journal has synced it, for an edit after a pause.
void untilDurable(benchmark::State& state) {
  const partimento::test::TemporaryFolder folder;
  Random random(2);
  const auto document = documentWith({folder.path()}, 500, random);
  for (auto _ : state) {
    state.PauseTiming();
    const ScorePtr next = edited(document->score(), random);
    state.ResumeTiming();
    document->push("Move notes", next);
    document->flush();
  }
}
BENCHMARK(untilDurable)->Unit(benchmark::kMillisecond)->UseRealTime();

void save(benchmark::State& state) {
  const partimento::test::TemporaryFolder folder;
  Random random(3);
  const auto document =
      documentWith({folder.path() / "state"}, static_cast<std::size_t>(state.range(0)), random);
  const auto path = folder.path() / "song.partimento";
  for (auto _ : state) document->save(path);
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(path));
}
BENCHMARK(save)->Arg(1)->Arg(500)->Unit(benchmark::kMillisecond)->UseRealTime();

void open(benchmark::State& state) {
  const partimento::test::TemporaryFolder folder;
  Random random(4);
  const auto path = folder.path() / "song.partimento";
  documentWith({folder.path() / "state"}, static_cast<std::size_t>(state.range(0)), random)->save(path);
  for (auto _ : state) benchmark::DoNotOptimize(readProjectFile(path));
}
BENCHMARK(open)->Arg(1)->Arg(500)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace partimento::project
