#include "core/project/session_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <random>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

namespace partimento::project {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLockName = "lock";
constexpr std::string_view kJournalPrefix = "journal-";
constexpr std::string_view kJournalSuffix = ".partimento";

[[noreturn]] void throwFolderError(const fs::path& path, int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      throw Error(ErrorCode::DiskFull, {path.string()});
    case EROFS:
    case EACCES:
    case EPERM:
      throw Error(ErrorCode::FolderReadOnly, {path.parent_path().string()});
    default:
      throw Error(ErrorCode::FileNotWritable, {path.string(), std::generic_category().message(number)});
  }
}

/// The number in "journal-N.partimento"; none for other names.
std::optional<unsigned> journalNumber(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!name.starts_with(kJournalPrefix) || !name.ends_with(kJournalSuffix)) return std::nullopt;
  const char* first = name.data() + kJournalPrefix.size();
  const char* last = name.data() + name.size() - kJournalSuffix.size();
  unsigned number = 0;
  const auto parsed = std::from_chars(first, last, number);
  if (parsed.ec != std::errc() || parsed.ptr != last) return std::nullopt;
  return number;
}

/// Beside the folder; listings of sessions pass over it.
fs::path hiddenName(const fs::path& folder) {
  std::string name(1, '.');
  name += folder.filename().string();
  return folder.parent_path() / name;
}

void syncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

std::optional<FileLock> FileLock::take(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) throwFolderError(path, errno);
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  // The file may have been deleted between opening and locking it: then the lock guards nothing.
  struct stat mine {};
  struct stat named {};
  if (::fstat(descriptor, &mine) != 0 || ::stat(path.c_str(), &named) != 0) return std::nullopt;
  if (mine.st_ino != named.st_ino || mine.st_dev != named.st_dev) return std::nullopt;
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(m_descriptor, other.m_descriptor);
  return *this;
}

FileLock::~FileLock() {
  if (m_descriptor < 0) return;
  // Closing alone would leave the lock to a process that is being forked at this moment.
  ::flock(m_descriptor, LOCK_UN);
  ::close(m_descriptor);
}

std::string SessionFolder::newId() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S-", &parts);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id(text.data(), length);
  std::random_device random;
  for (int i = 0; i < 8; ++i) id += kDigits[random() % 16];
  return id;
}

fs::path SessionFolder::folderOf(const StateFolder& state, const std::string& id) {
  return state.path / "sessions" / id;
}

SessionFolder SessionFolder::create(const fs::path& folder) {
  const fs::path sessions = folder.parent_path();
  std::error_code failed;
  fs::create_directories(sessions, failed);
  if (failed) throwFolderError(sessions, failed.value());
  const fs::path hidden = hiddenName(folder);
  fs::create_directory(hidden, failed);
  if (failed) throwFolderError(hidden, failed.value());
  auto lock = FileLock::take(hidden / kLockName);
  if (!lock) throw Error(ErrorCode::ProjectInUse, {folder.string()});
  fs::rename(hidden, folder, failed);
  if (failed) throwFolderError(folder, failed.value());
  syncFolder(sessions);
  return SessionFolder(folder, std::move(*lock));
}

SessionFolder SessionFolder::adopt(const fs::path& folder) {
  std::error_code failed;
  if (!fs::exists(folder / kLockName, failed)) throw Error(ErrorCode::FileNotFound, {folder.string()});
  auto lock = FileLock::take(folder / kLockName);
  if (!lock) throw Error(ErrorCode::ProjectInUse, {folder.string()});
  return SessionFolder(folder, std::move(*lock));
}

fs::path SessionFolder::newJournal() const {
  unsigned number = 1;
  for (const fs::path& journal : journalsOf(m_path)) number = std::max(number, *journalNumber(journal) + 1);
  return m_path / (std::string(kJournalPrefix) + std::to_string(number) + std::string(kJournalSuffix));
}

void SessionFolder::removeJournalsBut(const fs::path& kept) const {
  for (const fs::path& journal : journalsOf(m_path)) {
    if (journal != kept) removeJournal(journal);
  }
}

void SessionFolder::remove() && {
  // Under a hidden name first: a listing that runs now must not find half a session.
  std::error_code failed;
  fs::path folder = hiddenName(m_path);
  fs::rename(m_path, folder, failed);
  if (failed) folder = m_path;
  fs::remove_all(folder, failed);
  if (failed) throwFolderError(folder, failed.value());
}

std::vector<fs::path> journalsOf(const fs::path& sessionFolder) {
  std::vector<fs::path> journals;
  std::error_code failed;
  for (fs::directory_iterator entry(sessionFolder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (journalNumber(entry->path())) journals.push_back(entry->path());
  }
  std::sort(journals.begin(), journals.end(),
            [](const fs::path& a, const fs::path& b) { return *journalNumber(a) > *journalNumber(b); });
  return journals;
}

void removeJournal(const fs::path& journal) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(journal.string() + suffix, ignored);
}

}  // namespace partimento::project
