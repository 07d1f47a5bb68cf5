#include "ui/training/training_host.h"

#include <algorithm>
#include <mutex>

namespace partimento::ui {
namespace {

constexpr int kPauseMilliseconds = 100;
constexpr int kHeartbeatMilliseconds = 1000;

bool sameList(const std::vector<JobSnapshot>& a, const std::vector<JobSnapshot>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const JobSnapshot& x, const JobSnapshot& y) {
    return x.id == y.id && x.state == y.state && x.interrupted == y.interrupted;
  });
}

/// What is known with what has come since. Points that a resumed run makes again are equal to the old ones,
/// so that only a shorter curve has to be read anew.
RunViewPtr updated(TrainingJobs& training, const JobSnapshot& job, const RunViewPtr& before) {
  auto view = std::make_shared<RunView>(before ? *before : RunView());
  view->job = job;
  if (view->train.size() > job.trainPoints) view->train.clear();
  if (view->validation.size() > job.validationPoints) view->validation.clear();
  const RunCurves news = training.curves(job.id, view->train.size(), view->validation.size());
  view->train.insert(view->train.end(), news.train.begin(), news.train.end());
  view->validation.insert(view->validation.end(), news.validation.begin(), news.validation.end());
  view->checkpoints = training.checkpoints(job.id);
  return view;
}

}  // namespace

struct TrainingHost::News {
  std::vector<JobSnapshot> jobs;
  std::map<JobId, RunViewPtr> runs;
  JobsPolicy policy;
};

/// Brings word of changes from the threads of the jobs; outlives the host harmlessly.
class TrainingHost::Watcher : public JobsWatcher {
 public:
  explicit Watcher(TrainingHost* host) : m_host(host) {}
  void jobChanged(JobId) override {
    const std::lock_guard lock(m_mutex);
    if (m_host) callLater(m_host, [host = m_host] { host->look(); });
  }
  void detach() {
    const std::lock_guard lock(m_mutex);
    m_host = nullptr;
  }

 private:
  std::mutex m_mutex;
  TrainingHost* m_host;
};

TrainingHost::TrainingHost(EngineHost& engine, JobsOptions options, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_options(std::move(options)),
      m_watcher(std::make_shared<Watcher>(this)) {
  m_pause.setSingleShot(true);
  connect(&m_pause, &QTimer::timeout, this, &TrainingHost::refresh);
  connect(&m_heartbeat, &QTimer::timeout, this, &TrainingHost::look);
  m_heartbeat.setInterval(kHeartbeatMilliseconds);
  connect(&m_engine, &EngineHost::stateChanged, this, &TrainingHost::open);
  open();
}

TrainingHost::~TrainingHost() {
  m_watcher->detach();
}

void TrainingHost::open() {
  if (m_training || m_state == State::Opening) return;
  if (m_engine.state() == EngineHost::State::Missing) return unavailable(m_engine.problem());
  if (m_engine.state() != EngineHost::State::Ready) {
    m_state = State::Waiting;
    Q_EMIT stateChanged();
    return;
  }
  m_state = State::Opening;
  Q_EMIT stateChanged();
  m_worker.post([this, engine = m_engine.engine(), options = m_options](std::stop_token) {
    try {
      std::shared_ptr<TrainingJobs> training = engine->openTraining(options);
      if (!training) throw Error(ErrorCode::EngineMissing, {std::string(), "it does not train"});
      training->watch(m_watcher);
      callLater(this, [this, training, policy = training->policy()] { opened(training, policy); });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { unavailable(message); });
    }
  });
}

void TrainingHost::opened(std::shared_ptr<TrainingJobs> training, const JobsPolicy& policy) {
  m_training = std::move(training);
  m_policy = policy;
  m_state = State::Ready;
  Q_EMIT stateChanged();
  refresh();
}

void TrainingHost::unavailable(const ErrorMessage& problem) {
  m_problem = problem;
  m_state = State::Unavailable;
  Q_EMIT stateChanged();
}

const JobSnapshot* TrainingHost::job(JobId id) const {
  const auto found =
      std::find_if(m_jobs.begin(), m_jobs.end(), [id](const JobSnapshot& job) { return job.id == id; });
  return found == m_jobs.end() ? nullptr : &*found;
}

RunViewPtr TrainingHost::run(JobId id) const {
  const auto found = m_runs.find(id);
  return found == m_runs.end() ? nullptr : found->second;
}

void TrainingHost::follow(std::set<JobId> ids) {
  if (ids == m_followed) return;
  m_followed = std::move(ids);
  refresh();
}

void TrainingHost::look() {
  if (m_pause.isActive()) return;
  const qint64 since = m_looked.isValid() ? m_looked.elapsed() : kPauseMilliseconds;
  m_pause.start(static_cast<int>(std::max<qint64>(0, kPauseMilliseconds - since)));
}

void TrainingHost::refresh() {
  if (!m_training) return;
  if (m_looking) {
    m_again = true;
    return;
  }
  m_looking = true;
  m_looked.start();
  m_worker.post([this, training = m_training, followed = m_followed, known = m_runs](std::stop_token) {
    News news;
    news.jobs = training->list();
    news.policy = training->policy();
    for (const JobSnapshot& job : news.jobs) {
      if (!followed.contains(job.id)) continue;
      const auto before = known.find(job.id);
      try {
        news.runs[job.id] = updated(*training, job, before == known.end() ? nullptr : before->second);
      } catch (const Error&) {
        continue;  // taken off the list meanwhile
      }
    }
    callLater(this, [this, news] { accept(news); });
  });
}

void TrainingHost::accept(const News& news) {
  m_looking = false;
  const bool same = sameList(m_jobs, news.jobs);
  m_jobs = news.jobs;
  m_runs = news.runs;
  m_policy = news.policy;
  const bool running = std::any_of(m_jobs.begin(), m_jobs.end(), [](const JobSnapshot& job) {
    return job.state == JobState::Running || job.state == JobState::Pausing;
  });
  running ? m_heartbeat.start() : m_heartbeat.stop();
  if (!same) Q_EMIT listChanged();
  for (const JobSnapshot& job : news.jobs) Q_EMIT runChanged(job.id);
  if (m_again) {
    m_again = false;
    look();
  }
}

void TrainingHost::command(std::function<void(TrainingJobs&)> what) {
  if (!m_training) return;
  m_worker.post([this, training = m_training, what = std::move(what)](std::stop_token) {
    try {
      what(*training);
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
    callLater(this, [this] {
      refresh();
      Q_EMIT answered();
    });
  });
}

void TrainingHost::submit(const RunSettings& settings) {
  command([this, settings](TrainingJobs& training) {
    const JobId id = training.submit(settings);
    callLater(this, [this, id] { Q_EMIT submitted(id); });
  });
}

void TrainingHost::pause(JobId id) {
  command([id](TrainingJobs& training) { training.pause(id); });
}

void TrainingHost::resume(JobId id) {
  command([id](TrainingJobs& training) { training.resume(id); });
}

void TrainingHost::cancel(JobId id) {
  command([id](TrainingJobs& training) { training.cancel(id); });
}

void TrainingHost::move(JobId id, std::size_t place) {
  command([id, place](TrainingJobs& training) { training.move(id, place); });
}

void TrainingHost::forget(JobId id) {
  command([id](TrainingJobs& training) { training.forget(id); });
}

void TrainingHost::setPolicy(const JobsPolicy& policy) {
  m_policy = policy;
  command([policy](TrainingJobs& training) { training.setPolicy(policy); });
}

}  // namespace partimento::ui
