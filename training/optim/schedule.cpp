#include "training/optim/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

#include "core/base/error.h"

namespace partimento::training {

namespace {

constexpr double kCycleStart = 1.0 / 25;
constexpr double kCycleEnd = 1e-5;
constexpr double kCycleMomentum = 0.95;
constexpr double kCycleLeastMomentum = 0.85;

/// From `from` (share 0) to `to` (share 1) along half a cosine.
double eased(double from, double to, double share) {
  return to + 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0))) * (from - to);
}

double ratio(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::int64_t>(whole, 1));
}

/// Position within the rise or within the fall, each 0 to 1.
struct Place {
  bool rising = false;
  double share = 0;
};

Place placeOf(const Schedule& schedule, std::int64_t step) {
  if (step < schedule.warmUpSteps) return {true, ratio(step, schedule.warmUpSteps)};
  return {false, std::min(1.0, ratio(step - schedule.warmUpSteps, schedule.steps - schedule.warmUpSteps))};
}

}  // namespace

double Schedule::rateAt(std::int64_t step) const {
  const Place place = placeOf(*this, step);
  if (kind == ScheduleKind::OneCycle) {
    return place.rising ? eased(peak * kCycleStart, peak, place.share)
                        : eased(peak, peak * kCycleEnd, place.share);
  }
  if (place.rising) return peak * ratio(step + 1, warmUpSteps);
  switch (kind) {
    case ScheduleKind::Noam:
      return peak * std::sqrt(ratio(std::max<std::int64_t>(warmUpSteps, 1), std::min(step, steps) + 1));
    case ScheduleKind::Constant:
      return peak;
    default:
      return eased(peak, peak * finalShare, place.share);
  }
}

double Schedule::momentumAt(std::int64_t step) const {
  if (kind != ScheduleKind::OneCycle) return momentum;
  const Place place = placeOf(*this, step);
  return place.rising ? eased(kCycleMomentum, kCycleLeastMomentum, place.share)
                      : eased(kCycleLeastMomentum, kCycleMomentum, place.share);
}

double usualWarmUpShare(ScheduleKind kind) {
  switch (kind) {
    case ScheduleKind::OneCycle:
      return 0.25;
    case ScheduleKind::Noam:
      return 0.1;
    default:
      return 0.05;
  }
}

namespace {

constexpr std::array<const char*, 4> kNames = {"one-cycle", "cosine", "noam", "constant"};

}  // namespace

const char* scheduleName(ScheduleKind kind) {
  return kNames.at(static_cast<std::size_t>(kind));
}

ScheduleKind parseSchedule(const char* name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (std::strcmp(kNames[i], name) == 0) return static_cast<ScheduleKind>(i);
  }
  throw Error(ErrorCode::SettingInvalid, {"schedule", name, "one-cycle, cosine, noam or constant"});
}

}  // namespace partimento::training
