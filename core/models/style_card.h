#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/models/model_config.h"
#include "core/models/tcn_architecture.h"

namespace partimento::models {

/// The file of a pack that holds its weights.
inline constexpr const char* kWeightsName = "weights.safetensors";

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

  StyleInfo info;                    ///< its folder is found, not written
  TcnArchitecture architecture;      ///< of family tcn
  std::optional<ModelConfig> model;  ///< of every other family
  double center = 69;                ///< see tokens::octaveNearest
  TrainingFacts training;
  HeldOutFacts heldOut;

  ModelConfig config() const { return model ? *model : tcnConfig(architecture); }
};

/// Of a pack, see style_pack.h: the card, which must fit the hash of the weights where it states one. Throws
/// Error(PackDamaged, PackTooNew, FileNotFound, FileNotReadable).
StyleCard readStyleCard(const std::filesystem::path& folder);
/// The text of a style.json; `path` names it in errors. Throws Error(PackDamaged, PackTooNew).
StyleCard parseStyleCard(std::string_view text, const std::string& path);

/// Makes the folder where it is missing; the file is replaced whole or not at all. States the hash of the
/// weights that lie there. Throws as writeFileAtomically.
void writeStyleCard(const std::filesystem::path& folder, const StyleCard& card);
/// What it writes.
std::string styleCardText(const StyleCard& card);

}  // namespace partimento::models
