// The engine's part for those who play along: live keys, the MIDI output, the recorder's clock.

#include <algorithm>
#include <limits>

#include "core/playback/channel_plan.h"
#include "core/playback/engine.h"

namespace partimento::playback {

namespace {

using Kind = ChannelMessage::Kind;

// The MIDI output looks for news once a millisecond: what is due earlier would come late.
constexpr double kShortestLeadNanoseconds = 3e6;

}  // namespace

void PlaybackEngine::hearPlayed() noexcept {
  if (m_queues.playedLost.exchange(false, std::memory_order_acq_rel)) releaseLive();
  for (LiveEvent event; m_queues.played.tryPop(event);) hear(event.message);
}

std::uint8_t PlaybackEngine::liveChannel() const noexcept {
  const bool known = m_liveTrack < m_plan->tracks().size();
  const bool percussion = known && isPercussionChannel(m_plan->tracks()[m_liveTrack].channel);
  return percussion ? kAuditionPercussionChannel : kLiveChannel;
}

void PlaybackEngine::hear(const ChannelMessage& message) noexcept {
  switch (message.kind) {
    case Kind::NoteOn:
      liveNoteOn(message);
      return;
    case Kind::NoteOff:
      if (m_liveKeys[message.number]) {
        m_tap.synth().send({Kind::NoteOff, m_liveOn, message.number, message.value});
      }
      m_liveKeys.reset(message.number);
      return;
    case Kind::Program:
      return;  // the selected track's instrument sounds
    case Kind::Controller:
      if (message.number == kAllSoundOff || message.number == kAllNotesOff) releaseLive();
      if (message.number >= kControllers || message.number == 0 || message.number == 32) return;
      break;
    default:
      break;
  }
  ChannelMessage own = message;
  own.channel = liveChannel();
  m_performer.control(own);
}

void PlaybackEngine::liveNoteOn(const ChannelMessage& message) noexcept {
  const std::uint8_t channel = liveChannel();
  if (m_liveKeys.any() && channel != m_liveOn) releaseLive();
  m_liveOn = channel;
  const PlanTrack track = m_liveTrack < m_plan->tracks().size() ? m_plan->tracks()[m_liveTrack] : PlanTrack{};
  m_performer.setProgram(channel, track.program, track.bank);
  m_performer.setFader(channel, m_liveTrack < trackCount() ? m_mix[m_liveTrack].volume : 1.0);
  if (m_liveKeys[message.number]) m_tap.synth().send({Kind::NoteOff, channel, message.number, 0});
  m_liveKeys.set(message.number);
  m_tap.synth().send({Kind::NoteOn, channel, message.number, message.value});
}

void PlaybackEngine::releaseLive() noexcept {
  for (int key = 0; key < kKeys && m_liveKeys.any(); ++key) {
    if (!m_liveKeys[static_cast<std::size_t>(key)]) continue;
    m_liveKeys.reset(static_cast<std::size_t>(key));
    m_tap.synth().send({Kind::NoteOff, m_liveOn, static_cast<std::uint8_t>(key), 0});
  }
  m_performer.liftPedals(kLiveChannel);
  m_performer.liftPedals(kAuditionPercussionChannel);
}

void PlaybackEngine::keepTime(int done) noexcept {
  const double offset = done * m_blockClock.nanosecondsPerFrame();
  m_tap.setNow(m_blockBegin + static_cast<std::int64_t>(offset + m_lead));
}

void PlaybackEngine::anchor(std::int64_t stamp) noexcept {
  TimeAnchor now;
  now.stamp = stamp;
  now.state = m_state;
  now.jumps = m_now.jumps;
  if (m_state == TransportState::Stopped) {
    if (m_lastAnchor.state == TransportState::Stopped) return;
    now.tick = m_plan->exactTickAt(m_frame);
  } else {
    const bool counting = m_state == TransportState::CountingIn;
    const double framesPerTick =
        counting ? m_clicker.framesPerTick() : m_plan->framesPerTick(m_plan->tickAt(m_frame));
    now.tick = m_plan->exactTickAt(m_frame);
    if (counting) now.tick -= static_cast<double>(m_clicker.left().value) / framesPerTick;
    now.ticksPerNanosecond = 1.0 / (framesPerTick * m_blockClock.nanosecondsPerFrame());
  }
  const bool known = now.state == m_lastAnchor.state && now.jumps == m_lastAnchor.jumps &&
                     stamp != m_blockBegin && now.ticksPerNanosecond == m_lastAnchor.ticksPerNanosecond;
  if (known) return;
  m_lastAnchor = now;
  m_queues.anchors.tryPush(now);
}

void PlaybackEngine::obey(const command::LiveTrack& live) noexcept {
  m_liveTrack = live.track;
}

void PlaybackEngine::obey(const command::ReleaseLive&) noexcept {
  releaseLive();
}

void PlaybackEngine::obey(const command::MidiOut& out) noexcept {
  const bool opens = out.open && !m_tap.isOpen();
  m_tap.setOpen(out.open);
  m_lead = std::max(out.latency.value * 1e9, kShortestLeadNanoseconds);
  if (!opens) return;
  for (const PlanTrack& track : m_plan->tracks()) {
    const ChannelState& state = m_performer.state(track.channel);
    const auto program = static_cast<std::uint8_t>(state.program);
    m_tap.sendOut(ChannelMessage{Kind::Program, track.channel, program, state.bank});
    m_tap.sendOut(ChannelMessage{Kind::Controller, track.channel, kVolumeController,
                                 m_performer.sentVolume(track.channel)});
    sendDifference(ChannelState(), state, track.channel, [this](const ChannelMessage& message) {
      const bool volume = message.kind == Kind::Controller && message.number == kVolumeController;
      if (!volume && message.kind != Kind::Program) m_tap.sendOut(message);
    });
  }
}

Frames PlaybackEngine::end() const noexcept {
  return m_playsOn ? Frames(std::numeric_limits<std::int64_t>::max() / 4) : m_plan->end();
}

void PlaybackEngine::obey(const command::PlayOn& on) noexcept {
  m_playsOn = on.on;
}

void PlaybackEngine::obey(const command::MidiClock& clock) noexcept {
  m_midiClock.setOn(clock.on);
}

}  // namespace partimento::playback
