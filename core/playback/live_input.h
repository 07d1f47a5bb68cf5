#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/playback/echo_guard.h"
#include "core/playback/live_queues.h"
#include "core/playback/midi_ports.h"

namespace partimento::playback {

class MidiOutLoop;

/// How hard a key must be struck.
enum class VelocityCurve : std::uint8_t { Soft, Linear, Hard, Fixed };

/// 1 to 127; Fixed gives 100 always.
int curvedVelocity(int velocity, VelocityCurve curve) noexcept;

/// Where a keyboard's messages go: curved and shifted to the synth, to whoever listens (recorder, lit keys),
/// and by thru to the MIDI output. All channels of the keyboard are one.
///
/// Threads: received() belongs to the open input's thread, or to the owner of the ports while none is open;
/// next() to one listener; settings to any.
class LiveInput final : public MidiReceiver {
 public:
  /// The queues, the loop and the guard outlive this.
  LiveInput(LiveQueues& queues, MidiOutLoop& out, EchoGuard& guard)
      : m_queues(queues), m_out(out), m_guard(guard) {}

  void received(const MidiMessage& message) noexcept override;
  /// The input was closed, its thread is gone: lets go of every key and pedal.
  void letGo() noexcept;

  void setVelocityCurve(VelocityCurve curve) noexcept { m_curve = curve; }
  /// -4 to 4. Keys that are down end as they began.
  void setOctaveShift(int octaves) noexcept { m_octaves = octaves; }
  void setThru(bool thru) noexcept { m_thru = thru; }
  /// MIDI channel (0 to 15) on which thru goes out.
  void setThruChannel(std::uint8_t channel) noexcept { m_thruChannel = channel; }

  /// What was played since the last call, as it sounds. False when there is nothing.
  bool next(LiveEvent& event) noexcept { return m_heard.tryPop(event); }
  /// Counts every message, clock and the like included: the lamp flashes when it rises.
  std::uint64_t received() const noexcept { return m_received.load(std::memory_order_relaxed); }
  /// Messages that came while the listener had not emptied 16384.
  std::uint64_t lost() const noexcept { return m_lost.load(std::memory_order_relaxed); }

 private:
  void pass(const LiveEvent& event) noexcept;
  bool shape(ChannelMessage& message) noexcept;
  void shapeNoteOn(ChannelMessage& message) noexcept;

  LiveQueues& m_queues;
  MidiOutLoop& m_out;
  EchoGuard& m_guard;
  SpscRing<LiveEvent, 16384> m_heard;
  std::array<std::uint8_t, kKeys> m_soundedAs{};  // 0: up; else the sounding key + 1
  std::array<std::uint8_t, 128> m_pedals{};       // values of the controllers that must not hang
  std::atomic<VelocityCurve> m_curve{VelocityCurve::Linear};
  std::atomic<int> m_octaves{0};
  std::atomic<bool> m_thru{false};
  std::atomic<std::uint8_t> m_thruChannel{0};
  std::atomic<std::uint64_t> m_received{0};
  std::atomic<std::uint64_t> m_lost{0};
};

}  // namespace partimento::playback
