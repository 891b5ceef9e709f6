#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/database.h"

namespace corollary::record {

/// Keeps the bytes of a file as they were read, in compressed pieces of about a megabyte (Zstandard), each of whole lines.
/// So a file comes back as it was, and a line is found without reading the others.
class OriginalWriter {
 public:
  /// Errors: `store`.
  static Result<OriginalWriter> open(Database& database);

  /// Further bytes of a file, which go on where its last ended; `first_line` counts from 1. They end with a line, or the file.
  /// Errors: `store`.
  Result<void> add(std::int64_t file, std::int64_t first_line, std::string_view bytes);
  /// Writes what has not been written. Errors: `store`.
  Result<void> finish();

 private:
  OriginalWriter(Database& database, Statement insert) : database_(&database), insert_(std::move(insert)) {}

  Database* database_;
  Statement insert_;
  std::int64_t file_ = 0;  ///< 0: nothing is waiting.
  std::int64_t first_line_ = 0;
  std::string waiting_, compressed_;
};

/// Calls `visit` with the pieces of a file in order; with none if its bytes were not kept. Errors: `store` if one is damaged, and what
/// `visit` returns.
Result<void> each_piece(const Database& database, std::int64_t file, const std::function<Result<void>(std::string_view)>& visit);

/// Lines of kept files; the piece that the last one was in is kept, so that lines in the order of their file cost little.
class KeptLines {
 public:
  explicit KeptLines(const Database& database) : database_(&database) {}
  /// Without its end; valid until the next. Errors: `not_found` if the file has no such line or was not kept, `store`.
  Result<std::string_view> line(std::int64_t file, std::int64_t line);

 private:
  const Database* database_;
  std::int64_t file_ = 0, first_line_ = 0, line_ = 0;  ///< Of the piece, and the line that begins at `begin_`.
  std::size_t begin_ = 0;
  std::string piece_;
};

/// A line of a file, without its end. Errors: `not_found` if the file has no such line or was not kept, `store`.
Result<std::string> original_line(const Database& database, std::int64_t file, std::int64_t line);

}  // namespace corollary::record
