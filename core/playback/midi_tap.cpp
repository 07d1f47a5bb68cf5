#include "core/playback/midi_tap.h"

#include "core/playback/channel_plan.h"
#include "core/playback/channel_state.h"

namespace partimento::playback {

namespace {

constexpr std::uint8_t kMidiChannels = 16;
constexpr std::uint8_t kBankController = 0;

}  // namespace

std::optional<std::uint8_t> outgoingChannel(std::uint8_t synthChannel) noexcept {
  if (synthChannel == kMetronomeChannel || synthChannel == kLiveChannel) return std::nullopt;
  return static_cast<std::uint8_t>(synthChannel % kMidiChannels);
}

Synth* MidiTap::replace(Synth* synth) noexcept {
  Synth* old = m_synth;
  m_synth = synth;
  return old;
}

void MidiTap::send(const ChannelMessage& message) noexcept {
  m_synth->send(message);
  sendOut(message);
}

void MidiTap::silence() noexcept {
  m_synth->silence();
  for (std::uint8_t channel = 0; channel < kMidiChannels; ++channel) {
    sendOut(midiMessageOf({ChannelMessage::Kind::Controller, 0, kAllSoundOff, 0}, channel));
  }
}

void MidiTap::render(float* left, float* right, int frames) noexcept {
  m_synth->render(left, right, frames);
}

void MidiTap::sendOut(const ChannelMessage& message) noexcept {
  const std::optional<std::uint8_t> channel = outgoingChannel(message.channel);
  if (!channel) return;
  if (message.kind == ChannelMessage::Kind::Program) {
    sendOut(midiMessageOf({ChannelMessage::Kind::Controller, 0, kBankController, message.value}, *channel));
  }
  sendOut(midiMessageOf(message, *channel));
}

void MidiTap::sendOut(MidiMessage message) noexcept {
  if (!m_open) return;
  message.stamp = m_now;
  if (!m_queues.outgoing.tryPush(message)) m_queues.outgoingLost.store(true, std::memory_order_release);
}

}  // namespace partimento::playback
