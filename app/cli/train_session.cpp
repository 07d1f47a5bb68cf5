#include "app/cli/train_session.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/job_progress.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/engine/jobs.h"
#include "core/engine/loader.h"

namespace partimento::cli {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

struct Desk {
  std::unique_ptr<Engine> engine;
  std::shared_ptr<TrainingJobs> jobs;
};

Desk openDesk() {
  Desk desk;
  desk.engine = loadEngine({styleFolders(), 1});
  JobsOptions options;
  options.cacheFolder = userCacheFolder().string();
  options.publishFolder = userStyleFolder().string();
  desk.jobs = desk.engine->openTraining(options);
  JobsPolicy policy;
  policy.leaveMachineUsable = false;  // who trains at the command line waits for it
  desk.jobs->setPolicy(policy);
  return desk;
}

/// Wakes the waiting thread when a job changes.
class Waker : public JobsWatcher {
 public:
  void jobChanged(JobId) override {
    const std::lock_guard lock(m_mutex);
    m_changed = true;
    m_wake.notify_all();
  }
  void wait() {
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, std::chrono::milliseconds(200), [this] { return m_changed; });
    m_changed = false;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_changed = false;
};

/// Prints what has happened since the last call: lines of JSON, or a bar and a line a validation.
class Reporter {
 public:
  explicit Reporter(bool json) : m_json(json) {}

  void report(TrainingJobs& jobs, const JobSnapshot& job) {
    const RunCurves news = jobs.curves(job.id, m_train, m_validation);
    m_train += news.train.size();
    m_validation += news.validation.size();
    if (m_json && job.step > 0 && !m_begun) begin(job);
    for (const TrainPoint& point : news.train) print(point);
    for (const ValidationPoint& point : news.validation) print(point);
    const std::vector<Checkpoint> checkpoints = jobs.checkpoints(job.id);
    for (; m_checkpoints < checkpoints.size(); ++m_checkpoints) print(checkpoints[m_checkpoints]);
    if (m_json) return;
    char detail[160];
    std::snprintf(detail, sizeof detail, "%s, step %lld of %lld, %.3f nats a note, %.0f tokens/s",
                  jobPhaseName(job.phase), static_cast<long long>(job.step),
                  static_cast<long long>(job.steps), job.trainNats, job.tokensPerSecond);
    m_bar.emplace().show(job.fraction, detail, job.left);
  }

  /// Points that were reported by an earlier session are not printed again.
  void skip(const JobSnapshot& job) {
    m_train = job.trainPoints;
    m_validation = job.validationPoints;
    m_checkpoints = job.checkpoints;
  }

  void end(const JobSnapshot& job) {
    m_bar.reset();
    if (m_json) {
      line({{"kind", "end"},
            {"state", jobStateName(job.state)},
            {"step", job.step},
            {"seconds", job.elapsed.value},
            {"best_nats", job.bestNats},
            {"folder", job.settings.folder}});
      return;
    }
    std::printf("%s: %s at step %lld of %lld", job.settings.folder.c_str(), jobStateName(job.state),
                static_cast<long long>(job.step), static_cast<long long>(job.steps));
    if (job.bestNats > 0) std::printf(", best %.3f nats a note held out", job.bestNats);
    std::printf("\n");
  }

