#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/models/sequence_model.h"
#include "core/models/style_card.h"
#include "core/models/tcn.h"

namespace partimento::models {

/// What the training saw, kept beside the weights: baselines are fitted on it, evaluation leaves it out, and
/// the search for borrowed passages compares with it.
struct TrainingRecord {
  /// Training pieces. Of melodies: pitch token - Rest, and duration class, of every event. Of other
  /// representations: MIDI pitch and duration class of every note of the top line.
  std::vector<std::vector<std::uint8_t>> pitches;
  std::vector<std::vector<std::uint8_t>> durations;
  /// Content of every piece of the training and validation parts.
  std::vector<std::uint64_t> contentHashes;
};

/// A style pack is a folder with style.json, weights.safetensors (half precision, named as the module's
/// parameters) and training.safetensors. Packs come from strangers: everything read is checked.
///
/// The network in evaluation mode. Throws Error(PackDamaged, TensorFileDamaged, FileNotFound,
/// FileNotReadable): missing, unknown or misshapen tensors, values that are not finite.
Tcn readStyleWeights(const std::filesystem::path& folder, const StyleCard& card);
/// The same for every family.
std::shared_ptr<SequenceModel> readStyleModel(const std::filesystem::path& folder, const StyleCard& card);
/// Throws as readStyleWeights.
TrainingRecord readTrainingRecord(const std::filesystem::path& folder, const StyleCard& card);

/// Makes the folder where it is missing; each file is replaced whole or not at all. Throws as
/// writeFileAtomically.
void writeStyleWeights(const std::filesystem::path& folder, const Tcn& model);
void writeStyleWeights(const std::filesystem::path& folder, const SequenceModel& model);
void writeTrainingRecord(const std::filesystem::path& folder, const TrainingRecord& record);

}  // namespace partimento::models
