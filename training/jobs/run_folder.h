#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/engine/jobs.h"

namespace partimento::training {

/// What is worth knowing of a run without reading its weights: run.json.
struct RunRecord {
  JobState state = JobState::Queued;
  std::int64_t step = 0;
  std::int64_t steps = 0;
  double seconds = 0;
  double epoch = 0;
  double bestNats = 0;
  std::int64_t parameters = 0;
  std::int64_t trainableParameters = 0;
  double notesPerToken = 0;
  int trainingPieces = 0;
  int validationPieces = 0;
  std::string device;
  std::optional<Error> failure;
  bool hidden = false;      ///< taken off the list
  std::int64_t place = -1;  ///< in the list of its runs folder; -1: it has not been in one
};

/// The files of a run:
///
///   settings.json         as it was asked for
///   plan.json             what was found out before the first step: sizes, rate, steps
///   corpus.json           the pieces that it began with and their parts
///   run.json              the RunRecord
///   metrics.jsonl         a JSON object a line: "train", "validation", "checkpoint"
///   checkpoints/step-N/   style packs
///   samples/step-N.mid
///   state/step-N.safetensors   everything needed to go on; the last two are kept
///   weights.safetensors   of the best checkpoint, at the end
///
/// Every file but the metrics is replaced whole or not at all. One owner writes; see lock().
class RunFolder {
 public:
  explicit RunFolder(std::filesystem::path folder) : m_path(std::move(folder)) {}

  const std::filesystem::path& path() const { return m_path; }
  bool exists() const;
  /// Makes the folder with its settings. Throws Error(RunExists) and what writing throws.
  void create(const RunSettings& settings);

  /// Throws Error(RunDamaged, FileNotFound).
  RunSettings settings() const;
  std::optional<std::string> plan() const;  ///< text of plan.json, none before it is made
  void writePlan(const std::string& json) const;
  std::optional<std::string> corpus() const;  ///< text of corpus.json, none before it is made
  void writeCorpus(const std::string& json) const;
  /// A run whose record is missing or damaged counts as queued.
  RunRecord record() const;
  void writeRecord(const RunRecord& record) const;

  std::filesystem::path checkpointFolder(std::int64_t step) const;
  std::filesystem::path samplePath(std::int64_t step) const;
  std::filesystem::path statePath(std::int64_t step) const;
  std::filesystem::path weightsPath() const { return m_path / "weights.safetensors"; }
  /// Steps of the states that are there, the newest first.
  std::vector<std::int64_t> stateSteps() const;
  /// Removes all states but the newest two.
  void thinStates() const;

 private:
  std::filesystem::path m_path;
};

/// Keeps other programs from training a run; released by the kernel however the program ends.
class RunLock {
 public:
  /// Throws Error(RunInUse).
  explicit RunLock(const std::filesystem::path& folder);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  int m_descriptor;
};

/// "step-000000120"
std::string stepName(std::int64_t step);

}  // namespace partimento::training
