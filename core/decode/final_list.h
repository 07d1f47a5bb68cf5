#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/decode/ranking.h"
#include "core/decode/session.h"

namespace partimento::decode {

/// Edits (insert, delete, replace) that turn one sequence into the other: Levenshtein distance.
int editDistance(std::span<const int> a, std::span<const int> b);

/// The melodies to offer out of all that finished, best first: greedy maximal marginal relevance, each next
/// one maximising rank + kVarietyWeight * (smallest edit distance on intervals to those already chosen).
/// Melodies with the same notes appear once. What comes first does not depend on how many are asked for, as
/// long as there is work allowed to compare them all. Refers to session and finished.
class FinalList {
 public:
  /// At most `count` will be asked for.
  FinalList(const Session& session, std::span<const Hypothesis> finished, std::size_t count);
  /// Null when there are no more, or when a stop is requested before the next one is found; the first one
  /// needs no comparison and always comes.
  const Hypothesis* next(const std::stop_token& stop);

 private:
  struct Melody {
    const Hypothesis* hypothesis = nullptr;
    double rank = 0;
    std::vector<int> intervals;
    int distance = 0;  ///< to the nearest chosen one
    bool chosen = false;
  };
  static std::vector<Melody> differentMelodies(const Session& session, std::span<const Hypothesis> finished);

  std::size_t m_left;
  std::vector<Melody> m_melodies;
  const Melody* m_latest = nullptr;
};

/// Nats that one differing interval is worth.
inline constexpr double kVarietyWeight = 0.5;

}  // namespace partimento::decode
