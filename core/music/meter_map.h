#pragma once

#include <cstdint>
#include <vector>

#include "core/base/units.h"

namespace partimento {

struct TimeSignature {
  int numerator = 4;
  int denominator = 4;  ///< a power of two

  bool operator==(const TimeSignature&) const = default;
};

struct MeterChange {
  Tick at;
  TimeSignature signature;

  bool operator==(const MeterChange&) const = default;
};

/// A place in the music as musicians count it.
struct BarPosition {
  std::int64_t bar = 0;  ///< from 0
  Tick barStart;
  Tick inBar;
  TimeSignature signature;
};

/// Bars and beats. A change that does not fall on a bar line starts a new bar (the bar before it is short).
/// A signature that makes no sense (from a damaged file) still gives bars of at least one tick.
/// Immutable; lookups are O(log changes).
class MeterMap {
 public:
  explicit MeterMap(int ticksPerQuarter = 480, std::vector<MeterChange> changes = {});

  BarPosition at(Tick tick) const;  ///< negative ticks count as 0
  Tick barStart(std::int64_t bar) const;
  Tick barLength(TimeSignature signature) const;
  /// Length of the beat that is felt: a dotted value in 6/8, 9/8, 12/8, else the denominator's value.
  Tick beatLength(TimeSignature signature) const;
  const std::vector<MeterChange>& changes() const { return m_changes; }
  int ticksPerQuarter() const { return m_ticksPerQuarter; }

  bool operator==(const MeterMap& other) const {
    return m_ticksPerQuarter == other.m_ticksPerQuarter && m_changes == other.m_changes;
  }

 private:
  struct Segment {
    Tick start;
    std::int64_t firstBar;
    TimeSignature signature;
  };
  const Segment& segmentAt(Tick tick) const;

  int m_ticksPerQuarter;
  std::vector<MeterChange> m_changes;
  std::vector<Segment> m_segments;
};

}  // namespace partimento
