#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/models/sequence_model.h"
#include "core/models/tcn.h"

namespace partimento::models {

/// How a style was made.
struct TrainingFacts {
  std::vector<std::string> corpora;
  int pieces = 0;
  int validationPieces = 0;
  std::int64_t notes = 0;
  int epochs = 0;  ///< until the weights that were kept
  int batch = 0;
  int window = 0;
  double learningRate = 0;
  double dropout = 0;
  double weightDecay = 0;
  std::uint64_t randomSeed = 0;
  double minutes = 0;
};

/// What it does on pieces that it has not seen; notes == 0: not measured.
struct HeldOutFacts {
  int pieces = 0;
  std::int64_t notes = 0;
  double pitchPerplexity = 0;
  double durationPerplexity = 0;
  double natsPerNote = 0;
  std::map<std::string, double> baselines;  ///< "1-gram" to "7-gram": pitch perplexity
};

/// style.json: all that is known of a style but its weights.
struct StyleCard {
  static constexpr int kFormat = 2;  ///< 1 where the family is tcn: programs before the others read it

  StyleInfo info;                    ///< folder and weightHash are found, not written
  TcnArchitecture architecture;      ///< of family tcn
  std::optional<ModelConfig> model;  ///< of every other family
  double center = 69;                ///< see tokens::octaveNearest
  TrainingFacts training;
  HeldOutFacts heldOut;

  ModelConfig config() const;
};

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
/// Reads the card and hashes the weights without loading them. Throws Error(PackDamaged, PackTooNew,
/// FileNotFound, FileNotReadable).
StyleCard readStyleCard(const std::filesystem::path& folder);
/// The network in evaluation mode. Throws Error(PackDamaged, TensorFileDamaged, FileNotFound,
/// FileNotReadable): missing, unknown or misshapen tensors, values that are not finite.
Tcn readStyleWeights(const std::filesystem::path& folder, const StyleCard& card);
/// The same for every family.
std::shared_ptr<SequenceModel> readStyleModel(const std::filesystem::path& folder, const StyleCard& card);
/// Throws as readStyleWeights.
TrainingRecord readTrainingRecord(const std::filesystem::path& folder, const StyleCard& card);

/// Makes the folder where it is missing; each file is replaced whole or not at all. Throws as
/// writeFileAtomically.
void writeStyleCard(const std::filesystem::path& folder, const StyleCard& card);
void writeStyleWeights(const std::filesystem::path& folder, const Tcn& model);
void writeStyleWeights(const std::filesystem::path& folder, const SequenceModel& model);
void writeTrainingRecord(const std::filesystem::path& folder, const TrainingRecord& record);

}  // namespace partimento::models
