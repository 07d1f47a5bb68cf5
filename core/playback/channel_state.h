#pragma once

#include <array>
#include <cstdint>

#include "core/music/score.h"
#include "core/playback/synth.h"

namespace partimento::playback {

inline constexpr int kControllers = 120;
inline constexpr std::uint8_t kVolumeController = 7;
inline constexpr std::uint8_t kSostenutoPedal = 66;
inline constexpr std::uint8_t kSoftPedal = 67;
inline constexpr std::uint8_t kAllSoundOff = 120;
inline constexpr std::uint8_t kAllNotesOff = 123;

/// Everything a channel remembers between notes. A new one is as General MIDI has it after power-up: volume
/// 100, pan and balance 64, expression 127, sound controllers 64, parameter numbers 127 (none), the rest 0.
struct ChannelState {
  ChannelState();

  std::array<std::int16_t, kControllers> controllers{};
  std::int16_t program = 0;
  std::int16_t bank = 0;
  std::int16_t pressure = 0;
  std::int16_t bend = 0;

  /// Takes over what a message that is no note says; key pressure is not remembered.
  void apply(const ChannelMessage& message) noexcept;
  bool operator==(const ChannelState&) const = default;
};

using ChannelStates = std::array<ChannelState, kSynthChannels>;

/// Calls send(const ChannelMessage&) for every message that leads from one state to another, programs first;
/// a registered parameter (bend range, tuning) is sent as a whole.
template <typename Send>
void sendDifference(const ChannelState& from, const ChannelState& to, std::uint8_t channel, Send send) {
  using Kind = ChannelMessage::Kind;
  if (from == to) return;
  if (from.program != to.program || from.bank != to.bank) {
    send(ChannelMessage{Kind::Program, channel, static_cast<std::uint8_t>(to.program), to.bank});
  }
  constexpr std::array<std::uint8_t, 4> kParameter = {101, 100, 6, 38};
  bool parameter = false;
  for (int number = 0; number < kControllers; ++number) {
    const auto i = static_cast<std::size_t>(number);
    if (from.controllers[i] == to.controllers[i]) continue;
    if (number == 6 || number == 38 || (number >= 96 && number <= 101)) {
      parameter = true;
    } else {
      send(ChannelMessage{Kind::Controller, channel, static_cast<std::uint8_t>(number), to.controllers[i]});
    }
  }
  if (parameter) {
    for (const std::uint8_t number : kParameter) {
      send(ChannelMessage{Kind::Controller, channel, number, to.controllers[number]});
    }
  }
  if (from.pressure != to.pressure) send(ChannelMessage{Kind::ChannelPressure, channel, 0, to.pressure});
  if (from.bend != to.bend) send(ChannelMessage{Kind::PitchBend, channel, 0, to.bend});
}

}  // namespace partimento::playback
