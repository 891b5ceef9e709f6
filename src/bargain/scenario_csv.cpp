#include "bargain/scenario_csv.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"

namespace corollary::bargain {
namespace {

// Every line end as a line feed: old files have a carriage return alone.
std::string with_line_feeds(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    lines.push_back(text[at] == '\r' ? '\n' : text[at]);
  }
  return lines;
}

struct Columns {
  std::size_t actor, capability, position, salience;
};

Result<std::size_t> column_named(const Table& table, std::initializer_list<std::string_view> names) {
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    for (const std::string_view name : names) {
      if (equal_ignoring_case(trimmed(table.columns[at]), name)) return at;
    }
  }
  return fail(ErrorKind::input, "{}:1: no column '{}'; expected actor (or name), capability, position and salience", table.name, *names.begin());
}

Result<Columns> columns_of(const Table& table) {
  TRY_ASSIGN(const std::size_t actor, column_named(table, {"actor", "name"}));
  TRY_ASSIGN(const std::size_t capability, column_named(table, {"capability"}));
  TRY_ASSIGN(const std::size_t position, column_named(table, {"position"}));
  TRY_ASSIGN(const std::size_t salience, column_named(table, {"salience"}));
  return Columns{actor, capability, position, salience};
}

// A number from the least to the most that is allowed; `expected` says so to the reader.
Result<double> number_in(const Table& table, const Table::Row& row, std::size_t column, double least, double most, std::string_view expected) {
  const std::string_view cell = trimmed(row.cells[column]);
  const std::optional<double> number = parse_number(cell);
  if (!number || *number < least || *number > most) {
    return fail(ErrorKind::input, "{}:{}: {} '{}'; expected {}", table.name, row.line, lower_ascii(trimmed(table.columns[column])), cell, expected);
  }
  return *number;
}

constexpr double kMost = std::numeric_limits<double>::max();

Result<ActorTable> actors_of(const Table& table) {
  TRY_ASSIGN(const Columns columns, columns_of(table));
  ActorTable result;
  std::set<std::string_view> seen;
  for (const Table::Row& row : table.rows) {
    const std::string_view actor = trimmed(row.cells[columns.actor]);
    if (actor.empty()) return fail(ErrorKind::input, "{}:{}: the actor has no name", table.name, row.line);
    if (!seen.insert(actor).second) return fail(ErrorKind::input, "{}:{}: actor '{}' is used twice", table.name, row.line, actor);
    result.actors.emplace_back(actor);
    TRY_ASSIGN(const double capability, number_in(table, row, columns.capability, 0, kMost, "a number of 0 or more"));
    TRY_ASSIGN(const double position, number_in(table, row, columns.position, -kMost, kMost, "a number"));
    TRY_ASSIGN(const double salience, number_in(table, row, columns.salience, 0, 100, "a number from 0 to 100"));
    result.capability.push_back(capability);
    result.position.push_back(position);
    result.salience.push_back(salience);
  }
  return result;
}

// 80 is 0.8 where one of the saliences is more than 1.
void take_for_percent(std::vector<double>& salience) {
  if (std::ranges::none_of(salience, [](double one) { return one > 1; })) return;
  for (double& one : salience) one /= 100;
}

}  // namespace

double ActorTable::low() const { return std::ranges::min(position); }
double ActorTable::high() const { return std::ranges::max(position); }

ChallengeActors ActorTable::challenge_actors() const { return {capability, position, salience, high() - low()}; }

Scenario ActorTable::scenario(std::string id) const {
  Issue issue;
  issue.question = id;
  issue.id = std::move(id);
  issue.low = format("{}", low());
  issue.high = format("{}", high());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const double share = (position[i] - low()) / (high() - low());
    issue.stakes.push_back({actors[i], 100 * share, salience[i], capability[i], ""});
  }
  Scenario scenario;
  scenario.issues.push_back(std::move(issue));
  return scenario;
}

Result<ActorTable> parse_actor_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_csv(name, with_line_feeds(text)));
  if (!table.rejected.empty()) return fail(ErrorKind::input, "{}:{}: {}", name, table.rejected.front().line, table.rejected.front().reason);
  TRY_ASSIGN(ActorTable actors, actors_of(table));
  if (actors.actors.size() < 2) return fail(ErrorKind::input, "{}: {} actors; expected at least two", name, actors.actors.size());
  if (!(actors.high() > actors.low())) return fail(ErrorKind::input, "{}: all positions are {}; expected two that differ", name, actors.low());
  take_for_percent(actors.salience);
  return actors;
}

Result<ActorTable> read_actor_table(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string text, read_file(path));
  return parse_actor_table(path.string(), text);
}

}  // namespace corollary::bargain
