#pragma once

#include <cstdint>

#include "core/music/step_grid.h"

namespace partimento::tokens {

/// Where in the bar an event begins, in the few numbers that a model reads. Each is an index into a table of
/// the size beside it.
struct BarPlace {
  static constexpr int kMeters =
      12;  ///< 2/4 3/4 4/4 2/2 3/2 3/8 6/8 9/8 12/8 6/4, other simple, other compound
  static constexpr int kSlots = 16;  ///< eighth notes from the bar line; longer bars stay at the last
  static constexpr int kFine = 24;   ///< steps within the quarter note
  static constexpr int kPhrase = 8;  ///< bars from the start of the melody, modulo 8

  int meter = 0;
  int slot = 0;
  int fine = 0;
  int phrase = 0;

  bool operator==(const BarPlace&) const = default;
};

int meterClass(TimeSignature signature);
using partimento::barSteps;
BarPlace placeInBar(TimeSignature signature, std::int64_t stepInBar, std::int64_t bar);

/// Follows a melody of one metre from duration to duration.
class BarClock {
 public:
  explicit BarClock(TimeSignature signature = {}, std::int64_t step = 0);

  void advance(int steps) { m_step += steps; }
  std::int64_t step() const { return m_step; }
  BarPlace place() const { return placeAt(m_step); }
  /// Place of a step, counted from the start of the first bar; negative steps count back from it.
  BarPlace placeAt(std::int64_t step) const;
  TimeSignature signature() const { return m_signature; }

 private:
  TimeSignature m_signature;
  std::int64_t m_barSteps;
  std::int64_t m_step;
};

}  // namespace partimento::tokens
