#include "ui/training/smoothing.h"

namespace partimento::ui {

std::vector<double> smoothed(const std::vector<double>& values, double weight) {
  std::vector<double> result;
  result.reserve(values.size());
  double sum = 0;
  double share = 0;
  for (const double value : values) {
    sum = weight * sum + (1 - weight) * value;
    share = weight * share + (1 - weight);
    result.push_back(sum / share);
  }
  return result;
}

}  // namespace partimento::ui
