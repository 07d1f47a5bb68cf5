#pragma once

#include <cstdint>

#include "core/engine/run_settings.h"

namespace partimento::training {

/// Learning rate and first momentum of AdamW over a run: pure functions of the step, so that a resumed run
/// needs no state of its own.
///
/// - Constant: a linear rise over the warm-up, then the peak.
/// - Cosine: a linear rise, then half a cosine down to `finalShare` of the peak (Loshchilov and Hutter 2017,
///   "SGDR", without restarts).
/// - Noam: a linear rise, then the inverse square root of the step (Vaswani et al. 2017, section 5.3), scaled
///   so that the highest rate is the peak.
/// - OneCycle: half a cosine from peak / 25 up to the peak over the warm-up, then half a cosine down to peak
/// /
///   1e5, while the momentum goes from 0.95 to 0.85 and back (Smith and Topin 2018, with the curve of the
///   fastai library).
struct Schedule {
  ScheduleKind kind = ScheduleKind::Cosine;
  double peak = 2e-3;
  std::int64_t steps = 1;  ///< of the whole run
  std::int64_t warmUpSteps = 0;
  double finalShare = 0.01;
  double momentum = 0.9;  ///< of all kinds but OneCycle

  /// `step` counts from 0; past the end the last rate holds.
  double rateAt(std::int64_t step) const;
  double momentumAt(std::int64_t step) const;
};

/// The share of steps that a kind of schedule rises, where nothing is said.
double usualWarmUpShare(ScheduleKind kind);

/// "one-cycle", "cosine", "noam", "constant". parse throws Error(SettingInvalid).
const char* scheduleName(ScheduleKind kind);
ScheduleKind parseSchedule(const char* name);

}  // namespace partimento::training
