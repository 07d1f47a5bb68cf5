#include "core/synth/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

namespace partimento::synth {

namespace fs = std::filesystem;

namespace {

// What a new file usually gets; mkstemp alone would hide it from everybody else.
constexpr mode_t kUsualRights = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;

}  // namespace

AtomicFile::AtomicFile(fs::path path) : m_path(std::move(path)) {
  std::string name = m_path.string() + ".XXXXXX";
  m_file = mkstemp(name.data());
  if (m_file < 0) fail(errno);
  m_temporary = name;
  fchmod(m_file, kUsualRights);
}

AtomicFile::~AtomicFile() {
  if (m_file >= 0) close(m_file);
  std::error_code ignored;
  if (!m_temporary.empty()) fs::remove(m_temporary, ignored);
}

std::size_t AtomicFile::write(std::span<const std::byte> bytes) noexcept {
  std::size_t done = 0;
  while (done < bytes.size() && m_error == 0) {
    const ssize_t count = ::write(m_file, bytes.data() + done, bytes.size() - done);
    if (count >= 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      m_error = errno;
    }
  }
  return done;
}

std::size_t AtomicFile::read(std::span<std::byte> bytes) noexcept {
  const ssize_t count = ::read(m_file, bytes.data(), bytes.size());
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::int64_t AtomicFile::seek(std::int64_t offset, int whence) noexcept {
  return lseek(m_file, offset, whence);
}

std::int64_t AtomicFile::length() const noexcept {
  struct stat status {};
  return fstat(m_file, &status) == 0 ? status.st_size : -1;
}

void AtomicFile::check() const {
  if (m_error != 0) fail(m_error);
}

void AtomicFile::commit() {
  check();
  if (fsync(m_file) != 0) fail(errno);
  const int file = std::exchange(m_file, -1);
  if (close(file) != 0) fail(errno);
  std::error_code error;
  fs::rename(m_temporary, m_path, error);
  if (error) fail(error.value());
  m_temporary.clear();
}

void AtomicFile::fail(int error) const {
  const std::string path = m_path.string();
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      throw Error(ErrorCode::DiskFull, {path});
    case EROFS:
    case EACCES:
    case EPERM:
      throw Error(ErrorCode::FolderReadOnly, {path});
    default:
      throw Error(ErrorCode::FileNotWritable, {path, std::generic_category().message(error)});
  }
}

}  // namespace partimento::synth
