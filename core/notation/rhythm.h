#pragma once

#include <span>
#include <vector>

#include "core/notation/metre.h"
#include "core/notation/notate.h"

namespace partimento::notation {

/// Something that should fall on a written place: where a note begins, or ends before a rest.
struct TimedEvent {
  Units at = 0;
  double weight = 1;
  bool onset = true;
};

/// `cells` equal parts in the time of `normal` plain ones.
struct TupletWindow {
  Units at = 0;
  Units length = 0;
  int cells = 3;
  int normal = 2;

  Units until() const { return at + length; }
  Units unit() const { return length / normal; }  ///< plain length of what is counted
  bool operator==(const TupletWindow&) const = default;
};

struct RhythmSettings {
  Units tolerance = kQuarter / 25;  ///< deviation that costs 1
  Units finest = kQuarter / 16;     ///< shortest plain value
  TupletChoice tuplets = TupletChoice::TripletsQuintuplets;
};

/// One bar's divisions.
struct BarRhythm {
  std::vector<Units> places;          ///< of each event, 0 to the bar's length
  std::vector<TupletWindow> tuplets;  ///< from left to right
};

/// The cheapest tree of divisions for a bar: pulses are divided in halves (or thirds), or whole pulses, pairs
/// of them or parts of them become tuplets; every division costs, and so does every event's distance from the
/// nearest place. Found by recursion over windows and dynamic programming over pulses.
/// `events` sorted by place, within the bar.
BarRhythm quantiseBar(const Metre& metre, std::span<const TimedEvent> events, const RhythmSettings& settings);

}  // namespace partimento::notation
