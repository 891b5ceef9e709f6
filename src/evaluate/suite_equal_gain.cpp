#include <utility>

#include "bargain/exchange.h"
#include "bargain/scenario_decide.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "evaluate/row_comparison.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

constexpr double kTolerance = 1e-9;
constexpr std::size_t kColumns = 15, kNames = 4, kNumbers = 9;

// The published columns without a header: who gives what, twice; the gain; position, move, new position and the other's own position,
// twice; whether one of the two had moved on its issue before; that the exchange is valid, as all are that are realised.
PrintedRow printed(const bargain::Exchange& exchange, const bargain::StakeTable& table) {
  PrintedRow row;
  row.numbers = {exchange.gain};
  for (const bargain::ExchangeMove* const move : {&exchange.first, &exchange.second}) {
    row.words.push_back(table.actors[move->actor]);
    row.words.push_back(table.issues[move->gives]);
    row.numbers.insert(row.numbers.end(), {move->from, move->to - move->from, move->to, move->towards});
  }
  row.words.insert(row.words.end(), {exchange.recalculated ? "TRUE" : "FALSE", "TRUE"});
  return row;
}

std::string unquoted(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.size() >= 2 && cell.starts_with('"') && cell.ends_with('"')) cell = cell.substr(1, cell.size() - 2);
  return std::string(cell);
}

Result<PrintedRow> read_row(const std::string& name, std::string_view line, std::size_t number) {
  const std::vector<std::string> cells = split(line, ';');
  if (cells.size() != kColumns) {
    return fail(ErrorKind::input, "{}:{}: {} cells, expected {} parted by semicolons: two names twice, nine numbers, two of TRUE and FALSE", name, number,
                cells.size(), kColumns);
  }
  PrintedRow row;
  for (std::size_t k = 0; k < kColumns; ++k) {
    if (k < kNames || k >= kNames + kNumbers) {
      row.words.push_back(unquoted(cells[k]));
      continue;
    }
    const auto value = parse_number(unquoted(cells[k]));
    if (!value) return fail(ErrorKind::input, "{}:{}: '{}' is not a number", name, number, cells[k]);
    row.numbers.push_back(*value);
  }
  return row;
}

Result<std::vector<PrintedRow>> read_expected(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  std::vector<PrintedRow> rows;
  Result<void> read;
  for_each_line(bytes, [&](std::string_view line, std::size_t number) {
    if (!read || trimmed(line).empty()) return;
    Result<PrintedRow> row = read_row(path.string(), line, number);
    if (row) rows.push_back(*std::move(row));
    else read = std::unexpected(std::move(row).error());
  });
  TRY(std::move(read));
  return rows;
}

}  // namespace

Result<Scores> score_equal_gain(const Options& options, Progress&) {
  TRY_ASSIGN(const bargain::DecideScenario decide, bargain::read_decide(options.input));
  const bargain::StakeTable table = bargain::stake_table(decide.scenario);
  TRY_ASSIGN(const bargain::ExchangeRun run, bargain::exchange_positions(table, bargain::equal_gain_options()));
  std::vector<PrintedRow> rows;
  for (const bargain::Exchange& exchange : run.exchanges) rows.push_back(printed(exchange, table));

  Scores scores;
  scores.n = rows.size();
  scores.values.push_back({"exchanges", static_cast<double>(rows.size())});
  scores.values.push_back({"ties", static_cast<double>(run.ties)});
  scores.listings.push_back(listing("realised_exchanges",
                                    {"first", "first_gives", "second", "second_gives", "recalculated", "valid", "gain", "first_from", "first_move", "first_to",
                                     "first_towards", "second_from", "second_move", "second_to", "second_towards"},
                                    rows));
  if (options.expected.empty()) return scores;
  TRY_ASSIGN(const std::vector<PrintedRow> expected, read_expected(options.expected));
  RowComparison comparison = compare_rows(expected, rows, kTolerance, options.errors_most);
  scores.n = expected.size();
  scores.values.push_back({"exchanges_expected", static_cast<double>(expected.size())});
  scores.values.push_back({"differing_exchanges", static_cast<double>(comparison.differing)});
  scores.values.push_back({"largest_difference", comparison.largest_difference});
  scores.errors = std::move(comparison.errors);
  return scores;
}

}  // namespace corollary::evaluate
