#include "training/optim/fine_tuning.h"

#include <algorithm>
#include <cmath>

namespace partimento::training {

int trainedGroups(const FineTuneSettings& settings, int groups) {
  if (settings.style.empty() || settings.unfreeze <= 0) return groups;
  return std::min(settings.unfreeze, groups);
}

std::vector<double> rateFactors(const FineTuneSettings& settings, int groups, std::int64_t step,
                                std::int64_t steps) {
  std::vector<double> factors(static_cast<std::size_t>(groups), 1.0);
  if (settings.style.empty()) return factors;
  const int all = trainedGroups(settings, groups);
  int awake = all;
  if (settings.gradual) {
    const std::int64_t part = std::max<std::int64_t>(1, steps / std::max(all, 1));
    awake = std::min<int>(all, 1 + static_cast<int>(step / part));
  }
  for (int group = 0; group < groups; ++group) {
    const int fromOutput = groups - 1 - group;
    factors[static_cast<std::size_t>(group)] =
        fromOutput < awake ? std::pow(settings.rateRatio, -fromOutput) : 0.0;
  }
  return factors;
}

}  // namespace partimento::training
