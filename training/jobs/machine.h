#pragma once

#include <stop_token>

#include "core/engine/jobs.h"

namespace partimento::training {

/// Times matrix products and training steps of small networks for about five seconds; what was not timed is
/// scaled by operations a token. Throws Error(Cancelled).
MachineProbe probeMachine(int threads, std::stop_token stop);

/// The largest network that can still read the corpus often enough in the time, and that the corpus can fill.
Proposal proposalFor(const ProposalRequest& request, const MachineProbe& machine);

}  // namespace partimento::training
