#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "training/optim/fine_tuning.h"
#include "training/optim/rate_search.h"
#include "training/optim/schedule.h"

namespace partimento::training {
namespace {

Schedule scheduleOf(ScheduleKind kind, std::int64_t steps, std::int64_t warmUp) {
  Schedule schedule;
  schedule.kind = kind;
  schedule.peak = 1.0;
  schedule.steps = steps;
  schedule.warmUpSteps = warmUp;
  return schedule;
}

TEST(Schedule, CosineRisesThenFallsToItsShare) {
  const Schedule schedule = scheduleOf(ScheduleKind::Cosine, 100, 10);
  EXPECT_NEAR(schedule.rateAt(0), 0.1, 1e-12);
  EXPECT_NEAR(schedule.rateAt(9), 1.0, 1e-12);
  EXPECT_NEAR(schedule.rateAt(10), 1.0, 1e-12);
  EXPECT_NEAR(schedule.rateAt(55), 0.505, 1e-9);
  EXPECT_NEAR(schedule.rateAt(100), 0.01, 1e-9);
  EXPECT_NEAR(schedule.rateAt(1000), 0.01, 1e-9);
}

TEST(Schedule, ConstantStaysAtThePeak) {
  const Schedule schedule = scheduleOf(ScheduleKind::Constant, 100, 4);
  EXPECT_NEAR(schedule.rateAt(1), 0.5, 1e-12);
  for (const std::int64_t step : {4, 50, 99, 500}) EXPECT_EQ(schedule.rateAt(step), 1.0);
}

TEST(Schedule, NoamIsTheFormulaOfThePaper) {
  // d^-0.5 min(s^-0.5, s w^-1.5) with s = step + 1, divided by its highest value (d w)^-0.5.
  const double warmUp = 4000;
  const Schedule schedule = scheduleOf(ScheduleKind::Noam, 120000, 4000);
  for (const std::int64_t step : {0, 100, 3999, 4000, 10000, 119999}) {
    const double s = static_cast<double>(step) + 1;
    const double expected = std::min(1 / std::sqrt(s), s / std::pow(warmUp, 1.5)) * std::sqrt(warmUp);
    EXPECT_NEAR(schedule.rateAt(step), expected, 1e-12) << step;
  }
  // The document's peak: width 512, 4000 steps of warm-up.
  EXPECT_NEAR(1 / std::sqrt(512.0 * 4000), 6.99e-4, 1e-6);
}

TEST(Schedule, OneCycleIsTheCurveOfFastai) {
  const Schedule schedule = scheduleOf(ScheduleKind::OneCycle, 1000, 250);
  const auto curve = [](double a, double b, double x) {
    return a + (1 + std::cos(M_PI * (1 - x))) * (b - a) / 2;
  };
  for (std::int64_t step = 0; step <= 1000; step += 50) {
    const double p = static_cast<double>(step) / 1000;
    const double rate = p < 0.25 ? curve(1.0 / 25, 1, p / 0.25) : curve(1, 1e-5, (p - 0.25) / 0.75);
    const double momentum = p < 0.25 ? curve(0.95, 0.85, p / 0.25) : curve(0.85, 0.95, (p - 0.25) / 0.75);
    EXPECT_NEAR(schedule.rateAt(step), rate, 1e-12) << step;
    EXPECT_NEAR(schedule.momentumAt(step), momentum, 1e-12) << step;
  }
  EXPECT_EQ(scheduleOf(ScheduleKind::Cosine, 1000, 250).momentumAt(300), 0.9);
}

TEST(Schedule, NamesComeBack) {
  for (const ScheduleKind kind :
       {ScheduleKind::OneCycle, ScheduleKind::Cosine, ScheduleKind::Noam, ScheduleKind::Constant}) {
    EXPECT_EQ(parseSchedule(scheduleName(kind)), kind);
  }
  EXPECT_THROW(parseSchedule("square"), Error);
}

TEST(RateSearch, RatesRiseExponentially) {
  const RateTest test;
  EXPECT_NEAR(test.rateAt(0), 1e-7, 1e-15);
  EXPECT_NEAR(test.rateAt(50), 1e-3, 1e-9);
  EXPECT_NEAR(test.rateAt(75), 0.1, 1e-7);
}

TEST(RateSearch, AveragesTheLossWithoutBiasAndStopsWhenItRunsAway) {
  RateTest test;
  int calls = 0;
  const RateSearch flat = searchRate(test, [&](double) {
    ++calls;
    return 3.0;
  });
  EXPECT_EQ(calls, 100);
  for (const double loss : flat.losses) EXPECT_NEAR(loss, 3.0, 1e-9);

  const RateSearch away = searchRate(test, [&](double rate) { return rate < 0.099 ? 2.0 : 1e6; });
  EXPECT_EQ(away.losses.size(), 76u) << "the first step at which the average is four times the best";
  const RateSearch broken = searchRate(test, [&](double rate) { return rate < 0.099 ? 2.0 : std::nan(""); });
  EXPECT_EQ(broken.losses.size(), 75u);
}

TEST(RateSearch, ReadsValleyMinimumAndSteepestOffAKnownCurve) {
  // No smoothing: flat, then a straight fall over the logarithm of the rate, then a rise.
  RateTest test;
  test.smoothing = 0;
  test.divergence = 1e9;
  const auto loss = [&](double rate) {
    const double x = std::log10(rate / 1e-7) * 12.5;  // step
    if (x < 30) return 4.0 + 1e-3 * x;
    if (x < 70) return 4.0 - 0.05 * (x - 30);
    return 2.0 + 0.1 * (x - 70);
  };
  const RateSearch search = searchRate(test, loss);
  ASSERT_EQ(search.rates.size(), 100u);
  // Readings see steps 10 to 94. Lowest at step 70.
  EXPECT_NEAR(search.minimum, test.rateAt(70) / 10, test.rateAt(70) * 1e-3);
  // The longest falling subsequence: one of the flat part's points, then steps 30 (its value 4.0) or 31
  // to 70. It ends at index 60 of the readings; its length L = 41 or 42; the middle of the middle third
  // follows.
  const auto found =
      std::find(search.rates.begin(), search.rates.end(), search.valley) - search.rates.begin();
  EXPECT_GE(found, 47);
  EXPECT_LE(found, 50);
  const auto steepest =
      std::find(search.rates.begin(), search.rates.end(), search.steepest) - search.rates.begin();
  EXPECT_GE(steepest, 30);
  EXPECT_LE(steepest, 70);
}

TEST(RateSearch, AShortCurveGivesItsMiddle) {
  RateTest test;
  RateSearch curve;
  for (int i = 0; i < 10; ++i) {
    curve.rates.push_back(test.rateAt(i));
    curve.losses.push_back(1.0);
  }
  readRates(test, curve);
  EXPECT_EQ(curve.valley, curve.rates[5]);
  EXPECT_EQ(curve.minimum, curve.rates[5]);
}

TEST(FineTuning, FreezesEarlyGroupsAndSlowsThem) {
  FineTuneSettings settings;
  EXPECT_EQ(rateFactors(settings, 4, 0, 100), (std::vector<double>{1, 1, 1, 1})) << "a new network";
  settings.style = "base";
  settings.rateRatio = 2;
  settings.unfreeze = 2;
  EXPECT_EQ(rateFactors(settings, 4, 0, 100), (std::vector<double>{0, 0, 0.5, 1}));
  settings.unfreeze = 0;
  EXPECT_EQ(rateFactors(settings, 4, 99, 100), (std::vector<double>{0.125, 0.25, 0.5, 1}));
  EXPECT_EQ(trainedGroups(settings, 4), 4);
  settings.unfreeze = 9;
  EXPECT_EQ(trainedGroups(settings, 4), 4);
}

TEST(FineTuning, GradualUnfreezingWakesOneGroupAfterTheOther) {
  FineTuneSettings settings;
  settings.style = "base";
  settings.rateRatio = 1;
  settings.gradual = true;
  EXPECT_EQ(rateFactors(settings, 4, 0, 100), (std::vector<double>{0, 0, 0, 1}));
  EXPECT_EQ(rateFactors(settings, 4, 24, 100), (std::vector<double>{0, 0, 0, 1}));
  EXPECT_EQ(rateFactors(settings, 4, 25, 100), (std::vector<double>{0, 0, 1, 1}));
  EXPECT_EQ(rateFactors(settings, 4, 99, 100), (std::vector<double>{1, 1, 1, 1}));
  settings.unfreeze = 2;
  EXPECT_EQ(rateFactors(settings, 4, 99, 100), (std::vector<double>{0, 0, 1, 1}));
}

}  // namespace
}  // namespace partimento::training
