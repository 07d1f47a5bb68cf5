#include "core/playback/midi_message.h"

#include <algorithm>

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

constexpr int kBendCentre = 8192;

std::uint8_t seven(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 127));
}

}  // namespace

std::optional<ChannelMessage> channelMessageOf(const MidiMessage& message) noexcept {
  if (message.size < 2) return std::nullopt;
  const std::uint8_t first = message.bytes[1] & 0x7F;
  const std::uint8_t second = message.bytes[2] & 0x7F;
  const auto channel = static_cast<std::uint8_t>(message.bytes[0] & 0x0F);
  const bool three = message.size == 3;
  switch (message.bytes[0] & 0xF0) {
    case 0x80:
      if (three) return ChannelMessage{Kind::NoteOff, channel, first, second};
      break;
    case 0x90:
      if (three) return ChannelMessage{second > 0 ? Kind::NoteOn : Kind::NoteOff, channel, first, second};
      break;
    case 0xA0:
      if (three) return ChannelMessage{Kind::KeyPressure, channel, first, second};
      break;
    case 0xB0:
      if (three) return ChannelMessage{Kind::Controller, channel, first, second};
      break;
    case 0xC0:
      return ChannelMessage{Kind::Program, channel, first, 0};
    case 0xD0:
      return ChannelMessage{Kind::ChannelPressure, channel, 0, first};
    case 0xE0:
      if (three) {
        return ChannelMessage{Kind::PitchBend, channel, 0,
                              static_cast<std::int16_t>((second << 7 | first) - kBendCentre)};
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

MidiMessage midiMessageOf(const ChannelMessage& message, std::uint8_t channel) noexcept {
  const auto status = [channel](int kind) { return static_cast<std::uint8_t>(kind | (channel & 0x0F)); };
  const std::uint8_t number = message.number & 0x7F;
  switch (message.kind) {
    case Kind::NoteOff:
      return {{status(0x80), number, seven(message.value)}, 3};
    case Kind::NoteOn:
      return {{status(0x90), number, seven(message.value)}, 3};
    case Kind::KeyPressure:
      return {{status(0xA0), number, seven(message.value)}, 3};
    case Kind::Controller:
      return {{status(0xB0), number, seven(message.value)}, 3};
    case Kind::Program:
      return {{status(0xC0), number, 0}, 2};
    case Kind::ChannelPressure:
      return {{status(0xD0), seven(message.value), 0}, 2};
    case Kind::PitchBend:
      break;
  }
  const int bend = std::clamp<int>(message.value + kBendCentre, 0, 16383);
  return {{status(0xE0), static_cast<std::uint8_t>(bend & 0x7F), static_cast<std::uint8_t>(bend >> 7)}, 3};
}

}  // namespace partimento::playback
