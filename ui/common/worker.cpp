#include "ui/common/worker.h"

namespace partimento::ui {

Worker::Worker() : m_thread([this](std::stop_token stop) { run(stop); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(m_mutex);
    m_jobs.clear();
    m_current.request_stop();
  }
  m_thread.request_stop();
}

void Worker::post(Job job) {
  {
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back({std::move(job), std::stop_source()});
  }
  m_wake.notify_one();
}

void Worker::cancel() {
  const std::lock_guard lock(m_mutex);
  for (Entry& entry : m_jobs) entry.stop.request_stop();
  m_current.request_stop();
}

void Worker::run(std::stop_token stop) {
  for (;;) {
    Entry entry;
    {
      std::unique_lock lock(m_mutex);
      if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) return;
      entry = std::move(m_jobs.front());
      m_jobs.pop_front();
      m_current = entry.stop;
    }
    entry.job(entry.stop.get_token());
  }
}

}  // namespace partimento::ui
