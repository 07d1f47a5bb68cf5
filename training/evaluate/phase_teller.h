#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "core/engine/job_listener.h"

namespace partimento::training {

/// Tells a listener how far a phase is, with the time left at the pace so far; false once it is to stop. The
/// listener must outlive it.
std::function<bool(double)> phaseTeller(std::string name, std::stop_token stop, JobListener& listener);

}  // namespace partimento::training
