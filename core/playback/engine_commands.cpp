#include <algorithm>
#include <cmath>

#include "core/playback/channel_plan.h"
#include "core/playback/engine.h"

namespace partimento::playback {

void PlaybackEngine::obey(const command::Stop&) noexcept {
  if (m_state != TransportState::Stopped) halt();
  releaseLive();
}

void PlaybackEngine::obey(const command::Play& play) noexcept {
  if (m_state != TransportState::Stopped) return;
  if (m_frame >= end() && !loopAhead()) m_frame = m_loopBegin;
  if (play.countInBars <= 0) {
    begin();
    return;
  }
  m_state = TransportState::CountingIn;
  m_clicker.beginCount(*m_plan, m_plan->tickAt(m_frame), play.countInBars);
}

void PlaybackEngine::obey(const command::Seek& seek) noexcept {
  jump(m_plan->frameAt(std::max(seek.to, Tick(0))));
  if (m_nextPlan) m_takeOverAt = m_plan->barLineFrom(m_frame);
}

void PlaybackEngine::obey(const command::Loop& loop) noexcept {
  m_loop = loop;
  placeLoop();
}

void PlaybackEngine::obey(const command::UsePlan& use) noexcept {
  if (m_nextPlan) release({m_nextPlan, nullptr});
  m_nextPlan = nullptr;
  if (use.when == TakeOver::Now || m_state != TransportState::Playing) {
    takeOver(*use.plan);
    return;
  }
  m_nextPlan = use.plan;
  m_takeOverAt = m_plan->barLineFrom(m_frame);
}

void PlaybackEngine::obey(const command::UseSynth& use) noexcept {
  Synth* old = m_tap.replace(use.synth);
  m_performer.replaceSynth(&m_tap);
  m_live.fill({});
  m_liveKeys.reset();
  if (m_state == TransportState::Playing) chaseNotes(m_audible);
  release({nullptr, old});
}

void PlaybackEngine::obey(const command::Metronome& metronome) noexcept {
  m_clicker.setSettings(metronome.settings);
  if (m_state == TransportState::Playing) m_click = m_plan->clickFrom(m_frame);
}

void PlaybackEngine::obey(const command::MasterVolume& master) noexcept {
  m_master.setVolume(master.volume);
}

void PlaybackEngine::obey(const command::Mix& mix) noexcept {
  if (mix.track >= trackCount()) return;
  m_mix[mix.track] = mix.mix;
  applyMix();
}

void PlaybackEngine::obey(const command::NoteOn& note) noexcept {
  const PlanTrack track = note.track < m_plan->tracks().size() ? m_plan->tracks()[note.track] : PlanTrack{};
  const std::uint8_t channel =
      isPercussionChannel(track.channel) ? kAuditionPercussionChannel : kAuditionChannel;
  const std::uint8_t key = std::min<std::uint8_t>(note.key, kKeys - 1);
  obey(command::NoteOff{key});
  m_performer.setProgram(channel, track.program, track.bank);
  m_performer.setFader(channel, note.track < trackCount() ? m_mix[note.track].volume : 1.0);
  m_performer.synth().send(
      {ChannelMessage::Kind::NoteOn, channel, key, std::clamp<std::int16_t>(note.velocity, 1, 127)});
  m_live[key] = {true, channel, std::max<std::int64_t>(note.length.value, 0)};
}

void PlaybackEngine::obey(const command::NoteOff& note) noexcept {
  const std::uint8_t key = std::min<std::uint8_t>(note.key, kKeys - 1);
  LiveNote& live = m_live[key];
  if (!live.on) return;
  live.on = false;
  m_performer.synth().send({ChannelMessage::Kind::NoteOff, live.channel, key, 0});
}

void PlaybackEngine::obey(const command::Panic&) noexcept {
  halt();
  for (int key = 0; key < kKeys; ++key) obey(command::NoteOff{static_cast<std::uint8_t>(key)});
  releaseLive();
  m_performer.synth().silence();
  m_performer.forgetNotes();
}

void PlaybackEngine::obey(const command::TestTone& tone) noexcept {
  m_tone.start(tone.length, m_plan->sampleRate());
}

std::size_t PlaybackEngine::trackCount() const noexcept {
  return std::min(m_plan->tracks().size(), kMixTracks);
}

bool PlaybackEngine::audible(std::uint16_t track) const noexcept {
  return m_audible[std::min<std::size_t>(track, kMixTracks - 1)];
}

void PlaybackEngine::readMix() noexcept {
  for (std::size_t track = 0; track < trackCount(); ++track) m_mix[track] = m_plan->tracks()[track].mix;
}

void PlaybackEngine::applyMix() noexcept {
  bool anySolo = false;
  for (std::size_t track = 0; track < trackCount(); ++track) anySolo = anySolo || m_mix[track].solo;
  std::bitset<kMixTracks> risen;
  for (std::size_t track = 0; track < trackCount(); ++track) {
    const TrackMix& mix = m_mix[track];
    const bool heard = !mix.muted && (!anySolo || mix.solo);
    if (m_audible[track] && !heard) m_performer.releaseTrack(static_cast<std::uint16_t>(track));
    risen[track] = heard && !m_audible[track];
    m_audible[track] = heard;
    m_performer.setFader(m_plan->tracks()[track].channel, mix.volume);
  }
  if (m_state == TransportState::Playing && risen.any()) chaseNotes(risen);
}

}  // namespace partimento::playback
