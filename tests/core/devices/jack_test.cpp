// Real RtMidi ports over JACK's dummy server in user space. Skipped where the server does not start.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/devices/rt_midi_ports.h"
#include "core/playback/midi_system.h"
#include "core/playback/player.h"
#include "core/playback/playhead.h"
#include "core/playback/recorder.h"
#include "core/playback/silent_output.h"
#include "core/playback/timeline.h"
#include "tests/core/devices/jack_stage.h"
#include "tests/support/patience.h"

namespace partimento::devices {
namespace {

using playback::ChannelMessage;
using playback::LiveEvent;
using playback::MidiBackend;
using playback::MidiChoice;
using playback::MidiState;
using test::eventually;
using test::JackStage;
using test::Keyboard;
using test::Listener;
using testing::Contains;
using Kind = ChannelMessage::Kind;

constexpr const char* kKeyboard = "Test keyboard";
constexpr const char* kKeyboardPort = "Test keyboard:keys";

/// How long the flood lasts: PARTIMENTO_MIDI_SECONDS, 2 by default.
int floodSeconds() {
  const char* text = std::getenv("PARTIMENTO_MIDI_SECONDS");
  return text ? std::max(1, std::atoi(text)) : 2;
}

class Jack : public testing::Test {
 protected:
  static void SetUpTestSuite() { s_stage.emplace(); }
  static void TearDownTestSuite() { s_stage.reset(); }
  void SetUp() override {
    if (!s_stage->problem().empty()) GTEST_SKIP() << s_stage->problem();
  }

  void start(const MidiChoice& output = {MidiChoice::Kind::None, {}}) {
    playback::MidiSettings settings;
    settings.backend = MidiBackend::Jack;
    settings.output = output;
    m_system.emplace(m_queues, &makeMidiPorts, settings);
  }
  bool becomes(const std::function<bool(const MidiState&)>& wanted) {
    return eventually([&] {
      m_system->refresh();
      m_system->poll();
      return m_system->state().looked && wanted(m_system->state());
    });
  }
  bool opens(const std::string& input) {
    return becomes([&](const MidiState& state) { return state.input == input; });
  }
  /// JACK carries a new connection from a later period on, what was sent before is lost: knocks until
  /// something comes through, and takes all that came.
  bool carries(Keyboard& keyboard) {
    const auto passes = [this](int value) {
      bool passed = false;
      for (LiveEvent event; m_system->live().next(event);) passed |= event.message.value == value;
      return passed;
    };
    const auto knock = [&](int value) { keyboard.send({0xB0, 1, static_cast<unsigned char>(value)}); };
    if (!eventually([&] {
          knock(1);
          return passes(1);
        }))
      return false;
    knock(2);
    return eventually([&] { return passes(2); });
  }
  /// Waits for so many events of the keyboard.
  std::vector<LiveEvent> hear(std::size_t count) {
    std::vector<LiveEvent> all;
    eventually([&] {
      for (LiveEvent event; m_system->live().next(event);) all.push_back(event);
      return all.size() >= count;
    });
    return all;
  }

  static std::optional<JackStage> s_stage;
  playback::LiveQueues m_queues;
  std::optional<playback::MidiSystem> m_system;
};

std::optional<JackStage> Jack::s_stage;

TEST_F(Jack, AKeyboardIsFoundByItselfAndHeard) {
  Keyboard keyboard(kKeyboard);
  start();
  ASSERT_TRUE(opens(kKeyboardPort));
  ASSERT_TRUE(carries(keyboard));
  EXPECT_THAT(m_system->state().backends, Contains(MidiBackend::Jack));
  const std::int64_t before = playback::steadyNanoseconds();
  keyboard.send({0x91, 60, 77});
  keyboard.send({0xE1, 0, 0x60});
  keyboard.send({0x81, 60, 12});
  const auto events = hear(3);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].message, (ChannelMessage{Kind::NoteOn, 0, 60, 77}));
  EXPECT_EQ(events[1].message, (ChannelMessage{Kind::PitchBend, 0, 0, 4096}));
  EXPECT_EQ(events[2].message, (ChannelMessage{Kind::NoteOff, 0, 60, 12}));
  EXPECT_GE(events[0].stamp, before);
  EXPECT_GE(m_system->live().received(), 3U);
}

