#include "core/playback/clicker.h"

#include <algorithm>
#include <cmath>

#include "core/playback/channel_plan.h"

namespace partimento::playback {

namespace {

// High and low wood block of General MIDI: short, without pitch, and in every SoundFont.
constexpr std::uint8_t kAccentKey = 76;
constexpr std::uint8_t kBeatKey = 77;

}  // namespace

void Clicker::strike(Synth& synth, bool accent) noexcept {
  end(synth);
  const double loudness = (accent ? 127.0 : 90.0) * std::clamp(m_settings.volume, 0.0, 1.0);
  const auto velocity = static_cast<std::int16_t>(std::lround(loudness));
  if (velocity < 1) return;
  m_key = accent ? kAccentKey : kBeatKey;
  synth.send({ChannelMessage::Kind::NoteOn, kMetronomeChannel, static_cast<std::uint8_t>(m_key), velocity});
}

void Clicker::end(Synth& synth) noexcept {
  if (m_key < 0) return;
  synth.send({ChannelMessage::Kind::NoteOff, kMetronomeChannel, static_cast<std::uint8_t>(m_key), 0});
  m_key = -1;
}

void Clicker::beginCount(const Plan& plan, Tick place, int bars) noexcept {
  const BarPosition bar = plan.meter().at(place);
  m_barLength = plan.meter().barLength(bar.signature);
  m_beatLength = plan.meter().beatLength(bar.signature);
  m_beatsPerBar = static_cast<int>((m_barLength.value + m_beatLength.value - 1) / m_beatLength.value);
  m_framesPerTick = plan.framesPerTick(place);
  const Tick length = m_barLength * bars + bar.inBar;
  m_total = Frames(std::llround(static_cast<double>(length.value) * m_framesPerTick));
  m_elapsed = Frames(0);
  m_beat = 0;
  m_beats = m_beatsPerBar * bars +
            static_cast<int>((bar.inBar.value + m_beatLength.value - 1) / m_beatLength.value);
}

Tick Clicker::beatTick(int beat) const {
  return m_barLength * (beat / m_beatsPerBar) + m_beatLength * (beat % m_beatsPerBar);
}

Frames Clicker::beatFrame(int beat) const {
  return Frames(std::llround(static_cast<double>(beatTick(beat).value) * m_framesPerTick));
}

void Clicker::countDue(Synth& synth) noexcept {
  while (m_beat < m_beats && beatFrame(m_beat) <= m_elapsed) {
    strike(synth, m_beat % m_beatsPerBar == 0);
    ++m_beat;
  }
}

Frames Clicker::untilNext() const {
  const Frames next = m_beat < m_beats ? std::min(beatFrame(m_beat), m_total) : m_total;
  return next - m_elapsed;
}

}  // namespace partimento::playback
