#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/music/history.h"
#include "core/project/project_state.h"

namespace partimento::project {

/// The whole document at one moment. Immutable once shared; cheap, because it shares scores and takes with
/// the document and with other snapshots.
struct Snapshot {
  std::uint64_t revision = 0;
  std::vector<History::Step> steps;
  std::size_t current = 0;
  std::vector<StoredTakePtr> takes;
  TakeId nextTake = 1;
  ViewState view;
  std::chrono::system_clock::time_point changedAt{};
  bool modified = false;  ///< against the file at `path`
  std::filesystem::path path;
  Fingerprint fingerprint;          ///< of the file at `path`
  std::string session;              ///< id of the session that wrote this
  std::uint64_t takesRevision = 0;  ///< the document's own mark of the takes' state
};

}  // namespace partimento::project
