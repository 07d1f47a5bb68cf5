#include "core/tokens/ruler.h"

#include <cmath>

#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

Ruler::Ruler(TimeBase base, const DecodeFrame& frame)
    : m_base(base),
      m_tempo(frame.ticksPerQuarter, frame.tempo),
      m_originStep(stepOfTick(frame.origin, frame.ticksPerQuarter)),
      m_start(frame.originTime) {}

Tick Ruler::tickAt(std::int64_t time) const {
  if (m_base == TimeBase::Steps) return tickOfStep(m_originStep + time, m_tempo.ticksPerQuarter());
  const Seconds at = m_start + Seconds(static_cast<double>(time) / 1000);
  const Tick below = m_tempo.tickAt(at);
  const Tick above = below + Tick(1);
  return at - m_tempo.secondsAt(below) <= m_tempo.secondsAt(above) - at ? below : above;
}

std::int64_t Ruler::timeAt(Tick tick) const {
  if (m_base == TimeBase::Steps) return stepOfTick(tick, m_tempo.ticksPerQuarter()) - m_originStep;
  return std::llround((m_tempo.secondsAt(tick) - m_start).value * 1000);
}

}  // namespace partimento::tokens