TEST_F(Jack, OurOwnPortIsHeardByOthersAndNotByUs) {
  start({MidiChoice::Kind::Virtual, {}});
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.virtualOutput; }));
  EXPECT_TRUE(m_system->state().devices.inputs.empty()) << "our port is no keyboard of ours";
  Listener listener("MIDI out");
  std::map<unsigned char, std::int64_t> due;
  // A key after the other until JACK carries the listener's connection.
  ASSERT_TRUE(eventually([&] {
    const auto key = static_cast<unsigned char>(due.size() % 128);
    if (due.size() < 128) {
      due[key] = playback::steadyNanoseconds() + 20'000'000;
      m_queues.outgoing.tryPush({{0x92, key, 100}, 3, due[key]});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return !listener.heard().empty();
  }));
  const Listener::Heard first = listener.heard()[0];
  ASSERT_EQ(first.bytes.size(), 3U);
  EXPECT_EQ(first.bytes[0], 0x92);
  EXPECT_EQ(first.bytes[2], 100);
  ASSERT_TRUE(due.contains(first.bytes[1]));
  EXPECT_GE(first.at, due[first.bytes[1]]);
  EXPECT_LT(first.at,
            due[first.bytes[1]] + partimento::test::limit(std::chrono::nanoseconds(100'000'000)).count());
  m_system.reset();
  const auto ended = [&] {
    const auto heard = listener.heard();
    return std::any_of(heard.begin(), heard.end(), [&](const Listener::Heard& one) {
      return one.bytes[0] == 0x82 && one.bytes[1] == first.bytes[1];
    });
  };
  EXPECT_TRUE(eventually(ended)) << "what we leave sounding ends when we go";
}

TEST_F(Jack, ADevicePulledMidNoteEndsItAndComesBackQuietly) {
  std::optional<Keyboard> keyboard(std::in_place, kKeyboard);
  start();
  ASSERT_TRUE(opens(kKeyboardPort));
  ASSERT_TRUE(carries(*keyboard));
  keyboard->send({0x90, 60, 77});
  ASSERT_EQ(hear(1).size(), 1U);
  keyboard.reset();
  ASSERT_TRUE(opens(""));
  const auto events = hear(1);
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].message.kind, Kind::NoteOff);
  EXPECT_EQ(events[0].message.number, 60);
  keyboard.emplace(kKeyboard);
  ASSERT_TRUE(opens(kKeyboardPort));
  ASSERT_TRUE(carries(*keyboard));
  keyboard->send({0x90, 62, 77});
  EXPECT_EQ(hear(1).back().message.number, 62);
}

