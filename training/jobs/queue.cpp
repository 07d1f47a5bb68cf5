#include "training/jobs/queue.h"

#include <algorithm>

#include <malloc.h>
#include <sched.h>

#include "training/jobs/run_list.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// What a running session was asked to end for.
enum Intent : int { kNone, kPause, kCancel, kYield };

constexpr auto kNotifyPause = std::chrono::milliseconds(34);
/// A session's network and buffers lay in an arena of its own thread; the next thread may get another.
void giveMemoryBack() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// The longest and the shortest wait between two looks at policies and turns, in seconds.
constexpr double kLookAround = 1;
constexpr double kLeastWait = 0.02;
/// Of the smoothed training loss.
constexpr double kSmoothing = 0.9;

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The debiased exponential average of the last values.
double smoothed(const std::vector<TrainPoint>& points) {
  double sum = 0;
  double weight = 0;
  const std::size_t from = points.size() > 60 ? points.size() - 60 : 0;
  for (std::size_t i = from; i < points.size(); ++i) {
    sum = kSmoothing * sum + (1 - kSmoothing) * points[i].nats;
    weight = kSmoothing * weight + (1 - kSmoothing);
  }
  return weight > 0 ? sum / weight : 0;
}

std::optional<std::int64_t> turnOf(const std::vector<ValidationPoint>& points) {
  const auto best = std::min_element(points.begin(), points.end(),
                                     [](const auto& a, const auto& b) { return a.nats < b.nats; });
  if (best == points.end() || points.end() - best < 3) return std::nullopt;
  return best->step;
}

bool hasEnded(JobState state) {
  return state == JobState::Finished || state == JobState::Failed || state == JobState::Cancelled;
}

}  // namespace

struct JobQueue::Job {
  JobId id{};
  fs::path folder;
  RunSettings settings;
  RunRecord record;
  RunMetrics metrics;
  JobPhase phase = JobPhase::Waiting;
  double fraction = 0;
  bool interrupted = false;
  int intent = kNone;
  std::stop_source stop;
  bool done = false;  // the session has come back
  std::optional<SessionEnd> end;
  std::optional<Error> failure;
  // This session's pace.
  std::int64_t firstStep = 0;
  Clock::time_point begin;
  Clock::time_point notified;
};

/// Takes down what a session tells.
class JobQueue::Listener : public RunListener {
 public:
  Listener(JobQueue& queue, JobPtr job) : m_queue(queue), m_job(std::move(job)) {}

  void phase(JobPhase phase, double fraction) override {
    change([&] {
      m_job->phase = phase;
      m_job->fraction = fraction;
    });
  }
  void resolved(const RunSettings& settings, const RunRecord& record) override {
    change([&] {
      const RunRecord own = m_job->record;
      m_job->settings = settings;
      m_job->record = record;
      m_job->record.state = own.state;
      m_job->record.hidden = own.hidden;
      m_job->record.place = own.place;
      m_job->firstStep = record.step;
      m_job->begin = Clock::now();
    });
  }
  void trained(const TrainPoint& point) override {
    change([&] {
      m_job->metrics.train.push_back(point);
      m_job->record.step = point.step;
      m_job->record.epoch = point.epoch;
      m_job->record.seconds = point.seconds;
    });
  }
  void validated(const ValidationPoint& point) override {
    change([&] {
      m_job->metrics.validation.push_back(point);
      if (point.improved) m_job->record.bestNats = point.nats;
    });
  }
  void checkpointed(const Checkpoint& checkpoint) override {
    change([&] {
      if (checkpoint.best) {
        for (Checkpoint& before : m_job->metrics.checkpoints) before.best = false;
      }
      m_job->metrics.checkpoints.push_back(checkpoint);
      RunFolder(m_job->folder).writeRecord(m_job->record);
    });
  }
  void rewound(std::int64_t step) override {
    change([&] {
      const auto later = [step](const auto& entry) { return entry.step > step; };
      std::erase_if(m_job->metrics.train, later);
      std::erase_if(m_job->metrics.validation, later);
      std::erase_if(m_job->metrics.checkpoints, later);
    });
  }

 private:
  template <typename Change>
  void change(const Change& change) {
    {
      const std::lock_guard lock(m_queue.m_mutex);
      change();
      const Clock::time_point now = Clock::now();
      if (now - m_job->notified < kNotifyPause) return;
      m_job->notified = now;
    }
    m_queue.notify(m_job->id);
  }

  JobQueue& m_queue;
  JobPtr m_job;
};

