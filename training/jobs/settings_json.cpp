#include "training/jobs/settings_json.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/recipe_json.h"
#include "training/optim/schedule.h"

namespace partimento::training {

namespace {

using Json = nlohmann::json;

const char* precisionName(Precision precision) {
  switch (precision) {
    case Precision::Single:
      return "single";
    case Precision::Mixed:
      return "mixed";
    case Precision::Automatic:
      break;
  }
  return "automatic";
}

Precision parsePrecision(const std::string& name) {
  for (const Precision each : {Precision::Single, Precision::Mixed}) {
    if (name == precisionName(each)) return each;
  }
  return Precision::Automatic;
}

Json jsonOf(const NetworkSettings& network) {
  return {{"family", network.family},         {"preset", network.preset},
          {"activation", network.activation}, {"receptive_field", network.receptiveField},
          {"width", network.width},           {"layers", network.layers},
          {"heads", network.heads},           {"dropout", network.dropout}};
}

Json jsonOf(const OptimiserSettings& optimiser) {
  return {{"schedule", scheduleName(optimiser.schedule)},
          {"learning_rate", optimiser.learningRate},
          {"warm_up_share", optimiser.warmUpShare},
          {"weight_decay", optimiser.weightDecay},
          {"clip_norm", optimiser.clipNorm},
          {"average_decay", optimiser.averageDecay},
          {"batch", optimiser.batch},
          {"accumulation", optimiser.accumulation},
          {"window", optimiser.window},
          {"precision", precisionName(optimiser.precision)}};
}

/// Reads members that may be missing.
class Members {
 public:
  Members(const Json& json, const char* name) : m_json(json.value(name, Json::object())) {}
  explicit Members(const Json& json) : m_json(json) {}

  template <typename T>
  void read(const char* name, T& into) const {
    if (m_json.contains(name)) into = m_json.at(name).get<T>();
  }
  std::string text(const char* name) const { return m_json.value(name, std::string()); }

 private:
  Json m_json;
};

void read(const Members& from, NetworkSettings& network) {
  from.read("family", network.family);
  from.read("preset", network.preset);
  from.read("activation", network.activation);
  from.read("receptive_field", network.receptiveField);
  from.read("width", network.width);
  from.read("layers", network.layers);
  from.read("heads", network.heads);
  from.read("dropout", network.dropout);
}

void read(const Members& from, OptimiserSettings& optimiser) {
  const std::string schedule = from.text("schedule");
  if (!schedule.empty()) optimiser.schedule = parseSchedule(schedule.c_str());
  from.read("learning_rate", optimiser.learningRate);
  from.read("warm_up_share", optimiser.warmUpShare);
  from.read("weight_decay", optimiser.weightDecay);
  from.read("clip_norm", optimiser.clipNorm);
  from.read("average_decay", optimiser.averageDecay);
  from.read("batch", optimiser.batch);
  from.read("accumulation", optimiser.accumulation);
  from.read("window", optimiser.window);
  optimiser.precision = parsePrecision(from.text("precision"));
}

void read(const Members& from, FineTuneSettings& fineTune) {
  from.read("style", fineTune.style);
  from.read("unfreeze", fineTune.unfreeze);
  from.read("gradual", fineTune.gradual);
  from.read("rate_ratio", fineTune.rateRatio);
  from.read("pull", fineTune.pull);
}

void read(const Members& from, LengthSettings& length) {
  from.read("steps", length.steps);
  from.read("epochs", length.epochs);
  from.read("minutes", length.minutes);
  from.read("patience", length.patience);
  from.read("validations", length.validations);
}

RunSettings settingsIn(const Json& json) {
  RunSettings settings;
  const Members members(json);
  members.read("corpora", settings.corpora);
  members.read("name", settings.name);
  members.read("sentence", settings.sentence);
  members.read("tokenizer", settings.tokenizer);
  members.read("random_seed", settings.randomSeed);
  members.read("threads", settings.threads);
  members.read("device", settings.device);
  members.read("sample_seed", settings.sampleSeed);
  members.read("sample_notes", settings.sampleNotes);
  read(Members(json, "network"), settings.network);
  read(Members(json, "optimiser"), settings.optimiser);
  read(Members(json, "fine_tune"), settings.fineTune);
  read(Members(json, "length"), settings.length);
  const Members augmentation(json, "augmentation");
  augmentation.read("transpose", settings.augmentation.transpose);
  augmentation.read("tempo", settings.augmentation.tempo);
  augmentation.read("velocity", settings.augmentation.velocity);
  if (json.contains("decoding")) settings.decoding = presetFromJson(json.at("decoding").dump());
  return settings;
}

}  // namespace

std::string toJson(const RunSettings& settings) {
  Json json = {{"corpora", settings.corpora},
               {"name", settings.name},
               {"sentence", settings.sentence},
               {"tokenizer", settings.tokenizer},
               {"network", jsonOf(settings.network)},
               {"optimiser", jsonOf(settings.optimiser)},
               {"augmentation",
                {{"transpose", settings.augmentation.transpose},
                 {"tempo", settings.augmentation.tempo},
                 {"velocity", settings.augmentation.velocity}}},
               {"fine_tune",
                {{"style", settings.fineTune.style},
                 {"unfreeze", settings.fineTune.unfreeze},
                 {"gradual", settings.fineTune.gradual},
                 {"rate_ratio", settings.fineTune.rateRatio},
                 {"pull", settings.fineTune.pull}}},
               {"length",
                {{"steps", settings.length.steps},
                 {"epochs", settings.length.epochs},
                 {"minutes", settings.length.minutes},
                 {"patience", settings.length.patience},
                 {"validations", settings.length.validations}}},
               {"random_seed", settings.randomSeed},
               {"threads", settings.threads},
               {"device", settings.device},
               {"sample_seed", settings.sampleSeed},
               {"sample_notes", settings.sampleNotes}};
  if (settings.decoding) json["decoding"] = Json::parse(presetToJson(*settings.decoding));
  return json.dump(2) + '\n';
}

RunSettings settingsFromJson(std::string_view text, const std::string& source) {
  try {
    return settingsIn(Json::parse(text));
  } catch (const Json::exception& error) {
    throw Error(ErrorCode::RunDamaged, {source, "settings", error.what()});
  } catch (const Error& error) {
    throw Error(ErrorCode::RunDamaged, {source, "settings", error.what()});
  }
}

}  // namespace partimento::training
