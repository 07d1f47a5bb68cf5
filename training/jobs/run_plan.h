#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/engine/run_settings.h"
#include "core/models/model_config.h"
#include "training/corpus/corpus.h"
#include "training/data/stream.h"
#include "training/train/trainer.h"

namespace partimento::training {

/// What is found out before a run's first step and holds to its end: plan.json.
struct RunPlan {
  models::ModelConfig config;
  double center = 69;  ///< see Representation
  double dropout = 0.1;
  OptimiserSettings optimiser;  ///< nothing open
  AugmentationSettings augmentation;
  std::int64_t window = 512;  ///< tokens
  std::int64_t steps = 0;
  std::int64_t validateEvery = 1;
  std::int64_t reportEvery = 1;
  std::string corpus;  ///< fingerprint of the pieces
  std::int64_t trainingNotes = 0;
  std::int64_t trainingTokens = 0;
  std::int64_t stepsPerEpoch = 1;
};

std::string toJson(const RunPlan& plan);
/// Throws Error(RunDamaged).
RunPlan planFromJson(std::string_view text, const std::string& source);

/// The network that the settings ask for, over this representation. Throws Error(SettingInvalid).
models::ModelConfig configOf(const NetworkSettings& settings, const Representation& representation);
double dropoutOf(const NetworkSettings& settings);
/// Rate and batch as the preset has them where the settings leave them open; a rate of 0 stays.
OptimiserSettings optimiserOf(const RunSettings& settings);
/// Tokens of a training window.
std::int64_t windowOf(const RunSettings& settings, double tokensPerNote, const models::ModelConfig& config);
/// How often is validated and reported, once the number of steps is known: as often as the settings wish, but
/// a short run does not spend more than a quarter of its time on validation.
void setIntervals(RunPlan& plan, const LengthSettings& length, std::int64_t validationTokens);
TrainerPlan trainerPlan(const RunPlan& plan, const RunSettings& settings);

/// Equal for equal pieces in equal parts.
std::string fingerprintOf(const Split& parts);

}  // namespace partimento::training
