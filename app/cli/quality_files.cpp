#include "app/cli/quality_files.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "app/cli/quality_text.h"
#include "app/cli/roll_picture.h"
#include "app/cli/score_pages.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/engine/recipe_json.h"
#include "core/formats/midi.h"

namespace partimento::cli {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "partimento-quality";
constexpr const char* kPage = "report.md";
constexpr const char* kData = "report.json";
constexpr const char* kSamples = "samples";
constexpr const char* kPictures = "pictures";
constexpr const char* kStaves = "staves.png";
constexpr std::size_t kPictured = 3;
constexpr const char* kStage = ".partial";
constexpr std::uint8_t kMarker = 0x06;

json jsonOf(const std::optional<analysis::Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"value", estimate->value}, {"low", estimate->low}, {"high", estimate->high}};
}

json jsonOf(const std::optional<analysis::UsualValue>& usual) {
  if (!usual) return nullptr;
  return {{"value", usual->value}, {"real", usual->real}, {"generated", usual->generated}};
}

json jsonOf(const analysis::Spread& spread) {
  return {{"mean", spread.mean}, {"deviation", spread.deviation}};
}

json jsonOf(const analysis::RepetitionProfile& profile) {
  json values = json::array();
  for (const std::optional<double>& value : profile) values.push_back(value ? json(*value) : json(nullptr));
  return values;
}

json jsonOf(const std::vector<PieceValue>& values) {
  json object = json::object();
  for (const PieceValue& value : values) object[value.id] = value.value;
  return object;
}

json samplesOf(const QualityReport& report) {
  json samples = json::array();
  for (std::size_t i = 0; i < report.samples.size(); ++i) {
    const QualitySample& sample = report.samples[i];
    samples.push_back({{"file", std::string(kSamples) + '/' + sampleName(report, i)},
                       {"piece", sample.file},
                       {"bars", sample.bars},
                       {"notes", sample.notes},
                       {"log_probability", sample.logProbability},
                       {"relaxations", sample.relaxations},
                       {"copied_notes", sample.copied.notes},
                       {"copied_notes_in_real", sample.inReal.notes},
                       {"real", jsonOf(sample.real)},
                       {"generated", jsonOf(sample.generated)}});
  }
  return samples;
}

/// The sample with a mark where the generated music begins.
ScorePtr marked(const QualitySample& sample) {
  static constexpr std::string_view kText = "continuation";
  ScoreParts parts = sample.score->parts();
  parts.raw.push_back({sample.from, 0xFF, kMarker, {kText.begin(), kText.end()}});
  return Score::make(std::move(parts));
}

/// Runs a call of the file system; what it reports becomes the project's error.
template <typename Call>
void checked(const fs::path& path, const Call& call) {
  std::error_code failure;
  call(failure);
  if (failure) throw Error(ErrorCode::FileNotWritable, {path.string(), failure.message()});
}

bool isReport(const fs::path& file) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return false;
  const json data = json::parse(readTextFile(file), nullptr, false);
  return data.is_object() && data.value("format", "") == kFormat;
}

/// What a program that was killed while it wrote a report leaves.
bool isLeftover(const fs::path& folder) {
  std::error_code failure;
  if (!fs::is_directory(folder / kStage, failure)) return false;
  const std::set<fs::path> ours = {kPage, kData, kSamples, kPictures, kStage};
  return std::all_of(
      fs::directory_iterator(folder, failure), fs::directory_iterator(),
      [&](const fs::directory_entry& entry) { return ours.contains(entry.path().filename()); });
}

/// Rolls of the first samples, and staves of the first where this build draws them.
std::vector<ReportPicture> writePictures(const fs::path& stage, const QualityReport& report) {
  std::vector<ReportPicture> pictures;
  const fs::path folder = kPictures;
  for (std::size_t i = 0; i < std::min(report.samples.size(), kPictured); ++i) {
    const QualitySample& sample = report.samples[i];
    const fs::path file = folder / fs::path(sampleName(report, i)).replace_extension(".svg");
    writeFileAtomically(stage / file, rollPicture(*sample.score, sample.from, sample.to));
    pictures.push_back({file.generic_string(), "Piano roll of " + sampleName(report, i)});
  }
  if (report.samples.empty()) return pictures;
  for (const fs::path& page : drawPages(report.samples.front().score, stage / folder / kStaves)) {
    pictures.push_back({(folder / page.filename()).generic_string(), "Staves of " + sampleName(report, 0)});
  }
  return pictures;
}

