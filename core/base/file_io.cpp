#include "core/base/file_io.h"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/hash.h"

namespace partimento {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemporaryEnd = ".tmp";

class Descriptor {
 public:
  explicit Descriptor(int number) : m_number(number) {}
  ~Descriptor() {
    if (m_number >= 0) ::close(m_number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return m_number; }
  /// Closes now: some file systems report a full disk only here.
  bool close() { return ::close(std::exchange(m_number, -1)) == 0; }

 private:
  int m_number;
};

std::string systemMessage(int number) {
  return std::generic_category().message(number);
}

Error writeError(const fs::path& path, int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Error(ErrorCode::DiskFull, {path.string()});
    case EROFS:
    case EACCES:
    case EPERM:
      return Error(ErrorCode::FolderReadOnly, {path.parent_path().string()});
    default:
      return Error(ErrorCode::FileNotWritable, {path.string(), systemMessage(number)});
  }
}

/// The file that a chain of links leads to, so that the link itself survives a rename.
fs::path linkTarget(const fs::path& path) {
  std::error_code failed;
  if (!fs::is_symlink(path, failed)) return path;
  const fs::path target = fs::weakly_canonical(path, failed);
  return failed ? path : target;
}

int writeAll(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
}

/// How the temporary files for one target begin; short, so that long names fit too.
std::string temporaryPrefix(const fs::path& target) {
  Hash64 hash;
  hash.add(target.filename().string());
  return ".partimento-" + hash.hex() + '-';
}

/// A new, empty file beside the target, locked while it is open; `path` receives its name.
int createTemporary(const fs::path& target, fs::path& path) {
  static std::atomic<unsigned> count{0};
  const std::string begin = temporaryPrefix(target) + std::to_string(::getpid()) + '-';
  for (;;) {
    path = target.parent_path() / (begin + std::to_string(++count) + std::string(kTemporaryEnd));
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) ::flock(descriptor, LOCK_EX | LOCK_NB);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
}

/// The process that a name of createTemporary's tells; none for every other name.
std::optional<pid_t> writerOf(std::string_view name, std::string_view prefix) {
  const bool ours = name.starts_with(prefix) && name.ends_with(kTemporaryEnd);
  if (!ours || name.size() < prefix.size() + kTemporaryEnd.size()) return std::nullopt;
  name = name.substr(prefix.size(), name.size() - prefix.size() - kTemporaryEnd.size());
  pid_t process = 0;
  unsigned number = 0;
  const char* const end = name.data() + name.size();
  const auto [dash, first] = std::from_chars(name.data(), end, process);
  if (first != std::errc() || dash == end || *dash != '-' || process <= 0) return std::nullopt;
  const auto [rest, second] = std::from_chars(dash + 1, end, number);
  return second == std::errc() && rest == end ? std::optional(process) : std::nullopt;
}

/// Nobody writes it: its process is gone, and nobody, be it on another machine, holds its lock.
bool isAbandoned(const fs::path& path, pid_t writer) {
  if (::kill(writer, 0) == 0 || errno != ESRCH) return false;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  return file.number() >= 0 && ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode) &&
         ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

/// Deletes what processes left that were killed while they wrote this target.
void removeAbandoned(const fs::path& target) {
  const std::string prefix = temporaryPrefix(target);
  std::error_code failed;
  for (fs::directory_iterator at(target.parent_path(), failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::optional<pid_t> writer = writerOf(at->path().filename().string(), prefix);
    if (writer && isAbandoned(at->path(), *writer)) ::unlink(at->path().c_str());
  }
}

int keepPermissions(int descriptor, const fs::path& path) {
  struct stat existing {};
  if (::stat(path.c_str(), &existing) != 0) return 0;
  return ::fchmod(descriptor, existing.st_mode & 07777U) == 0 ? 0 : errno;
}

void syncFolder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() >= 0) ::fsync(opened.number());
}

enum class Kinds { All, RegularOnly };

std::vector<std::byte> read(const fs::path& path, Kinds kinds) {
  // A pipe that nobody writes would be waited for without O_NONBLOCK; on a regular file it has no effect.
  const int patience = kinds == Kinds::RegularOnly ? O_NONBLOCK : 0;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | patience));
  const auto failed = [&path](int number) {
    if (number == ENOENT || number == ENOTDIR) return Error(ErrorCode::FileNotFound, {path.string()});
    return Error(ErrorCode::FileNotReadable, {path.string(), systemMessage(number)});
  };
  if (file.number() < 0) throw failed(errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw failed(errno);
  if (S_ISDIR(status.st_mode)) throw failed(EISDIR);
  if (kinds == Kinds::RegularOnly && !S_ISREG(status.st_mode))
    throw Error(ErrorCode::FileNotReadable, {path.string(), "it is no regular file"});
  std::vector<std::byte> bytes(S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1
                                                       : 65536);
  std::size_t filled = 0;
  for (;;) {
    const ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw failed(errno);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
    if (filled == bytes.size()) bytes.resize(2 * bytes.size());
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

std::vector<std::byte> readFile(const std::filesystem::path& path) {
  return read(path, Kinds::All);
}

std::vector<std::byte> readRegularFile(const std::filesystem::path& path) {
  return read(path, Kinds::RegularOnly);
}

std::string readTextFile(const std::filesystem::path& path) {
  const std::vector<std::byte> bytes = readFile(path);
  std::string text(bytes.size(), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) text[i] = static_cast<char>(bytes[i]);
  return text;
}

void writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  const fs::path target = linkTarget(fs::absolute(path));
  std::error_code ignored;
  if (fs::is_directory(target, ignored)) throw writeError(target, EISDIR);
  removeAbandoned(target);
  fs::path temporary;
  Descriptor file(createTemporary(target, temporary));
  if (file.number() < 0) throw writeError(target, errno);
  int failure = writeAll(file.number(), bytes);
  if (failure == 0) failure = keepPermissions(file.number(), target);
  if (!file.close() && failure == 0) failure = errno;
  if (failure == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) failure = errno;
  if (failure != 0) {
    ::unlink(temporary.c_str());
    throw writeError(target, failure);
  }
  syncFolder(target.parent_path());
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view text) {
  writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace partimento
