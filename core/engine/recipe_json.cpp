#include "core/engine/recipe_json.h"

#include <array>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/engine/json_reader.h"
#include "core/engine/seed_json.h"

namespace partimento {

namespace {

using Json = nlohmann::json;
using decode::SearchMethod;
using decode::TabuKey;

constexpr const char* kFormat = "partimento-recipe";
constexpr std::size_t kMaxExclusions = 10000;
constexpr std::int64_t kMaxRecipeTick = std::int64_t{1} << 48;

template <typename Value, std::size_t N>
using Names = std::array<std::pair<Value, const char*>, N>;

constexpr Names<SearchMethod, 4> kMethods = {{{SearchMethod::Beam, "beam"},
                                              {SearchMethod::Sample, "sample"},
                                              {SearchMethod::DiverseBeam, "diverse-beam"},
                                              {SearchMethod::StochasticBeam, "stochastic-beam"}}};
constexpr Names<TabuKey, 4> kTabuKeys = {{{TabuKey::Pitch, "pitch"},
                                          {TabuKey::PitchClass, "pitch-class"},
                                          {TabuKey::Interval, "interval"},
                                          {TabuKey::PitchDuration, "pitch-duration"}}};

template <typename Value, std::size_t N>
const char* nameOf(const Names<Value, N>& names, Value value) {
  for (const auto& [known, name] : names) {
    if (known == value) return name;
  }
  throw Error(ErrorCode::Internal, {"unnamed setting"});
}

template <typename Value, std::size_t N>
Value valueOf(const Names<Value, N>& names, const JsonReader& reader) {
  const std::string text = reader.text();
  std::string expected;
  for (const auto& [value, name] : names) {
    if (text == name) return value;
    expected += (expected.empty() ? "" : ", ") + std::string(name);
  }
  reader.fail("one of " + expected + " expected");
}

Json scaleJson(const Scale& scale) {
  const std::string name = scaleName(scale);
  try {
    if (parseScale(name) == scale) return name;
  } catch (const Error&) {
    // a scale of the user's own: spelled out below
  }
  return {{"tonic", scale.tonic}, {"degrees", scale.degrees}, {"mode", scale.mode}};
}

Scale scaleFrom(const JsonReader& reader) {
  if (reader.json().is_object()) {
    Scale scale;
    scale.tonic = static_cast<int>(reader.member("tonic").integer(0, 11));
    scale.degrees = static_cast<std::uint16_t>(reader.member("degrees").integer(1, 0xFFF));
    scale.mode = reader.member("mode").text();
    return scale;
  }
  try {
    return parseScale(reader.text());
  } catch (const Error&) {
    reader.fail("the name of a scale expected");
  }
}

Json exclusionsJson(const std::vector<decode::Exclusion>& exclusions) {
  Json array = Json::array();
  for (const decode::Exclusion& e : exclusions) {
    array.push_back({{"from", e.fromStep}, {"to", e.toStep}, {"lowest", e.lowest}, {"highest", e.highest}});
  }
  return array;
}

std::vector<decode::Exclusion> exclusionsFrom(const JsonReader& reader) {
  std::vector<decode::Exclusion> exclusions(reader.arraySize(kMaxExclusions));
  for (std::size_t i = 0; i < exclusions.size(); ++i) {
    const JsonReader item = reader.item(i);
    exclusions[i].fromStep = item.member("from").integer(-kMaxRecipeTick, kMaxRecipeTick);
    exclusions[i].toStep = item.member("to").integer(-kMaxRecipeTick, kMaxRecipeTick);
    exclusions[i].lowest = item.integerOr("lowest", kLowestPitch, kLowestPitch, kHighestPitch);
    exclusions[i].highest = item.integerOr("highest", kHighestPitch, kLowestPitch, kHighestPitch);
  }
  return exclusions;
}

Json searchJson(const decode::SearchSettings& search) {
  return {{"method", nameOf(kMethods, search.method)},
          {"beam_width", search.beamWidth},
          {"temperature", search.temperature},
          {"top_k", search.topK},
          {"top_p", search.topP},
          {"diverse_groups", search.diverseGroups},
          {"diversity_strength", search.diversityStrength}};
}

Json settingsJson(const decode::Settings& settings) {
  const auto& [search, rules, length] = settings;
  Json json;
  json["search"] = searchJson(search);
  json["rules"] = {{"max_repeat", rules.maxRepeat},
                   {"tabu", rules.tabu},
                   {"tabu_key", nameOf(kTabuKeys, rules.tabuKey)},
                   {"rest_resets_run", rules.restResetsRun},
                   {"lowest", rules.lowest},
                   {"highest", rules.highest},
                   {"scale", rules.scale ? scaleJson(*rules.scale) : Json()},
                   {"exclusions", exclusionsJson(rules.exclusions)}};
  if (rules.noParallels) json["rules"]["no_parallels"] = true;
  json["length"] = {{"notes", length.notes}, {"bars", length.bars}, {"min_notes", length.minNotes}};
  if (length.closes) json["length"]["closes"] = true;
  return json;
}

decode::SearchSettings searchFrom(const JsonReader& reader) {
  decode::SearchSettings search;
  if (reader.has("method")) search.method = valueOf(kMethods, reader.member("method"));
  search.beamWidth = reader.integerOr("beam_width", search.beamWidth, 1, decode::kMaxBeamWidth);
  search.temperature =
      reader.numberOr("temperature", search.temperature, decode::kMinTemperature, decode::kMaxTemperature);
  search.topK = reader.integerOr("top_k", search.topK, 0, 1 << 20);
  search.topP = reader.numberOr("top_p", search.topP, 1e-9, 1.0);
  search.diverseGroups = reader.integerOr("diverse_groups", search.diverseGroups, 1, decode::kMaxBeamWidth);
  search.diversityStrength = reader.numberOr("diversity_strength", search.diversityStrength, 0, 1e6);
  return search;
}

decode::RuleSettings rulesFrom(const JsonReader& reader) {
  decode::RuleSettings rules;
  rules.maxRepeat = reader.integerOr("max_repeat", 0, 0, decode::kMaxLengthNotes);
  rules.tabu = reader.integerOr("tabu", 0, 0, decode::kMaxTabu);
  if (reader.has("tabu_key")) rules.tabuKey = valueOf(kTabuKeys, reader.member("tabu_key"));
  rules.restResetsRun = reader.flagOr("rest_resets_run", false);
  rules.lowest = reader.integerOr("lowest", kLowestPitch, kLowestPitch, kHighestPitch);
  rules.highest = reader.integerOr("highest", kHighestPitch, kLowestPitch, kHighestPitch);
  if (reader.has("scale")) rules.scale = scaleFrom(reader.member("scale"));
  if (reader.has("exclusions")) rules.exclusions = exclusionsFrom(reader.member("exclusions"));
  rules.noParallels = reader.flagOr("no_parallels", false);
  return rules;
}

decode::Settings settingsFrom(const JsonReader& reader) {
  decode::Settings settings;
  if (reader.has("search")) settings.search = searchFrom(reader.member("search"));
  if (reader.has("rules")) settings.rules = rulesFrom(reader.member("rules"));
  if (reader.has("length")) {
    const JsonReader length = reader.member("length");
    settings.length.notes = length.integerOr("notes", settings.length.notes, 1, decode::kMaxLengthNotes);
    settings.length.bars = length.integerOr("bars", 0, 0, decode::kMaxLengthBars);
    settings.length.minNotes = length.integerOr("min_notes", 0, 0, decode::kMaxLengthNotes);
    settings.length.closes = length.flagOr("closes", false);
  }
  return settings;
}

Json parse(std::string_view text, const std::string& source) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw Error(ErrorCode::RecipeInvalid, {source, "no JSON at byte " + std::to_string(error.byte)},
                {source, error.byte, std::nullopt});
  } catch (const Json::exception&) {  // a number that no double can hold
    throw Error(ErrorCode::RecipeInvalid, {source, "a number out of range"},
                {source, std::nullopt, std::nullopt});
  }
}

}  // namespace

