#include "core/playback/channel_state.h"

namespace partimento::playback {

ChannelState::ChannelState() {
  controllers[kVolumeController] = 100;
  controllers[8] = 64;    // balance
  controllers[10] = 64;   // pan
  controllers[11] = 127;  // expression
  for (std::size_t sound = 70; sound < 80; ++sound) controllers[sound] = 64;
  for (std::size_t parameter = 98; parameter < 102; ++parameter) controllers[parameter] = 127;
}

void ChannelState::apply(const ChannelMessage& message) noexcept {
  switch (message.kind) {
    case ChannelMessage::Kind::Controller:
      if (message.number < kControllers) controllers[message.number] = message.value;
      break;
    case ChannelMessage::Kind::Program:
      program = message.number;
      bank = message.value;
      break;
    case ChannelMessage::Kind::ChannelPressure:
      pressure = message.value;
      break;
    case ChannelMessage::Kind::PitchBend:
      bend = message.value;
      break;
    case ChannelMessage::Kind::NoteOff:
    case ChannelMessage::Kind::NoteOn:
    case ChannelMessage::Kind::KeyPressure:
      break;
  }
}

}  // namespace partimento::playback
