// Reading a MIDI file into a Score, in bytes of file a second; the floor is a pass that only looks at them.

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/formats/midi.h"
#include "tests/support/paths.h"

namespace partimento::formats {
namespace {

using File = std::vector<std::byte>;

/// Sixteen tracks of chords and lines with pedal: about 8 MB.
File syntheticFile() {
  Random random(1);
  ScoreParts parts;
  parts.tempo = {TempoChange{}};
  for (int n = 0; n < 16; ++n) {
    auto track = std::make_shared<Track>();
    track->channel = n;
    Tick at;
    for (int i = 0; i < 65000; ++i) {
      Note note;
      note.onset = at;
      note.duration = Tick(60 + static_cast<std::int64_t>(random.below(400)));
      note.pitch = 36 + static_cast<Pitch>(random.below(60));
      note.velocity = static_cast<std::uint8_t>(40 + random.below(80));
      track->notes.push_back(note);
      if (random.below(3) != 0) at += Tick(120);
      if (i % 16 == 0) track->controls.push_back({at, ControlEvent::Kind::Controller, 64, 127});
    }
    parts.tracks.push_back(std::move(track));
  }
  return writeMidi(*Score::make(std::move(parts)));
}

const File& synthetic() {
  static const File kFile = syntheticFile();
  return kFile;
}

/// Every MIDI file of a corpus, in memory; none where the corpus is not here.
std::vector<File> corpus(const char* name) {
  std::vector<File> files;
  const auto folder = test::corporaFolder();
  if (!folder || !std::filesystem::is_directory(*folder / name)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder / name)) {
    if (entry.path().extension() == ".mid") files.push_back(readFile(entry.path()));
  }
  return files;
}

void report(benchmark::State& state, const std::vector<File>& files, std::size_t notes) {
  std::size_t bytes = 0;
  for (const File& file : files) bytes += file.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.counters["notes"] = static_cast<double>(notes);
  state.counters["megabytes"] = static_cast<double>(bytes) / 1e6;
}

void readAll(benchmark::State& state, const std::vector<File>& files) {
  if (files.empty()) {
    state.SkipWithError("the corpus is not here");
    return;
  }
  std::size_t notes = 0;
  for (auto _ : state) {
    notes = 0;
    for (const File& file : files) {
      try {
        notes += readMidi(file, "bench").score->noteCount();
      } catch (const Error&) {
        continue;
      }
    }
    benchmark::DoNotOptimize(notes);
  }
  report(state, files, notes);
}

void readSynthetic(benchmark::State& state) {
  readAll(state, {synthetic()});
}
BENCHMARK(readSynthetic)->Unit(benchmark::kMillisecond);

void readFiddleTunes(benchmark::State& state) {
  readAll(state, corpus("melody-fiddle-pd"));
}
BENCHMARK(readFiddleTunes)->Unit(benchmark::kMillisecond);

void readPianoPerformances(benchmark::State& state) {
  readAll(state, corpus("piano-giantmidi"));
}
BENCHMARK(readPianoPerformances)->Unit(benchmark::kMillisecond);

void readDamagedFiles(benchmark::State& state) {
  readAll(state, corpus("midi-torture"));
}
BENCHMARK(readDamagedFiles)->Unit(benchmark::kMillisecond);

void floorOfSynthetic(benchmark::State& state) {
  const File& file = synthetic();
  for (auto _ : state) {
    std::uint8_t sum = 0;
    for (const std::byte byte : file) {
      sum = static_cast<std::uint8_t>(sum + std::to_integer<unsigned>(byte));
      benchmark::DoNotOptimize(sum);  // one byte at a time, as a format of variable lengths must be read
    }
  }
  report(state, {file}, 0);
}
BENCHMARK(floorOfSynthetic)->Unit(benchmark::kMillisecond);

void writeSynthetic(benchmark::State& state) {
  const ScorePtr score = readMidi(synthetic(), "bench").score;
  for (auto _ : state) benchmark::DoNotOptimize(writeMidi(*score));
  report(state, {synthetic()}, score->noteCount());
}
BENCHMARK(writeSynthetic)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partimento::formats
