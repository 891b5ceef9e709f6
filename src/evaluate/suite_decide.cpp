#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "bargain/exchange.h"
#include "bargain/scenario_decide.h"
#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"
#include "evaluate/row_comparison.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

constexpr double kTolerance = 1e-9;
constexpr std::string_view kWords[] = {"iteration", "i", "i_supply", "j", "j_supply"};
constexpr std::string_view kNumbers[] = {"i_pos", "i_move", "i_vote", "j_pos", "j_move", "j_vote", "gain", "i_nbs0", "i_nbs1", "j_nbs0", "j_nbs1"};
constexpr std::string_view kIteration = "iteration(-1=initial)";  // The first column of a file of outcomes.

// A file and the names of its issues as Decide prints them: "toll height [0.5 - 7]".
struct World {
  bargain::DecideScenario decide;
  bargain::StakeTable table;
  std::vector<std::string> labels;  // By issue.
};

World world_of(bargain::DecideScenario decide) {
  World world{std::move(decide), {}, {}};
  world.table = bargain::stake_table(world.decide.scenario);
  for (std::size_t k = 0; k < world.table.issues.size(); ++k) world.labels.push_back(world.decide.scales[k].label(world.table.issues[k]));
  return world;
}

std::vector<PrintedRow> printed_exchanges(const bargain::ExchangeRun& run, const World& world) {
  std::vector<PrintedRow> rows;
  for (const bargain::Exchange& exchange : run.exchanges) {
    const auto& [first, second] = std::pair(exchange.first, exchange.second);
    rows.push_back({{format("{}", exchange.iteration), world.table.actors[first.actor], world.labels[first.gives], world.table.actors[second.actor],
                     world.labels[second.gives]},
                    {first.from, first.to - first.from, first.to, second.from, second.to - second.from, second.to, exchange.gain, first.told_before,
                     first.told_after, second.told_before, second.told_after}});
  }
  return rows;
}

std::vector<PrintedRow> printed_outcomes(const bargain::ExchangeRun& run) {
  std::vector<PrintedRow> rows = {{{"-1"}, run.iterations.front().outcome_before}};
  for (std::size_t n = 0; n < run.iterations.size(); ++n) rows.push_back({{format("{}", n)}, run.iterations[n].outcome_after});
  return rows;
}

std::vector<std::string> texts(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

// The rows of a table with these columns of words and of numbers.
Result<std::vector<PrintedRow>> read_rows(const Table& table, const std::vector<std::string>& words, const std::vector<std::string>& numbers) {
  if (!table.rejected.empty()) {
    return fail(ErrorKind::input, "{}:{}: {}", table.name, table.rejected.front().line, table.rejected.front().reason);
  }
  std::vector<PrintedRow> rows(table.rows.size());
  for (const std::string& name : words) {
    TRY_ASSIGN(const std::size_t column, table.column(name));
    for (std::size_t k = 0; k < rows.size(); ++k) rows[k].words.push_back(table.rows[k].cells[column]);
  }
  for (const std::string& name : numbers) {
    TRY_ASSIGN(const std::size_t column, table.column(name));
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const auto value = parse_number(table.rows[k].cells[column]);
      if (!value) return fail(ErrorKind::input, "{}:{}: {} '{}' is not a number", table.name, table.rows[k].line, name, table.rows[k].cells[column]);
      rows[k].numbers.push_back(*value);
    }
  }
  return rows;
}

Result<Table> read_table(const fs::path& path) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  return read_csv(path.string(), bytes);
}

// Which of several exchanges of the same gain Decide realised first: by the file's own rows.
std::vector<bargain::ExchangeNames> order_of(const std::vector<PrintedRow>& expected, const World& world) {
  std::map<std::string, std::string> issues;  // By label.
  for (std::size_t k = 0; k < world.labels.size(); ++k) issues[world.labels[k]] = world.table.issues[k];
  std::vector<bargain::ExchangeNames> order;
  for (const PrintedRow& row : expected) order.push_back({row.words[1], issues[row.words[2]], row.words[3], issues[row.words[4]]});
  return order;
}

// Decide writes FILE_exchanges.csv and FILE_nbs.csv side by side: the exchanges that led to these outcomes; empty if they are not there.
fs::path exchanges_beside(const fs::path& outcomes) {
  constexpr std::string_view kOutcomes = "_nbs.csv";
  const std::string name = outcomes.filename().string();
  if (!name.ends_with(kOutcomes)) return {};
  fs::path path = outcomes.parent_path() / (name.substr(0, name.size() - kOutcomes.size()) + "_exchanges.csv");
  return fs::exists(path) ? path : fs::path();
}

