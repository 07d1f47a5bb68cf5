#include "training/jobs/run_plan.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "training/jobs/settings_json.h"

namespace partimento::training {

namespace {

using Json = nlohmann::json;

constexpr int kPlanVersion = 1;
constexpr int kUsualBatch = 16;
constexpr double kTcnDropout = 0.2;
constexpr double kUsualDropout = 0.1;
constexpr std::int64_t kTcnWindow = 512;
constexpr std::int64_t kLstmWindow = 256;
/// Of the time of the steps, what validation may take at most.
constexpr double kDearestValidation = 0.33;
/// A step costs about so many times a forward pass.
constexpr double kForwardsAStep = 3;
/// A curve has about so many points.
constexpr std::int64_t kReports = 1000;

double rateOf(const NetworkSettings& network) {
  if (network.family != "gpt") return 2e-3;
  if (network.preset == "document") return 3e-4;
  if (network.preset == "large") return 4e-4;
  return network.preset == "medium" ? 6e-4 : 1e-3;
}

void override(int& value, int wanted) {
  if (wanted > 0) value = wanted;
}

void adjust(models::GptShape& shape, const NetworkSettings& settings) {
  const int ratio = std::max(shape.feedForward / std::max(shape.width, 1), 1);
  override(shape.layers, settings.layers);
  override(shape.heads, settings.heads);
  if (settings.width > 0) {
    shape.width = settings.width;
    shape.feedForward = ratio * settings.width;
  }
}

void adjust(models::LstmShape& shape, const NetworkSettings& settings) {
  override(shape.layers, settings.layers);
  override(shape.heads, settings.heads);
  override(shape.width, settings.width);
}

void adjust(models::TcnArchitecture& shape, const NetworkSettings& settings) {
  shape.activation = models::parseActivation(settings.activation);
  override(shape.receptiveField, settings.receptiveField);
  override(shape.channels, settings.width);
  override(shape.skipChannels, settings.width);
}

}  // namespace

std::string toJson(const RunPlan& plan) {
  RunSettings carried;  // the settings' own words for what they share
  carried.optimiser = plan.optimiser;
  carried.augmentation = plan.augmentation;
  const Json settings = Json::parse(toJson(carried));
  const Json json = {{"version", kPlanVersion},
                     {"model", Json::parse(models::toJson(plan.config))},
                     {"center", plan.center},
                     {"dropout", plan.dropout},
                     {"optimiser", settings.at("optimiser")},
                     {"augmentation", settings.at("augmentation")},
                     {"window_tokens", plan.window},
                     {"steps", plan.steps},
                     {"validate_every", plan.validateEvery},
                     {"report_every", plan.reportEvery},
                     {"corpus", plan.corpus},
                     {"training_notes", plan.trainingNotes},
                     {"training_tokens", plan.trainingTokens},
                     {"steps_per_epoch", plan.stepsPerEpoch}};
  return json.dump(2) + '\n';
}

RunPlan planFromJson(std::string_view text, const std::string& source) {
  try {
    const Json json = Json::parse(text);
    if (json.at("version").get<int>() != kPlanVersion)
      throw Error(ErrorCode::RunDamaged, {source, "plan-version", ""});
    RunPlan plan;
    plan.config = models::configFromJson(json.at("model").dump());
    plan.center = json.at("center").get<double>();
    plan.dropout = json.at("dropout").get<double>();
    const RunSettings carried = settingsFromJson(
        Json{{"optimiser", json.at("optimiser")}, {"augmentation", json.at("augmentation")}}.dump(), source);
    plan.optimiser = carried.optimiser;
    plan.augmentation = carried.augmentation;
    plan.window = json.at("window_tokens").get<std::int64_t>();
    plan.steps = json.at("steps").get<std::int64_t>();
    plan.validateEvery = std::max<std::int64_t>(json.at("validate_every").get<std::int64_t>(), 1);
    plan.reportEvery = std::max<std::int64_t>(json.at("report_every").get<std::int64_t>(), 1);
    plan.corpus = json.at("corpus").get<std::string>();
    plan.trainingNotes = json.at("training_notes").get<std::int64_t>();
    plan.trainingTokens = json.at("training_tokens").get<std::int64_t>();
    plan.stepsPerEpoch = json.at("steps_per_epoch").get<std::int64_t>();
    return plan;
  } catch (const Json::exception& error) {
    throw Error(ErrorCode::RunDamaged, {source, "plan", error.what()});
  } catch (const Error& error) {
    if (error.code() == ErrorCode::RunDamaged && error.arguments().at(1) == "plan-version") throw;
    throw Error(ErrorCode::RunDamaged, {source, "plan", error.what()});
  }
}

models::ModelConfig configOf(const NetworkSettings& settings, const Representation& representation) {
  models::PresetRequest request;
  request.family = models::parseFamily(settings.family);
  request.preset = settings.preset;
  request.tokenizer = representation.tokenizer->name();
  if (representation.normalisesKey) request.range = representation.tokenizer->pitchRange();
  request.vocabulary = representation.tokenizer->vocabularySize();
  request.context = representation.tokenizer->timeBase() == tokens::TimeBase::Steps
                        ? models::ContextUse::ReadToEnd
                        : models::ContextUse::None;
  models::ModelConfig config = models::presetConfig(request);
  std::visit([&](auto& shape) { adjust(shape, settings); }, config.shape);
  models::requireValid(config);
  return config;
}

double dropoutOf(const NetworkSettings& settings) {
  if (settings.dropout >= 0) return settings.dropout;
  return settings.family == "tcn" ? kTcnDropout : kUsualDropout;
}

OptimiserSettings optimiserOf(const RunSettings& settings) {
  OptimiserSettings optimiser = settings.optimiser;
  if (optimiser.learningRate < 0) optimiser.learningRate = rateOf(settings.network);
  if (optimiser.batch <= 0) optimiser.batch = kUsualBatch;
  optimiser.accumulation = std::max(optimiser.accumulation, 1);
  if (optimiser.warmUpShare < 0) optimiser.warmUpShare = usualWarmUpShare(optimiser.schedule);
  return optimiser;
}

std::int64_t windowOf(const RunSettings& settings, double tokensPerNote, const models::ModelConfig& config) {
  if (settings.optimiser.window > 0)
    return std::max<std::int64_t>(2, std::llround(settings.optimiser.window * tokensPerNote));
  if (const auto* gpt = std::get_if<models::GptShape>(&config.shape)) return gpt->window;
  return config.family() == models::Family::Lstm ? kLstmWindow : kTcnWindow;
}

void setIntervals(RunPlan& plan, const LengthSettings& length, std::int64_t validationTokens) {
  const double tokensAStep = static_cast<double>(plan.trainingTokens) /
                             static_cast<double>(std::max<std::int64_t>(plan.stepsPerEpoch, 1));
  const double passes = kDearestValidation * kForwardsAStep * static_cast<double>(plan.steps) * tokensAStep /
                        static_cast<double>(std::max<std::int64_t>(validationTokens, 1));
  const double validations = std::clamp(passes, 1.0, static_cast<double>(std::max(length.validations, 1)));
  plan.validateEvery =
      std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(plan.steps) / validations));
  plan.reportEvery = std::max<std::int64_t>(1, plan.steps / kReports);
}

TrainerPlan trainerPlan(const RunPlan& plan, const RunSettings& settings) {
  TrainerPlan result;
  result.config = plan.config;
  result.dropout = plan.dropout;
  result.optimiser = plan.optimiser;
  result.fineTune = settings.fineTune;
  result.window = plan.window;
  result.steps = plan.steps;
  result.randomSeed = settings.randomSeed;
  result.device = deviceOf(settings.device);
  return result;
}

std::string fingerprintOf(const Split& parts) {
  Hash64 hash;
  for (const auto* part : {&parts.training, &parts.validation, &parts.test}) {
    for (const Piece* piece : *part) hash.add(std::as_bytes(std::span(&piece->contentHash, 1)));
    hash.add("next part");
  }
  return hash.hex();
}

}  // namespace partimento::training
