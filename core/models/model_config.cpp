#include "core/models/model_config.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace partimento::models {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<Family, 3> kFamilies = {Family::Tcn, Family::Lstm, Family::Gpt};
constexpr std::array<std::string_view, 5> kPresets = {"tiny", "small", "medium", "large", "document"};
constexpr int kHeadStep = 16;
constexpr std::size_t kMostJson = 1U << 16;

[[noreturn]] void refuse(const std::string& name, const std::string& value, const std::string& allowed) {
  throw Error(ErrorCode::SettingInvalid, {name, value, allowed});
}

void requireWithin(const char* name, int value, int lowest, int highest) {
  if (value >= lowest && value <= highest) return;
  refuse(name, std::to_string(value), std::to_string(lowest) + " to " + std::to_string(highest));
}

void requireHeads(int width, int heads) {
  requireWithin("heads", heads, 1, 64);
  if (width % heads == 0 && width / heads % kHeadStep == 0) return;
  refuse("heads", std::to_string(heads), "width / heads a multiple of " + std::to_string(kHeadStep));
}

void requireShape(const GptShape& shape) {
  requireWithin("layers", shape.layers, 1, 64);
  requireWithin("width", shape.width, kHeadStep, 4096);
  requireHeads(shape.width, shape.heads);
  requireWithin("feed forward", shape.feedForward, kHeadStep, 16384);
  requireWithin("window", shape.window, 2, 8192);
}

void requireShape(const LstmShape& shape) {
  requireWithin("layers", shape.layers, 1, 8);
  requireWithin("width", shape.width, kHeadStep, 4096);
  requireHeads(shape.width, shape.heads);
  requireWithin("window", shape.window, 2, 8192);
}

ordered_json jsonOf(const GptShape& shape) {
  return {{"layers", shape.layers},
          {"width", shape.width},
          {"heads", shape.heads},
          {"feed_forward", shape.feedForward},
          {"window", shape.window}};
}

ordered_json jsonOf(const LstmShape& shape) {
  return {{"layers", shape.layers}, {"width", shape.width}, {"heads", shape.heads}, {"window", shape.window}};
}

ordered_json jsonOf(const TcnArchitecture& shape) {
  ordered_json object = {{"activation", activationName(shape.activation)},
                         {"receptive_field", shape.receptiveField},
                         {"channels", shape.channels},
                         {"skip_channels", shape.skipChannels},
                         {"duration_channels", shape.durationChannels}};
  if (shape.recalls) object["recalls"] = true;
  return object;
}

int numberIn(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) refuse(name, "none", "a whole number");
  const auto value = found->get<std::int64_t>();
  if (value < 0 || value > 1'000'000'000) refuse(name, std::to_string(value), "0 to 1000000000");
  return static_cast<int>(value);
}

std::string textIn(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) refuse(name, "none", "text");
  return found->get<std::string>();
}

GptShape gptIn(const json& shape) {
  return {numberIn(shape, "layers"), numberIn(shape, "width"), numberIn(shape, "heads"),
          numberIn(shape, "feed_forward"), numberIn(shape, "window")};
}

LstmShape lstmIn(const json& shape) {
  return {numberIn(shape, "layers"), numberIn(shape, "width"), numberIn(shape, "heads"),
          numberIn(shape, "window")};
}

TcnArchitecture tcnIn(const json& shape, const std::optional<tokens::PitchRange>& range) {
  TcnArchitecture result;
  result.activation = parseActivation(textIn(shape, "activation"));
  result.receptiveField = numberIn(shape, "receptive_field");
  result.channels = numberIn(shape, "channels");
  result.skipChannels = numberIn(shape, "skip_channels");
  result.durationChannels = numberIn(shape, "duration_channels");
  const auto recalls = shape.find("recalls");
  result.recalls = recalls != shape.end() && recalls->is_boolean() && recalls->get<bool>();
  if (!range) refuse("range", "none", "lowest and highest pitch");
  result.range = *range;
  return result;
}

ContextUse contextUseIn(const json& object) {
  const std::string name = textIn(object, "context");
  for (const ContextUse use : {ContextUse::None, ContextUse::Read, ContextUse::ReadToEnd}) {
    if (name == contextUseName(use)) return use;
  }
  refuse("context", name, "none, read, read-to-end");
}

ModelConfig configIn(const json& object) {
  if (!object.is_object() || !object.contains("shape") || !object["shape"].is_object()) {
    refuse("configuration", "none", "an object with a shape");
  }
  ModelConfig config;
  config.tokenizer = textIn(object, "tokenizer");
  config.vocabulary = numberIn(object, "vocabulary");
  config.context = contextUseIn(object);
  if (object.contains("range")) {
    if (!object["range"].is_object()) refuse("range", "none", "lowest and highest pitch");
    config.range = {numberIn(object["range"], "lowest"), numberIn(object["range"], "highest")};
  }
  const json& shape = object["shape"];
  switch (parseFamily(textIn(object, "family"))) {
    case Family::Gpt:
      config.shape = gptIn(shape);
      break;
    case Family::Lstm:
      config.shape = lstmIn(shape);
      break;
    case Family::Tcn:
      config.shape = tcnIn(shape, config.range);
      break;
  }
  requireValid(config);
  return config;
}

std::size_t presetIndex(const std::string& name) {
  const auto found = std::find(kPresets.begin(), kPresets.end(), name);
  if (found == kPresets.end()) refuse("preset", name, "tiny, small, medium, large, document");
  return static_cast<std::size_t>(found - kPresets.begin());
}

