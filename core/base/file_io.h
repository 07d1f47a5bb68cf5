#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partimento {

/// The whole file. Throws Error(FileNotFound, FileNotReadable).
std::vector<std::byte> readFile(const std::filesystem::path& path);
/// The same for files from strangers: a pipe or a device, which might never end, is FileNotReadable.
std::vector<std::byte> readRegularFile(const std::filesystem::path& path);
std::string readTextFile(const std::filesystem::path& path);

/// Writes a temporary file beside `path`, syncs it to the disk and renames it into place: readers see the old
/// file or the new one, never a part. A link is followed; permissions of an existing file are kept.
/// Temporary files that a killed process left of the same target are deleted.
/// Throws Error(FileNotWritable, FolderReadOnly, DiskFull) and leaves nothing behind.
void writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
void writeFileAtomically(const std::filesystem::path& path, std::string_view text);

}  // namespace partimento
