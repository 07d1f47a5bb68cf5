#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/engine/jobs.h"
#include "training/jobs/queue.h"

namespace partimento::training {

/// What runs need of their surroundings.
struct RunTools {
  std::filesystem::path cacheFolder;  ///< remembers corpora; empty: none
  /// The folder of an installed style. Throws Error(StyleNotFound).
  std::function<std::filesystem::path(const std::string& style)> findStyle;
  /// Bytes that training may take; none: not known. Empty: as the system says.
  std::function<std::optional<double>()> availableMemory;
};

/// Works on the run of a folder until it is finished or asked to stop: reads the corpus, makes the plan where
/// there is none, goes on from the newest state that is whole, trains, validates, keeps checkpoints and their
/// samples. Everything that it computes follows from settings, plan and state, so that a run interrupted in
/// any way ends with the same weights.
///
/// On the calling thread, with as many more as the settings say. Throws Error(RunInUse, RunDamaged,
/// CorpusVanished, CorpusEmpty, SettingInvalid, StyleNotFound, TrainingDiverged, OutOfMemory,
/// EngineFailed, DiskFull, ...); what it had made is kept.
SessionEnd trainRun(const std::filesystem::path& folder, const RunTools& tools, std::stop_token stop,
                    RunListener& listener);

/// The range test of learning rates on settings that belong to no run yet. Throws as trainRun; Cancelled.
RateSearch findRateFor(const RunSettings& settings, const RunTools& tools, std::stop_token stop,
                       JobListener& listener);

/// The network's groups as the settings train them.
std::vector<ParameterGroup> groupsFor(const RunSettings& settings, const RunTools& tools);

}  // namespace partimento::training
