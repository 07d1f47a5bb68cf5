#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "training/jobs/run_folder.h"

namespace partimento::training {

/// A run as it is found when a list is opened.
struct ListedRun {
  std::filesystem::path folder;
  RunRecord record;
};

/// The runs below a folder (none where it is empty) but those that were taken off the list, by their places
/// in it; those that have none come first, the last changed last.
std::vector<ListedRun> runsIn(const std::filesystem::path& runsFolder);

/// Changes a record as it is on the disk: another program may be training the run. What cannot be written
/// stays as it is.
void changeRecord(const std::filesystem::path& run, const std::function<void(RunRecord&)>& change);

}  // namespace partimento::training
