#include "core/playback/performer.h"

#include <algorithm>
#include <cmath>

#include "core/playback/channel_plan.h"

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

bool belongsToNoTrack(std::size_t channel) {
  return channel == kMetronomeChannel || channel == kAuditionChannel ||
         channel == kAuditionPercussionChannel || channel == kLiveChannel;
}

}  // namespace

Synth* Performer::replaceSynth(Synth* synth) noexcept {
  forgetNotes();
  Synth* old = m_synth;
  m_synth = synth;
  const ChannelState fresh;
  m_sentVolumes.fill(fresh.controllers[kVolumeController]);
  for (std::size_t channel = 0; channel < m_states.size(); ++channel) {
    sendDifference(
        fresh, m_states[channel], static_cast<std::uint8_t>(channel), [this](const ChannelMessage& message) {
          const bool volume = message.kind == Kind::Controller && message.number == kVolumeController;
          if (!volume) m_synth->send(message);
        });
    sendVolume(channel);
  }
  return old;
}

void Performer::noteOn(const PlanNote& note) noexcept {
  noteOff(note.channel, note.key);
  m_held[note.channel][note.key] = note.track + 1U;
  ++m_heldCount[note.channel];
  m_synth->send({Kind::NoteOn, note.channel, note.key, note.velocity});
}

void Performer::noteOff(int channel, int key) noexcept {
  if (!holds(channel, key)) return;
  m_held[index(channel)][index(key)] = 0;
  --m_heldCount[index(channel)];
  m_synth->send({Kind::NoteOff, static_cast<std::uint8_t>(channel), static_cast<std::uint8_t>(key), 0});
}

void Performer::releaseAllBut(const KeySet& kept) noexcept {
  for (int channel = 0; channel < kSynthChannels; ++channel) {
    if (m_heldCount[index(channel)] == 0) continue;
    for (int key = 0; key < kKeys; ++key) {
      if (!kept[index(channel)][index(key)]) noteOff(channel, key);
    }
  }
}

void Performer::releaseAll() noexcept {
  releaseAllBut(KeySet{});
}

void Performer::releaseTrack(std::uint16_t track) noexcept {
  for (int channel = 0; channel < kSynthChannels; ++channel) {
    if (m_heldCount[index(channel)] == 0) continue;
    for (int key = 0; key < kKeys; ++key) {
      if (m_held[index(channel)][index(key)] == track + 1U) noteOff(channel, key);
    }
  }
}

void Performer::forgetNotes() noexcept {
  for (auto& channel : m_held) channel.fill(0);
  m_heldCount.fill(0);
}

void Performer::control(const ChannelMessage& message) noexcept {
  m_states[message.channel].apply(message);
  if (message.kind == Kind::Controller && message.number == kVolumeController) {
    sendVolume(message.channel);
  } else {
    m_synth->send(message);
  }
}

void Performer::setProgram(std::uint8_t channel, std::uint8_t program, std::int16_t bank) noexcept {
  const ChannelState& state = m_states[channel];
  if (state.program != program || state.bank != bank) control({Kind::Program, channel, program, bank});
}

void Performer::setFader(int channel, double volume) noexcept {
  m_faders[index(channel)] = std::clamp(volume, 0.0, 1.0);
  sendVolume(index(channel));
}

void Performer::sendVolume(std::size_t channel) noexcept {
  const double volume = std::round(m_states[channel].controllers[kVolumeController] * m_faders[channel]);
  if (volume == m_sentVolumes[channel]) return;
  m_sentVolumes[channel] = volume;
  m_synth->send({Kind::Controller, static_cast<std::uint8_t>(channel), kVolumeController,
                 static_cast<std::int16_t>(volume)});
}

void Performer::moveTo(const ChannelStates& states) noexcept {
  for (std::size_t channel = 0; channel < states.size(); ++channel) {
    if (belongsToNoTrack(channel)) continue;
    sendDifference(m_states[channel], states[channel], static_cast<std::uint8_t>(channel),
                   [this](const ChannelMessage& message) { control(message); });
    m_states[channel] = states[channel];
  }
}

void Performer::liftPedals() noexcept {
  for (std::size_t channel = 0; channel < m_states.size(); ++channel) {
    if (!belongsToNoTrack(channel)) liftPedals(static_cast<std::uint8_t>(channel));
  }
}

void Performer::liftPedals(std::uint8_t channel) noexcept {
  for (const std::uint8_t pedal : {kSustainPedal, kSostenutoPedal, kSoftPedal}) {
    if (m_states[channel].controllers[pedal] != 0) control({Kind::Controller, channel, pedal, 0});
  }
}

}  // namespace partimento::playback
