#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace partimento::ui {

/// One thread that does jobs in order. Its destructor asks the running job to stop, drops the waiting ones
/// and joins. post() and cancel() may be called from the owner's thread.
class Worker {
 public:
  using Job = std::function<void(std::stop_token)>;

  Worker();
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Jobs must not throw.
  void post(Job job);
  /// Asks the running job and the waiting ones to stop; returns at once. A job that had not begun still runs,
  /// with its stop requested from the start.
  void cancel();

 private:
  void run(std::stop_token stop);

  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  struct Entry {
    Job job;
    std::stop_source stop;
  };
  std::deque<Entry> m_jobs;
  std::stop_source m_current;
  std::jthread m_thread;
};

/// Runs `call` on the thread of `receiver`, later; not at all when the receiver is gone by then. The caller
/// makes sure that the receiver lives while this function runs (it owns the worker, and so joins it first).
template <typename Call>
void callLater(QObject* receiver, Call call) {
  QMetaObject::invokeMethod(receiver, std::move(call), Qt::QueuedConnection);
}

}  // namespace partimento::ui
