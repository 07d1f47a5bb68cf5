#include "core/project/session.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/error.h"
#include "core/project/project_reader.h"
#include "core/project/schema.h"
#include "core/project/session_folder.h"

namespace partimento::project {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> sessionFolders(const StateFolder& state) {
  std::vector<fs::path> folders;
  std::error_code failed;
  for (fs::directory_iterator entry(state.path / "sessions", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::error_code ignored;
    if (entry->is_directory(ignored)) folders.push_back(entry->path());
  }
  return folders;
}

bool hidden(const fs::path& folder) {
  return folder.filename().string().starts_with('.');
}

/// What a session holds; none when there is nothing in it that can be read.
std::optional<ProjectSummary> summaryOf(const fs::path& folder) {
  for (const fs::path& journal : journalsOf(folder)) {
    try {
      Database database = Database::file(journal);
      requireProject(database);
      return readSummary(database);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::ProjectDamaged) throw;
    }
  }
  return std::nullopt;
}

/// Looking at a session takes its lock for a moment: two threads of this program that look at once would
/// take each other for a living owner.
std::mutex& lookingMutex() {
  static std::mutex mutex;
  return mutex;
}

std::optional<RecoverableSession> recoverable(const fs::path& folder) {
  const std::lock_guard looking(lookingMutex());
  SessionFolder session = SessionFolder::adopt(folder);
  const auto summary = summaryOf(folder);
  if (!hidden(folder) && summary && summary->modified) {
    const std::string title = summary->path.stem().string();
    return RecoverableSession{folder,         summary->path, title, summary->changedAt,
                              summary->notes, summary->takes};
  }
  // What cannot be read is kept unless there is nothing: a later program may make more of it.
  if (summary || hidden(folder) || journalsOf(folder).empty()) std::move(session).remove();
  return std::nullopt;
}

}  // namespace

StateFolder StateFolder::standard() {
  // The specification of the base directories has relative paths ignored.
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && fs::path(state).is_absolute()) return {fs::path(state) / "partimento"};
  const char* home = std::getenv("HOME");
  return {fs::path(home && *home ? home : "/tmp") / ".local" / "state" / "partimento"};
}

std::vector<RecoverableSession> recoverableSessions(const StateFolder& state) {
  std::vector<RecoverableSession> sessions;
  for (const fs::path& folder : sessionFolders(state)) {
    try {
      if (auto session = recoverable(folder)) sessions.push_back(std::move(*session));
    } catch (const Error&) {
      continue;  // living, of a newer version, or not ours to read
    }
  }
  std::sort(sessions.begin(), sessions.end(),
            [](const RecoverableSession& a, const RecoverableSession& b) { return a.changed > b.changed; });
  return sessions;
}

SessionFolder takeOver(const fs::path& folder) {
  const std::lock_guard looking(lookingMutex());
  return SessionFolder::adopt(folder);
}

void discardSession(const RecoverableSession& session) {
  try {
    takeOver(session.folder).remove();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::FileNotFound) throw;
  }
}

bool openElsewhere(const StateFolder& state, const fs::path& path) {
  const auto samePath = [&path](const fs::path& other) {
    std::error_code failed;
    return !other.empty() && (other == path || fs::equivalent(other, path, failed));
  };
  for (const fs::path& folder : sessionFolders(state)) {
    const std::lock_guard looking(lookingMutex());
    try {
      if (hidden(folder) || journalsOf(folder).empty()) continue;
      SessionFolder::adopt(folder);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::ProjectInUse) continue;
      try {
        Database database = Database::readOnlyFile(journalsOf(folder).front());
        if (samePath(readSummary(database).path)) return true;
      } catch (const Error&) {
        continue;  // it is just being begun or closed
      }
    }
  }
  return false;
}

}  // namespace partimento::project