 private:
  static void line(const Json& json) {
    std::printf("%s\n", json.dump().c_str());
    std::fflush(stdout);
  }
  void begin(const JobSnapshot& job) {
    m_begun = true;
    line({{"kind", "begin"},
          {"folder", job.settings.folder},
          {"steps", job.steps},
          {"parameters", job.parameters},
          {"trainable_parameters", job.trainableParameters},
          {"training_pieces", job.trainingPieces},
          {"validation_pieces", job.validationPieces},
          {"device", job.device}});
  }
  void print(const TrainPoint& point) {
    if (!m_json) return;
    line({{"kind", "train"},
          {"step", point.step},
          {"seconds", point.seconds},
          {"epoch", point.epoch},
          {"nats", point.nats},
          {"learning_rate", point.learningRate},
          {"gradient_norm", point.gradientNorm},
          {"tokens_per_second", point.tokensPerSecond}});
  }
  void print(const ValidationPoint& point) {
    if (m_json) {
      line({{"kind", "validation"},
            {"step", point.step},
            {"seconds", point.seconds},
            {"nats", point.nats},
            {"pitch_perplexity", point.pitchPerplexity},
            {"duration_perplexity", point.durationPerplexity},
            {"improved", point.improved}});
      return;
    }
    m_bar.reset();
    std::printf("step %6lld  %6.0f s  held out: %.4f nats a note", static_cast<long long>(point.step),
                point.seconds, point.nats);
    if (point.pitchPerplexity > 0) std::printf(", pitch %.3f", point.pitchPerplexity);
    if (point.durationPerplexity > 0) std::printf(", duration %.3f", point.durationPerplexity);
    std::printf("%s\n", point.improved ? "  best" : "");
    std::fflush(stdout);
  }
  void print(const Checkpoint& checkpoint) {
    if (!m_json) return;
    line({{"kind", "checkpoint"},
          {"step", checkpoint.step},
          {"nats", checkpoint.nats},
          {"best", checkpoint.best},
          {"folder", checkpoint.folder},
          {"sample", checkpoint.sample}});
  }

  bool m_json;
  bool m_begun = false;
  std::size_t m_train = 0;
  std::size_t m_validation = 0;
  std::size_t m_checkpoints = 0;
  std::optional<ProgressBar> m_bar;
};

bool isOver(JobState state) {
  return state != JobState::Queued && state != JobState::Running && state != JobState::Pausing;
}

/// Waits for a job to its end, reporting; an interrupt pauses it.
JobSnapshot follow(TrainingJobs& jobs, JobId id, Reporter& reporter) {
  const std::stop_token stop = stopOnInterrupt();
  const auto waker = std::make_shared<Waker>();
  jobs.watch(waker);
  bool pausing = false;
  for (;;) {
    const JobSnapshot job = jobs.snapshot(id);
    reporter.report(jobs, job);
    if (isOver(job.state)) return job;
    if (stop.stop_requested() && !pausing) {
      pausing = true;
      jobs.pause(id);
    }
    waker->wait();
  }
}

fs::path cleanFolder(const std::string& folder) {
  return (fs::absolute(folder) / "").lexically_normal().parent_path();
}

std::string publishTo(TrainingJobs& jobs, JobId id, const std::string& pack, PublishSettings settings) {
  const fs::path folder = cleanFolder(pack);
  settings.id = folder.filename().string();
  settings.folder = folder.parent_path().string();
  JobProgressBar progress;
  return jobs.publish(id, settings, stopOnInterrupt(), progress);
}

RunSettings settingsOf(TrainingJobs& jobs, const TrainOptions& options) {
  if (options.recipe.empty()) return options.settings;
  RunSettings settings = jobs.recipe(options.recipe, options.corpora);
  settings.folder = options.settings.folder;
  return settings;
}

JobId startJob(TrainingJobs& jobs, const TrainOptions& options, Reporter& reporter) {
  std::string folder = options.resume;
  std::error_code failure;
  const bool known = !options.settings.folder.empty() &&
                     fs::exists(fs::path(options.settings.folder) / "settings.json", failure);
  // A pack that is asked for again goes on where its run was interrupted.
  const bool own = !options.pack.empty() && options.settings.folder == options.pack + ".run";
  if (folder.empty() && known && own) {
    if (options.fresh) fs::remove_all(options.settings.folder, failure);
    if (!options.fresh) folder = options.settings.folder;
  }
  if (folder.empty()) return jobs.submit(settingsOf(jobs, options));
  const JobId id = jobs.open(folder);
  reporter.skip(jobs.snapshot(id));
  jobs.resume(id);
  return id;
}

void printRates(const RateSearch& search) {
  std::printf("valley    %.3g\nminimum/10 %.3g\nsteepest  %.3g\n", search.valley, search.minimum,
              search.steepest);
  for (std::size_t i = 0; i < search.rates.size(); ++i)
    std::printf("  %.3e  %.4f\n", search.rates[i], search.losses[i]);
}

Json jsonOf(const CorpusReport& report) {
  static constexpr const char* kTonics[] = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
  Json keys = Json::object();
  for (std::size_t i = 0; i < report.keys.size(); ++i) {
    if (report.keys[i] > 0)
      keys[std::string(kTonics[i % 12]) + (i < 12 ? " major" : " minor")] = report.keys[i];
  }
  Json skipped = Json::array();
  for (const SkippedFile& file : report.skipped)
    skipped.push_back(
        {{"file", file.file}, {"reason", skipReasonName(file.reason)}, {"detail", file.detail}});
  return {{"files", report.files},
          {"pieces", report.pieces},
          {"clusters", report.clusters},
          {"training_pieces", report.trainingPieces},
          {"validation_pieces", report.validationPieces},
          {"test_pieces", report.testPieces},
          {"notes", report.notes},
          {"quarters", report.quarters},
          {"meters", report.meters},
          {"keys", keys},
          {"keys_unknown", report.keysUnknown},
          {"pitches", report.pitches},
          {"lengths", report.lengths},
          {"piece_notes", report.pieceNotes},
          {"sources", report.sources},
          {"skipped", skipped},
          {"seconds", report.seconds},
          {"remembered", report.remembered}};
}

void printCorpus(const CorpusReport& report) {
  std::printf("%d files: %d pieces in %d clusters, %lld notes, %.0f quarter notes (%.2f s, %d remembered)\n",
              report.files, report.pieces, report.clusters, static_cast<long long>(report.notes),
              report.quarters, report.seconds, report.remembered);
  std::printf("training %d, validation %d, test %d\n", report.trainingPieces, report.validationPieces,
              report.testPieces);
  for (const auto& [meter, count] : report.meters) std::printf("  %-6s %d\n", meter.c_str(), count);
  std::map<std::string, int> reasons;
  for (const SkippedFile& file : report.skipped) ++reasons[skipReasonName(file.reason)];
  for (const auto& [reason, count] : reasons) std::printf("skipped: %-16s %d\n", reason.c_str(), count);
  for (const SkippedFile& file : report.skipped) {
    std::printf("  %s: %s%s%s\n", file.file.c_str(), skipReasonName(file.reason),
                file.detail.empty() ? "" : ", ", file.detail.c_str());
  }
}

}  // namespace

