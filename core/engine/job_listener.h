#pragma once

#include <string>

#include "core/base/units.h"

namespace partimento {

struct JobProgress {
  std::string phase;    ///< identifier: "scan", "train", "evaluate", "baselines"
  double fraction = 0;  ///< 0..1
  std::string detail;   ///< figures for a log line
  Seconds left;
};

/// Called on the thread that runs the job; must return quickly and not throw.
class JobListener {
 public:
  virtual ~JobListener() = default;
  virtual void progress(const JobProgress& progress) = 0;
};

}  // namespace partimento
