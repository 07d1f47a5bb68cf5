#pragma once

#include <cstdint>
#include <vector>

#include "core/music/meter_map.h"
#include "core/notation/fraction.h"

namespace partimento::notation {

/// Written time in whole numbers while a piece is being worked out: fine enough for 256th notes, triplets,
/// quintuplets and septuplets of 64ths.
using Units = std::int64_t;
inline constexpr Units kQuarter = 6720;

inline Fraction quarters(Units units) {
  return {units, kQuarter};
}

/// A beat as it is counted: divided in two, or in three in compound metres.
struct Pulse {
  Units at = 0;
  Units length = kQuarter;
  bool ternary = false;
};

/// How a bar is felt: groups of pulses, and how strong every place in it is.
class Metre {
 public:
  /// `length` of the bar as written; `skipped` is what a pick-up lacks before it. `groups` in pulses; empty:
  /// as usual for the signature (5/8 as 3 + 2).
  Metre(TimeSignature signature, Units length, Units skipped = 0, std::vector<int> groups = {});

  Units length() const { return m_length; }
  const std::vector<Pulse>& pulses() const { return m_pulses; }
  /// 0 at the start of a bar, 1 and more for weaker places, kOffGrid for those that no halving reaches.
  int level(Units at) const;
  /// Places of this level or stronger are crossed only by notes that start and end on such places: the beats
  /// of compound metres, the groups of 5/8. 0: none.
  int strictLevel() const { return m_strictLevel; }
  /// Length of a whole pulse, and whether it divides in three.
  Units beat() const { return m_pulse; }
  bool compound() const { return m_ternary; }
  int pulseLevel() const { return m_pulseLevel; }
  /// Length of the place's beam group and where it starts: a beat, or a group of short pulses.
  Pulse beamGroup(Units at) const;
  /// Where plain eighths may be beamed across beats: half a bar of 4/4, a bar of 3/4.
  Pulse wideBeamGroup(Units at) const;
  TimeSignature signature() const { return m_signature; }

  static constexpr int kOffGrid = 30;

 private:
  /// A pulse that the bar's start (`fromEnd`) or end cuts off: its parts.
  void addCutPulse(Units from, Units to, bool fromEnd);
  Pulse cutToBar(Units from, Units to) const;

  TimeSignature m_signature;
  Units m_length;
  Units m_skipped;
  std::vector<Pulse> m_pulses;       // of the written bar
  std::vector<Units> m_groupStarts;  // of the full bar
  Units m_full = 0;
  Units m_pulse = kQuarter;
  bool m_ternary = false;
  int m_pulseLevel = 1;
  int m_strictLevel = 0;
};

/// Ways to group the pulses of an additive metre, the usual one first; one empty way for all others.
std::vector<std::vector<int>> groupings(TimeSignature signature);

}  // namespace partimento::notation
