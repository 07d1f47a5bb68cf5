#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "training/jobs/run_plan.h"

namespace partimento::training {

/// Bytes that training takes at the least: weights, their average, the best, gradients and two moments, and
/// what the layers keep of a batch for the way back. An estimate from below: what is refused by it could not
/// have been trained.
double leastMemoryOf(const RunPlan& plan);

/// Bytes that programs can still have, out of the text of /proc/meminfo; none where it does not say.
std::optional<double> availableMemory(std::string_view meminfo);
/// Of this machine.
std::optional<double> availableMemory();

/// Throws Error(OutOfMemory, {"training", megabytes needed, megabytes free}) where the plan plainly cannot
/// fit; what might is let through.
void requireMemory(const RunPlan& plan, std::optional<double> available);

}  // namespace partimento::training
