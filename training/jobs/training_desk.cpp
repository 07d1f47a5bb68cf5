#include "training/jobs/training_desk.h"

#include <algorithm>
#include <cctype>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/engine/supply.h"
#include "training/corpus/corpus.h"
#include "training/jobs/foreign_errors.h"
#include "training/jobs/machine.h"
#include "training/jobs/publish.h"
#include "training/jobs/run_folder.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/settings_json.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

constexpr int kMostThreads = 256;

void requireWithin(const char* name, double value, double lowest, double highest) {
  if (value >= lowest && value <= highest) return;
  throw Error(ErrorCode::SettingInvalid,
              {name, std::to_string(value), std::to_string(lowest) + " to " + std::to_string(highest)});
}

/// What can be said of settings before any file is read.
void requireSensible(const RunSettings& settings) {
  if (settings.corpora.empty())
    throw Error(ErrorCode::SettingInvalid, {"corpus", "none", "one folder at least"});
  for (const std::string& corpus : settings.corpora) {
    if (!isCorpus(corpus)) throw Error(ErrorCode::FileNotFound, {corpus});
  }
  requireWithin("threads", settings.threads, 1, kMostThreads);
  requireWithin("steps", static_cast<double>(settings.length.steps), 0, 1e9);
  requireWithin("minutes", settings.length.minutes, 0, 60 * 24 * 30);
  requireWithin("epochs", settings.length.epochs, 0, 1e6);
  requireWithin("patience", settings.length.patience, 0, 1e6);
  requireWithin("validations", settings.length.validations, 1, 10000);
  requireWithin("batch", settings.optimiser.batch, 0, 4096);
  requireWithin("accumulation", settings.optimiser.accumulation, 1, 4096);
  requireWithin("window", settings.optimiser.window, 0, 8192);
  requireWithin("learning rate", settings.optimiser.learningRate, -1, 10);
  requireWithin("average decay", settings.optimiser.averageDecay, 0, 0.999999);
  requireWithin("sample length", settings.sampleNotes, 1, 2000);
  requireWithin("transposition", settings.augmentation.transpose, -1, 12);
  requireWithin("tempo change", settings.augmentation.tempo, 0, 0.5);
  requireWithin("velocity change", settings.augmentation.velocity, 0, 64);
  const PlayingSaid said = playingSaidBy(settings.tokenizer);
  if (!said.tempo) requireWithin("tempo change", settings.augmentation.tempo, 0, 0);
  if (!said.velocity) requireWithin("velocity change", settings.augmentation.velocity, 0, 0);
  static_cast<void>(deviceOf(settings.device));
  if (settings.network.dropout >= 1) requireWithin("dropout", settings.network.dropout, 0, 0.9);
  if (!settings.fineTune.style.empty()) return;
  Representation representation;
  representation.tokenizer = tokens::makeTokenizer(fullTokenizerName(settings.tokenizer));
  representation.normalisesKey = materialOf(settings.tokenizer) == Material::Line;
  static_cast<void>(configOf(settings.network, representation));
}

std::string slugOf(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      slug += static_cast<char>(std::tolower(byte));
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "style" : slug;
}

/// The first of name, name-2, name-3 ... that is free.
fs::path freeFolder(const fs::path& parent, const std::string& name) {
  std::error_code failure;
  fs::path folder = parent / name;
  for (int i = 2; fs::exists(folder, failure); ++i) folder = parent / (name + '-' + std::to_string(i));
  return folder;
}

}  // namespace

TrainingDesk::TrainingDesk(const JobsOptions& options, fs::path publishFolder, RunTools tools)
    : m_runsFolder(options.runsFolder),
      m_publishFolder(std::move(publishFolder)),
      m_tools(std::move(tools)),
      m_queue([this](const fs::path& folder, std::stop_token stop,
                     RunListener& listener) { return trainRun(folder, m_tools, std::move(stop), listener); },
              options.runsFolder) {}

MachineProbe TrainingDesk::probe(int threads, std::stop_token stop) {
  return withoutForeignErrors("machine", [&] { return probeMachine(threads, std::move(stop)); });
}

Proposal TrainingDesk::propose(const ProposalRequest& request, const MachineProbe& machine) {
  return proposalFor(request, machine);
}

CorpusReport TrainingDesk::scan(const std::vector<std::string>& folders, const std::string& tokenizer,
                                std::stop_token stop, JobListener& listener) {
  const std::vector<fs::path> paths(folders.begin(), folders.end());
  const auto progress = [&](double share) {
    listener.progress({jobPhaseName(JobPhase::Scanning), share, {}, Seconds(0)});
    return !stop.stop_requested();
  };
  return reportOf(scanCorpus(paths, {tokenizer, m_tools.cacheFolder, progress}));
}

RunSettings TrainingDesk::recipe(const std::string& file, const std::string& corpora) {
  RunSettings settings = settingsFromJson(readTextFile(file), file);
  for (std::string& corpus : settings.corpora) corpus = (fs::path(corpora) / corpus).string();
  return settings;
}

RateSearch TrainingDesk::findRate(const RunSettings& settings, std::stop_token stop, JobListener& listener) {
  requireSensible(settings);
  return findRateFor(settings, m_tools, std::move(stop), listener);
}

std::vector<ParameterGroup> TrainingDesk::groups(const RunSettings& settings) {
  return groupsFor(settings, m_tools);
}

JobId TrainingDesk::submit(const RunSettings& settings) {
  requireSensible(settings);
  if (!settings.fineTune.style.empty()) static_cast<void>(m_tools.findStyle(settings.fineTune.style));
  RunSettings absolute = settings;
  for (std::string& corpus : absolute.corpora) corpus = fs::absolute(corpus).lexically_normal().string();
  fs::path folder = settings.folder;
  if (folder.empty()) {
    if (m_runsFolder.empty()) throw Error(ErrorCode::SettingInvalid, {"run folder", "empty", "a folder"});
    folder = freeFolder(m_runsFolder, slugOf(settings.name));
  }
  folder = (fs::absolute(folder) / "").lexically_normal().parent_path();
  RunFolder(folder).create(absolute);
  return m_queue.add(folder);
}

JobId TrainingDesk::open(const std::string& folder) {
  const fs::path clean = (fs::absolute(folder) / "").lexically_normal().parent_path();
  if (!RunFolder(clean).exists()) throw Error(ErrorCode::FileNotFound, {(clean / "settings.json").string()});
  return m_queue.open(clean);
}

std::string TrainingDesk::publish(JobId id, const PublishSettings& settings, std::stop_token stop,
                                  JobListener& listener) {
  const JobSnapshot job = m_queue.snapshot(id);
  PublishRequest request;
  request.run = job.settings.folder;
  request.checkpoints = m_queue.checkpoints(id);
  request.seconds = job.elapsed.value;
  request.epochs = job.epoch;
  request.settings = settings;
  if (request.settings.id.empty()) {
    request.settings.id = slugOf(job.settings.name.empty() ? fs::path(job.settings.folder).filename().string()
                                                           : job.settings.name);
  }
  if (request.settings.folder.empty()) request.settings.folder = m_publishFolder.string();
  return withoutForeignErrors("style",
                              [&] { return publishRun(request, m_tools, std::move(stop), listener); });
}

}  // namespace partimento::training
