#include "core/project/database.h"

#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <system_error>
#include <utility>

#include <sqlite3.h>

#include "core/base/error.h"

namespace partimento::project {

namespace {

constexpr int kLongestValue = 512 << 20;  // bytes

bool outOfSpace(int error) {
  return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

bool notAllowed(int error) {
  return error == EROFS || error == EACCES || error == EPERM;
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Database::Database(std::string label, const char* name, int flags) : m_label(std::move(label)) {
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  m_handle.reset(handle);
  if (result != SQLITE_OK) fail();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
}

Database Database::file(const std::filesystem::path& path) {
  Database database(path.string(), path.c_str(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  database.execute("PRAGMA trusted_schema = OFF");
  return database;
}

Database Database::readOnlyFile(const std::filesystem::path& path) {
  Database database(path.string(), path.c_str(), SQLITE_OPEN_READONLY);
  database.execute("PRAGMA trusted_schema = OFF");
  return database;
}

Database Database::inMemory(std::string label) {
  return Database(std::move(label), ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY);
}

Database Database::overBytes(std::span<const std::byte> bytes, std::string label) {
  Database database = inMemory(std::move(label));
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, bytes.data(), bytes.size());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  // SQLite frees the copy, also when it refuses it.
  const int result = sqlite3_deserialize(database.handle(), "main", copy, size, size,
                                         SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  if (result != SQLITE_OK) database.fail();
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON");
  return database;
}

void Database::fail() const {
  const int last = errno;
  const int code = m_handle ? sqlite3_extended_errcode(m_handle.get()) : SQLITE_NOMEM;
  // SQLite forgets the system's number when it rolls back after a failed write; callers clear errno before.
  const int kept = m_handle ? sqlite3_system_errno(m_handle.get()) : 0;
  const int system = kept != 0 ? kept : last;
  const std::string message = m_handle ? sqlite3_errmsg(m_handle.get()) : "out of memory";
  const int primary = code & 0xFF;
  if (primary == SQLITE_FULL || (primary == SQLITE_IOERR && outOfSpace(system))) {
    throw Error(ErrorCode::DiskFull, {m_label});
  }
  const bool denied = primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR;
  if (primary == SQLITE_READONLY || primary == SQLITE_PERM || (denied && notAllowed(system))) {
    throw Error(ErrorCode::FolderReadOnly, {std::filesystem::path(m_label).parent_path().string()});
  }
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_FORMAT ||
      primary == SQLITE_TOOBIG || primary == SQLITE_ERROR || primary == SQLITE_SCHEMA) {
    throw Error(ErrorCode::ProjectDamaged, {m_label, message});
  }
  throw Error(ErrorCode::FileNotWritable, {m_label, kept ? std::generic_category().message(kept) : message});
}

void Database::execute(const char* sql) {
  errno = 0;
  if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::integer(const char* sql) {
  Statement statement(*this, sql);
  return statement.next() ? statement.getInteger() : 0;
}

bool Database::structureIntact() {
  try {
    Statement check(*this, "PRAGMA quick_check(1)");
    return check.next() && check.getText() == "ok";
  } catch (const Error& error) {
    if (error.code() != ErrorCode::ProjectDamaged) throw;
    return false;
  }
}

Bytes Database::serialised() {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
      sqlite3_serialize(m_handle.get(), "main", &size, 0), &sqlite3_free);
  if (!bytes) throw std::bad_alloc();
  const auto all = std::as_bytes(std::span(bytes.get(), static_cast<std::size_t>(size)));
  return Bytes(all.begin(), all.end());
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(const Database& database, std::string_view sql) : m_database(&database) {
  sqlite3_stmt* handle = nullptr;
  check(sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr));
  m_handle.reset(handle);
}

void Statement::check(int result) const {
  if (result != SQLITE_OK) m_database->fail();
}

void Statement::begin() {
  m_sum = Hash64();
  m_column = 0;
}

namespace {

// A column enters the checksum with its kind and length, so that no two rows look alike.
void addColumn(Hash64& sum, char kind, std::span<const std::byte> bytes) {
  const std::uint64_t size = bytes.size();
  sum.add(std::string_view(&kind, 1));
  sum.add(std::as_bytes(std::span(&size, 1)));
  sum.add(bytes);
}

std::span<const std::byte> bytesOf(const std::int64_t& value) {
  return std::as_bytes(std::span(&value, 1));
}

std::int64_t sumOf(const Hash64& sum) {
  return static_cast<std::int64_t>(sum.value());
}

}  // namespace

Statement& Statement::put(std::int64_t value) {
  check(sqlite3_bind_int64(m_handle.get(), ++m_column, value));
  addColumn(m_sum, 'i', bytesOf(value));
  return *this;
}

Statement& Statement::put(std::string_view text) {
  check(sqlite3_bind_text64(m_handle.get(), ++m_column, text.data() ? text.data() : "", text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8));
  addColumn(m_sum, 't', std::as_bytes(std::span(text.data(), text.size())));
  return *this;
}

Statement& Statement::put(std::span<const std::byte> bytes) {
  const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
  check(sqlite3_bind_blob64(m_handle.get(), ++m_column, data, bytes.size(), SQLITE_TRANSIENT));
  addColumn(m_sum, 'b', bytes);
  return *this;
}

Statement& Statement::putNull() {
  check(sqlite3_bind_null(m_handle.get(), ++m_column));
  addColumn(m_sum, 'n', {});
  return *this;
}

void Statement::insert() {
  check(sqlite3_bind_int64(m_handle.get(), ++m_column, sumOf(m_sum)));
  run();
}

void Statement::run() {
  begin();
  errno = 0;
  const int result = sqlite3_step(m_handle.get());
  if (result != SQLITE_DONE && result != SQLITE_ROW) {
    try {
      m_database->fail();
    } catch (...) {
      sqlite3_reset(m_handle.get());
      throw;
    }
  }
  sqlite3_reset(m_handle.get());
}

bool Statement::next() {
  begin();
  errno = 0;
  const int result = sqlite3_step(m_handle.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) m_database->fail();
  return false;
}

bool Statement::isNull() const {
  return sqlite3_column_type(m_handle.get(), m_column) == SQLITE_NULL;
}

std::int64_t Statement::getInteger() {
  if (isNull()) {
    addColumn(m_sum, 'n', {});
    ++m_column;
    return 0;
  }
  const std::int64_t value = sqlite3_column_int64(m_handle.get(), m_column++);
  addColumn(m_sum, 'i', bytesOf(value));
  return value;
}

std::string Statement::getText() {
  const auto* text = sqlite3_column_text(m_handle.get(), m_column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), m_column++));
  const auto bytes = text ? std::as_bytes(std::span(text, size)) : std::span<const std::byte>();
  addColumn(m_sum, 't', bytes);
  std::string value(bytes.size(), '\0');
  if (!bytes.empty()) std::memcpy(value.data(), bytes.data(), bytes.size());
  return value;
}

Bytes Statement::getBytes() {
  const auto* blob = static_cast<const std::byte*>(sqlite3_column_blob(m_handle.get(), m_column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), m_column++));
  const auto bytes = blob ? std::span(blob, size) : std::span<const std::byte>();
  addColumn(m_sum, 'b', bytes);
  return Bytes(bytes.begin(), bytes.end());
}

bool Statement::intact() {
  return sqlite3_column_int64(m_handle.get(), m_column) == sumOf(m_sum);
}

bool forEachRow(Database& database, const char* sql,
                const std::function<void(std::int64_t id, Statement& row)>& row) {
  try {
    Statement statement(database, sql);
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    while (statement.next()) {
      const std::int64_t id = statement.getInteger();
      if (id <= last) return false;
      last = id;
      row(id, statement);
    }
    return true;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::ProjectDamaged) throw;
    return false;
  }
}

Transaction::Transaction(Database& database) : m_database(database) {
  m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (m_open) sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  m_database.execute("COMMIT");
  m_open = false;
}

}  // namespace partimento::project
