// How evenly playback leaves as MIDI: audio callback, dated messages, the output's thread, up to the port.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/playback/midi_out_loop.h"
#include "core/playback/player.h"
#include "core/playback/playhead.h"
#include "core/playback/silent_output.h"

namespace partimento::playback {
namespace {

constexpr int kNotes = 320;
constexpr std::int64_t kStep = 60;  // ticks: 62.5 ms at 120

/// Writes down when note-ons arrive.
class Ear final : public MidiOutput {
 public:
  explicit Ear(std::vector<std::int64_t>& heard) : m_heard(heard) { heard.reserve(2 * kNotes); }
  bool send(const MidiMessage& message) noexcept override {
    if ((message.bytes[0] & 0xF0) == 0x90) m_heard.push_back(steadyNanoseconds());
    return true;
  }

 private:
  std::vector<std::int64_t>& m_heard;
};

ScorePtr evenNotes() {
  ScoreParts parts;
  Track track;
  for (int i = 0; i < kNotes; ++i) {
    Note note;
    note.onset = Tick(i * kStep);
    note.duration = Tick(kStep / 2);
    note.pitch = 40 + i % 40;
    track.notes.push_back(note);
  }
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  return Score::make(std::move(parts));
}

/// Deviation of each note from even spacing, in milliseconds; the first quarter is left to the clock's
/// filter.
std::vector<double> deviations(const std::vector<std::int64_t>& heard) {
  std::vector<double> all;
  const std::size_t first = heard.size() / 4;
  double mean = 0;
  for (std::size_t i = first; i < heard.size(); ++i) {
    const double even = static_cast<double>(i) * kStep / 960.0 * 1e3;
    all.push_back(static_cast<double>(heard[i] - heard[0]) * 1e-6 - even);
    mean += all.back();
  }
  mean /= static_cast<double>(std::max<std::size_t>(all.size(), 1));
  for (double& one : all) one = std::abs(one - mean);
  std::sort(all.begin(), all.end());
  return all;
}

void playOut(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<std::int64_t> heard;
    Player player(std::make_unique<SilentSynth>(), 48000);
    player.setScore(evenNotes());
    EchoGuard guard;
    SendTiming timing;
    {
      MidiOutLoop loop(player.queues(), guard);
      loop.use(std::make_unique<Ear>(heard));
      const SilentOutput output(player.source(), 48000);
      player.setMidiOut(true);
      player.play();
      while (player.isPlaying()) {
        player.collectGarbage();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      timing = loop.timing();
    }
    const std::vector<double> away = deviations(heard);
    if (away.empty()) {
      state.SkipWithError("nothing arrived");
      return;
    }
    state.counters["jitter_median_ms"] = away[away.size() / 2];
    state.counters["jitter_p99_ms"] = away[away.size() * 99 / 100];
    state.counters["jitter_worst_ms"] = away.back();
    state.counters["late_average_ms"] = timing.average.value * 1e3;
    state.counters["late_worst_ms"] = timing.latest.value * 1e3;
    state.counters["notes"] = static_cast<double>(heard.size());
  }
}

BENCHMARK(playOut)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace partimento::playback
