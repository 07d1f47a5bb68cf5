#pragma once

#include <QToolButton>
#include <optional>
#include <vector>

#include "core/playback/playhead.h"
#include "core/playback/silent_output.h"
#include "tests/core/playback/fake_midi_ports.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/devices/midi_status.h"
#include "ui/main_window/midi_bridge.h"

namespace partimento::test {

/// The window with a keyboard that the test plays.
class MidiWindow : public WindowTest {
 protected:
  static constexpr const char* kPiano = "Piano";

  MidiWindow() {
    m_openMidi = [this] { return m_machine.ports(); };
    m_machine.plug({{kPiano}, {"Synth"}});
  }
  ~MidiWindow() override { closeWindow(); }

  void open() {
    openWindow();
    ASSERT_TRUE(waitFor([this] { return m_machine.isOpen(kPiano); }));
    ASSERT_TRUE(waitFor([this] { return desk().state().input == kPiano; }));
  }
  ui::MidiDesk& desk() { return window().midi().desk(); }
  /// A message that came at a moment, in seconds from now.
  void at(double seconds, playback::MidiMessage message) {
    message.stamp = playback::steadyNanoseconds() + static_cast<std::int64_t>(seconds * 1e9);
    m_machine.play(kPiano, message);
  }
  /// Four bars of quarters at 120, played in the past so that the test need not wait.
  void playFourBars() {
    const int keys[] = {60, 62, 64, 65, 67, 65, 64, 62, 60, 64, 67, 72, 71, 67, 65, 62};
    for (int i = 0; i < 16; ++i) {
      at(-9 + i * 0.5, playback::test::struck(keys[i]));
      at(-9 + i * 0.5 + 0.45, playback::test::released(keys[i]));
    }
  }
  /// All of it: the messages may come in several helpings.
  bool heardFourBars() {
    return action(ui::ActionId::Capture)->isEnabled() && desk().lastPhrase().notes.size() == 16 &&
           desk().held().empty();
  }
  void plays() { m_output.emplace(m_player->source(), 48000.0, std::vector<playback::DriverAttempt>{}); }
  QString status() { return window().findChild<ui::MidiStatus*>()->findChild<QToolButton*>()->text(); }

  playback::test::FakeMidiMachine m_machine;
  std::optional<playback::SilentOutput> m_output;
};

}  // namespace partimento::test
