#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace partimento::synth {

/// A file that appears under its name only when it is complete: written beside it, flushed to the disk,
/// renamed. Destroyed before commit(), it leaves nothing behind. One thread.
class AtomicFile {
 public:
  /// Throws FolderReadOnly, DiskFull, FileNotWritable (path, system message).
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// For use as a C library's stream: they report nothing but how far they came; see check().
  std::size_t write(std::span<const std::byte> bytes) noexcept;
  std::size_t read(std::span<std::byte> bytes) noexcept;
  std::int64_t seek(std::int64_t offset, int whence) noexcept;
  std::int64_t length() const noexcept;

  /// Throws what made the first write fail, if one did.
  void check() const;
  /// Throws like check(), and when flushing or renaming fails.
  void commit();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path m_path;
  std::filesystem::path m_temporary;
  int m_file = -1;
  int m_error = 0;
};

}  // namespace partimento::synth
