#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/project/session.h"

namespace partimento::project {

/// A file that this process has locked for itself; the kernel releases it when the process ends, however it
/// ends.
class FileLock {
 public:
  /// None when another process, or another part of this one, holds it.
  static std::optional<FileLock> take(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
  int m_descriptor;
};

/// The folder of one open document, locked as long as this object lives. Its journals are called
/// journal-1.partimento, journal-2.partimento...: a new one is begun where the old one may not be trusted,
/// and the old one is removed once the new one holds everything.
class SessionFolder {
 public:
  /// "20261120-194455-1a2b3c4d": unique; nothing is created.
  static std::string newId();
  static std::filesystem::path folderOf(const StateFolder& state, const std::string& id);

  /// Makes the folder; it appears under its name with the lock already held.
  static SessionFolder create(const std::filesystem::path& folder);
  /// Takes over a folder that exists. Throws ProjectInUse when its program lives, FileNotFound when it is
  /// gone.
  static SessionFolder adopt(const std::filesystem::path& folder);

  const std::filesystem::path& path() const { return m_path; }
  std::filesystem::path newJournal() const;
  void removeJournalsBut(const std::filesystem::path& kept) const;
  /// Deletes the folder with everything in it and releases the lock.
  void remove() &&;

 private:
  SessionFolder(std::filesystem::path path, FileLock lock)
      : m_path(std::move(path)), m_lock(std::move(lock)) {}

  std::filesystem::path m_path;
  FileLock m_lock;
};

/// SessionFolder::adopt, but never refused because another thread of this program is just looking at the
/// session. Throws what adopt throws.
SessionFolder takeOver(const std::filesystem::path& folder);

/// Newest first.
std::vector<std::filesystem::path> journalsOf(const std::filesystem::path& sessionFolder);
void removeJournal(const std::filesystem::path& journal);

/// Whether a living program or another window has the project at `path` open.
bool openElsewhere(const StateFolder& state, const std::filesystem::path& path);

}  // namespace partimento::project
