#include "core/project/schema.h"

#include <array>
#include <cstring>
#include <map>
#include <string>

#include "core/base/error.h"

namespace partimento::project {

namespace {

struct Table {
  const char* name;
  const char* sql;  // as sqlite_schema keeps it
};

// Every row ends in a checksum over its other columns.
constexpr std::array<Table, 7> kTables = {{
    {"document",
     "CREATE TABLE document (id INTEGER PRIMARY KEY, session TEXT NOT NULL, program TEXT NOT NULL, "
     "current_step INTEGER NOT NULL, next_take INTEGER NOT NULL, notes INTEGER NOT NULL, takes INTEGER NOT "
     "NULL, "
     "changed_at INTEGER NOT NULL, modified INTEGER NOT NULL, path TEXT NOT NULL, file_size INTEGER NOT "
     "NULL, "
     "file_modified INTEGER NOT NULL, file_hash INTEGER NOT NULL, sum INTEGER NOT NULL)"},
    {"conductor",
     "CREATE TABLE conductor (id INTEGER PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL)"},
    {"track",
     "CREATE TABLE track (id INTEGER PRIMARY KEY, base INTEGER, data BLOB NOT NULL, sum INTEGER NOT NULL)"},
    {"step",
     "CREATE TABLE step (id INTEGER PRIMARY KEY, name TEXT NOT NULL, conductor INTEGER NOT NULL, "
     "tracks BLOB NOT NULL, sum INTEGER NOT NULL)"},
    {"take",
     "CREATE TABLE take (id INTEGER PRIMARY KEY, name TEXT NOT NULL, marks INTEGER NOT NULL, "
     "created_at INTEGER NOT NULL, recipe TEXT NOT NULL, result BLOB NOT NULL, sum INTEGER NOT NULL)"},
    {"trace", "CREATE TABLE trace (take INTEGER PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL)"},
    {"view",
     "CREATE TABLE view (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value BLOB NOT NULL, sum INTEGER NOT "
     "NULL)"},
}};

constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;

std::int32_t bigEndian(std::span<const std::byte> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint32_t>(bytes[at + i]);
  return static_cast<std::int32_t>(value);
}

void requireIdentity(std::int64_t application, std::int64_t version, const std::string& label) {
  if (application != kApplicationId) throw Error(ErrorCode::ProjectDamaged, {label, "no Partimento project"});
  if (version > kSchemaVersion) {
    throw Error(ErrorCode::ProjectTooNew, {label, std::to_string(version), std::to_string(kSchemaVersion)});
  }
  if (version < 1) throw Error(ErrorCode::ProjectDamaged, {label, "version"});
}

}  // namespace

void createSchema(Database& database) {
  for (const Table& table : kTables) database.execute(table.sql);
  database.execute(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  database.execute(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
}

void requireSchema(Database& database) {
  std::map<std::string, std::string> found;
  Statement statement(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'");
  while (statement.next() && found.size() <= kTables.size()) {
    std::string name = statement.getText();
    found[std::move(name)] = statement.getText();
  }
  for (const Table& table : kTables) {
    const auto it = found.find(table.name);
    if (it == found.end() || it->second != table.sql) {
      throw Error(ErrorCode::ProjectDamaged, {database.label(), std::string("table ") + table.name});
    }
  }
}

void requireProjectHeader(std::span<const std::byte> bytes, const std::string& label) {
  static constexpr char kMagic[16] = "SQLite format 3";
  if (bytes.empty()) throw Error(ErrorCode::FileEmpty, {label});
  if (bytes.size() < kHeaderSize || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
    throw Error(ErrorCode::ProjectDamaged, {label, "no SQLite file"});
  }
  requireIdentity(bigEndian(bytes, kApplicationIdAt), bigEndian(bytes, kUserVersionAt), label);
}

void requireProject(Database& database) {
  const std::int64_t application = database.integer("PRAGMA application_id");
  requireIdentity(application, database.integer("PRAGMA user_version"), database.label());
  requireSchema(database);
}

}  // namespace partimento::project
