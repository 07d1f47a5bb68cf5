#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/project/database.h"
#include "core/project/snapshot.h"

namespace partimento::project {

/// What was read, and what was lost of it.
struct LoadedProject {
  Snapshot snapshot;
  std::vector<Loss> losses;
};

/// Reads a database made by ProjectStore. What cannot be read is left out and named in the losses, as long as
/// one score remains. Notes' ids are reserved. Throws ProjectDamaged when no score remains.
LoadedProject readProject(Database& database);

/// The head of a project without its music: quick.
struct ProjectSummary {
  std::string session;
  std::chrono::system_clock::time_point changedAt{};
  bool modified = false;
  std::filesystem::path path;
  std::size_t notes = 0;
  std::size_t takes = 0;
};
/// Throws ProjectDamaged.
ProjectSummary readSummary(Database& database);

}  // namespace partimento::project
