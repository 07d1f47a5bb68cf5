#include "training/optim/rate_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace partimento::training {

namespace {

constexpr std::size_t kFewestPoints = 4;

std::size_t valleyOf(std::span<const double> losses) {
  // Length of the longest falling subsequence that ends at each point.
  std::vector<std::size_t> falling(losses.size(), 1);
  for (std::size_t i = 1; i < losses.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (losses[i] < losses[k]) falling[i] = std::max(falling[i], falling[k] + 1);
    }
  }
  const auto end = std::max_element(falling.begin(), falling.end()) - falling.begin();
  const auto length = static_cast<std::ptrdiff_t>(falling[static_cast<std::size_t>(end)]);
  const double third = static_cast<double>(length) / 3;
  const std::ptrdiff_t valley =
      end - length + static_cast<std::ptrdiff_t>(third) + static_cast<std::ptrdiff_t>(third / 2);
  return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(valley, 0, std::ssize(losses) - 1));
}

std::size_t steepestOf(std::span<const double> losses, std::span<const double> rates) {
  std::size_t best = 0;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < losses.size(); ++i) {
    const std::size_t before = i == 0 ? 0 : i - 1;
    const std::size_t after = std::min(i + 1, losses.size() - 1);
    const double slope = (losses[after] - losses[before]) / std::log(rates[after] / rates[before]);
    if (slope < lowest) {
      lowest = slope;
      best = i;
    }
  }
  return best;
}

}  // namespace

double RateTest::rateAt(int step) const {
  return lowest * std::pow(highest / lowest, static_cast<double>(step) / steps);
}

RateSearch searchRate(const RateTest& test, const RateStep& step) {
  RateSearch curve;
  double average = 0;
  double weight = 0;
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < test.steps; ++i) {
    const double rate = test.rateAt(i);
    const double loss = step(rate);
    if (!std::isfinite(loss)) break;
    average = test.smoothing * average + (1 - test.smoothing) * loss;
    weight = test.smoothing * weight + (1 - test.smoothing);
    const double smooth = average / weight;
    curve.rates.push_back(rate);
    curve.losses.push_back(smooth);
    best = std::min(best, smooth);
    if (smooth > test.divergence * best) break;
  }
  readRates(test, curve);
  return curve;
}

void readRates(const RateTest& test, RateSearch& curve) {
  const auto broken = std::find_if(curve.losses.begin(), curve.losses.end(),
                                   [](double loss) { return !std::isfinite(loss); });
  const auto usable = static_cast<std::size_t>(broken - curve.losses.begin());
  const auto first = static_cast<std::size_t>(test.leaveOutFirst);
  const auto last = static_cast<std::size_t>(test.leaveOutLast);
  if (usable < first + last + kFewestPoints) {
    const double middle = curve.rates.empty() ? test.rateAt(test.steps / 2) : curve.rates[usable / 2];
    curve.valley = curve.minimum = curve.steepest = middle;
    return;
  }
  const std::span losses = std::span(curve.losses).subspan(first, usable - first - last);
  const std::span rates = std::span(curve.rates).subspan(first, losses.size());
  const auto lowest = std::min_element(losses.begin(), losses.end()) - losses.begin();
  curve.valley = rates[valleyOf(losses)];
  curve.minimum = rates[static_cast<std::size_t>(lowest)] / 10;
  curve.steepest = rates[steepestOf(losses, rates)];
}

}  // namespace partimento::training
