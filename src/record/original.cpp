#include "record/original.h"

#include <zstd.h>

#include <algorithm>

namespace corollary::record {
namespace {

constexpr std::size_t kPieceBytes = 1 << 20;
// The fastest level that packs a megabyte of rows to a fifth: a file is written once and rarely read.
constexpr int kLevel = 1;
// No piece is larger than what is added at once, and a row that long is refused before.
constexpr std::int64_t kPieceBytesMost = std::int64_t{1} << 30;

Result<std::string> unpacked(const Database& database, const Statement& row, int size_column, int bytes_column) {
  const std::int64_t size = row.integer(size_column);
  const std::string_view packed = row.blob(bytes_column);
  std::string bytes;
  const bool sane = size >= 0 && size <= kPieceBytesMost;
  if (sane) {
    bytes.resize(static_cast<std::size_t>(size));
  }
  if (!sane || ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) != bytes.size()) {
    return fail(ErrorKind::store, "{}: is damaged: a piece of an imported file cannot be unpacked", database.name());
  }
  return bytes;
}

}  // namespace

Result<OriginalWriter> OriginalWriter::open(Database& database) {
  TRY_ASSIGN(Statement insert, database.prepare("INSERT INTO original (file, first_line, size, bytes) VALUES (?, ?, ?, ?)"));
  return OriginalWriter(database, std::move(insert));
}

Result<void> OriginalWriter::add(std::int64_t file, std::int64_t first_line, std::string_view bytes) {
  if (file != file_ && file_ != 0) {
    TRY(finish());
  }
  if (waiting_.empty()) {
    file_ = file;
    first_line_ = first_line;
  }
  waiting_.append(bytes);
  return waiting_.size() < kPieceBytes ? Result<void>() : finish();
}

Result<void> OriginalWriter::finish() {
  if (waiting_.empty()) {
    return {};
  }
  compressed_.resize(ZSTD_compressBound(waiting_.size()));
  const std::size_t size = ZSTD_compress(compressed_.data(), compressed_.size(), waiting_.data(), waiting_.size(), kLevel);
  if (ZSTD_isError(size) != 0) {
    return fail(ErrorKind::store, "{}: {} bytes of a file cannot be packed: {}", database_->name(), waiting_.size(), ZSTD_getErrorName(size));
  }
  TRY(insert_.run(file_, first_line_, waiting_.size(), Blob{std::string_view(compressed_).substr(0, size)}));
  waiting_.clear();
  file_ = 0;
  return {};
}

Result<void> each_piece(const Database& database, std::int64_t file, const std::function<Result<void>(std::string_view)>& visit) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT size, bytes FROM original WHERE file = ? ORDER BY first_line"));
  rows.bind(1, file);
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return {};
    }
    TRY_ASSIGN(const std::string piece, unpacked(database, rows, 0, 1));
    TRY(visit(piece));
  }
}

Result<std::string_view> KeptLines::line(std::int64_t file, std::int64_t line) {
  TRY_ASSIGN(Statement row, database_->prepare("SELECT first_line FROM original WHERE file = ? AND first_line <= ? ORDER BY first_line DESC LIMIT 1"));
  row.bind(1, file);
  row.bind(2, line);
  TRY_ASSIGN(const bool found, row.step());
  if (!found) {
    return fail(ErrorKind::not_found, "{}: line {} of file {} was not kept", database_->name(), line, file);
  }
  const std::int64_t first = row.integer(0);
  if (file != file_ || first != first_line_) {
    TRY_ASSIGN(Statement bytes, database_->prepare("SELECT size, bytes FROM original WHERE file = ? AND first_line = ?"));
    bytes.bind(1, file);
    bytes.bind(2, first);
    TRY(bytes.step());
    file_ = 0;
    TRY_ASSIGN(piece_, unpacked(*database_, bytes, 0, 1));
    file_ = file;
    first_line_ = first;
    line_ = first;
    begin_ = 0;
  } else if (line < line_) {
    line_ = first;
    begin_ = 0;
  }
  for (; line_ < line && begin_ < piece_.size(); ++line_) begin_ = std::min(piece_.find('\n', begin_), piece_.size() - 1) + 1;
  if (begin_ >= piece_.size()) {
    return fail(ErrorKind::not_found, "{}: file {} has no line {}", database_->name(), file, line);
  }
  const std::size_t end = std::min(piece_.find('\n', begin_), piece_.size());
  const std::size_t mark = end > begin_ && piece_[end - 1] == '\r' ? 1 : 0;
  return std::string_view(piece_).substr(begin_, end - begin_ - mark);
}

Result<std::string> original_line(const Database& database, std::int64_t file, std::int64_t line) {
  KeptLines lines(database);
  TRY_ASSIGN(const std::string_view text, lines.line(file, line));
  return std::string(text);
}

}  // namespace corollary::record
