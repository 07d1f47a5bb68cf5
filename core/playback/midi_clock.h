#pragma once

#include "core/playback/midi_tap.h"
#include "core/playback/plan.h"

namespace partimento::playback {

/// MIDI clock for those who play along: 24 pulses a quarter note, start, stop, and the song position where
/// playing begins elsewhere than at tick 0. Audio thread only.
class MidiClock {
 public:
  bool isOn() const { return m_on; }
  /// Takes effect when playing begins or jumps next.
  void setOn(bool on) noexcept { m_on = on; }
  /// Playing begins, or goes on elsewhere. The song position counts sixteenths: where the place is none, the
  /// clock goes on at the next one.
  void begin(const Plan& plan, Frames at, MidiTap& tap) noexcept;
  void stop(MidiTap& tap) noexcept;
  /// The same music at another frame.
  void replan(const Plan& plan, Frames at) noexcept;
  /// Frame of the next pulse.
  Frames next() const { return m_next; }
  void pulse(const Plan& plan, MidiTap& tap) noexcept;

 private:
  void place(const Plan& plan, Frames from) noexcept;

  bool m_on = false;
  bool m_running = false;   // pulses are being sent
  bool m_starting = false;  // the first pulse is preceded by Continue
  std::int64_t m_pulse = 0;
  Frames m_next = kNever;

  static constexpr Frames kNever{std::int64_t{1} << 60};
};

}  // namespace partimento::playback
