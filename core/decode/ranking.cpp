#include "core/decode/ranking.h"

#include <algorithm>
#include <cmath>

namespace partimento::decode {

namespace {

constexpr double kLengthExponent = 0.65;

double lengthPenalty(std::int64_t notes) {
  return std::pow((5.0 + static_cast<double>(notes)) / 6.0, kLengthExponent);
}

}  // namespace

Ranking::Ranking(const StreamTracker& tracker) : m_tracker(tracker) {
  const LengthSettings& length = tracker.settings().length;
  m_lengthVaries = length.bars > 0 || (length.minNotes > 0 && tracker.hasEnd());
}

double Ranking::rank(const Hypothesis& hypothesis) const {
  return m_lengthVaries ? hypothesis.score / lengthPenalty(hypothesis.state.notes) : hypothesis.score;
}

double Ranking::bound(const Hypothesis& living) const {
  if (!m_lengthVaries) return living.score;
  return living.score / lengthPenalty(m_tracker.mostNotes(living.state));
}

}  // namespace partimento::decode
