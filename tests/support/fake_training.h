#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/jobs.h"

namespace partimento::test {

/// A queue of training jobs in which nothing happens by itself: a test says what each job does next. Corpora,
/// probes and rate tests answer at once with what the test put there.
class FakeTraining : public TrainingJobs {
 public:
  /// Samples and checkpoints are written below this folder.
  explicit FakeTraining(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  // What is answered.
  CorpusReport report;
  std::optional<Error> scanError;
  std::optional<Error> submitError;
  std::optional<Error> publishError;
  RateSearch rates;
  std::vector<ParameterGroup> parts;

  // What was asked.
  std::vector<std::string> scanned;
  std::string scannedAs;
  RunSettings submitted;
  std::optional<PublishSettings> published;
  int probes = 0;

  /// Puts a job into a state, with its failure where it has one.
  void setState(JobId id, JobState state, std::optional<Error> failure = std::nullopt);
  void setInterrupted(JobId id);
  /// Goes on to a step, with a point in the curve at each tenth.
  void train(JobId id, std::int64_t toStep);
  /// Listens to held-out pieces, keeps the network, and writes a sample.
  void validate(JobId id, double nats);
  JobId addRun(const std::string& name, JobState state);

  MachineProbe probe(int threads, std::stop_token stop) override;
  Proposal propose(const ProposalRequest& request, const MachineProbe& machine) override;
  CorpusReport scan(const std::vector<std::string>& folders, const std::string& tokenizer,
                    std::stop_token stop, JobListener& listener) override;
  RunSettings recipe(const std::string& file, const std::string& corpora) override;
  RateSearch findRate(const RunSettings& settings, std::stop_token stop, JobListener& listener) override;
  std::vector<ParameterGroup> groups(const RunSettings& settings) override;
  JobId submit(const RunSettings& settings) override;
  JobId open(const std::string& folder) override;
  std::vector<JobSnapshot> list() override;
  JobSnapshot snapshot(JobId id) override;
  void pause(JobId id) override;
  void resume(JobId id) override;
  void cancel(JobId id) override;
  void move(JobId id, std::size_t place) override;
  void forget(JobId id) override;
  JobsPolicy policy() override;
  void setPolicy(const JobsPolicy& policy) override;
  RunCurves curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) override;
  std::vector<Checkpoint> checkpoints(JobId id) override;
  std::string publish(JobId id, const PublishSettings& settings, std::stop_token stop,
                      JobListener& listener) override;
  void watch(std::weak_ptr<JobsWatcher> watcher) override;

 private:
  struct Job {
    JobSnapshot snapshot;
    RunCurves curves;
    std::vector<Checkpoint> checkpoints;
  };
  using Lock = std::lock_guard<std::mutex>;
  Job& find(JobId id);
  JobId insert(const RunSettings& settings, JobState state);
  void notify(JobId id);

  std::filesystem::path m_folder;
  std::mutex m_mutex;  // all below
  std::vector<Job> m_jobs;
  std::vector<std::weak_ptr<JobsWatcher>> m_watchers;
  JobsPolicy m_policy;
  std::uint64_t m_lastId = 0;
};

/// A report of twenty tunes with a few files left out.
CorpusReport smallReport();

}  // namespace partimento::test
