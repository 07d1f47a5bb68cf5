#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/jobs.h"
#include "training/jobs/metrics.h"
#include "training/jobs/run_folder.h"

namespace partimento::training {

/// Why a session of a run came back.
enum class SessionEnd : std::uint8_t { Finished, Interrupted };

/// What a run tells while it goes; all calls come from the thread of its session.
class RunListener {
 public:
  virtual ~RunListener() = default;
  virtual void phase(JobPhase phase, double fraction) = 0;
  /// Settings as resolved and everything of the record but state, failure and place in the list.
  virtual void resolved(const RunSettings& settings, const RunRecord& record) = 0;
  virtual void trained(const TrainPoint& point) = 0;
  virtual void validated(const ValidationPoint& point) = 0;
  virtual void checkpointed(const Checkpoint& checkpoint) = 0;
  /// The run goes on from an earlier state: later points and checkpoints are no more.
  virtual void rewound(std::int64_t step) = 0;
};

/// Trains the run of a folder until its end or the stop request, after which it saves its state and returns.
/// Throws Error; what it had made until then is on the disk.
using RunSession = std::function<SessionEnd(const std::filesystem::path& folder, std::stop_token stop,
                                            RunListener& listener)>;

/// The list of jobs and the one thread that works on them. Knows nothing of networks: sessions are given.
/// Safe from any thread; destruction interrupts the running session and waits for it.
class JobQueue {
 public:
  /// Lists the runs below `runsFolder` (may be empty) but those that were forgotten, in the order in which
  /// the list was left; those that have no place yet come first, the last changed last. One that was running
  /// is paused; those that were queued are, and wait until somebody says how that one goes on.
  JobQueue(RunSession session, const std::filesystem::path& runsFolder);
  ~JobQueue();
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;

  /// A run that exists in `folder`, queued.
  JobId add(const std::filesystem::path& folder);
  /// A run that exists, in the state that its record says; one that was running or queued is paused.
  JobId open(const std::filesystem::path& folder);
  std::vector<JobSnapshot> list() const;
  JobSnapshot snapshot(JobId id) const;
  RunCurves curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) const;
  std::vector<Checkpoint> checkpoints(JobId id) const;

  void pause(JobId id);
  void resume(JobId id);
  void cancel(JobId id);
  void move(JobId id, std::size_t place);
  void forget(JobId id);
  JobsPolicy policy() const;
  void setPolicy(const JobsPolicy& policy);
  void watch(std::weak_ptr<JobsWatcher> watcher);

 private:
  struct Job;
  class Listener;
  using JobPtr = std::shared_ptr<Job>;
  using Lock = std::unique_lock<std::mutex>;

  // All but the constructors' helpers want the lock held.
  JobPtr find(JobId id) const;
  JobPtr nextQueued() const;
  JobSnapshot snapshotOf(const Job& job) const;
  void listAgain(const std::filesystem::path& folder, RunRecord record);
  JobId insert(const std::filesystem::path& folder, RunRecord record, bool interrupted);
  bool waitsForInterrupted() const;
  void keepPlaces();
  void work(const std::stop_token& stop);
  void supervise(const JobPtr& job, const std::stop_token& stop, Lock& lock);
  std::thread startSession(const JobPtr& job);
  void waitForSession(const JobPtr& job, const std::stop_token& stop, Lock& lock);
  void settle(Job& job);
  void requestEnd(Job& job, int intent);
  void enter(Job& job, JobState state);

  /// Without the lock.
  void notify(JobId id) const;

  RunSession m_session;
  const bool m_keepsPlaces;    // of a list that is opened again
  mutable std::mutex m_mutex;  // all below
  std::condition_variable_any m_wake;
  std::vector<JobPtr> m_jobs;
  std::vector<std::weak_ptr<JobsWatcher>> m_watchers;
  JobsPolicy m_policy;
  bool m_asked = false;  // somebody has begun or resumed a job
  std::uint64_t m_lastId = 0;
  std::jthread m_worker;  // last: it uses what is above
};

/// Gives the calling thread only what nothing else on the machine wants. A thread cannot come back from it.
void yieldMachine();

}  // namespace partimento::training
