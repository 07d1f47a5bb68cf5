#include "training/jobs/run_folder.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/file_io.h"
#include "training/jobs/settings_json.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr const char* kSettings = "settings.json";
constexpr const char* kPlan = "plan.json";
constexpr const char* kCorpus = "corpus.json";
constexpr const char* kRecord = "run.json";
constexpr const char* kStates = "state";
constexpr const char* kSuffix = ".safetensors";
constexpr const char* kPrefix = "step-";
constexpr std::size_t kStatesKept = 2;

std::optional<std::string> textOf(const fs::path& file) {
  std::error_code failure;
  if (!fs::exists(file, failure)) return std::nullopt;
  return readTextFile(file);
}

ErrorCode errorCodeOf(const std::string& name) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
    if (name == errorName(static_cast<ErrorCode>(code))) return static_cast<ErrorCode>(code);
  }
  return ErrorCode::Internal;
}

JobState stateOf(const std::string& name) {
  for (int state = 0; state <= static_cast<int>(JobState::Cancelled); ++state) {
    if (name == jobStateName(static_cast<JobState>(state))) return static_cast<JobState>(state);
  }
  return JobState::Queued;
}

RunRecord recordIn(const Json& json) {
  RunRecord record;
  record.state = stateOf(json.value("state", std::string()));
  record.step = json.value("step", record.step);
  record.steps = json.value("steps", record.steps);
  record.seconds = json.value("seconds", record.seconds);
  record.epoch = json.value("epoch", record.epoch);
  record.bestNats = json.value("best_nats", record.bestNats);
  record.parameters = json.value("parameters", record.parameters);
  record.trainableParameters = json.value("trainable_parameters", record.trainableParameters);
  record.notesPerToken = json.value("notes_per_token", record.notesPerToken);
  record.trainingPieces = json.value("training_pieces", record.trainingPieces);
  record.validationPieces = json.value("validation_pieces", record.validationPieces);
  record.device = json.value("device", record.device);
  record.hidden = json.value("hidden", record.hidden);
  record.place = json.value("place", record.place);
  if (json.contains("failure")) {
    const Json& failure = json.at("failure");
    record.failure.emplace(errorCodeOf(failure.value("code", std::string())),
                           failure.value("arguments", std::vector<std::string>()));
  }
  return record;
}

}  // namespace

std::string stepName(std::int64_t step) {
  char name[32];
  std::snprintf(name, sizeof name, "%s%09" PRId64, kPrefix, step);
  return name;
}

bool RunFolder::exists() const {
  std::error_code failure;
  return fs::exists(m_path / kSettings, failure);
}

void RunFolder::create(const RunSettings& settings) {
  if (exists()) throw Error(ErrorCode::RunExists, {m_path.string()});
  std::error_code failure;
  for (const char* part : {"checkpoints", "samples", kStates}) {
    fs::create_directories(m_path / part, failure);
    if (failure) throw Error(ErrorCode::FileNotWritable, {m_path.string(), failure.message()});
  }
  writeFileAtomically(m_path / kSettings, toJson(settings));
}

RunSettings RunFolder::settings() const {
  RunSettings settings = settingsFromJson(readTextFile(m_path / kSettings), m_path.string());
  settings.folder = m_path.string();
  return settings;
}

std::optional<std::string> RunFolder::plan() const {
  return textOf(m_path / kPlan);
}

void RunFolder::writePlan(const std::string& json) const {
  writeFileAtomically(m_path / kPlan, json);
}

std::optional<std::string> RunFolder::corpus() const {
  return textOf(m_path / kCorpus);
}

void RunFolder::writeCorpus(const std::string& json) const {
  writeFileAtomically(m_path / kCorpus, json);
}

RunRecord RunFolder::record() const {
  try {
    return recordIn(Json::parse(readTextFile(m_path / kRecord)));
  } catch (const Json::exception&) {
    return {};
  } catch (const Error&) {
    return {};
  }
}

void RunFolder::writeRecord(const RunRecord& record) const {
  Json json = {{"state", jobStateName(record.state)},
               {"step", record.step},
               {"steps", record.steps},
               {"seconds", record.seconds},
               {"epoch", record.epoch},
               {"best_nats", record.bestNats},
               {"parameters", record.parameters},
               {"trainable_parameters", record.trainableParameters},
               {"notes_per_token", record.notesPerToken},
               {"training_pieces", record.trainingPieces},
               {"validation_pieces", record.validationPieces},
               {"device", record.device},
               {"hidden", record.hidden},
               {"place", record.place}};
  if (record.failure) {
    json["failure"] = {{"code", errorName(record.failure->code())},
                       {"arguments", record.failure->arguments()}};
  }
  writeFileAtomically(m_path / kRecord, json.dump(2) + '\n');
}

fs::path RunFolder::checkpointFolder(std::int64_t step) const {
  return m_path / "checkpoints" / stepName(step);
}

fs::path RunFolder::samplePath(std::int64_t step) const {
  return m_path / "samples" / (stepName(step) + ".mid");
}

fs::path RunFolder::statePath(std::int64_t step) const {
  return m_path / kStates / (stepName(step) + kSuffix);
}

std::vector<std::int64_t> RunFolder::stateSteps() const {
  std::vector<std::int64_t> steps;
  std::error_code failure;
  for (fs::directory_iterator at(m_path / kStates, failure), end; !failure && at != end;
       at.increment(failure)) {
    const std::string name = at->path().stem().string();
    const std::string prefix = kPrefix;
    if (at->path().extension() != kSuffix || !name.starts_with(prefix)) continue;
    const std::string digits = name.substr(prefix.size());
    if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
      continue;
    steps.push_back(std::stoll(digits));
  }
  std::sort(steps.rbegin(), steps.rend());
  return steps;
}

void RunFolder::thinStates() const {
  const std::vector<std::int64_t> steps = stateSteps();
  std::error_code ignored;
  for (std::size_t i = kStatesKept; i < steps.size(); ++i) fs::remove(statePath(steps[i]), ignored);
}

RunLock::RunLock(const fs::path& folder)
    : m_descriptor(::open((folder / "run.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (m_descriptor < 0) throw Error(ErrorCode::FileNotWritable, {folder.string(), "run.lock"});
  if (::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0) return;
  ::close(m_descriptor);
  throw Error(ErrorCode::RunInUse, {folder.string()});
}

RunLock::~RunLock() {
  ::close(m_descriptor);
}

}  // namespace partimento::training
