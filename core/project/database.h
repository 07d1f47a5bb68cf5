#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/hash.h"
#include "core/project/bytes.h"

struct sqlite3;
struct sqlite3_stmt;

namespace partimento::project {

/// A connection to SQLite. One owner, one thread at a time. Failures are thrown as Error with the label as
/// path: DiskFull, FolderReadOnly, FileNotWritable, ProjectDamaged.
class Database {
 public:
  /// Opens or makes a file for reading and writing.
  static Database file(const std::filesystem::path& path);
  /// Opens a file that another connection may be writing to; it must exist.
  static Database readOnlyFile(const std::filesystem::path& path);
  /// An empty database in memory; `label` stands for the path in errors.
  static Database inMemory(std::string label);
  /// A read-only database over the bytes of a file, hardened against what strangers may have put there.
  static Database overBytes(std::span<const std::byte> bytes, std::string label);

  /// Runs statements that return nothing.
  void execute(const char* sql);
  /// The first column of the first row; none of a row is 0.
  std::int64_t integer(const char* sql);
  /// Whether its pages make sense; says nothing of the values in them.
  bool structureIntact();
  /// The database as the bytes of a file.
  Bytes serialised();
  const std::string& label() const { return m_label; }
  sqlite3* handle() const { return m_handle.get(); }
  /// Throws what the last failure on this connection means.
  [[noreturn]] void fail() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Database(std::string label, const char* name, int flags);

  std::string m_label;
  std::unique_ptr<sqlite3, Close> m_handle;
};

/// A prepared statement whose rows carry a checksum over their other columns in the last one, because SQLite
/// does not notice changed bytes inside a value. Must not outlive its database.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);

  // Writing: one put for each parameter but the last, in order; then insert().
  Statement& put(std::int64_t value);
  Statement& put(std::string_view text);
  Statement& put(std::span<const std::byte> bytes);
  Statement& putNull();
  void insert();  ///< binds the checksum and runs
  void run();     ///< runs without a checksum

  // Reading: next(), one get for each column but the last, in order; then intact().
  bool next();
  std::int64_t getInteger();
  std::string getText();
  Bytes getBytes();
  bool isNull() const;  ///< of the column that the next get would read
  bool intact();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void begin();
  void check(int result) const;

  const Database* m_database;
  std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
  Hash64 m_sum;
  int m_column = 0;
};

/// Calls `row` with each row of a query after reading its first column, which must be a growing id: a damaged
/// or hostile file could hold a circle. False when the rows ended in damage.
bool forEachRow(Database& database, const char* sql,
                const std::function<void(std::int64_t id, Statement& row)>& row);

/// Runs BEGIN IMMEDIATE; rolls back at the end of the scope unless commit() succeeded.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& m_database;
  bool m_open = true;
};

}  // namespace partimento::project
