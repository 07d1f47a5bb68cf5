#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/engine/jobs.h"

namespace partimento::training {

/// What a run has reported so far.
struct RunMetrics {
  std::vector<TrainPoint> train;
  std::vector<ValidationPoint> validation;
  std::vector<Checkpoint> checkpoints;  ///< absolute paths
};

/// One line of metrics.jsonl, without its end.
std::string lineOf(const TrainPoint& point);
std::string lineOf(const ValidationPoint& point);
/// Paths are written below `run`.
std::string lineOf(const Checkpoint& checkpoint, const std::filesystem::path& run);

/// metrics.jsonl of a run folder: appended to line by line. A last line that a crash cut off is passed over
/// and removed by the next trim.
class MetricsFile {
 public:
  explicit MetricsFile(const std::filesystem::path& run);

  /// Lines that cannot be understood are passed over; none where there is no file.
  RunMetrics read() const;
  /// Removes what was reported after a step: a run that goes on from an earlier state reports it again.
  void trimAfter(std::int64_t step) const;
  /// Throws Error(DiskFull, FileNotWritable).
  void append(const std::string& line) const;

 private:
  std::filesystem::path m_run;
  std::filesystem::path m_path;
};

}  // namespace partimento::training
