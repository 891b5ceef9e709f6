#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace corollary::record {

class Database;

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// One SQL statement, prepared once and run many times. Must not outlive its database.
class Statement {
 public:
  /// Parameters count from 1, columns from 0, as SQLite has it.
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view value);
  void bind(int parameter, Blob value);
  /// No value.
  void bind(int parameter, std::nullopt_t);
  template <typename Value>
  void bind(int parameter, const std::optional<Value>& value) {
    if (value) {
      bind(parameter, *value);
    } else {
      bind(parameter, std::nullopt);
    }
  }
  void bind(int parameter, std::integral auto value) { bind(parameter, static_cast<std::int64_t>(value)); }

  /// Goes to the next row; false behind the last one. Errors: `store`.
  Result<bool> step();
  /// Ready to run again; what was bound stays.
  void reset();
  /// Binds the values to the parameters from 1 on, runs to the end, resets. Errors: `store`.
  Result<void> run(const auto&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return run_bound();
  }

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double number(int column) const;
  /// Valid until the next step or reset.
  [[nodiscard]] std::string_view text(int column) const;
  /// Likewise.
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(const Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  Result<void> run_bound();

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open SQLite file. Used by one thread at a time. With database.cpp the only place that names SQLite.
class Database {
 public:
  enum class Mode : std::uint8_t {
    read,             ///< Others may write meanwhile.
    read_unchanging,  ///< On read-only media: nobody can write, so no lock and no neighbour file is needed.
    write,            ///< Makes the file if there is none.
    memory
  };
  static constexpr std::size_t kMemoryMax = std::size_t{512} << 20U;

  /// `lock_wait`: how long to wait for another program's lock before an operation fails. `memory_max_bytes`: see `OpenOptions`.
  /// Errors: `store` if the file cannot be opened. What is in it is first looked at by the first statement.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, Mode mode,
                                                std::chrono::milliseconds lock_wait, std::size_t memory_max_bytes = kMemoryMax);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Others can read from now on while this one writes, until it is closed.
  /// Errors: `store` if the file or its folder cannot be written, or another program keeps it locked.
  Result<void> begin_writing();

  /// Brings the write-ahead log home into the file and empties it, as far as no reader still needs it. Cheap if it is
  /// empty. A failure costs nothing but the log's space: it is tried again with the next transaction.
  void shorten_log();

  /// Errors (of these three): `store`, with the file, what stands in the way and what to do about it.
  Result<void> run(const char* sql);
  Result<Statement> prepare(std::string_view sql) const;
  /// The first column of the first row; 0 if there is none.
  Result<std::int64_t> integer(std::string_view sql) const;

  [[nodiscard]] std::int64_t last_row() const;
  [[nodiscard]] bool in_transaction() const;
  /// Shares of the memory that its user may take, in bytes, after what is needed in any case.
  [[nodiscard]] std::size_t memory_for_names() const { return memory_to_share() / 2; }
  [[nodiscard]] std::size_t memory_for_columns() const { return memory_to_share() / 2; }
  /// The path as in messages.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// The error of the last call, in words for an analyst.
  [[nodiscard]] Error last_error() const;

 private:
  Database(std::string name, sqlite3* connection, std::chrono::milliseconds lock_wait, std::size_t memory_max_bytes)
      : name_(std::move(name)), connection_(connection), lock_wait_(lock_wait), memory_max_bytes_(memory_max_bytes) {}

  [[nodiscard]] std::size_t memory_to_share() const {
    constexpr std::size_t needed = std::size_t{224} << 20U, least = std::size_t{4} << 20U;
    return memory_max_bytes_ > needed + least ? memory_max_bytes_ - needed : least;
  }

  std::string name_;
  sqlite3* connection_;
  std::chrono::milliseconds lock_wait_;
  std::size_t memory_max_bytes_;
  bool writing_ = false;
};

/// Undone at its end, unless committed.
class Transaction {
 public:
  /// For writing: nobody else can write until its end. Errors: `store`, also when another program writes.
  static Result<Transaction> begin_write(Database& database);
  /// For reading: all reads see the same state. Inside another transaction it is part of that one.
  static Result<Transaction> begin_read(Database& database);

  Transaction(Transaction&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)), writes_(other.writes_) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  Transaction(Database* database, bool writes) : database_(database), writes_(writes) {}
  Database* database_;  ///< nullptr if there is nothing to undo.
  bool writes_;
};

}  // namespace corollary::record
