#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace partimento::project {

/// Where the studio keeps what is no user file: the journals of open documents lie in `path`/sessions.
struct StateFolder {
  std::filesystem::path path;

  /// $XDG_STATE_HOME/partimento, or ~/.local/state/partimento. Creates nothing.
  static StateFolder standard();
};

/// Work that was not closed: its program was killed or the machine went down.
struct RecoverableSession {
  std::filesystem::path folder;
  std::filesystem::path path;                     ///< the project it belongs to; empty: never saved
  std::string title;                              ///< name of that project; empty: never saved
  std::chrono::system_clock::time_point changed;  ///< last change that is in it
  std::size_t notes = 0;                          ///< in the current score
  std::size_t takes = 0;
};

/// Sessions with unsaved work whose program no longer runs, newest first. Sessions that hold nothing unsaved
/// are cleared away; those of living programs and of newer versions are left alone. Any thread; reads files.
/// A folder that does not exist or cannot be read has no sessions.
std::vector<RecoverableSession> recoverableSessions(const StateFolder& state);

/// Deletes the session for good. Throws Error(ProjectInUse) when a program has taken it up meanwhile,
/// FolderReadOnly or FileNotWritable when it cannot be deleted. Does nothing when it is gone.
void discardSession(const RecoverableSession& session);

}  // namespace partimento::project
