#include "training/jobs/run_list.h"

#include <algorithm>
#include <system_error>
#include <tuple>

namespace partimento::training {

namespace fs = std::filesystem;

std::vector<ListedRun> runsIn(const fs::path& runsFolder) {
  std::vector<std::tuple<std::int64_t, fs::file_time_type, fs::path>> found;
  std::vector<ListedRun> runs;
  std::error_code failure;
  if (runsFolder.empty()) return runs;
  for (fs::directory_iterator at(runsFolder, failure), end; !failure && at != end; at.increment(failure)) {
    const RunFolder folder(at->path());
    if (!folder.exists()) continue;
    std::error_code unknown;
    found.emplace_back(folder.record().place, fs::last_write_time(at->path(), unknown), at->path());
  }
  std::sort(found.begin(), found.end());
  for (const auto& [place, changed, folder] : found) {
    RunRecord record = RunFolder(folder).record();
    if (!record.hidden) runs.push_back({folder, std::move(record)});
  }
  return runs;
}

void changeRecord(const fs::path& run, const std::function<void(RunRecord&)>& change) {
  try {
    RunRecord record = RunFolder(run).record();
    change(record);
    RunFolder(run).writeRecord(record);
  } catch (const Error&) {
    return;  // the list is a convenience
  }
}

}  // namespace partimento::training
