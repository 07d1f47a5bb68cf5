#include "core/project/project_file.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/project/project_store.h"
#include "core/project/schema.h"

namespace partimento::project {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kPageCountAt = 28;
constexpr std::size_t kMostPadding = 256u << 20;

std::uint64_t bigEndian(const Bytes& bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<std::uint64_t>(bytes[at + i]);
  return value;
}

/// Fills a cut file up to the length that its header promises: SQLite then reads what is left of it.
bool fillUp(Bytes& bytes) {
  const std::uint64_t pageSize = bigEndian(bytes, kPageSizeAt, 2);
  const std::uint64_t promised = bigEndian(bytes, kPageCountAt, 4) * (pageSize == 1 ? 65536 : pageSize);
  if (promised <= bytes.size() || promised - bytes.size() > kMostPadding) return false;
  bytes.resize(static_cast<std::size_t>(promised));
  return true;
}

std::int64_t modifiedTime(const fs::path& path) {
  std::error_code failed;
  const auto time = fs::last_write_time(path, failed);
  if (failed) return 0;
  const auto since = fs::file_time_type::clock::to_sys(time).time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

std::uint64_t hashOf(std::span<const std::byte> bytes) {
  Hash64 hash;
  hash.add(bytes);
  return hash.value();
}

}  // namespace

Bytes serialise(const Snapshot& snapshot) {
  ProjectStore store(Database::inMemory(snapshot.path.string()));
  store.sync(snapshot);
  return store.database().serialised();
}

LoadedProject parse(Bytes bytes, const std::string& label) {
  requireProjectHeader(bytes, label);
  const bool cut = fillUp(bytes);
  Database database = Database::overBytes(bytes, label);
  bytes = Bytes();
  requireSchema(database);
  const bool intact = !cut && database.structureIntact();
  LoadedProject loaded = readProject(database);
  if (!intact) loaded.losses.insert(loaded.losses.begin(), Loss{Loss::Kind::Structure, 0});
  return loaded;
}

LoadedProject readProjectFile(const fs::path& path) {
  // The time is taken first: a file changed while it is read then counts as changed.
  Fingerprint fingerprint;
  fingerprint.modified = modifiedTime(path);
  Bytes bytes = readFile(path);
  fingerprint.size = bytes.size();
  fingerprint.hash = hashOf(bytes);
  LoadedProject loaded = parse(std::move(bytes), path.string());
  loaded.snapshot.path = path;
  loaded.snapshot.fingerprint = fingerprint;
  return loaded;
}

Fingerprint writeProjectFile(const fs::path& path, const Snapshot& snapshot) {
  // A file may be passed on: it does not say where it lay.
  Snapshot copy = snapshot;
  copy.path.clear();
  copy.fingerprint = {};
  copy.modified = false;
  const Bytes bytes = serialise(copy);
  writeFileAtomically(path, bytes);
  return {bytes.size(), modifiedTime(path), hashOf(bytes)};
}

std::optional<std::string> sessionOfFile(const fs::path& path) {
  try {
    const Bytes bytes = readFile(path);
    requireProjectHeader(bytes, path.string());
    Database database = Database::overBytes(bytes, path.string());
    requireSchema(database);
    return readSummary(database).session;
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool unchanged(const fs::path& path, const Fingerprint& fingerprint) {
  std::error_code failed;
  const std::uint64_t size = fs::file_size(path, failed);
  if (failed) return fingerprint.hash == 0 || !fs::exists(path, failed);
  if (size != fingerprint.size) return false;
  // The time says nothing: two programs can save within one tick of the file system's clock.
  return hashOf(readFile(path)) == fingerprint.hash;
}

}  // namespace partimento::project
