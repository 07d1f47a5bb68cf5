#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/project/bytes.h"
#include "core/project/project_reader.h"

namespace partimento::project {

/// The project as the bytes of a file.
Bytes serialise(const Snapshot& snapshot);

/// Reads the bytes of a project file; `label` stands for its path in errors. Damaged bytes are read as far as
/// possible, see LoadedProject. Throws FileEmpty, ProjectDamaged, ProjectTooNew.
LoadedProject parse(Bytes bytes, const std::string& label);

/// Reads a project file; the snapshot's path and fingerprint are those of the file.
/// Throws FileNotFound, FileNotReadable and what parse throws.
LoadedProject readProjectFile(const std::filesystem::path& path);

/// Writes a project file atomically. Throws DiskFull, FolderReadOnly, FileNotWritable; the old file stays
/// then.
Fingerprint writeProjectFile(const std::filesystem::path& path, const Snapshot& snapshot);

/// The id of the session that wrote a project file; none when it cannot be read.
std::optional<std::string> sessionOfFile(const std::filesystem::path& path);

/// Whether the file at the path has the content that the fingerprint was taken of; a fingerprint with hash 0
/// means that there was no file.
bool unchanged(const std::filesystem::path& path, const Fingerprint& fingerprint);

}  // namespace partimento::project
