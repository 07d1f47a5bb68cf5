#include "core/models/style_card.h"

#include <cmath>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/hash.h"
#include "core/engine/recipe_json.h"

namespace partimento::models {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = 1U << 20;
constexpr const char* kCardName = "style.json";
constexpr const char* kWeightsHash = "weights_hash";

/// What is wrong, before the folder is known.
struct CardDamage {
  std::string what;
};

/// An object of the card whose fields are taken by name and checked by type.
class Fields {
 public:
  Fields(const json& object, std::string path) : m_object(object), m_path(std::move(path)) {
    if (!object.is_object()) throw CardDamage{m_path + " is no object"};
  }

  bool has(const char* name) const { return m_object.contains(name); }

  Fields object(const char* name) const { return {at(name), pathOf(name)}; }

  std::string text(const char* name) const {
    const json& value = at(name);
    if (!value.is_string()) throw CardDamage{pathOf(name) + " is no text"};
    return value.get<std::string>();
  }

  double number(const char* name) const {
    const json& value = at(name);
    if (!value.is_number() || !std::isfinite(value.get<double>()))
      throw CardDamage{pathOf(name) + " is no number"};
    return value.get<double>();
  }

  std::int64_t whole(const char* name) const {
    const json& value = at(name);
    if (!value.is_number_integer()) throw CardDamage{pathOf(name) + " is no whole number"};
    return value.get<std::int64_t>();
  }

  bool flagOr(const char* name, bool otherwise) const {
    const auto found = m_object.find(name);
    if (found == m_object.end()) return otherwise;
    if (!found->is_boolean()) throw CardDamage{pathOf(name) + " is neither true nor false"};
    return found->get<bool>();
  }

