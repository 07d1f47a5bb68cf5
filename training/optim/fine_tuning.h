#pragma once

#include <cstdint>
#include <vector>

#include "core/engine/jobs.h"
#include "core/engine/run_settings.h"

namespace partimento::training {

/// Which groups of a network are trained when, and at what share of the rate. Pure functions of settings and
/// step. Groups are counted from input to output; fine-tuning begins at the output.

/// How many groups, counted from the output, are trained over the whole run.
int trainedGroups(const FineTuneSettings& settings, int groups);

/// The share of the rate of each group at a step: 0 while it is frozen. Gradual unfreezing adds one group
/// after each equal part of the run. A network that is not fine-tuned: 1 everywhere.
std::vector<double> rateFactors(const FineTuneSettings& settings, int groups, std::int64_t step,
                                std::int64_t steps);

}  // namespace partimento::training
