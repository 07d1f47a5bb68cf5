#include "core/playback/plan.h"

#include <algorithm>
#include <cmath>

namespace partimento::playback {

Frames Plan::frameAt(Tick tick) const {
  return Frames(std::llround(m_tempo.secondsAt(tick).value * m_sampleRate / m_tempoScale));
}

Frames Plan::frameAtExact(double tick) const {
  const Tick near(std::llround(tick));
  const double away = (tick - static_cast<double>(near.value)) * framesPerTick(near);
  const Frames frame = frameAt(near);
  return std::abs(away) < 1.0 ? frame : std::max(frame + Frames(std::llround(away)), Frames(0));
}

double Plan::exactTickAt(Frames frame) const {
  if (frame <= Frames(0)) return 0;
  const Seconds time(static_cast<double>(frame.value) / m_sampleRate * m_tempoScale);
  const Tick whole = m_tempo.tickAt(time);
  const double rest = (time - m_tempo.secondsAt(whole)).value;
  const double ticksPerSecond = m_tempo.bpmAt(whole).value / 60.0 * m_tempo.ticksPerQuarter();
  return static_cast<double>(whole.value) + std::max(rest, 0.0) * ticksPerSecond;
}

double Plan::framesPerTick(Tick at) const {
  return m_sampleRate * 60.0 / (m_tempoScale * m_tempo.bpmAt(at).value * m_tempo.ticksPerQuarter());
}

std::size_t Plan::firstEventAt(Frames frame) const {
  const auto found = std::lower_bound(m_events.begin(), m_events.end(), frame,
                                      [](const PlanEvent& event, Frames f) { return event.at < f; });
  return static_cast<std::size_t>(found - m_events.begin());
}

Click Plan::clickOfBeat(Tick from) const {
  const BarPosition bar = m_meter.at(from);
  const Tick beat = m_meter.beatLength(bar.signature);
  const Tick inBar(((bar.inBar.value + beat.value - 1) / beat.value) * beat.value);
  const Tick nextBar = m_meter.barStart(bar.bar + 1);
  const bool inside = bar.barStart + inBar < nextBar;
  const Tick at = inside ? bar.barStart + inBar : nextBar;
  return {frameAt(at), !inside || inBar == Tick(0)};
}

Click Plan::clickFrom(Frames frame) const {
  // Rounding may put a tick half a frame to either side of its time: begin early, go on until it fits.
  Tick from = tickAt(frame - Frames(1));
  Click click = clickOfBeat(from);
  while (click.at < frame) {
    from = std::max(from + Tick(1), tickAt(click.at) + Tick(1));
    click = clickOfBeat(from);
  }
  return click;
}

Frames Plan::barLineFrom(Frames frame) const {
  BarPosition bar = m_meter.at(tickAt(frame - Frames(1)));
  Frames line = frameAt(bar.barStart);
  for (std::int64_t next = bar.bar + 1; line < frame; ++next) line = frameAt(m_meter.barStart(next));
  return line;
}

void Plan::stateBefore(Frames frame, ChannelStates& states) const {
  states.fill(ChannelState());
  for (const Lane& lane : m_lanes) {
    const auto first = m_points.begin() + lane.first;
    const auto last = first + lane.count;
    const auto after =
        std::lower_bound(first, last, frame, [](const Point& point, Frames f) { return point.at < f; });
    if (after == first) continue;
    const Point& point = *(after - 1);
    const bool program = lane.kind == ChannelMessage::Kind::Program;
    const auto number = program ? static_cast<std::uint8_t>(point.number) : lane.number;
    states[lane.channel].apply({lane.kind, lane.channel, number, point.value});
  }
}

}  // namespace partimento::playback
