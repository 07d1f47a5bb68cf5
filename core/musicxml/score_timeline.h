#pragma once

#include <vector>

#include "core/music/score.h"
#include "core/musicxml/document.h"
#include "core/musicxml/playing_order.h"

namespace partimento::musicxml {

/// A bar as it sounds: where in the score, which time.
struct TimedBar {
  std::size_t bar = 0;
  int pass = 1;
  Units start = 0;
};

/// From units of the document to ticks of the score.
class TickScale {
 public:
  /// Chooses ticks that hold every time of the document exactly where 15,360 a quarter note suffice: those
  /// that the file names, its own divisions where they are fine enough, else 480 or a multiple.
  explicit TickScale(const Document& document);

  int ticksPerQuarter() const { return m_ticks; }
  Tick at(Units units) const;
  /// Some time of the document falls between two ticks.
  bool rounds() const { return m_rounds; }

 private:
  Units m_units;
  int m_ticks = 480;
  bool m_rounds = false;
};

std::vector<TimedBar> timedBars(const Document& document, const std::vector<PlayedBar>& order);

/// Metre, keys, tempo and the conductor's texts into `parts`.
void assembleTimeline(const Document& document, const std::vector<TimedBar>& bars, const TickScale& scale,
                      ScoreParts& parts);

}  // namespace partimento::musicxml
