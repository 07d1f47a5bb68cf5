#include "core/engraving/stems.h"

#include <algorithm>
#include <array>

#include "core/engraving/geometry.h"
#include "core/engraving/rules.h"

namespace partimento::engraving {

double leastStem(int flags) {
  constexpr std::array<double, 6> kLeast = {2.5, 2.75, 3.0, 3.5, 4.25, 5.0};
  return kLeast[static_cast<std::size_t>(std::clamp(flags, 0, 5))];
}

double freeStemTip(const FreeStem& stem) {
  // With flags: long enough for the flag to end before the head.
  constexpr std::array<double, 6> kLength = {3.5, 3.5, 3.8, 4.4, 5.1, 5.9};
  const int flags = std::clamp(stem.flags, 0, 5);
  double length = kLength[static_cast<std::size_t>(flags)];
  const int nearest = stem.direction > 0 ? stem.top : stem.bottom;
  const int outwards = nearest * stem.direction;  // steps beyond the middle line, towards the tip
  if (outwards > 0 && flags == 0)
    length = std::max(rules::kShortStem, length - 0.25 * std::max(0, outwards - 1));
  const double tip = yOfStep(nearest) - stem.direction * length;
  if (outwards < -7) return stem.direction > 0 ? std::min(tip, 0.0) : std::max(tip, 0.0);
  return tip;
}

}  // namespace partimento::engraving