TcnArchitecture tcnPreset(std::size_t index, const tokens::PitchRange& range) {
  static constexpr std::array<std::array<int, 2>, 5> kFieldAndChannels = {
      {{32, 48}, {64, 64}, {128, 96}, {256, 160}, {32, 64}}};
  TcnArchitecture shape;
  shape.receptiveField = kFieldAndChannels[index][0];
  shape.channels = shape.skipChannels = kFieldAndChannels[index][1];
  shape.range = range;
  return shape;
}

}  // namespace

Family parseFamily(std::string_view name) {
  for (const Family family : kFamilies) {
    if (name == familyName(family)) return family;
  }
  refuse("family", std::string(name), "tcn, lstm, gpt");
}

const char* familyName(Family family) {
  switch (family) {
    case Family::Tcn:
      return "tcn";
    case Family::Lstm:
      return "lstm";
    case Family::Gpt:
      return "gpt";
  }
  throw Error(ErrorCode::Internal, {"family"});
}

const char* contextUseName(ContextUse use) {
  switch (use) {
    case ContextUse::None:
      return "none";
    case ContextUse::Read:
      return "read";
    case ContextUse::ReadToEnd:
      return "read-to-end";
  }
  throw Error(ErrorCode::Internal, {"context"});
}

Family ModelConfig::family() const {
  if (std::holds_alternative<GptShape>(shape)) return Family::Gpt;
  if (std::holds_alternative<LstmShape>(shape)) return Family::Lstm;
  return Family::Tcn;
}

bool ModelConfig::remembers() const {
  if (family() == Family::Tcn) return std::get<TcnArchitecture>(shape).recalls;
  return context != ContextUse::None;
}

void requireValid(const ModelConfig& config) {
  requireWithin("vocabulary", config.vocabulary, 2, 4096);
  if (config.tokenizer.empty()) refuse("tokenizer", "none", "a name");
  if (const auto* gpt = std::get_if<GptShape>(&config.shape)) return requireShape(*gpt);
  if (const auto* lstm = std::get_if<LstmShape>(&config.shape)) return requireShape(*lstm);
  const auto& tcn = std::get<TcnArchitecture>(config.shape);
  requireValid(tcn);
  if (config.tokenizer != tokens::MelodyTokenizer::kName) {
    refuse("tokenizer", config.tokenizer, tokens::MelodyTokenizer::kName);
  }
  const int vocabulary = tokens::MelodyTokenizer(tcn.range).vocabularySize();
  requireWithin("vocabulary", config.vocabulary, vocabulary, vocabulary);
  if (config.range != tcn.range) refuse("range", "another", "the network's");
  const ContextUse context = tcn.recalls ? ContextUse::ReadToEnd : ContextUse::Read;
  if (config.context != context) refuse("context", contextUseName(config.context), contextUseName(context));
}

ModelConfig tcnConfig(const TcnArchitecture& architecture) {
  requireValid(architecture);
  ModelConfig config;
  config.range = architecture.range;
  config.vocabulary = tokens::MelodyTokenizer(architecture.range).vocabularySize();
  config.context = architecture.recalls ? ContextUse::ReadToEnd : ContextUse::Read;
  config.shape = architecture;
  return config;
}

std::string toJson(const ModelConfig& config) {
  ordered_json object = {{"family", familyName(config.family())},
                         {"tokenizer", config.tokenizer},
                         {"vocabulary", config.vocabulary},
                         {"context", contextUseName(config.context)}};
  if (config.range) object["range"] = {{"lowest", config.range->lowest}, {"highest", config.range->highest}};
  object["shape"] = std::visit([](const auto& shape) { return jsonOf(shape); }, config.shape);
  return object.dump();
}

ModelConfig configFromJson(std::string_view text) {
  if (text.size() > kMostJson) refuse("configuration", "too long", "an object");
  try {
    return configIn(json::parse(text));
  } catch (const json::exception&) {
    refuse("configuration", "no JSON", "an object");
  } catch (const Error& error) {
    if (error.code() == ErrorCode::SettingInvalid) throw;
    refuse("configuration", error.what(), "a valid one");
  }
}

std::span<const std::string_view> presetNames() {
  return kPresets;
}

ModelConfig presetConfig(const PresetRequest& request) {
  static constexpr std::array<GptShape, 5> kGpt = {{{2, 96, 3, 384, 256},
                                                    {4, 128, 4, 512, 512},
                                                    {4, 256, 4, 1024, 512},
                                                    {6, 512, 8, 1024, 1024},
                                                    {16, 1024, 16, 1024, 1024}}};
  static constexpr std::array<LstmShape, 5> kLstm = {
      {{1, 128, 4, 32}, {2, 192, 4, 64}, {2, 256, 4, 64}, {2, 512, 8, 128}, {2, 128, 4, 40}}};
  const std::size_t index = presetIndex(request.preset);
  ModelConfig config;
  config.tokenizer = request.tokenizer;
  config.range = request.range;
  config.vocabulary = request.vocabulary;
  config.context = request.context;
  switch (request.family) {
    case Family::Gpt:
      config.shape = kGpt[index];
      break;
    case Family::Lstm:
      config.shape = kLstm[index];
      break;
    case Family::Tcn: {
      TcnArchitecture shape = tcnPreset(index, config.range.value_or(tokens::PitchRange()));
      shape.recalls = request.context == ContextUse::ReadToEnd;
      config = tcnConfig(shape);
      config.tokenizer = request.tokenizer;  // which requireValid refuses unless it is the melody's
      break;
    }
  }
  requireValid(config);
  return config;
}

}  // namespace partimento::models