  int small(const char* name) const {
    const std::int64_t value = whole(name);
    if (value < 0 || value > 1'000'000'000) throw CardDamage{pathOf(name) + " is out of bounds"};
    return static_cast<int>(value);
  }

  const json& list(const char* name) const {
    const json& value = at(name);
    if (!value.is_array()) throw CardDamage{pathOf(name) + " is no list"};
    return value;
  }

  const json& at(const char* name) const {
    const auto found = m_object.find(name);
    if (found == m_object.end()) throw CardDamage{pathOf(name) + " is missing"};
    return *found;
  }

  std::string pathOf(const std::string& name) const { return m_path.empty() ? name : m_path + "." + name; }

 private:
  const json& m_object;
  std::string m_path;
};

tokens::PitchRange rangeIn(const Fields& fields) {
  return {fields.small("lowest"), fields.small("highest")};
}

json jsonOf(const TrainingFacts& facts) {
  return {{"corpora", facts.corpora},
          {"pieces", facts.pieces},
          {"validation_pieces", facts.validationPieces},
          {"notes", facts.notes},
          {"epochs", facts.epochs},
          {"batch", facts.batch},
          {"window", facts.window},
          {"learning_rate", facts.learningRate},
          {"dropout", facts.dropout},
          {"weight_decay", facts.weightDecay},
          {"random_seed", facts.randomSeed},
          {"minutes", facts.minutes}};
}

TrainingFacts trainingIn(const Fields& fields) {
  TrainingFacts facts;
  for (const json& corpus : fields.list("corpora")) {
    if (!corpus.is_string()) throw CardDamage{fields.pathOf("corpora") + " holds more than text"};
    facts.corpora.push_back(corpus.get<std::string>());
  }
  facts.pieces = fields.small("pieces");
  facts.validationPieces = fields.small("validation_pieces");
  facts.notes = fields.whole("notes");
  facts.epochs = fields.small("epochs");
  facts.batch = fields.small("batch");
  facts.window = fields.small("window");
  facts.learningRate = fields.number("learning_rate");
  facts.dropout = fields.number("dropout");
  facts.weightDecay = fields.number("weight_decay");
  facts.randomSeed = static_cast<std::uint64_t>(fields.whole("random_seed"));
  facts.minutes = fields.number("minutes");
  return facts;
}

json jsonOf(const HeldOutFacts& facts) {
  return {{"pieces", facts.pieces},
          {"notes", facts.notes},
          {"pitch_perplexity", facts.pitchPerplexity},
          {"duration_perplexity", facts.durationPerplexity},
          {"nats_per_note", facts.natsPerNote},
          {"baselines", facts.baselines}};
}

HeldOutFacts heldOutIn(const Fields& fields) {
  HeldOutFacts facts;
  facts.pieces = fields.small("pieces");
  facts.notes = fields.whole("notes");
  facts.pitchPerplexity = fields.number("pitch_perplexity");
  facts.durationPerplexity = fields.number("duration_perplexity");
  facts.natsPerNote = fields.number("nats_per_note");
  const Fields baselines = fields.object("baselines");
  for (const auto& [name, value] : fields.at("baselines").items())
    facts.baselines[name] = baselines.number(name.c_str());
  return facts;
}

TcnArchitecture architectureIn(const Fields& fields) {
  TcnArchitecture architecture;
  const Fields shape = fields.object("architecture");
  architecture.activation = parseActivation(shape.text("activation"));
  architecture.receptiveField = shape.small("receptive_field");
  architecture.channels = shape.small("channels");
  architecture.skipChannels = shape.small("skip_channels");
  architecture.durationChannels = shape.small("duration_channels");
  architecture.recalls = shape.flagOr("recalls", false);
  architecture.range = rangeIn(fields.object("tokenizer"));
  requireValid(architecture);
  return architecture;
}

StyleInfo infoIn(const Fields& fields) {
  StyleInfo info;
  info.id = fields.text("id");
  info.name = fields.text("name");
  info.sentence = fields.text("sentence");
  info.family = fields.text("family");
  info.tokenizer = fields.object("tokenizer").text("name");
  if (info.id.empty()) throw CardDamage{"id is empty"};
  const Family family = parseFamily(info.family);
  if (family == Family::Tcn && info.tokenizer != tokens::MelodyTokenizer::kName)
    throw CardDamage{"tokenizer " + info.tokenizer + " is not one of this family"};
  const tokens::PitchRange sounding = rangeIn(fields.object("range"));
  if (sounding.highest > kHighestPitch || sounding.lowest > sounding.highest)
    throw CardDamage{"range is none"};
  info.lowest = sounding.lowest;
  info.highest = sounding.highest;
  info.parameters = fields.whole("parameters");
  if (fields.has(kWeightsHash)) info.weightHash = fields.text(kWeightsHash);
  for (const json& entry : fields.list("sources")) {
    const Fields source(entry, "sources");
    info.sources.push_back({source.text("name"), source.text("licence")});
  }
  return info;
}

/// A pack is a stranger's: reading a pipe or a device in place of a file would never end. A file that is
/// missing is reported by who reads it.
void requireFile(const fs::path& path) {
  if (fs::exists(path) && !fs::is_regular_file(path))
    throw CardDamage{path.filename().string() + " is no regular file"};
}

/// Throws Error(FileNotFound, FileNotReadable).
std::string hashOfWeights(const fs::path& folder) {
  Hash64 hash;
  hash.add(readRegularFile(folder / kWeightsName));
  return hash.hex();
}

StyleCard cardIn(const json& document) {
  const Fields fields(document, "");
  StyleCard card;
  card.info = infoIn(fields);
  if (card.info.family == familyName(Family::Tcn)) {
    card.architecture = architectureIn(fields);
    card.info.activation = activationName(card.architecture.activation);
    card.info.receptiveField = card.architecture.receptiveField;
  } else {
    card.model = configFromJson(fields.at("model").dump());
    if (card.model->tokenizer != card.info.tokenizer || familyName(card.model->family()) != card.info.family)
      throw CardDamage{"model is of another family or tokenizer"};
    const auto tokenizer = tokens::makeTokenizer(card.model->tokenizer, card.model->range);
    if (tokenizer->vocabularySize() != card.model->vocabulary)
      throw CardDamage{"model.vocabulary is another"};
  }
  card.info.knowsEnds = card.config().context == ContextUse::ReadToEnd;
  if (document.contains("decoding")) card.info.decoding = presetFromJson(fields.at("decoding").dump());
  card.center = fields.object("tokenizer").number("center");
  if (card.center < kLowestPitch || card.center > kHighestPitch)
    throw CardDamage{"tokenizer.center is no pitch"};
  card.training = trainingIn(fields.object("training"));
  card.heldOut = heldOutIn(fields.object("held_out"));
  card.info.pitchPerplexity = card.heldOut.pitchPerplexity;
  card.info.durationPerplexity = card.heldOut.durationPerplexity;
  for (const auto& [name, value] : card.heldOut.baselines) {
    double& best = card.info.baselinePitchPerplexity;
    best = best == 0 ? value : std::min(best, value);
  }
  return card;
}

}  // namespace

StyleCard readStyleCard(const fs::path& folder) {
  const std::string path = (folder / kCardName).string();
  try {
    requireFile(folder / kCardName);
    requireFile(folder / kWeightsName);
  } catch (const CardDamage& damage) {
    throw Error(ErrorCode::PackDamaged, {path, damage.what});
  }
  StyleCard card = parseStyleCard(readTextFile(path), path);
  const std::string written = std::exchange(card.info.weightHash, hashOfWeights(folder));
  if (!written.empty() && written != card.info.weightHash)
    throw Error(ErrorCode::PackDamaged, {(folder / kWeightsName).string(), "weights-changed"});
  card.info.folder = folder.string();
  return card;
}

StyleCard parseStyleCard(std::string_view text, const std::string& path) {
  try {
    if (text.size() > kMostBytes) throw CardDamage{"longer than a card can be"};
    const json document = json::parse(text);
    const Fields fields(document, "");
    const int format = fields.small("format");
    if (format > StyleCard::kFormat) {
      throw Error(ErrorCode::PackTooNew, {path, std::to_string(format), std::to_string(StyleCard::kFormat)});
    }
    return cardIn(document);
  } catch (const CardDamage& damage) {
    throw Error(ErrorCode::PackDamaged, {path, damage.what});
  } catch (const json::exception&) {
    throw Error(ErrorCode::PackDamaged, {path, "no JSON"});
  } catch (const Error& error) {
    if (error.code() == ErrorCode::PackDamaged || error.code() == ErrorCode::PackTooNew) throw;
    throw Error(ErrorCode::PackDamaged, {path, error.what()});
  }
}

namespace {

nlohmann::ordered_json tokenizerJson(const StyleCard& card, const ModelConfig& config) {
  nlohmann::ordered_json tokenizer = {{"name", config.tokenizer}};
  if (config.range) {
    tokenizer["lowest"] = config.range->lowest;
    tokenizer["highest"] = config.range->highest;
  }
  tokenizer["center"] = card.center;
  return tokenizer;
}

}  // namespace

void writeStyleCard(const fs::path& folder, const StyleCard& card) {
  fs::create_directories(folder);
  StyleCard complete = card;
  complete.info.weightHash = fs::exists(folder / kWeightsName) ? hashOfWeights(folder) : std::string();
  writeFileAtomically(folder / kCardName, styleCardText(complete));
}

std::string styleCardText(const StyleCard& card) {
  const ModelConfig config = card.config();
  nlohmann::ordered_json document = {{"format", card.model ? StyleCard::kFormat : 1},
                                     {"id", card.info.id},
                                     {"name", card.info.name},
                                     {"sentence", card.info.sentence},
                                     {"family", familyName(config.family())},
                                     {"tokenizer", tokenizerJson(card, config)}};
  if (card.model) {
    document["model"] = nlohmann::ordered_json::parse(toJson(*card.model));
  } else {
    document["architecture"] = nlohmann::ordered_json::parse(toJson(config)).at("shape");
  }
  document["parameters"] = card.info.parameters;
  if (!card.info.weightHash.empty()) document[kWeightsHash] = card.info.weightHash;
  document["range"] = {{"lowest", card.info.lowest}, {"highest", card.info.highest}};
  if (card.info.decoding)
    document["decoding"] = nlohmann::ordered_json::parse(presetToJson(*card.info.decoding));
  document["sources"] = json::array();
  for (const SourceCredit& source : card.info.sources) {
    document["sources"].push_back({{"name", source.name}, {"licence", source.licence}});
  }
  document["training"] = jsonOf(card.training);
  document["held_out"] = jsonOf(card.heldOut);
  return document.dump(2) + "\n";
}

}  // namespace partimento::models