int trainCommand(const TrainOptions& options) {
  const Desk desk = openDesk();
  Reporter reporter(options.json);
  const JobId id = startJob(*desk.jobs, options, reporter);
  const JobSnapshot job = follow(*desk.jobs, id, reporter);
  reporter.end(job);
  if (job.failure) throw *job.failure;
  if (job.state != JobState::Finished) {
    if (!options.json)
      std::fprintf(stderr, "Go on with: partimento-cli train --resume %s\n", job.settings.folder.c_str());
    return kCouldNotBeDone;
  }
  if (options.pack.empty()) return kDone;
  const std::string pack = publishTo(*desk.jobs, id, options.pack, {});
  if (!options.json) std::printf("%s\n", pack.c_str());
  return kDone;
}

int publishCommand(const PublishOptions& options) {
  const Desk desk = openDesk();
  PublishSettings settings;
  settings.name = options.name;
  settings.sentence = options.sentence;
  settings.step = options.step;
  settings.decoding = options.decoding;
  const JobId id = desk.jobs->open(options.run);
  std::printf("%s\n", publishTo(*desk.jobs, id, options.pack, settings).c_str());
  return kDone;
}

int findRateCommand(const TrainOptions& options) {
  const Desk desk = openDesk();
  RateSearch search;
  {
    JobProgressBar progress;
    search = desk.jobs->findRate(options.settings, stopOnInterrupt(), progress);
  }
  if (!options.json) {
    printRates(search);
    return kDone;
  }
  const Json json = {{"valley", search.valley},
                     {"minimum", search.minimum},
                     {"steepest", search.steepest},
                     {"rates", search.rates},
                     {"losses", search.losses}};
  std::printf("%s\n", json.dump().c_str());
  return kDone;
}

int corpusCommand(const CorpusOptions& options) {
  const Desk desk = openDesk();
  CorpusReport report;
  {
    JobProgressBar progress;
    report = desk.jobs->scan(options.folders, options.tokenizer, stopOnInterrupt(), progress);
  }
  if (options.json) {
    std::printf("%s\n", jsonOf(report).dump(2).c_str());
  } else {
    printCorpus(report);
  }
  return kDone;
}

}  // namespace partimento::cli