Result<std::vector<bargain::ExchangeNames>> order_beside(const fs::path& outcomes, const World& world) {
  const fs::path path = exchanges_beside(outcomes);
  if (path.empty()) return std::vector<bargain::ExchangeNames>();
  TRY_ASSIGN(const Table table, read_table(path));
  TRY_ASSIGN(const std::vector<PrintedRow> rows, read_rows(table, texts(kWords), {}));
  return order_of(rows, world);
}

// As many iterations as the rows have; their first word is the iteration.
Result<std::size_t> iterations_of(const Table& table, const std::vector<PrintedRow>& rows) {
  long long last = -1;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto iteration = parse_integer(rows[k].words.front());
    if (!iteration || *iteration < -1 || *iteration > 999) {
      return fail(ErrorKind::input, "{}:{}: '{}' is no iteration (-1 to 999)", table.name, table.rows[k].line, rows[k].words.front());
    }
    last = std::max(last, *iteration);
  }
  if (last < 0) return fail(ErrorKind::input, "{}:1: no iterations", table.name);
  return static_cast<std::size_t>(last) + 1;
}

void add_comparison(Scores& scores, const Options& options, std::string_view what, const std::vector<PrintedRow>& expected,
                    const std::vector<PrintedRow>& found) {
  RowComparison comparison = compare_rows(expected, found, kTolerance, options.errors_most);
  scores.n = expected.size();
  scores.values.push_back({format("{}_expected", what), static_cast<double>(expected.size())});
  scores.values.push_back({format("differing_{}", what), static_cast<double>(comparison.differing)});
  scores.values.push_back({"largest_difference", comparison.largest_difference});
  scores.errors = std::move(comparison.errors);
}

}  // namespace

Result<Scores> score_decide(const Options& options, Progress&) {
  TRY_ASSIGN(bargain::DecideScenario decide, bargain::read_decide(options.input));
  const World world = world_of(std::move(decide));
  bargain::ExchangeOptions model = bargain::decide_options();
  std::vector<PrintedRow> expected;
  bool of_outcomes = false;
  if (!options.expected.empty()) {
    TRY_ASSIGN(const Table table, read_table(options.expected));
    of_outcomes = !table.columns.empty() && table.columns.front() == kIteration;
    TRY_ASSIGN(expected, of_outcomes ? read_rows(table, {std::string(kIteration)}, world.labels) : read_rows(table, texts(kWords), texts(kNumbers)));
    TRY_ASSIGN(model.iterations, iterations_of(table, expected));
    TRY_ASSIGN(model.follow, of_outcomes ? order_beside(options.expected, world) : order_of(expected, world));
  }
  TRY_ASSIGN(const bargain::ExchangeRun run, bargain::exchange_positions(world.table, model));
  const std::vector<PrintedRow> exchanges = printed_exchanges(run, world), outcomes = printed_outcomes(run);

  Scores scores;
  scores.n = exchanges.size();
  scores.values.push_back({"exchanges", static_cast<double>(exchanges.size())});
  scores.values.push_back({"ties", static_cast<double>(run.ties)});
  scores.values.push_back({"ties_followed", static_cast<double>(run.followed)});
  std::vector<std::string> columns = texts(kWords);
  columns.insert(columns.end(), std::begin(kNumbers), std::end(kNumbers));
  scores.listings.push_back(listing("realised_exchanges", std::move(columns), exchanges));
  columns = {std::string(kIteration)};
  columns.insert(columns.end(), world.labels.begin(), world.labels.end());
  scores.listings.push_back(listing("outcomes_by_iteration", std::move(columns), outcomes));
  if (options.expected.empty()) return scores;
  const std::string_view what = of_outcomes ? "outcomes" : "exchanges";
  add_comparison(scores, options, what, expected, of_outcomes ? outcomes : exchanges);
  // What is left of it without a look at Decide's order.
  model.follow.clear();
  TRY_ASSIGN(const bargain::ExchangeRun unaided, bargain::exchange_positions(world.table, model));
  const RowComparison comparison = compare_rows(expected, of_outcomes ? printed_outcomes(unaided) : printed_exchanges(unaided, world), kTolerance, 0);
  scores.values.push_back({format("differing_{}_without_following", what), static_cast<double>(comparison.differing)});
  return scores;
}

}  // namespace corollary::evaluate
