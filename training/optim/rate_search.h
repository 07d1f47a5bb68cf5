#pragma once

#include <cstdint>
#include <functional>

#include "core/engine/jobs.h"

namespace partimento::training {

/// A learning-rate range test (Smith 2015, "Cyclical learning rates", with the settings of the fastai
/// library): the rate rises exponentially while the smoothed loss is watched, and three rates are read off.
struct RateTest {
  int steps = 100;
  double lowest = 1e-7;
  double highest = 10;
  double smoothing = 0.98;  ///< of the debiased exponential average
  double divergence = 4;    ///< the test ends when the average exceeds the best so far so many times
  int leaveOutFirst = 10;   ///< points that the readings do not see
  int leaveOutLast = 5;

  /// Of step 0 .. steps - 1.
  double rateAt(int step) const;
};

/// Trains one step with this rate and returns its loss in nats.
using RateStep = std::function<double(double rate)>;

/// Runs the test and reads the curve. The caller saves and restores what the steps change.
RateSearch searchRate(const RateTest& test, const RateStep& step);

/// The three readings of a curve of smoothed losses; points from the first that is not finite on do not
/// count. Fewer than four usable points: all three are the middle rate of the curve.
///
/// - valley: the middle of the middle third of the longest falling subsequence, whose length is counted back
///   from its last point (as the fastai library does);
/// - minimum: a tenth of the rate of the lowest loss;
/// - steepest: where the loss falls fastest over the logarithm of the rate.
void readRates(const RateTest& test, RateSearch& curve);

}  // namespace partimento::training