TEST_F(Jack, TenThousandMessagesASecondAllArrive) {
  Keyboard keyboard(kKeyboard);
  start();
  ASSERT_TRUE(opens(kKeyboardPort));
  ASSERT_TRUE(carries(keyboard));
  const int count = 10000 * floodSeconds();
  std::jthread hand([&] {
    const std::int64_t begin = playback::steadyNanoseconds();
    for (int i = 0; i < count; ++i) {
      while (playback::steadyNanoseconds() < begin + i * std::int64_t{100'000}) std::this_thread::yield();
      const auto key = static_cast<unsigned char>(36 + i / 2 % 48);
      keyboard.send({static_cast<unsigned char>(i % 2 == 0 ? 0x90 : 0x80), key, 64});
    }
  });
  std::vector<int> keys;
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::seconds(floodSeconds()) + partimento::test::kHung;
  while (static_cast<int>(keys.size()) < count && std::chrono::steady_clock::now() < end) {
    for (LiveEvent event; m_system->live().next(event);) keys.push_back(event.message.number);
    for (LiveEvent event; m_queues.played.tryPop(event);) continue;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ASSERT_EQ(static_cast<int>(keys.size()), count);
  EXPECT_EQ(m_system->live().lost(), 0U);
  for (int i = 0; i < count; ++i) ASSERT_EQ(keys[static_cast<std::size_t>(i)], 36 + i / 2 % 48);
}

/// Plays known notes from a real port into a running player; how far each came back from where it was played,
/// in seconds: the constant way through JACK, and what is left of it.
struct Distances {
  double way = 1;
  double ninetieth = 1;  // of hundred
  double worst = 1;
};

Distances recordPerformance(Keyboard& keyboard) {
  playback::Player player(std::make_unique<playback::SilentSynth>(), 48000);
  const playback::SilentOutput output(player.source(), 48000);
  playback::MidiSettings settings;
  settings.backend = MidiBackend::Jack;
  playback::MidiSystem system(player.queues(), &makeMidiPorts, settings);
  playback::Timeline timeline;
  playback::Recorder recorder(Score::empty(), {});
  const auto pump = [&] {
    player.collectGarbage();
    system.poll();
    for (playback::TimeAnchor anchor; player.queues().anchors.tryPop(anchor);) timeline.add(anchor);
    for (LiveEvent event; system.live().next(event);) recorder.hear(event);
    recorder.advance(timeline, playback::steadyNanoseconds());
    return system.state().input == kKeyboardPort;
  };
  if (!eventually(pump)) return {};
  player.setPlaysOn(true);
  player.play();
  eventually([&] {
    pump();
    return player.position().tick > Tick(480);
  });
  std::vector<std::int64_t> struck;
  for (int key = 40; key < 80; ++key) {
    struck.push_back(playback::steadyNanoseconds());
    keyboard.send({0x90, static_cast<unsigned char>(key), 80});
    const std::int64_t wait = struck.back() + 25'000'000 + key % 7 * 3'000'000;
    eventually([&] {
      pump();
      return playback::steadyNanoseconds() > wait;
    });
    keyboard.send({0x80, static_cast<unsigned char>(key), 64});
  }
  eventually([&] {
    pump();
    return recorder.ids().size() == struck.size();
  });
  std::vector<double> away;
  const ScorePtr result = recorder.score();
  for (const Note& note : result->track(0).notes) {
    const auto place = timeline.at(struck.at(static_cast<std::size_t>(note.pitch - 40)));
    if (place) away.push_back((static_cast<double>(note.onset.value) - place->tick) / 960);
  }
  if (away.size() != struck.size()) return {};
  std::sort(away.begin(), away.end());
  const double middle = away[away.size() / 2];
  for (double& one : away) one = std::abs(one - middle);
  std::sort(away.begin(), away.end());
  return {middle, away[away.size() * 9 / 10], away.back()};
}

TEST_F(Jack, AKnownPerformanceComesBackWithinTwoMilliseconds) {
  Keyboard keyboard(kKeyboard);
  Distances best;
  // A machine that is busy elsewhere holds the hand and JACK themselves up, both without real-time priority
  // here: the best of a few performances counts, and one note in ten may stray.
  for (int attempt = 0; attempt < 4 && best.worst > 0.002; ++attempt) {
    const Distances now = recordPerformance(keyboard);
    if (now.worst < best.worst) best = now;
  }
  RecordProperty("worst_microseconds", static_cast<int>(best.worst * 1e6));
  EXPECT_LE(best.ninetieth, 0.002);
  EXPECT_GE(best.way, -0.001);
  EXPECT_LE(best.way, 0.02) << "periods of JACK and threads that wake";
}

TEST_F(Jack, TheProgramOutlivesTheServerAndFindsTheNext) {
  start({MidiChoice::Kind::Virtual, {}});
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.virtualOutput; }));
  s_stage->stop();
  ASSERT_TRUE(becomes([](const MidiState& state) { return !state.backend && !state.hasOutput(); }));
  s_stage->start();
  ASSERT_EQ(s_stage->problem(), "");
  EXPECT_TRUE(becomes([](const MidiState& state) { return state.virtualOutput; }));
}

}  // namespace
}  // namespace partimento::devices
