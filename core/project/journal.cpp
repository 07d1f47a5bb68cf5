#include "core/project/journal.h"

#include <exception>
#include <system_error>
#include <utility>

#include "core/base/error.h"

namespace partimento::project {

namespace fs = std::filesystem;

namespace {

// Changes in quick succession (a drag) are written together; an edit after a pause is written at once.
constexpr std::chrono::milliseconds kPause{100};
constexpr std::chrono::seconds kRetry{1};

bool sameProblem(const std::optional<Error>& a, const std::optional<Error>& b) {
  if (!a || !b) return !a && !b;
  return a->code() == b->code() && a->arguments() == b->arguments();
}

}  // namespace

Journal::Journal(fs::path folder)
    : m_path(std::move(folder)), m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

Journal::Journal(SessionFolder adopted)
    : m_path(adopted.path()),
      m_folder(std::move(adopted)),
      m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

Journal::~Journal() {
  m_thread.request_stop();
  m_thread.join();
  m_store.reset();
  if (m_fate == AtEnd::Keep || !m_folder) return;
  try {
    std::move(*m_folder).remove();
  } catch (const Error&) {
    // It stays, and the next start asks again: a destructor has nobody to tell.
  }
}

void Journal::post(std::shared_ptr<const Snapshot> snapshot) {
  std::shared_ptr<const Snapshot> replaced;
  {
    const std::lock_guard lock(m_mutex);
    m_status.posted = snapshot->revision;
    replaced = std::exchange(m_pending, std::move(snapshot));
  }
  m_wake.notify_one();
}

JournalStatus Journal::status() const {
  const std::lock_guard lock(m_mutex);
  return m_status;
}

void Journal::onProblem(std::function<void()> changed) {
  const std::lock_guard lock(m_mutex);
  m_problemChanged = std::move(changed);
}

bool Journal::flush() {
  std::unique_lock lock(m_mutex);
  const std::uint64_t target = m_status.posted;
  m_failed = 0;
  m_hurry = true;
  m_wake.notify_one();
  m_settled.wait(lock, [&] { return m_status.durable >= target || m_failed >= target; });
  return m_status.durable >= target;
}

void Journal::run(std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_wake.wait(lock, stop, [this] { return m_pending != nullptr; });
    if (!m_pending) return;
    m_wake.wait_until(lock, stop, m_notBefore, [this] { return m_hurry; });
    m_hurry = false;
    std::shared_ptr<const Snapshot> snapshot = std::exchange(m_pending, nullptr);
    lock.unlock();
    const std::optional<Error> problem = attempt(*snapshot);
    lock.lock();
    if (problem && !m_pending) m_pending = snapshot;
    const bool news = !sameProblem(m_status.problem, problem);
    settle(*snapshot, problem);
    const auto tell = news ? m_problemChanged : nullptr;
    if (problem && stop.stop_requested()) return;
    lock.unlock();
    snapshot.reset();
    if (tell) tell();
    lock.lock();
  }
}

void Journal::settle(const Snapshot& snapshot, const std::optional<Error>& problem) {
  m_status.problem = problem;
  if (problem) {
    m_failed = snapshot.revision;
    m_notBefore = Clock::now() + kRetry;
  } else {
    m_status.durable = snapshot.revision;
    m_notBefore = Clock::now() + kPause;
  }
  m_settled.notify_all();
}

std::optional<Error> Journal::attempt(const Snapshot& snapshot) {
  try {
    write(snapshot);
    return std::nullopt;
  } catch (const Error& error) {
    // A full disk leaves the store as it was; after anything else it is not to be trusted.
    if (error.code() != ErrorCode::DiskFull) closeStore();
    return error;
  } catch (const std::exception& error) {
    closeStore();
    return Error(ErrorCode::Internal, {error.what()});
  }
}

void Journal::write(const Snapshot& snapshot) {
  if (m_store && !fileStillThere()) {
    m_store.reset();
    std::error_code failed;
    if (!fs::exists(m_path, failed)) m_folder.reset();
  }
  if (!m_folder) m_folder = SessionFolder::create(m_path);
  if (!m_store) openStore();
  m_store->sync(snapshot);
  if (!m_trusted) m_folder->removeJournalsBut(m_journal);
  m_trusted = true;
}

void Journal::openStore() {
  m_trusted = false;
  m_journal = m_folder->newJournal();
  try {
    Database database = Database::file(m_journal);
    database.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;"
        "PRAGMA busy_timeout = 1000");
    m_store.emplace(std::move(database));
  } catch (const Error&) {
    removeJournal(m_journal);
    throw;
  }
}

void Journal::closeStore() {
  if (m_store && !m_trusted) removeJournal(m_journal);
  m_store.reset();
}

bool Journal::fileStillThere() const {
  // Somebody may clear the state folder under us; SQLite would go on writing into a file without a name.
  std::error_code failed;
  return fs::exists(m_journal, failed);
}

}  // namespace partimento::project
