// What the audio callback costs: 64 frames at 48 kHz with 32 notes sounding, against the deadline of a block
// (1333 microseconds; the goal is a quarter of it, 333, at the 99.9th percentile), with FluidSynth alone as
// the floor.

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <time.h>

#include "core/playback/engine.h"
#include "core/synth/fluid_synth.h"
#include "core/synth/soundfont.h"

namespace partimento {
namespace {

constexpr int kFrames = 64;
constexpr double kDeadlineMicroseconds = 1e6 * kFrames / 48000;

/// 32 sustained notes (eight tracks of four), and a moving line so that events are dispatched.
ScorePtr music() {
  ScoreParts parts;
  const int programs[8] = {0, 19, 48, 52, 61, 73, 40, 42};
  for (int t = 0; t < 8; ++t) {
    auto track = std::make_shared<Track>();
    track->program = programs[t];
    track->channel = t;
    for (int k = 0; k < 4; ++k) {
      Note note;
      note.duration = Tick(4000000);
      note.pitch = 40 + 4 * k + t;
      track->notes.push_back(note);
    }
    parts.tracks.push_back(track);
  }
  auto line = std::make_shared<Track>();
  line->program = 6;
  for (int i = 0; i < 10000; ++i) {
    Note note;
    note.onset = Tick(60 * i);
    note.duration = Tick(50);
    note.pitch = 60 + i % 12;
    line->notes.push_back(note);
  }
  parts.tracks.push_back(line);
  return Score::make(std::move(parts));
}

double microseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

/// Times of many runs: on the clock, and of the thread alone, which other programs cannot lengthen.
class Times {
 public:
  template <typename Work>
  void measure(benchmark::State& state, Work work) {
    for (auto _ : state) {
      const double clock = microseconds(CLOCK_MONOTONIC);
      const double thread = microseconds(CLOCK_THREAD_CPUTIME_ID);
      work();
      m_thread.push_back(microseconds(CLOCK_THREAD_CPUTIME_ID) - thread);
      m_clock.push_back(microseconds(CLOCK_MONOTONIC) - clock);
    }
    report(state, "clock", m_clock);
    report(state, "thread", m_thread);
  }

 private:
  static void report(benchmark::State& state, const std::string& name, std::vector<double>& times) {
    std::sort(times.begin(), times.end());
    const double late = times[static_cast<std::size_t>(0.999 * static_cast<double>(times.size() - 1))];
    const double sum = std::accumulate(times.begin(), times.end(), 0.0);
    state.counters[name + "_mean_us"] = sum / static_cast<double>(times.size());
    state.counters[name + "_p99.9_us"] = late;
    state.counters[name + "_p99.9_%"] = 100 * late / kDeadlineMicroseconds;
  }

  std::vector<double> m_clock;
  std::vector<double> m_thread;
};

std::unique_ptr<synth::FluidSynth> makeSynth(benchmark::State& state) {
  if (synth::installedSoundFonts().empty()) {
    state.SkipWithError("no SoundFont is installed");
    return nullptr;
  }
  return std::make_unique<synth::FluidSynth>(synth::FluidSettings{synth::findSoundFont(), 48000});
}

void callback(benchmark::State& state) {
  const auto synth = makeSynth(state);
  if (!synth) return;
  const auto plan = playback::Plan::build(*music(), {});
  auto engine = std::make_unique<playback::PlaybackEngine>(*synth, *plan);
  engine->send({1, playback::command::Metronome{{true, 1.0}}});
  engine->send({2, playback::command::Loop{{Tick(0), Tick(600000)}, true}});
  engine->send({3, playback::command::Play{}});
  std::vector<float> left(kFrames);
  std::vector<float> right(kFrames);
  Times().measure(state, [&] { engine->render(left.data(), right.data(), kFrames); });
  state.counters["voices"] = synth->activeVoices();
}
BENCHMARK(callback)->Unit(benchmark::kMicrosecond)->MinTime(3);

void synthAloneAsFloor(benchmark::State& state) {
  const auto synth = makeSynth(state);
  if (!synth) return;
  const auto plan = playback::Plan::build(*music(), {});
  for (const playback::PlanTrack& track : plan->tracks()) {
    synth->send({playback::ChannelMessage::Kind::Program, track.channel, track.program, 0});
  }
  plan->visitSounding(Frames(1), [&](const playback::PlanNote& note) {
    synth->send({playback::ChannelMessage::Kind::NoteOn, note.channel, note.key, note.velocity});
  });
  std::vector<float> left(kFrames);
  std::vector<float> right(kFrames);
  Times().measure(state, [&] { synth->render(left.data(), right.data(), kFrames); });
  state.counters["voices"] = synth->activeVoices();
}
BENCHMARK(synthAloneAsFloor)->Unit(benchmark::kMicrosecond)->MinTime(3);

void planOfTenThousandNotes(benchmark::State& state) {
  const ScorePtr score = music();
  for (auto _ : state) benchmark::DoNotOptimize(playback::Plan::build(*score, {}));
}
BENCHMARK(planOfTenThousandNotes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partimento
