#pragma once

#include <vector>

namespace partimento::ui {

/// The exponential average of the values up to each one, without its bias towards the beginning: no value
/// after a point has a say in it, and the first is itself. `weight` of what was before: 0 leaves the values
/// as they are; below 1.
std::vector<double> smoothed(const std::vector<double>& values, double weight);

}  // namespace partimento::ui
