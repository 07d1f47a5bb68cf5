#include "core/music/step_grid.h"

#include <algorithm>

namespace partimento {

namespace {

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

}  // namespace

std::int64_t stepOfTick(Tick tick, int ticksPerQuarter) {
  return floorDivide(2 * tick.value * kStepsPerQuarter + ticksPerQuarter, 2 * std::int64_t{ticksPerQuarter});
}

Tick tickOfStep(std::int64_t step, int ticksPerQuarter) {
  return Tick(floorDivide(2 * step * ticksPerQuarter + kStepsPerQuarter, 2 * kStepsPerQuarter));
}

std::int64_t barSteps(TimeSignature signature) {
  const std::int64_t steps =
      std::int64_t{4} * kStepsPerQuarter * signature.numerator / std::max(signature.denominator, 1);
  return std::max<std::int64_t>(steps, 1);
}

}  // namespace partimento
