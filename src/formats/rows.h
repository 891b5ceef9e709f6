#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/error.h"
#include "formats/layout.h"

namespace corollary::formats {

/// A row as it stands in its file. The views live until the next row.
struct Row {
  std::size_t line = 0;  ///< Where it begins, from 1.
  ByteRange bytes{};     ///< In the file, without the end of the line.
  std::string_view raw{};
  std::span<const std::string_view> cells{};  ///< As many as the layout has columns; quotes are taken off.
  bool ascii = true;
};

/// A row that is not read, and why.
struct Rejection {
  std::size_t line = 0;
  std::string column{};  ///< Its name; "" if it is about the whole row.
  std::string reason{};
};

enum class RowStep : std::uint8_t { row, rejected, end };

/// Reads a file of a layout row by row. Empty lines are passed over.
///
/// Memory is bounded by the longest row, and a row longer than `kRowLimit` is rejected: so are one with another number
/// of cells, one with a NUL byte, a blank one, and one whose quote is never closed (reading goes on in its next line).
/// Cost: O(bytes), with no memory taken for a row; GDELT's rows at over a gigabyte a second.
class RowReader {
 public:
  static constexpr std::size_t kRowLimit = std::size_t{16} << 20U;

  /// Appends the next bytes of the file; false at its end. `FileReader::append_block` will do.
  using Supply = std::function<Result<bool>(std::string& bytes)>;

  RowReader(const Layout& layout, Supply supply);
  /// Over bytes that are all there and stay where they are.
  RowReader(const Layout& layout, std::string_view whole);

  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  /// Errors: those of the supply.
  Result<RowStep> next();
  /// After `RowStep::row`.
  [[nodiscard]] const Row& row() const { return row_; }
  /// After `RowStep::rejected`.
  [[nodiscard]] const Rejection& rejection() const { return rejection_; }

 private:
  enum class Scan : std::uint8_t { complete, needs_more, unclosed, crowded };
  struct Found {
    std::size_t size = 0;  // Of the row, without its end.
    std::size_t next = 0;  // Where the next row begins.
    std::size_t cells = 0;
    std::size_t lines = 1;
    bool nul = false, ascii = true;
  };
  struct QuotedPart {
    std::size_t end = 0;  // Behind the closing quote.
    bool closed = false, doubled = false;
  };
  struct Pieced {  // A cell that is put together in `unquoted_`.
    std::size_t number = 0, begin = 0, size = 0;
  };

  [[nodiscard]] std::string_view rest() const { return window_.substr(position_); }
  Result<void> read_more();
  Scan scan(Found& found);
  Scan scan_plain(std::string_view text, bool ended, Found& found);
  Scan scan_quoted(std::string_view text, bool ended, Found& found);
  static QuotedPart quoted_part(std::string_view text, std::size_t begin);
  void close_quoted_cell(std::size_t number, std::string_view text, std::size_t begin, const QuotedPart& quoted,
                         std::string_view plain);
  void close_cell(std::size_t number, std::string_view cell);
  RowStep reject(std::string reason);
  Result<RowStep> reject_to_end_of_line(std::string reason);
  RowStep accept(const Found& found);
  void move_on(std::size_t size, std::size_t lines);

  char separator_ = '\t';
  bool quoted_ = false;
  bool skip_header_ = false;
  bool at_start_ = true;
  std::size_t columns_ = 1;
  Supply supply_;
  bool ended_ = false;
  std::string buffer_;             // What is read and not yet used, when there is a supply.
  std::string_view window_;        // Of the buffer, or of the whole.
  std::size_t position_ = 0;       // In the window.
  std::size_t window_begins_ = 0;  // In the file.
  std::size_t line_ = 1;
  std::vector<std::string_view> cells_;
  std::string unquoted_;  // The cells that had doubled quotes.
  std::vector<Pieced> pieced_;
  Row row_;
  Rejection rejection_;
};

/// Checks the cells that are no text: numbers, days, codes.
class RowChecker {
 public:
  explicit RowChecker(const Layout& layout);

  /// nullopt if all is right, else the first wrong cell. Cost: a third of a microsecond for a row of GDELT.
  [[nodiscard]] std::optional<Rejection> fault(const Row& row) const;

 private:
  struct Check {
    std::size_t cell = 0;
    FieldKind kind = FieldKind::text;
    bool required = false;
    std::string name{};
  };
  std::vector<Check> checks_;
};

}  // namespace corollary::formats
