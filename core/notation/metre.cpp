#include "core/notation/metre.h"

#include <algorithm>

namespace partimento::notation {

namespace {

struct Beats {
  Units pulse = kQuarter;
  int count = 4;
  bool ternary = false;
};

Beats beatsOf(TimeSignature signature) {
  const int numerator = std::max(signature.numerator, 1);
  const Units unit = std::max<Units>(4 * kQuarter / std::max(signature.denominator, 1), 1);
  const bool compound = signature.denominator >= 8 && numerator > 3 && numerator % 3 == 0;
  return compound ? Beats{3 * unit, numerator / 3, true} : Beats{unit, numerator, false};
}

std::vector<int> usualGroups(TimeSignature signature) {
  const Beats beats = beatsOf(signature);
  if (beats.count <= 3) return {};
  if (!beats.ternary && beats.count % 3 == 0)
    return std::vector<int>(static_cast<std::size_t>(beats.count / 3), 3);
  if (beats.count % 2 == 0) return std::vector<int>(static_cast<std::size_t>(beats.count / 2), 2);
  std::vector<int> groups(static_cast<std::size_t>(beats.count / 2), 2);
  (beats.count == 5 ? groups.front() : groups.back()) = 3;
  return groups;
}

}  // namespace

std::vector<std::vector<int>> groupings(TimeSignature signature) {
  const Beats beats = beatsOf(signature);
  if (beats.ternary) return {{}};
  if (beats.count == 5) return {{3, 2}, {2, 3}};
  if (beats.count == 7) return {{2, 2, 3}, {3, 2, 2}, {2, 3, 2}};
  return {{}};
}

Metre::Metre(TimeSignature signature, Units length, Units skipped, std::vector<int> groups)
    : m_signature(signature), m_length(length), m_skipped(skipped) {
  const Beats beats = beatsOf(signature);
  m_pulse = beats.pulse;
  m_ternary = beats.ternary;
  m_full = std::max(beats.pulse * beats.count, length + skipped);
  if (groups.empty()) groups = usualGroups(signature);
  Units at = 0;
  for (const int count : groups) {
    m_groupStarts.push_back(at);
    at += count * beats.pulse;
  }
  m_pulseLevel = groups.empty() ? 1 : 2;
  const bool uneven = std::adjacent_find(groups.begin(), groups.end(), std::not_equal_to<>()) != groups.end();
  if (beats.ternary) m_strictLevel = m_pulseLevel;
  if (!beats.ternary && uneven && signature.denominator >= 8) m_strictLevel = 1;
  for (Units pulse = 0; pulse < m_full; pulse += m_pulse) {
    const Units from = std::max<Units>(pulse - skipped, 0);
    const Units to = std::min(pulse + m_pulse - skipped, length);
    if (to - from == m_pulse) {
      m_pulses.push_back({from, m_pulse, m_ternary});
    } else if (to > from) {
      addCutPulse(from, to, pulse < skipped);
    }
  }
}

void Metre::addCutPulse(Units from, Units to, bool fromEnd) {
  const std::size_t first = m_pulses.size();
  Units part = m_ternary ? m_pulse / 3 : m_pulse / 2;
  for (Units rest = to - from; rest > 0;) {
    if (part > rest && part % 2 == 0) {
      part /= 2;
      continue;
    }
    const Units length = std::min(part, rest);
    m_pulses.push_back({fromEnd ? from + rest - length : to - rest, length, false});
    rest -= length;
  }
  if (fromEnd) std::reverse(m_pulses.begin() + static_cast<std::ptrdiff_t>(first), m_pulses.end());
}

int Metre::level(Units at) const {
  const Units place = at + m_skipped;
  if (place == 0 || at == m_length) return 0;
  if (place % m_pulse == 0) {
    if (m_groupStarts.empty()) return 1;
    return std::binary_search(m_groupStarts.begin(), m_groupStarts.end(), place) ? 1 : 2;
  }
  Units part = m_pulse;
  Units rest = place % m_pulse;
  int level = m_pulseLevel;
  if (m_ternary) {
    part /= 3;
    rest %= part;
    ++level;
    if (rest == 0) return level;
  }
  while (part % 2 == 0) {
    part /= 2;
    ++level;
    rest %= part;
    if (rest == 0) return level;
  }
  return kOffGrid;
}

Pulse Metre::cutToBar(Units from, Units to) const {
  from = std::max<Units>(from - m_skipped, 0);
  to = std::min(to - m_skipped, m_length);
  return {from, to - from, m_ternary};
}

Pulse Metre::beamGroup(Units at) const {
  const Units place = at + m_skipped;
  if (m_pulse < kQuarter && !m_groupStarts.empty()) {
    const auto next = std::upper_bound(m_groupStarts.begin(), m_groupStarts.end(), place);
    return cutToBar(*(next - 1), next == m_groupStarts.end() ? m_full : *next);
  }
  // A bar of two or three short pulses (3/8) is one group; long beats (2/2) are beamed by quarters.
  if (m_pulse < kQuarter) return cutToBar(0, m_full);
  const Units group = m_ternary ? m_pulse : std::min(m_pulse, kQuarter);
  const Units start = place - place % group;
  return cutToBar(start, start + group);
}

Pulse Metre::wideBeamGroup(Units at) const {
  if (m_ternary || m_pulse < kQuarter) return beamGroup(at);
  const Units place = at + m_skipped;
  if (m_pulse > kQuarter) {
    const Units start = place - place % m_pulse;
    return cutToBar(start, start + std::min(m_pulse, 2 * kQuarter));
  }
  if (m_groupStarts.empty()) return cutToBar(0, m_full);
  const auto next = std::upper_bound(m_groupStarts.begin(), m_groupStarts.end(), place);
  return cutToBar(*(next - 1), next == m_groupStarts.end() ? m_full : *next);
}

}  // namespace partimento::notation
