#include "core/playback/live_input.h"

#include <algorithm>
#include <cmath>

#include "core/playback/channel_state.h"
#include "core/playback/midi_out_loop.h"
#include "core/playback/playhead.h"

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

constexpr int kFixedVelocity = 100;
constexpr double kSoftExponent = 0.6;
constexpr double kHardExponent = 1.6;
constexpr std::array<std::uint8_t, 3> kPedals = {kSustainPedal, kSostenutoPedal, kSoftPedal};

}  // namespace

int curvedVelocity(int velocity, VelocityCurve curve) noexcept {
  const double share = std::clamp(velocity, 1, 127) / 127.0;
  double curved = share;
  if (curve == VelocityCurve::Fixed) return kFixedVelocity;
  if (curve == VelocityCurve::Soft) curved = std::pow(share, kSoftExponent);
  if (curve == VelocityCurve::Hard) curved = std::pow(share, kHardExponent);
  return std::clamp(static_cast<int>(std::lround(curved * 127)), 1, 127);
}

void LiveInput::received(const MidiMessage& message) noexcept {
  m_received.fetch_add(1, std::memory_order_relaxed);
  std::optional<ChannelMessage> said = channelMessageOf(message);
  if (!said || m_guard.isEcho(message, message.stamp)) return;
  if (said->kind == Kind::Controller && (said->number == kAllSoundOff || said->number == kAllNotesOff)) {
    letGo();
    return;
  }
  if (shape(*said)) pass({message.stamp, *said});
}

bool LiveInput::shape(ChannelMessage& message) noexcept {
  message.channel = 0;
  switch (message.kind) {
    case Kind::NoteOn:
      shapeNoteOn(message);
      return true;
    case Kind::NoteOff: {
      std::uint8_t& sounded = m_soundedAs[message.number];
      if (sounded == 0) return false;
      message.number = static_cast<std::uint8_t>(sounded - 1);
      sounded = 0;
      return true;
    }
    case Kind::KeyPressure:
      if (m_soundedAs[message.number] == 0) return false;
      message.number = static_cast<std::uint8_t>(m_soundedAs[message.number] - 1);
      return true;
    case Kind::Controller:
      m_pedals[message.number] = static_cast<std::uint8_t>(message.value);
      return true;
    default:
      return true;
  }
}

void LiveInput::shapeNoteOn(ChannelMessage& message) noexcept {
  const std::uint8_t struck = message.number;
  int key = struck + 12 * std::clamp(m_octaves.load(std::memory_order_relaxed), -4, 4);
  while (key < 0) key += 12;
  while (key >= kKeys) key -= 12;
  message.number = static_cast<std::uint8_t>(key);
  message.value =
      static_cast<std::int16_t>(curvedVelocity(message.value, m_curve.load(std::memory_order_relaxed)));
  m_soundedAs[struck] = static_cast<std::uint8_t>(key + 1);
}

void LiveInput::pass(const LiveEvent& event) noexcept {
  if (!m_queues.played.tryPush(event)) m_queues.playedLost.store(true, std::memory_order_release);
  if (!m_heard.tryPush(event)) m_lost.fetch_add(1, std::memory_order_relaxed);
  if (!m_thru.load(std::memory_order_relaxed)) return;
  MidiMessage out = midiMessageOf(event.message, m_thruChannel.load(std::memory_order_relaxed));
  out.stamp = event.stamp;
  m_out.thru(out);
}

void LiveInput::letGo() noexcept {
  const std::int64_t now = steadyNanoseconds();
  for (std::uint8_t& sounded : m_soundedAs) {
    if (sounded == 0) continue;
    pass({now, {Kind::NoteOff, 0, static_cast<std::uint8_t>(sounded - 1), 64}});
    sounded = 0;
  }
  for (const std::uint8_t pedal : kPedals) {
    if (m_pedals[pedal] == 0) continue;
    m_pedals[pedal] = 0;
    pass({now, {Kind::Controller, 0, pedal, 0}});
  }
  pass({now, {Kind::PitchBend, 0, 0, 0}});
}

}  // namespace partimento::playback
