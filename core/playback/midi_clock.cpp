#include "core/playback/midi_clock.h"

#include <algorithm>
#include <cmath>

namespace partimento::playback {

namespace {

constexpr int kPulsesPerQuarter = 24;
constexpr int kPulsesPerSixteenth = 6;
constexpr std::int64_t kHighestPosition = 16383;

MidiMessage realTime(std::uint8_t status) {
  return {{status, 0, 0}, 1};
}

MidiMessage songPosition(std::int64_t sixteenths) {
  const auto place = static_cast<int>(std::min(sixteenths, kHighestPosition));
  return {{kSongPosition, static_cast<std::uint8_t>(place & 0x7F), static_cast<std::uint8_t>(place >> 7)}, 3};
}

Frames frameOfPulse(const Plan& plan, std::int64_t pulse) {
  return plan.frameAtExact(static_cast<double>(pulse) * plan.ticksPerQuarter() / kPulsesPerQuarter);
}

/// The first pulse at or after a frame.
std::int64_t pulseFrom(const Plan& plan, Frames frame) {
  const double exact = plan.exactTickAt(frame) * kPulsesPerQuarter / plan.ticksPerQuarter();
  auto pulse = std::max<std::int64_t>(std::llround(std::floor(exact)), 0);
  while (frameOfPulse(plan, pulse) < frame) ++pulse;
  return pulse;
}

}  // namespace

void MidiClock::begin(const Plan& plan, Frames at, MidiTap& tap) noexcept {
  stop(tap);
  if (!m_on) return;
  m_running = true;
  m_pulse = pulseFrom(plan, at);
  if (m_pulse == 0) {
    tap.sendOut(realTime(kMidiStart));
  } else {
    const std::int64_t sixteenth = (m_pulse + kPulsesPerSixteenth - 1) / kPulsesPerSixteenth;
    m_pulse = sixteenth * kPulsesPerSixteenth;
    m_starting = true;
    tap.sendOut(songPosition(sixteenth));
  }
  m_next = frameOfPulse(plan, m_pulse);
}

void MidiClock::stop(MidiTap& tap) noexcept {
  if (m_running) tap.sendOut(realTime(kMidiStop));
  m_running = false;
  m_starting = false;
  m_next = kNever;
}

void MidiClock::replan(const Plan& plan, Frames at) noexcept {
  if (!m_running) return;
  m_pulse = pulseFrom(plan, at);
  m_next = frameOfPulse(plan, m_pulse);
}

void MidiClock::pulse(const Plan& plan, MidiTap& tap) noexcept {
  if (m_starting) tap.sendOut(realTime(kMidiContinue));
  m_starting = false;
  tap.sendOut(realTime(kMidiClock));
  ++m_pulse;
  m_next = frameOfPulse(plan, m_pulse);
}

}  // namespace partimento::playback