JobQueue::JobQueue(RunSession session, const fs::path& runsFolder)
    : m_session(std::move(session)), m_keepsPlaces(!runsFolder.empty()) {
  for (ListedRun& run : runsIn(runsFolder)) {
    try {
      listAgain(run.folder, std::move(run.record));
    } catch (const Error&) {
      continue;  // a damaged run is no reason not to list the others
    }
  }
  m_worker = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

JobQueue::~JobQueue() {
  m_worker.request_stop();
}

JobQueue::JobPtr JobQueue::find(JobId id) const {
  for (const JobPtr& job : m_jobs) {
    if (job->id == id) return job;
  }
  throw Error(ErrorCode::Internal, {"unknown job " + std::to_string(static_cast<std::uint64_t>(id))});
}

bool JobQueue::waitsForInterrupted() const {
  const auto open = [](const JobPtr& job) {
    return job->interrupted && job->record.state == JobState::Paused;
  };
  return !m_asked && std::any_of(m_jobs.begin(), m_jobs.end(), open);
}

JobQueue::JobPtr JobQueue::nextQueued() const {
  if (waitsForInterrupted()) return nullptr;
  for (const JobPtr& job : m_jobs) {
    if (job->record.state == JobState::Queued) return job;
  }
  return nullptr;
}

JobId JobQueue::insert(const fs::path& folder, RunRecord record, bool interrupted) {
  auto job = std::make_shared<Job>();
  job->folder = folder;
  job->settings = RunFolder(folder).settings();
  job->record = std::move(record);
  job->metrics = MetricsFile(folder).read();
  job->interrupted = interrupted;
  {
    const std::lock_guard lock(m_mutex);
    for (const JobPtr& known : m_jobs) {
      if (known->folder == folder) return known->id;
    }
    job->id = JobId(++m_lastId);
    m_jobs.push_back(job);
    if (m_worker.joinable()) keepPlaces();  // a list that is being opened has its places
  }
  m_wake.notify_all();
  notify(job->id);
  return job->id;
}

void JobQueue::listAgain(const fs::path& folder, RunRecord record) {
  const bool interrupted = record.state == JobState::Running || record.state == JobState::Pausing;
  if (interrupted) record.state = JobState::Paused;
  insert(folder, std::move(record), interrupted);
}

JobId JobQueue::add(const fs::path& folder) {
  RunRecord record = RunFolder(folder).record();
  record.state = JobState::Queued;
  record.hidden = false;
  RunFolder(folder).writeRecord(record);
  {
    const std::lock_guard lock(m_mutex);
    m_asked = true;
  }
  return insert(folder, std::move(record), false);
}

JobId JobQueue::open(const fs::path& folder) {
  RunRecord record = RunFolder(folder).record();
  const bool was = record.hidden;
  record.hidden = false;
  if (was) RunFolder(folder).writeRecord(record);
  const bool interrupted = record.state == JobState::Running || record.state == JobState::Pausing;
  if (!hasEnded(record.state)) record.state = JobState::Paused;
  return insert(folder, std::move(record), interrupted);
}

void JobQueue::keepPlaces() {
  if (!m_keepsPlaces) return;
  for (std::size_t i = 0; i < m_jobs.size(); ++i) {
    Job& job = *m_jobs[i];
    const auto place = static_cast<std::int64_t>(i);
    if (job.record.place == place) continue;
    job.record.place = place;
    changeRecord(job.folder, [place](RunRecord& record) { record.place = place; });
  }
}

JobSnapshot JobQueue::snapshotOf(const Job& job) const {
  JobSnapshot snapshot;
  snapshot.id = job.id;
  snapshot.settings = job.settings;
  snapshot.state = job.record.state;
  snapshot.phase = job.phase;
  snapshot.failure = job.record.failure;
  snapshot.interrupted = job.interrupted;
  snapshot.elapsed = Seconds(job.record.seconds);
  snapshot.step = job.record.step;
  snapshot.steps = job.record.steps;
  snapshot.epoch = job.record.epoch;
  snapshot.bestNats = job.record.bestNats;
  snapshot.parameters = job.record.parameters;
  snapshot.trainableParameters = job.record.trainableParameters;
  snapshot.trainingPieces = job.record.trainingPieces;
  snapshot.validationPieces = job.record.validationPieces;
  snapshot.device = job.record.device;
  snapshot.trainNats = smoothed(job.metrics.train);
  snapshot.overfitsSince = turnOf(job.metrics.validation);
  snapshot.trainPoints = job.metrics.train.size();
  snapshot.validationPoints = job.metrics.validation.size();
  snapshot.checkpoints = job.metrics.checkpoints.size();
  if (!job.metrics.train.empty()) {
    snapshot.learningRate = job.metrics.train.back().learningRate;
    snapshot.tokensPerSecond = job.metrics.train.back().tokensPerSecond;
    snapshot.notesPerSecond = snapshot.tokensPerSecond * job.record.notesPerToken;
  }
  const bool training = job.phase == JobPhase::Training || job.phase == JobPhase::Validating ||
                        job.phase == JobPhase::Sampling || job.phase == JobPhase::Saving;
  const auto steps = static_cast<double>(std::max<std::int64_t>(job.record.steps, 1));
  snapshot.fraction = training || job.record.state != JobState::Running
                          ? static_cast<double>(job.record.step) / steps
                          : job.fraction;
  if (job.record.state == JobState::Finished) snapshot.fraction = 1;
  const std::int64_t made = job.record.step - job.firstStep;
  if (job.record.state == JobState::Running && training && made > 0) {
    const double pace = secondsSince(job.begin) / static_cast<double>(made);
    snapshot.left = Seconds(pace * static_cast<double>(job.record.steps - job.record.step));
  }
  return snapshot;
}

std::vector<JobSnapshot> JobQueue::list() const {
  const std::lock_guard lock(m_mutex);
  std::vector<JobSnapshot> snapshots;
  for (const JobPtr& job : m_jobs) snapshots.push_back(snapshotOf(*job));
  return snapshots;
}

JobSnapshot JobQueue::snapshot(JobId id) const {
  const std::lock_guard lock(m_mutex);
  return snapshotOf(*find(id));
}

RunCurves JobQueue::curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) const {
  const std::lock_guard lock(m_mutex);
  const RunMetrics& metrics = find(id)->metrics;
  const auto from = [](const auto& points, std::size_t index) {
    return points.begin() + static_cast<std::ptrdiff_t>(std::min(index, points.size()));
  };
  return {{from(metrics.train, trainFrom), metrics.train.end()},
          {from(metrics.validation, validationFrom), metrics.validation.end()}};
}

