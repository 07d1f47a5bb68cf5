#pragma once

#include <cstdint>
#include <vector>

#include "core/base/units.h"

namespace partimento {

struct TempoChange {
  Tick at;
  std::uint32_t microsPerQuarter = 500000;

  bool operator==(const TempoChange&) const = default;
};

/// Converts between ticks and seconds. A tempo of no length (from a damaged file) counts as one microsecond a
/// quarter note, so that times stay finite. Immutable; lookups are O(log changes).
class TempoMap {
 public:
  /// `changes` in any order; of several at one tick the last wins. 120 quarter notes a minute until the
  /// first.
  explicit TempoMap(int ticksPerQuarter = 480, std::vector<TempoChange> changes = {});

  Seconds secondsAt(Tick tick) const;
  /// Nearest tick at or before the time; negative times give tick 0.
  Tick tickAt(Seconds time) const;
  Bpm bpmAt(Tick tick) const;
  const std::vector<TempoChange>& changes() const { return m_changes; }
  int ticksPerQuarter() const { return m_ticksPerQuarter; }

  bool operator==(const TempoMap& other) const {
    return m_ticksPerQuarter == other.m_ticksPerQuarter && m_changes == other.m_changes;
  }

 private:
  int m_ticksPerQuarter;
  std::vector<TempoChange> m_changes;   // as given, sorted
  std::vector<TempoChange> m_segments;  // starts at tick 0
  std::vector<double> m_segmentSeconds;
};

}  // namespace partimento
