#pragma once

#include "core/decode/session.h"

namespace partimento::decode {

/// Nodes of a hypothesis, without a last note that a stop, or the end of the piece, left half said.
std::vector<NodeIndex> completePath(const Session& session, const Hypothesis& hypothesis);

/// The take that a hypothesis describes: its notes and the rules it broke.
SearchTake takeSoFar(const Session& session, const Hypothesis& hypothesis, int index);
/// The same with its trace.
SearchTake buildTake(const Session& session, const Hypothesis& hypothesis, int index);

/// The trace of one take: its path with every candidate and reason, beside it the best other hypotheses of
/// each step that hang together with it.
Trace buildTrace(const Session& session, const Hypothesis& hypothesis);

inline constexpr int kTraceNeighbours = 32;  ///< other hypotheses kept in each step of a finished trace

}  // namespace partimento::decode
