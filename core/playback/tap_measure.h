#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "core/base/units.h"
#include "core/music/score.h"
#include "core/playback/timeline.h"

namespace partimento::playback {

/// How much later than the driver tells a keyboard's notes come, measured by a player who strikes a key with
/// every click: the median distance from the clicks, which single slips do not move. One thread.
class TapMeasure {
 public:
  static constexpr int kTaps = 12;     ///< that make a measurement
  static constexpr int kListenTo = 4;  ///< clicks that give the tempo; nothing counts before them
  static constexpr Seconds kMostSpread{0.04};

  /// `known` is the latency that is taken off anyway.
  explicit TapMeasure(Seconds known) : m_known(known) {}

  /// What is to be played meanwhile, from its beginning: clicks, as many as a slow starter needs.
  static ScorePtr clicks();

  void hear(const LiveEvent& event);
  /// Takes in what the timeline covers by now. True: taps() has risen.
  bool advance(const Timeline& timeline);

  int taps() const { return static_cast<int>(m_offsets.size()); }
  bool isComplete() const { return taps() >= kTaps; }
  /// Once complete. Positive: keys come late.
  Seconds offset() const;
  /// Standard deviation of the taps, estimated so that slips do not count.
  Seconds spread() const;
  /// The player kept to the clicks: offset() means something.
  bool isSteady() const { return isComplete() && spread() <= kMostSpread; }

 private:
  Seconds m_known;
  std::deque<std::int64_t> m_struck;
  std::int64_t m_last = 0;
  std::vector<double> m_offsets;  // seconds
};

}  // namespace partimento::playback
