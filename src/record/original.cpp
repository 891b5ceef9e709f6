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

Result<std::string> original_line(const Database& database, std::int64_t file, std::int64_t line) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT size, bytes, first_line FROM original WHERE file = ? AND first_line <= ? "
                                              "ORDER BY first_line DESC LIMIT 1"));
  rows.bind(1, file);
  rows.bind(2, line);
  TRY_ASSIGN(const bool found, rows.step());
  if (!found) {
    return fail(ErrorKind::not_found, "{}: line {} of file {} was not kept", database.name(), line, file);
  }
  TRY_ASSIGN(const std::string piece, unpacked(database, rows, 0, 1));
  std::size_t begin = 0;
  for (std::int64_t at = rows.integer(2); at < line && begin != std::string::npos; ++at) {
    begin = piece.find('\n', begin);
    begin += begin == std::string::npos ? 0 : 1;
  }
  if (begin >= piece.size()) {
    return fail(ErrorKind::not_found, "{}: file {} has no line {}", database.name(), file, line);
  }
  const std::size_t end = std::min(piece.find('\n', begin), piece.size());
  const std::size_t mark = end > begin && piece[end - 1] == '\r' ? 1 : 0;
  return piece.substr(begin, end - begin - mark);
}

}  // namespace corollary::record
