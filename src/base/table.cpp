#include "base/table.h"

#include <algorithm>

#include "base/strings.h"

namespace corollary {
namespace {

// Takes rows as a reader finds them: the first names the columns, the others must have as many cells.
class TableBuilder {
 public:
  explicit TableBuilder(std::string_view name) { table_.name = name; }

  /// Errors: `input`, without file and line, for a row with another number of cells.
  Result<void> add(std::size_t line, std::vector<std::string> cells) {
    if (table_.columns.empty()) {
      table_.columns = std::move(cells);
      return {};
    }
    if (cells.size() != table_.columns.size()) {
      return fail(ErrorKind::input, "{} cells, expected {} ({})", cells.size(), table_.columns.size(),
                  joined(table_.columns, ", "));
    }
    table_.rows.push_back({line, std::move(cells)});
    return {};
  }

  void reject(std::size_t line, std::string reason) { table_.rejected.push_back({line, std::move(reason)}); }

  Result<Table> finish() && {
    if (table_.columns.empty()) {
      return fail(ErrorKind::input, "{}: is empty, expected a line of column names", table_.name);
    }
    return std::move(table_);
  }

 private:
  Table table_;
};

// One record of a CSV text from `at` on; moves `at` behind it and counts the lines it spans.
Result<std::vector<std::string>> csv_record(std::string_view name, std::string_view text, std::size_t& at,
                                            std::size_t& line) {
  const std::size_t first_line = line;
  std::vector<std::string> cells(1);
  bool quoted = false;
  while (at < text.size()) {
    const char c = text[at++];
    line += c == '\n';
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (at < text.size() && text[at] == '"') {
        cells.back() += text[at++];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cells.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      break;
    } else if (c != '\r' || (at < text.size() && text[at] != '\n')) {
      cells.back() += c;
    }
  }
  if (quoted) {
    return fail(ErrorKind::input, "{}:{}: a quote is opened here and never closed", name, first_line);
  }
  return cells;
}

}  // namespace

Result<std::size_t> Table::column(std::string_view column_name) const {
  const auto found = std::ranges::find(columns, column_name);
  if (found == columns.end()) {
    return fail(ErrorKind::input, "{}: there is no column '{}' (columns: {})", name, column_name,
                joined(columns, ", "));
  }
  return static_cast<std::size_t>(found - columns.begin());
}

Result<Table> read_tsv(std::string_view name, std::string_view text) {
  TableBuilder builder(name);
  std::size_t line = 0;
  while (!text.empty()) {
    ++line;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.ends_with('\r')) {
      row.remove_suffix(1);
    }
    if (!row.empty() && !row.starts_with('#')) {
      if (auto added = builder.add(line, split(row, '\t')); !added) {
        return fail(ErrorKind::input, "{}:{}: {}", name, line, added.error().message);
      }
    }
  }
  return std::move(builder).finish();
}

Result<Table> read_csv(std::string_view name, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    return fail(ErrorKind::input, "{}:{}: a NUL byte, expected comma-separated text and not a binary file", name,
                1 + std::ranges::count(text.substr(0, at), '\n'));
  }
  TableBuilder builder(name);
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first_line = line;
    TRY_ASSIGN(std::vector<std::string> cells, csv_record(name, text, at, line));
    const bool blank = cells.size() == 1 && cells.front().empty();
    if (blank) {
      continue;
    }
    if (auto added = builder.add(first_line, std::move(cells)); !added) {
      builder.reject(first_line, std::move(added).error().message);
    }
  }
  return std::move(builder).finish();
}

}  // namespace corollary