std::vector<Checkpoint> JobQueue::checkpoints(JobId id) const {
  const std::lock_guard lock(m_mutex);
  return find(id)->metrics.checkpoints;
}

void JobQueue::enter(Job& job, JobState state) {
  job.record.state = state;
  if (state == JobState::Queued) {
    job.record.failure.reset();
    job.interrupted = false;
  }
  if (state != JobState::Running && state != JobState::Pausing) job.phase = JobPhase::Waiting;
  try {
    RunFolder(job.folder).writeRecord(job.record);
  } catch (const Error&) {
    return;  // the record is a convenience; a full disk has been reported already
  }
}

void JobQueue::requestEnd(Job& job, int intent) {
  job.intent = std::max(job.intent == kYield ? kNone : job.intent, intent);
  if (intent != kYield) enter(job, JobState::Pausing);
  job.stop.request_stop();
}

void JobQueue::pause(JobId id) {
  {
    const std::lock_guard lock(m_mutex);
    Job& job = *find(id);
    if (job.record.state == JobState::Running) {
      requestEnd(job, kPause);
    } else if (job.record.state == JobState::Queued) {
      enter(job, JobState::Paused);
    } else {
      return;
    }
  }
  notify(id);
}

void JobQueue::resume(JobId id) {
  {
    const std::lock_guard lock(m_mutex);
    Job& job = *find(id);
    const JobState state = job.record.state;
    if (state != JobState::Paused && state != JobState::Failed && state != JobState::Cancelled) return;
    enter(job, JobState::Queued);
    m_asked = true;
  }
  m_wake.notify_all();
  notify(id);
}

void JobQueue::cancel(JobId id) {
  {
    const std::lock_guard lock(m_mutex);
    Job& job = *find(id);
    const JobState state = job.record.state;
    if (state == JobState::Running || state == JobState::Pausing) {
      requestEnd(job, kCancel);
    } else if (state == JobState::Queued || state == JobState::Paused) {
      enter(job, JobState::Cancelled);
    } else {
      return;
    }
  }
  m_wake.notify_all();  // the others may have waited for it
  notify(id);
}

void JobQueue::move(JobId id, std::size_t place) {
  {
    const std::lock_guard lock(m_mutex);
    const JobPtr job = find(id);
    std::erase(m_jobs, job);
    m_jobs.insert(m_jobs.begin() + static_cast<std::ptrdiff_t>(std::min(place, m_jobs.size())), job);
    keepPlaces();
  }
  notify(id);
}

void JobQueue::forget(JobId id) {
  {
    const std::lock_guard lock(m_mutex);
    const JobPtr job = find(id);
    if (job->record.state == JobState::Running || job->record.state == JobState::Pausing) return;
    changeRecord(job->folder, [](RunRecord& record) { record.hidden = true; });
    std::erase(m_jobs, job);
    keepPlaces();
  }
  m_wake.notify_all();  // the others may have waited for it
}

JobsPolicy JobQueue::policy() const {
  const std::lock_guard lock(m_mutex);
  return m_policy;
}

void JobQueue::setPolicy(const JobsPolicy& policy) {
  {
    const std::lock_guard lock(m_mutex);
    const bool restart = policy.leaveMachineUsable != m_policy.leaveMachineUsable;
    m_policy = policy;
    for (const JobPtr& job : m_jobs) {
      if (restart && job->record.state == JobState::Running && job->intent == kNone) requestEnd(*job, kYield);
    }
  }
  m_wake.notify_all();
}

