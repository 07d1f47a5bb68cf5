#pragma once

#include "core/decode/session.h"

namespace partimento::decode {

/// How finished hypotheses compare. With a fixed number of notes by raw log-probability S; where the number
/// of notes varies (length in bars, or an end that the model chooses) by S / ((5 + n) / 6)^0.65, the length
/// normalisation of Wu et al. 2016, since S alone prefers few notes.
class Ranking {
 public:
  explicit Ranking(const StreamTracker& tracker);

  double rank(const Hypothesis& hypothesis) const;
  /// No continuation of a living hypothesis can rank higher: S never grows.
  double bound(const Hypothesis& living) const;

 private:
  const StreamTracker& m_tracker;
  bool m_lengthVaries;
};

}  // namespace partimento::decode
