#pragma once

#include "core/tokens/tokenizer.h"

namespace partimento::tokens {

/// Ticks of a score at times of a stream that stands in it, and back. Immutable.
class Ruler {
 public:
  /// Reads ticks a quarter, origins and tempo of the frame.
  Ruler(TimeBase base, const DecodeFrame& frame);

  Tick tickAt(std::int64_t time) const;
  std::int64_t timeAt(Tick tick) const;

 private:
  TimeBase m_base;
  TempoMap m_tempo;
  std::int64_t m_originStep;
  Seconds m_start;
};

}  // namespace partimento::tokens
