#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/playback/midi_message.h"

namespace partimento::playback {

/// Breaks loops: a message that comes back within a moment of being sent is an echo (a "thru" switch of the
/// device, a cable back, a patchbay), and each sent message excuses one. Two threads, wait-free.
class EchoGuard {
 public:
  /// The output's thread.
  void sent(const MidiMessage& message, std::int64_t now) noexcept;
  /// The input's thread.
  bool isEcho(const MidiMessage& message, std::int64_t now) noexcept;

 private:
  static constexpr std::size_t kSlots = 1024;
  // Bytes in the upper 24 bits, microseconds in the lower 40 (12 days).
  std::array<std::atomic<std::uint64_t>, kSlots> m_slots{};
};

}  // namespace partimento::playback