/// A folder that is gone at the end of the scope.
class Stage {
 public:
  explicit Stage(fs::path folder) : m_folder(std::move(folder)) {
    checked(m_folder, [&](std::error_code& failure) { fs::remove_all(m_folder, failure); });
    for (const char* part : {kSamples, kPictures}) {
      checked(m_folder / part,
              [&](std::error_code& failure) { fs::create_directories(m_folder / part, failure); });
    }
  }
  ~Stage() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  const fs::path& folder() const { return m_folder; }

 private:
  fs::path m_folder;
};

}  // namespace

json qualityJson(const QualityReport& report, const EvaluateReport& losses) {
  json measures = json::array();
  for (const QualityMeasure& measure : report.measures) {
    const analysis::SetComparison& comparison = measure.comparison;
    measures.push_back({{"id", measure.id},
                        {"name", qualityName(measure.id)},
                        {"pieces", comparison.pieces},
                        {"real", jsonOf(comparison.real)},
                        {"generated", jsonOf(comparison.generated)},
                        {"difference", jsonOf(std::optional(comparison.difference))},
                        {"usual", jsonOf(comparison.usual)},
                        {"overlap", jsonOf(comparison.overlap)},
                        {"divergence", jsonOf(comparison.divergence)}});
  }
  json shares = json::array();
  for (const QualityShare& share : report.shares) {
    shares.push_back({{"id", share.id},
                      {"name", qualityName(share.id)},
                      {"pieces", share.pieces},
                      {"real", share.real},
                      {"generated", share.generated}});
  }
  const QualitySettings& settings = report.settings;
  json decoding = json::parse(settingsToJson(settings.decoding));
  decoding.erase("length");  // it is the piece's
  return {{"format", kFormat},
          {"version", 1},
          {"style", report.style},
          {"weights", report.weightHash},
          {"tokenizer", report.tokenizer},
          {"corpora", report.corpora},
          {"opening_bars", settings.openingBars},
          {"fewest_bars", settings.fewestBars},
          {"most_bars", settings.mostBars},
          {"random_seed", settings.randomSeed},
          {"decoding", std::move(decoding)},
          {"held_out_pieces", report.heldOut},
          {"too_short", report.tooShort},
          {"nats_per_note", losses.natsPerNote},
          {"compose_seconds", report.composeSeconds},
          {"music_seconds", report.musicSeconds},
          {"measures", std::move(measures)},
          {"shares", std::move(shares)},
          {"repetition",
           {{"real", jsonOf(report.realRepetition)},
            {"generated", jsonOf(report.generatedRepetition)},
            {"mean_difference", report.repetitionError ? json(*report.repetitionError) : json(nullptr)}}},
          {"lengths",
           {{"quarters", analysis::kLengthClasses},
            {"real", report.realLengths},
            {"generated", report.generatedLengths}}},
          {"samples", samplesOf(report)}};
}

void requireReportFolder(const fs::path& folder) {
  std::error_code failure;
  const bool free = !fs::exists(folder, failure) || fs::is_empty(folder, failure);
  if (free && !failure) return;
  if (fs::is_directory(folder, failure) && (isReport(folder / kData) || isLeftover(folder))) return;
  throw Error(ErrorCode::SettingInvalid,
              {"--report", folder.string(), "a new or empty folder, or one with an earlier report"});
}

void writeQualityReport(const fs::path& folder, const QualityReport& report, const EvaluateReport& losses) {
  requireReportFolder(folder);
  const bool isNew = !fs::exists(folder);
  checked(folder, [&](std::error_code& failure) { fs::create_directories(folder, failure); });
  try {
    const Stage stage(folder / kStage);
    for (std::size_t i = 0; i < report.samples.size(); ++i) {
      formats::writeMidiFile(stage.folder() / kSamples / sampleName(report, i), *marked(report.samples[i]));
    }
    const std::vector<ReportPicture> pictures = writePictures(stage.folder(), report);
    writeFileAtomically(
        stage.folder() / kData,
        qualityJson(report, losses).dump(1, ' ', false, json::error_handler_t::replace) + '\n');
    writeFileAtomically(stage.folder() / kPage, qualityPage(report, losses, pictures));
    // Files are replaced by the renaming, folders have to step aside; they go with the stage.
    for (const std::string name : {kSamples, kPictures}) {
      if (!fs::exists(folder / name)) continue;
      checked(folder / name, [&](std::error_code& failure) {
        fs::rename(folder / name, stage.folder() / (name + "-before"), failure);
      });
    }
    for (const char* name : {kSamples, kPictures, kData, kPage})
      checked(folder / name,
              [&](std::error_code& failure) { fs::rename(stage.folder() / name, folder / name, failure); });
  } catch (const Error&) {
    std::error_code ignored;
    if (isNew) fs::remove(folder, ignored);
    throw;
  }
}

}  // namespace partimento::cli
