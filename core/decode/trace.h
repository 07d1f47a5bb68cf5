#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/music/symbol.h"

namespace partimento::decode {

/// Why a candidate was not taken.
enum class PruneReason : std::uint8_t {
  Kept,     ///< it lived
  Grammar,  ///< the representation does not allow it here
  Repetition,
  Tabu,
  Range,
  Scale,
  Exclusion,
  TopK,
  TopP,
  OutsideBeam,  ///< allowed, but others scored higher
  NotDrawn,     ///< allowed, but chance chose another
  Merged,       ///< another hypothesis with the same future scored higher
  Opening,      ///< music without a seed begins on the tonic
};
inline constexpr PruneReason kLastPruneReason = PruneReason::Opening;

/// TraceCandidate::constrained of one that was removed.
inline constexpr float kRemoved = -std::numeric_limits<float>::infinity();

/// One token that could have followed.
struct TraceCandidate {
  Token token = 0;
  float raw = 0;          ///< log p of the network
  float constrained = 0;  ///< log q after temperature, cuts and rules; -infinity when removed
  PruneReason reason = PruneReason::Kept;

  bool operator==(const TraceCandidate&) const = default;
};

/// One node of the search tree.
struct TraceNode {
  std::int32_t parent = -1;  ///< index in the step before; -1 in the first step
  Token token = 0;
  float score = 0;                       ///< sum of raw log p from the end of the prompt
  float constrainedScore = 0;            ///< sum of log q
  PruneReason fate = PruneReason::Kept;  ///< Kept, or why it did not survive this step
  std::vector<TraceCandidate>
      candidates;  ///< what could follow this node; empty where memory did not allow it

  bool operator==(const TraceNode&) const = default;
};

struct TraceStep {
  std::vector<TraceNode> nodes;

  bool operator==(const TraceStep&) const = default;
};

/// The one record of a search: every explanation reads it, none re-runs the network.
/// Bounded: kept for every finished take's path in full, for the rest up to a memory limit, best first.
struct Trace {
  std::vector<Symbol> vocabulary;
  std::vector<TraceCandidate> firstCandidates;  ///< what could follow the prompt
  std::vector<TraceStep> steps;
  std::vector<std::int32_t> path;  ///< node index in each step of the take this trace belongs to
  bool truncated = false;          ///< the limit was met and lesser nodes were left out

  bool operator==(const Trace&) const = default;
};

}  // namespace partimento::decode
