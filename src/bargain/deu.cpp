#include "bargain/deu.h"

#include <optional>
#include <set>
#include <string>

#include "base/strings.h"
#include "base/table.h"

namespace corollary::bargain {
namespace {

std::string unquoted(const std::string& cell) {
  const std::string_view text = trimmed(cell);
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

Result<Table> unquoted_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(Table table, read_tsv(name, text));
  for (std::string& column : table.columns) column = unquoted(column);
  for (Table::Row& row : table.rows) {
    for (std::string& cell : row.cells) cell = unquoted(cell);
  }
  return table;
}

class Reader {
 public:
  static Result<Reader> make(const Table& table) {
    Reader reader(table);
    TRY_ASSIGN(reader.issue_, table.column("isnr"));
    TRY_ASSIGN(reader.proposal_, table.column("prnr"));
    TRY_ASSIGN(reader.no_deal_, table.column("rp"));
    TRY_ASSIGN(reader.outcome_, table.column("out"));
    if (table.rows.empty()) return fail(ErrorKind::input, "{}: expected a second line with the capabilities of the actors", table.name);
    TRY(reader.find_actors());
    return reader;
  }

  [[nodiscard]] Result<SettledIssue> issue(const Table::Row& row) const {
    SettledIssue settled;
    settled.issue.id = settled.issue.question = row.cells[issue_];
    settled.issue.low = "0";
    settled.issue.high = "100";
    settled.negotiation = row.cells[proposal_];
    TRY_ASSIGN(settled.issue.no_deal, number(row, no_deal_));
    for (const Actor& actor : actors_) {
      TRY_ASSIGN(const auto position, number(row, actor.position));
      TRY_ASSIGN(const auto salience, number(row, actor.salience));
      if (position) settled.issue.stakes.push_back({actor.name, *position, salience.value_or(0) / 100, actor.capability, ""});
    }
    if (const Result<void> checked = check(settled.issue); !checked) return failed(row, checked.error().message);
    TRY_ASSIGN(const auto outcome, number(row, outcome_));
    if (!outcome || *outcome < 0 || *outcome > 100) {
      return failed(row, format("issue '{}': outcome '{}' is not on the scale (0 to 100)", settled.issue.id, row.cells[outcome_]));
    }
    settled.outcome = *outcome;
    return settled;
  }

 private:
  struct Actor {
    std::string name;
    double capability;
    std::size_t position, salience;  // Columns.
  };

  explicit Reader(const Table& table) : table_(&table) {}

  // Those above whose positions a capability stands.
  Result<void> find_actors() {
    const Table::Row& capabilities = table_->rows.front();
    for (std::size_t column = 0; column < table_->columns.size(); ++column) {
      const std::string& name = table_->columns[column];
      if (!name.starts_with('p') || capabilities.cells[column].empty()) continue;
      TRY_ASSIGN(const auto capability, number(capabilities, column));
      if (*capability < 0) return failed(capabilities, format("capability {} of '{}' is below 0", *capability, name.substr(1)));
      TRY_ASSIGN(const std::size_t salience, table_->column("s" + name.substr(1)));
      actors_.push_back({name.substr(1), *capability, column, salience});
    }
    if (actors_.empty()) return failed(capabilities, "expected capabilities above the columns of positions");
    return {};
  }

  // nullopt for an empty cell.
  [[nodiscard]] Result<std::optional<double>> number(const Table::Row& row, std::size_t column) const {
    const std::string& cell = row.cells[column];
    if (cell.empty()) return std::nullopt;
    const auto value = parse_number(cell);
    if (!value) return failed(row, format("{} '{}' is no number", table_->columns[column], cell));
    return value;
  }

  [[nodiscard]] std::unexpected<Error> failed(const Table::Row& row, std::string_view what) const {
    return fail(ErrorKind::input, "{}:{}: {}", table_->name, row.line, what);
  }

  const Table* table_;
  std::size_t issue_ = 0, proposal_ = 0, no_deal_ = 0, outcome_ = 0;
  std::vector<Actor> actors_;
};

}  // namespace

Result<DeuTable> parse_deu(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, unquoted_table(name, text));
  TRY_ASSIGN(const Reader reader, Reader::make(table));
  DeuTable read;
  std::set<std::string> names;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    Result<SettledIssue> next = reader.issue(table.rows[i]);
    if (!next) {
      read.skipped.push_back(next.error().message);
    } else if (!names.insert(next->issue.id).second) {
      read.skipped.push_back(format("{}:{}: issue '{}' is there twice", name, table.rows[i].line, next->issue.id));
    } else {
      read.issues.push_back(std::move(*next));
    }
  }
  if (read.issues.empty()) {
    const std::string first = read.skipped.empty() ? "" : "; the first row: " + read.skipped.front();
    return fail(ErrorKind::input, "{}: expected at least one issue below the capabilities{}", name, first);
  }
  return read;
}

}  // namespace corollary::bargain
