#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/playback/synth.h"

namespace partimento::playback {

/// A short MIDI message as it stands on the wire: status byte first, no running status.
struct MidiMessage {
  std::array<std::uint8_t, 3> bytes{};
  std::uint8_t size = 0;   ///< 1 to 3
  std::int64_t stamp = 0;  ///< nanoseconds of the steady clock: when it came, or when it is to be sent

  bool operator==(const MidiMessage&) const = default;
};

inline constexpr std::uint8_t kMidiClock = 0xF8;
inline constexpr std::uint8_t kMidiStart = 0xFA;
inline constexpr std::uint8_t kMidiContinue = 0xFB;
inline constexpr std::uint8_t kMidiStop = 0xFC;
inline constexpr std::uint8_t kSongPosition = 0xF2;

/// What a channel message says, channel 0 to 15. A note-on without velocity is a note-off; of a note-off
/// `value` is the release velocity, of a program change the bank stays 0. None for anything else.
std::optional<ChannelMessage> channelMessageOf(const MidiMessage& message) noexcept;

/// The bytes of a channel message on a channel 0 to 15; of a program change without its bank.
MidiMessage midiMessageOf(const ChannelMessage& message, std::uint8_t channel) noexcept;

/// A message played now, as the synth and the recorder get it.
struct LiveEvent {
  std::int64_t stamp = 0;  ///< nanoseconds of the steady clock, when it came
  ChannelMessage message;
};

}  // namespace partimento::playback
