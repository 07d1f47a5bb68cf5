#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/engine/jobs.h"
#include "training/jobs/queue.h"
#include "training/jobs/run.h"

namespace partimento::training {

/// Training as the studio and the command line see it: the queue, and what is computed beside it.
class TrainingDesk : public TrainingJobs {
 public:
  /// `publishFolder`: where packs go that are published without a folder.
  TrainingDesk(const JobsOptions& options, std::filesystem::path publishFolder, RunTools tools);

  MachineProbe probe(int threads, std::stop_token stop) override;
  Proposal propose(const ProposalRequest& request, const MachineProbe& machine) override;
  CorpusReport scan(const std::vector<std::string>& folders, const std::string& tokenizer,
                    std::stop_token stop, JobListener& listener) override;
  RunSettings recipe(const std::string& file, const std::string& corpora) override;
  RateSearch findRate(const RunSettings& settings, std::stop_token stop, JobListener& listener) override;
  std::vector<ParameterGroup> groups(const RunSettings& settings) override;

  JobId submit(const RunSettings& settings) override;
  JobId open(const std::string& folder) override;
  std::vector<JobSnapshot> list() override { return m_queue.list(); }
  JobSnapshot snapshot(JobId id) override { return m_queue.snapshot(id); }
  void pause(JobId id) override { m_queue.pause(id); }
  void resume(JobId id) override { m_queue.resume(id); }
  void cancel(JobId id) override { m_queue.cancel(id); }
  void move(JobId id, std::size_t place) override { m_queue.move(id, place); }
  void forget(JobId id) override { m_queue.forget(id); }
  JobsPolicy policy() override { return m_queue.policy(); }
  void setPolicy(const JobsPolicy& policy) override { m_queue.setPolicy(policy); }
  RunCurves curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) override {
    return m_queue.curves(id, trainFrom, validationFrom);
  }
  std::vector<Checkpoint> checkpoints(JobId id) override { return m_queue.checkpoints(id); }
  std::string publish(JobId id, const PublishSettings& settings, std::stop_token stop,
                      JobListener& listener) override;
  void watch(std::weak_ptr<JobsWatcher> watcher) override { m_queue.watch(std::move(watcher)); }

 private:
  std::filesystem::path m_runsFolder;
  std::filesystem::path m_publishFolder;
  RunTools m_tools;
  JobQueue m_queue;  // last: its sessions use the tools
};

}  // namespace partimento::training
