#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "core/project/document.h"
#include "core/project/project_store.h"
#include "core/project/session_folder.h"
#include "core/project/snapshot.h"

namespace partimento::project {

/// Writes snapshots of one document into its session folder, on a thread of its own. Only the newest posted
/// snapshot counts, so a slow disk makes the steps larger, never the queue longer. What cannot be written is
/// tried again each second. Nothing here throws or waits for the disk but flush and the destructor.
class Journal {
 public:
  enum class AtEnd { Keep, Remove };

  /// The folder is made with the first snapshot.
  explicit Journal(std::filesystem::path folder);
  explicit Journal(SessionFolder adopted);
  /// Writes what is posted, then stops the thread.
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  std::string session() const { return m_path.filename().string(); }
  void post(std::shared_ptr<const Snapshot> snapshot);
  JournalStatus status() const;
  void onProblem(std::function<void()> changed);
  /// Waits until everything posted is durable or one attempt to write it has failed; false then.
  bool flush();
  /// What becomes of the session when this object is destroyed.
  void atEnd(AtEnd fate) { m_fate = fate; }

 private:
  using Clock = std::chrono::steady_clock;

  void run(std::stop_token stop);
  void settle(const Snapshot& snapshot, const std::optional<Error>& problem);
  std::optional<Error> attempt(const Snapshot& snapshot);
  void write(const Snapshot& snapshot);
  void openStore();
  void closeStore();
  bool fileStillThere() const;

  const std::filesystem::path m_path;

  // Of the journal's thread:
  std::optional<SessionFolder> m_folder;
  std::optional<ProjectStore> m_store;
  std::filesystem::path m_journal;
  bool m_trusted = false;  // the journal holds a whole snapshot; older ones are gone

  mutable std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::condition_variable m_settled;
  std::shared_ptr<const Snapshot> m_pending;
  JournalStatus m_status;
  std::uint64_t m_failed = 0;  // revision of the last attempt, if it failed
  bool m_hurry = false;
  Clock::time_point m_notBefore{};
  std::function<void()> m_problemChanged;

  AtEnd m_fate = AtEnd::Keep;
  std::jthread m_thread;  // last: it ends before what it uses
};

}  // namespace partimento::project
