#include "record/database.h"

#include <sqlite3.h>

#include "base/check.h"

namespace corollary::record {
namespace {

// A path as a `file:` URI: SQLite takes `immutable` in no other way.
std::string unchanging_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool special = c == '?' || c == '#' || c == '%';
    uri += special ? format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return uri + "?immutable=1";
}

int open_flags(Database::Mode mode) {
  switch (mode) {
    case Database::Mode::read:
      return SQLITE_OPEN_READONLY;
    case Database::Mode::read_unchanging:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Mode::write:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::memory:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
  }
  return 0;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int parameter, std::int64_t value) {
  ensure(sqlite3_bind_int64(statement_.get(), parameter, value) == SQLITE_OK, "the statement has such a parameter");
}

void Statement::bind(int parameter, double value) {
  ensure(sqlite3_bind_double(statement_.get(), parameter, value) == SQLITE_OK, "the statement has such a parameter");
}

void Statement::bind(int parameter, std::string_view value) {
  // A null pointer would bind NULL: an empty text is a text.
  const char* const bytes = value.data() != nullptr ? value.data() : "";
  const int code = sqlite3_bind_text64(statement_.get(), parameter, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  ensure(code == SQLITE_OK, "the statement has such a parameter");
}

void Statement::bind(int parameter, Blob value) {
  const char* const bytes = value.bytes.data() != nullptr ? value.bytes.data() : "";
  const int code = sqlite3_bind_blob64(statement_.get(), parameter, bytes, value.bytes.size(), SQLITE_TRANSIENT);
  ensure(code == SQLITE_OK, "the statement has such a parameter");
}

void Statement::bind(int parameter, std::nullopt_t) {
  ensure(sqlite3_bind_null(statement_.get(), parameter) == SQLITE_OK, "the statement has such a parameter");
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    return std::unexpected(database_->last_error());
  }
  return code == SQLITE_ROW;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

Result<void> Statement::run_bound() {
  Result<bool> row = step();
  while (row && *row) {
    row = step();
  }
  reset();
  TRY(row);
  return {};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::number(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
std::string_view Statement::text(int column) const {
  const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes != nullptr ? std::string_view(bytes, size) : std::string_view();
}

std::string_view Statement::blob(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes != nullptr ? std::string_view(bytes, size) : std::string_view();
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Mode mode,
                                                 std::chrono::milliseconds lock_wait, std::size_t memory_max_bytes) {
  const std::string name = mode == Mode::memory ? "the record in memory" : path.string();
  const std::string file = mode == Mode::memory            ? ":memory:"
                           : mode == Mode::read_unchanging ? unchanging_uri(path.string())
                                                           : path.string();
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &connection, open_flags(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> database(new Database(name, connection, lock_wait, memory_max_bytes));
  if (code != SQLITE_OK) {
    return std::unexpected(database->last_error());
  }
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, static_cast<int>(lock_wait.count()));
  // 32 MiB of pages instead of 2: a record of half a million events is then read once, not again for each index.
  // Where the file cannot be read, the first statement that needs it says why.
  (void)database->run(format("PRAGMA cache_size = -32768; PRAGMA mmap_size = {}", memory_max_bytes / 4).c_str());
  return database;
}

// Why a write-ahead log while we write, and a plain file at rest: with a rollback journal a large import would lock
// readers out as soon as it outgrows the cache, and a long reader would keep a writer from its commit. But a file
// left in write-ahead mode needs two neighbour files even to be read, so it could not be read from read-only media.
// The switch to and fro is atomic, and skipped (at close) while somebody else has the file open.
Result<void> Database::begin_writing() {
  if (sqlite3_db_readonly(connection_, "main") != 0) {
    return fail(ErrorKind::store, "{}: cannot be written: the file is read-only for this user", name_);
  }
  TRY(run("PRAGMA journal_mode = WAL"));
  writing_ = true;
  return {};
}

Database::~Database() {
  if (writing_) {
    sqlite3_busy_timeout(connection_, 0);
    sqlite3_exec(connection_, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
  }
  sqlite3_close_v2(connection_);
}

void Database::shorten_log() {
  if (!writing_) {
    return;
  }
  sqlite3_busy_timeout(connection_, 0);  // A reader may need the log for long.
  sqlite3_wal_checkpoint_v2(connection_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(connection_, static_cast<int>(lock_wait_.count()));
}

Result<void> Database::run(const char* sql) {
  if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return std::unexpected(last_error());
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) {
    return std::unexpected(last_error());
  }
  return Statement(*this, statement);
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
  TRY_ASSIGN(Statement statement, prepare(sql));
  TRY_ASSIGN(const bool found, statement.step());
  return found ? statement.integer(0) : 0;
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(connection_); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }

Error Database::last_error() const {
  const auto error = [&](std::string_view what) { return Error{ErrorKind::store, format("{}: {}", name_, what)}; };
  const char* const reason = sqlite3_errmsg(connection_);
  switch (sqlite3_errcode(connection_) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error("is locked: another program is writing to it; try again when it has finished");
    case SQLITE_FULL:
      return error("there is no space left to write to; make room and try again (what was committed before is kept)");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return error("cannot be written: the file or its folder is read-only for this user");
    case SQLITE_CANTOPEN:
      return error("cannot be opened: check that its folder exists and that this user may read and write there");
    case SQLITE_NOTADB:
      return error("is no record: expected a file that `corollary import` made");
    case SQLITE_CORRUPT:
      return error(format("is damaged ({}): put back a copy of it, or import the sets again into a new file", reason));
    case SQLITE_IOERR:
      return error(format("the disk could not be read or written ({}); what was committed before is kept", reason));
    default:
      return error(reason);
  }
}

// The log is emptied before and after a transaction that writes. So a disk that an import has filled is free again as
// soon as the import is undone: nothing of what was committed before has still to be copied out of the log.
Result<Transaction> Transaction::begin_write(Database& database) {
  database.shorten_log();
  TRY(database.run("BEGIN IMMEDIATE"));
  return Transaction(&database, true);
}

Result<Transaction> Transaction::begin_read(Database& database) {
  if (database.in_transaction()) {
    return Transaction(nullptr, false);
  }
  TRY(database.run("BEGIN"));
  return Transaction(&database, false);
}

Result<void> Transaction::commit() {
  if (database_ == nullptr) {
    return {};
  }
  TRY(database_->run("COMMIT"));
  if (writes_) {
    database_->shorten_log();
  }
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (database_ == nullptr) {
    return;
  }
  if (database_->in_transaction()) {  // After some errors (a full disk) SQLite has already rolled back by itself.
    (void)database_->run("ROLLBACK");
  }
  if (writes_) {
    database_->shorten_log();
  }
}

}  // namespace corollary::record