void JobQueue::watch(std::weak_ptr<JobsWatcher> watcher) {
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_watchers, [](const auto& each) { return each.expired(); });
  m_watchers.push_back(std::move(watcher));
}

void JobQueue::notify(JobId id) const {
  std::vector<std::shared_ptr<JobsWatcher>> watchers;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& watcher : m_watchers) {
      if (auto living = watcher.lock()) watchers.push_back(std::move(living));
    }
  }
  for (const auto& watcher : watchers) watcher->jobChanged(id);
}

void JobQueue::work(const std::stop_token& stop) {
  Lock lock(m_mutex);
  for (;;) {
    JobPtr job;
    const auto found = [&] { return (job = nextQueued()) != nullptr; };
    if (!m_wake.wait(lock, stop, found) || stop.stop_requested()) return;
    supervise(job, stop, lock);
    if (stop.stop_requested()) return;
  }
}

std::thread JobQueue::startSession(const JobPtr& job) {
  // A thread of its own: how modest a thread is cannot be taken back, and the threads of the linear-algebra
  // library inherit it.
  const bool modest = m_policy.leaveMachineUsable;
  return std::thread([this, job, modest, stop = job->stop.get_token()] {
    std::optional<SessionEnd> end;
    std::optional<Error> failure;
    try {
      if (modest) yieldMachine();
      Listener listener(*this, job);
      end = m_session(job->folder, stop, listener);
    } catch (const Error& error) {
      failure = error;
    } catch (const std::exception& error) {
      failure = Error(ErrorCode::Internal, {error.what()});
    }
    giveMemoryBack();
    const std::lock_guard finished(m_mutex);
    job->end = end;
    job->failure = std::move(failure);
    job->done = true;
    m_wake.notify_all();
  });
}

void JobQueue::waitForSession(const JobPtr& job, const std::stop_token& stop, Lock& lock) {
  const Clock::time_point begin = Clock::now();
  const auto done = [&] { return job->done; };
  while (!job->done && !stop.stop_requested()) {
    const double turn = m_policy.turn.value;
    const double left = turn > 0 ? turn - secondsSince(begin) : kLookAround;
    m_wake.wait_for(lock, stop, std::chrono::duration<double>(std::clamp(left, kLeastWait, kLookAround)),
                    done);
    const bool over = turn > 0 && secondsSince(begin) >= turn;
    if (over && !job->done && job->intent == kNone && nextQueued()) requestEnd(*job, kYield);
  }
  job->stop.request_stop();
  m_wake.wait(lock, done);
}

void JobQueue::supervise(const JobPtr& job, const std::stop_token& stop, Lock& lock) {
  job->intent = kNone;
  job->stop = std::stop_source();
  job->done = false;
  job->end.reset();
  job->failure.reset();
  job->begin = Clock::now();
  job->firstStep = job->record.step;
  enter(*job, JobState::Running);
  std::thread session = startSession(job);
  lock.unlock();
  notify(job->id);
  lock.lock();
  waitForSession(job, stop, lock);
  lock.unlock();
  session.join();
  lock.lock();
  // A program that ends leaves the state as it is: the run was interrupted, not paused.
  const bool programEnds = stop.stop_requested() && job->intent == kNone;
  if (programEnds && !job->failure && job->end != SessionEnd::Finished) return enter(*job, job->record.state);
  settle(*job);
  lock.unlock();
  notify(job->id);
  lock.lock();
}

void JobQueue::settle(Job& job) {
  if (job.failure) {
    job.record.failure = job.failure;
    const bool asked = job.failure->code() == ErrorCode::Cancelled;
    if (asked) job.record.failure.reset();
    if (!asked) return enter(job, JobState::Failed);
  } else if (job.end == SessionEnd::Finished) {
    return enter(job, JobState::Finished);
  }
  switch (job.intent) {
    case kCancel:
      return enter(job, JobState::Cancelled);
    case kYield: {
      enter(job, JobState::Queued);
      // Its turn is over: the others come first.
      const auto self =
          std::find_if(m_jobs.begin(), m_jobs.end(), [&](const JobPtr& each) { return each.get() == &job; });
      if (self == m_jobs.end() || m_policy.turn.value <= 0) return;
      std::rotate(self, self + 1, m_jobs.end());
      return keepPlaces();
    }
    default:
      return enter(job, JobState::Paused);
  }
}

void yieldMachine() {
  sched_param parameters{};
  // Refused only by policies of the system; then the thread is like any other.
  static_cast<void>(sched_setscheduler(0, SCHED_IDLE, &parameters));
}

}  // namespace partimento::training