std::string settingsToJson(const decode::Settings& settings) {
  return settingsJson(settings).dump(-1, ' ', true, Json::error_handler_t::replace);
}

decode::Settings settingsFromJson(std::string_view text, const std::string& source) {
  const Json json = parse(text, source);
  return settingsFrom(JsonReader(json, "", source));
}

std::string presetToJson(const decode::DecodingPreset& preset) {
  Json json = {
      {"search", searchJson(preset.search)}, {"max_repeat", preset.maxRepeat}, {"tabu", preset.tabu}};
  if (preset.noParallels) json["no_parallels"] = true;
  return json.dump();
}

decode::DecodingPreset presetFromJson(std::string_view text, const std::string& source) {
  const Json json = parse(text, source);
  const JsonReader reader(json, "", source);
  decode::DecodingPreset preset;
  preset.search = searchFrom(reader.member("search"));
  preset.maxRepeat = reader.integerOr("max_repeat", 0, 0, decode::kMaxLengthNotes);
  preset.tabu = reader.integerOr("tabu", 0, 0, decode::kMaxTabu);
  preset.noParallels = reader.flagOr("no_parallels", false);
  return preset;
}

std::string recipeToJson(const Recipe& recipe) {
  const ComposeRequest& request = recipe.request;
  Json json;
  json["format"] = kFormat;
  json["version"] = recipeVersionOf(request.seed);
  json["program_version"] = recipe.programVersion;
  json["style"] = {{"id", request.styleId}, {"weights", recipe.weightHash}, {"tokenizer", recipe.tokenizer}};
  json["seed"] = seedToJson(request.seed);
  json["settings"] = settingsJson(request.settings);
  json["takes"] = request.takes;
  json["take"] = recipe.takeIndex;
  json["random_seed"] = request.randomSeed;
  json["trace"] = request.trace == decode::TraceDetail::On;
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

Recipe recipeFromJson(std::string_view text, const std::string& source) {
  const Json json = parse(text, source);
  const JsonReader reader(json, "", source);
  if (reader.textOr("format", "") != kFormat) reader.fail("no recipe");
  const std::int64_t version = reader.member("version").integer(1, kRecipeVersion);

  Recipe recipe;
  recipe.programVersion = reader.textOr("program_version", "");
  const JsonReader style = reader.member("style");
  recipe.request.styleId = style.member("id").text();
  recipe.weightHash = style.textOr("weights", "");
  recipe.tokenizer = style.textOr("tokenizer", "");
  recipe.request.seed = seedFromJson(reader.member("seed"), version);
  recipe.request.settings = settingsFrom(reader.member("settings"));
  recipe.request.takes = reader.integerOr("takes", 1, 1, decode::kMaxTakes);
  recipe.takeIndex = reader.integerOr("take", 0, 0, recipe.request.takes - 1);
  recipe.request.randomSeed = reader.member("random_seed").unsignedInteger();
  const bool traced = !reader.has("trace") || reader.member("trace").json() == Json(true);
  recipe.request.trace = traced ? decode::TraceDetail::On : decode::TraceDetail::Off;
  return recipe;
}

}  // namespace partimento
