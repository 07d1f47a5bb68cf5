// Devices that come and go.

#include "core/playback/midi_system.h"

#include <chrono>
#include <functional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/playback/playhead.h"
#include "tests/core/playback/fake_midi_ports.h"
#include "tests/support/patience.h"

namespace partimento::playback {
namespace {

using test::FakeMidiMachine;
using Kind = MidiChoice::Kind;

class System : public testing::Test {
 protected:
  void start(const MidiSettings& settings = {}) {
    m_system.emplace(
        m_queues, [this] { return m_machine.ports(); }, settings);
  }
  /// Looks again and waits until the state is as wanted.
  bool becomes(const std::function<bool(const MidiState&)>& wanted) {
    m_system->refresh();
    const auto end = std::chrono::steady_clock::now() + partimento::test::kHung;
    while (std::chrono::steady_clock::now() < end) {
      m_system->poll();
      if (m_system->state().looked && wanted(m_system->state())) return true;
      std::this_thread::yield();
    }
    return false;
  }
  bool opens(const std::string& input) {
    return becomes([&](const MidiState& state) { return state.input == input; });
  }
  std::vector<LiveEvent> heard() {
    std::vector<LiveEvent> all;
    for (LiveEvent event; m_system->live().next(event);) all.push_back(event);
    return all;
  }

  FakeMidiMachine m_machine;
  LiveQueues m_queues;
  std::optional<MidiSystem> m_system;
};

TEST_F(System, TakesTheFirstKeyboardByItselfAndStaysWithIt) {
  m_machine.plug({{"Piano"}, {}});
  start();
  ASSERT_TRUE(opens("Piano"));
  m_machine.plug({{"Another", "Piano"}, {}});
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.devices.inputs.size() == 2; }));
  EXPECT_EQ(m_system->state().input, "Piano");
}

TEST_F(System, OpensAgainWhatWasPulledMidNoteAndEndsTheNote) {
  m_machine.plug({{"Piano"}, {}});
  start({.backend = {}, .input = {Kind::Named, "Piano"}});
  ASSERT_TRUE(opens("Piano"));
  m_machine.play("Piano", test::struck(60));
  m_machine.plug({});
  ASSERT_TRUE(opens(""));
  const auto events = heard();
  ASSERT_GE(events.size(), 2U);
  EXPECT_EQ(events[1].message, (ChannelMessage{ChannelMessage::Kind::NoteOff, 0, 60, 64}));
  m_machine.plug({{"Organ", "Piano"}, {}});
  ASSERT_TRUE(opens("Piano")) << "its number is another one now";
  m_machine.play("Piano", test::struck(62));
  EXPECT_EQ(heard().size(), 1U);
}

TEST_F(System, NoneIsAllowed) {
  m_machine.plug({{"Piano"}, {}});
  start({.backend = {}, .input = {Kind::None, {}}});
  ASSERT_TRUE(becomes([](const MidiState& state) { return !state.devices.inputs.empty(); }));
  EXPECT_EQ(m_system->state().input, "");
  EXPECT_FALSE(m_machine.isOpen("Piano"));
}

TEST_F(System, SaysWhatDoesNotOpenAndTriesAgainWhenAsked) {
  m_machine.plug({{"Piano"}, {}});
  m_machine.setRefusing(true);
  start();
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.inputFailed; }));
  m_machine.setRefusing(false);
  EXPECT_TRUE(opens("Piano"));
  EXPECT_FALSE(m_system->state().inputFailed);
}

TEST_F(System, RunsOnWithoutAMidiSystemAndFindsOneThatStarts) {
  m_machine.setBackends({});
  m_machine.plug({{"Piano"}, {}});
  start();
  ASSERT_TRUE(becomes([](const MidiState& state) { return !state.backend; }));
  m_machine.setBackends({MidiBackend::Jack});
  ASSERT_TRUE(opens("Piano"));
  EXPECT_EQ(m_system->state().backend, MidiBackend::Jack);
  m_machine.setBackends({});
  EXPECT_TRUE(opens(""));
}

TEST_F(System, UsesTheBackEndThatWasChosen) {
  m_machine.setBackends({MidiBackend::Alsa, MidiBackend::Jack});
  start();
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.backend == MidiBackend::Alsa; }));
  m_system->apply({.backend = MidiBackend::Jack});
  EXPECT_TRUE(becomes([](const MidiState& state) { return state.backend == MidiBackend::Jack; }));
}

TEST_F(System, ThruGoesOutAndDoesNotComeBack) {
  m_machine.plug({{"Piano"}, {"Synth"}});
  start({.backend = {}, .input = {}, .output = {Kind::Named, "Synth"}});
  ASSERT_TRUE(
      becomes([](const MidiState& state) { return state.output == "Synth" && !state.input.empty(); }));
  m_system->live().setThru(true);
  m_system->live().setThruChannel(3);
  m_machine.play("Piano", test::struck(60, 90));
  const auto end = std::chrono::steady_clock::now() + partimento::test::kHung;
  while (m_machine.sent("Synth").empty() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  const auto sent = m_machine.sent("Synth");
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].message.bytes, (std::array<std::uint8_t, 3>{0x93, 60, 90}));
  // A device with a thru of its own sends it back.
  MidiMessage echo = sent[0].message;
  echo.stamp = sent[0].at + 1'000'000;
  m_machine.play("Piano", echo);
  EXPECT_EQ(heard().size(), 1U);
  EXPECT_EQ(m_machine.sent("Synth").size(), 1U);
  m_machine.plug({{"Piano"}, {}});
  ASSERT_TRUE(becomes([](const MidiState& state) { return state.output.empty(); }));
  EXPECT_EQ(m_machine.sent("Synth").back().message.bytes[0], 0x83) << "no note is left in the device";
}

TEST_F(System, TenThousandMessagesASecondArriveAll) {
  m_machine.plug({{"Piano"}, {}});
  start();
  ASSERT_TRUE(opens("Piano"));
  constexpr int kMessages = 10000;
  std::jthread hand([this] {
    const std::int64_t begin = steadyNanoseconds();
    for (int i = 0; i < kMessages; ++i) {
      while (steadyNanoseconds() < begin + i * std::int64_t{100'000}) std::this_thread::yield();
      const int key = 36 + i / 2 % 48;
      m_machine.play("Piano", i % 2 == 0 ? test::struck(key) : test::released(key));
    }
  });
  int count = 0;
  const auto end = std::chrono::steady_clock::now() + partimento::test::kHung;
  while (count < kMessages && std::chrono::steady_clock::now() < end) {
    count += static_cast<int>(heard().size());
    for (LiveEvent event; m_queues.played.tryPop(event);) continue;
    std::this_thread::yield();
  }
  EXPECT_EQ(count, kMessages);
  EXPECT_EQ(m_system->live().lost(), 0U);
}

}  // namespace
}  // namespace partimento::playback
