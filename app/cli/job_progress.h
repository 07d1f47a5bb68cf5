#pragma once

#include "app/cli/progress_bar.h"
#include "core/engine/job_listener.h"

namespace partimento::cli {

/// Shows a job's progress as a bar.
class JobProgressBar : public JobListener {
 public:
  void progress(const JobProgress& progress) override {
    m_bar.show(progress.fraction, progress.phase + ' ' + progress.detail, progress.left);
  }

 private:
  ProgressBar m_bar;
};

}  // namespace partimento::cli
