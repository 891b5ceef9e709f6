#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary {

/// A small table of text with named columns, read whole into memory.
struct Table {
  struct Row {
    std::size_t line;  ///< Where the row begins in the file, from 1.
    std::vector<std::string> cells;
  };
  /// A row with another number of cells than there are columns.
  struct RejectedRow {
    std::size_t line;
    std::string reason;
  };
  std::string name;  ///< As in messages: a path.
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::vector<RejectedRow> rejected;  ///< CSV only; in order.

  /// The number of a column. Errors: `input` if there is none of that name.
  [[nodiscard]] Result<std::size_t> column(std::string_view column_name) const;
};

/// Reads tab-separated values: the first line that is no comment names the columns, lines beginning with `#` are
/// comments, nothing is quoted. Errors: `input` with file and line if a row has another number of cells.
Result<Table> read_tsv(std::string_view name, std::string_view text);

/// Reads comma-separated values (RFC 4180: quotes, doubled quotes, line breaks in quotes; a byte-order mark and
/// CRLF are accepted). The first row names the columns; rows with another number of cells are put into `rejected`.
/// Errors: `input` with file and line if a quote is never closed or a byte is NUL, or if there are no columns.
Result<Table> read_csv(std::string_view name, std::string_view text);

}  // namespace corollary
