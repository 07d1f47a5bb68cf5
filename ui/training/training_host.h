#pragma once

#include <QDataStream>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/engine/jobs.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"
#include "ui/session/engine_host.h"

namespace partimento {

/// Signals carry it; Qt 6.4 cannot write an enumeration of this width by itself.
inline QDataStream& operator<<(QDataStream& stream, JobId id) {
  return stream << static_cast<quint64>(id);
}
inline QDataStream& operator>>(QDataStream& stream, JobId& id) {
  quint64 number = 0;
  stream >> number;
  id = JobId(number);
  return stream;
}

}  // namespace partimento

namespace partimento::ui {

/// A run with its curves and checkpoints, as they were at one moment.
struct RunView {
  JobSnapshot job;
  std::vector<TrainPoint> train;
  std::vector<ValidationPoint> validation;
  std::vector<Checkpoint> checkpoints;
};
using RunViewPtr = std::shared_ptr<const RunView>;

/// The queue of training jobs as the interface sees it: opened behind the window once the engine is there,
/// asked on a worker, so that no call here ever waits. What changes comes at most ten times a second. GUI
/// thread only.
class TrainingHost : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Waiting,  ///< for the engine
    Opening,  ///< the runs of earlier sessions are read
    Ready,
    Unavailable,  ///< problem() says why
  };

  TrainingHost(EngineHost& engine, JobsOptions options, QObject* parent = nullptr);
  /// Pauses the running job, which saves its state, and waits for it.
  ~TrainingHost() override;

  State state() const { return m_state; }
  const ErrorMessage& problem() const { return m_problem; }
  /// For work that computes, on a thread that may wait; null until ready.
  const std::shared_ptr<TrainingJobs>& training() const { return m_training; }

  /// In the order of the queue.
  const std::vector<JobSnapshot>& jobs() const { return m_jobs; }
  const JobSnapshot* job(JobId id) const;
  /// With curves and checkpoints; null unless it is followed and has come.
  RunViewPtr run(JobId id) const;
  /// Whose curves and checkpoints are wanted.
  void follow(std::set<JobId> ids);

  void submit(const RunSettings& settings);
  void pause(JobId id);
  void resume(JobId id);
  void cancel(JobId id);
  void move(JobId id, std::size_t place);
  /// Takes an ended or waiting job off the list; its folder stays.
  void forget(JobId id);
  JobsPolicy policy() const { return m_policy; }
  void setPolicy(const JobsPolicy& policy);

 Q_SIGNALS:
  void stateChanged();
  /// Jobs came, went, moved, or are in another state.
  void listChanged();
  /// Figures of a job, its curves or checkpoints are newer.
  void runChanged(partimento::JobId id);
  void submitted(partimento::JobId id);
  void failed(const partimento::ui::ErrorMessage& message);
  /// What was wanted of a job is done or has failed.
  void answered();

 private:
  class Watcher;
  struct News;
  void open();
  void opened(std::shared_ptr<TrainingJobs> training, const JobsPolicy& policy);
  void unavailable(const ErrorMessage& problem);
  /// Soon, and not too often.
  void look();
  void refresh();
  void accept(const News& news);
  void command(std::function<void(TrainingJobs&)> what);

  EngineHost& m_engine;
  JobsOptions m_options;
  State m_state = State::Waiting;
  ErrorMessage m_problem;
  std::shared_ptr<TrainingJobs> m_training;
  std::shared_ptr<Watcher> m_watcher;
  JobsPolicy m_policy;
  std::vector<JobSnapshot> m_jobs;
  std::set<JobId> m_followed;
  std::map<JobId, RunViewPtr> m_runs;
  QTimer m_pause;      // between two looks
  QTimer m_heartbeat;  // while a job runs
  QElapsedTimer m_looked;
  bool m_looking = false;
  bool m_again = false;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
