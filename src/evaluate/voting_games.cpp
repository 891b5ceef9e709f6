#include "evaluate/voting_games.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/lines.h"
#include "base/strings.h"

namespace corollary::evaluate {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0 || static_cast<unsigned char>(letter) >= 0x80; }

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

// A number that a text repeats so many times.
struct Repeated {
  double value = 0;
  std::size_t times = 1;
};

// "0.15", "10/42" or "15%" at the beginning of a text; the text goes on after it.
std::optional<double> take_plain_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])))) ++end;
  const auto number = parse_number(text.substr(0, end));
  if (number) text.remove_prefix(end);
  return number;
}
std::optional<double> take_number(std::string_view& text) {
  std::optional<double> number = take_plain_number(text);
  if (!number) return std::nullopt;
  if (text.starts_with('/')) {
    std::string_view rest = text.substr(1);
    if (const auto divisor = take_plain_number(rest); divisor && *divisor != 0) {
      number = *number / *divisor;
      text = rest;
    }
  }
  if (text.starts_with('%')) {
    number = *number / 100;
    text.remove_prefix(1);
  }
  return number;
}

// How often the number before is meant: "×3" (as "*3" here) or "x3", with or without a space.
std::size_t take_times(std::string_view& text) {
  std::string_view rest = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  if (rest.empty() || (rest[0] != '*' && rest[0] != 'x')) return 1;
  rest.remove_prefix(1);
  rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
  const auto times = take_plain_number(rest);
  if (!times || *times < 1 || *times > 1000) return 1;
  text = rest;
  return static_cast<std::size_t>(*times);
}

// What a line of text says of a game.
struct Statement {
  std::string name;
  std::vector<Repeated> weights, quota, shapley_shubik, banzhaf, banzhaf_absolute;
};

// The words that say what the numbers after them are.
std::vector<Repeated>* list_named(std::string_view word, Statement& statement) {
  if (word.starts_with("weight") || word == "votes" || word == "seats") return &statement.weights;
  if (word == "quota" || word == "majority") return &statement.quota;
  if (word.starts_with("shapley")) return &statement.shapley_shubik;
  if (word.starts_with("banzhaf") || word.starts_with("penrose")) return &statement.banzhaf;
  return nullptr;
}

Statement read_statement(std::string_view line) {
  Statement statement;
  const std::string text = replaced(std::string(line), "×", "*");
  std::string_view rest = text;
  std::vector<Repeated>* list = nullptr;
  bool is_named = false, in_brackets = false;
  while (!rest.empty()) {
    const std::string_view before = rest;
    if (const auto number = take_number(rest)) {
      const std::size_t times = take_times(rest);
      if (list != nullptr) list->push_back({*number, times});
    } else if (is_letter(rest[0])) {
      std::size_t end = 0;
      while (end < rest.size() && (is_letter(rest[end]) || is_digit(rest[end]))) ++end;
      const std::string word = lower_ascii(rest.substr(0, end));
      rest.remove_prefix(end);
      if (auto* const named = list_named(word, statement)) list = named;
      if (word == "absolute" && list == &statement.banzhaf && statement.banzhaf.empty()) list = &statement.banzhaf_absolute;
    } else {
      // [12; 4, 4, 4, 2, 2, 1]: the quota, then the weights.
      if (rest[0] == '[') list = &statement.quota;
      if (rest[0] == ';' && in_brackets) list = &statement.weights;
      if (rest[0] == ']') list = nullptr;
      if (rest[0] == '[' || rest[0] == ']') in_brackets = rest[0] == '[';
      rest.remove_prefix(1);
    }
    is_named |= list != nullptr;
    if (!is_named) statement.name += before.substr(0, before.size() - rest.size());
  }
  return statement;
}

std::vector<double> repeated(const std::vector<Repeated>& list) {
  std::vector<double> values;
  for (const Repeated& one : list) values.insert(values.end(), one.times, one.value);
  return values;
}

// How many members each number of the weights stands for, and each run of equal ones.
std::vector<std::size_t> group_sizes(const std::vector<Repeated>& weights) {
  std::vector<std::size_t> sizes;
  for (const Repeated& one : weights) sizes.push_back(one.times);
  return sizes;
}
std::vector<std::size_t> run_sizes(const std::vector<double>& weights) {
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (i > 0 && weights[i] == weights[i - 1]) {
      ++sizes.back();
    } else {
      sizes.push_back(1);
    }
  }
  return sizes;
}

// One value a member, from a value for each of them, each group or each run.
std::optional<std::vector<double>> values_of_members(const std::vector<Repeated>& values, const std::vector<Repeated>& weights) {
  const std::vector<double> all = repeated(values), of_members = repeated(weights);
  if (all.empty() || all.size() == of_members.size()) return all;
  for (const auto& sizes : {group_sizes(weights), run_sizes(of_members)}) {
    if (all.size() != sizes.size()) continue;
    std::vector<double> spread;
    for (std::size_t at = 0; at < sizes.size(); ++at) spread.insert(spread.end(), sizes[at], all[at]);
    return spread;
  }
  return std::nullopt;
}

// What is stated of a game, and where its first line stands.
struct StatedGame {
  std::size_t line;
  Statement statement;
};

void append(std::vector<Repeated>& to, const std::vector<Repeated>& from) { to.insert(to.end(), from.begin(), from.end()); }

std::vector<StatedGame> stated_games(std::string_view text) {
  std::vector<StatedGame> games;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    Statement statement = read_statement(line);
    const bool of_one_before = !games.empty() && statement.weights.empty() && (statement.quota.empty() || games.back().statement.quota.empty());
    if (of_one_before) {
      Statement& game = games.back().statement;
      append(game.quota, statement.quota);
      append(game.shapley_shubik, statement.shapley_shubik);
      append(game.banzhaf, statement.banzhaf);
      append(game.banzhaf_absolute, statement.banzhaf_absolute);
    } else if (!statement.weights.empty() || !statement.quota.empty()) {
      games.push_back({number, std::move(statement)});
    }
  });
  return games;
}

std::string game_name(std::string_view stated, std::size_t number) {
  const std::size_t begin = stated.find_first_not_of(" \t#-*,;:"), end = stated.find_last_not_of(" \t,;:(");
  if (begin == std::string_view::npos || end < begin) return format("game {}", number);
  return std::string(stated.substr(begin, end + 1 - begin));
}

Result<ExpectedGame> game_of(std::string_view file, const StatedGame& stated, std::size_t number) {
  const Statement& s = stated.statement;
  if (s.weights.empty() || s.quota.empty()) return fail(ErrorKind::input, "{}:{}: expected the weights and the quota of a game", file, stated.line);
  ExpectedGame game;
  game.name = game_name(s.name, number);
  game.game = {repeated(s.weights), s.quota[0].value};
  for (std::size_t i = 0; i < game.game.weights.size(); ++i) game.members.push_back(format("{}", i + 1));
  for (const auto& [values, target] : {std::pair{&s.shapley_shubik, &game.shapley_shubik}, std::pair{&s.banzhaf, &game.banzhaf},
                                       std::pair{&s.banzhaf_absolute, &game.banzhaf_absolute}}) {
    auto of_members = values_of_members(*values, s.weights);
    if (!of_members) {
      return fail(ErrorKind::input, "{}:{}: {} values for {} members", file, stated.line, repeated(*values).size(), game.members.size());
    }
    *target = *std::move(of_members);
  }
  return game;
}

// Tables ----------------------------------------------------------------------------------------------------------------

struct Cells {
  std::size_t line;
  std::vector<std::string> cells;
};

std::optional<std::size_t> column(const std::vector<std::string>& columns, std::initializer_list<std::string_view> names) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    for (const std::string_view name : names) {
      if (equal_ignoring_case(trimmed(columns[at]), name)) return at;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> weight_column(const std::vector<std::string>& columns) { return column(columns, {"weight", "weights", "votes", "seats"}); }
std::optional<std::size_t> member_column(const std::vector<std::string>& columns) {
  return column(columns, {"member", "name", "actor", "player", "country"});
}

std::optional<double> number_of(std::string_view cell) {
  std::string_view rest = trimmed(cell);
  const auto number = take_number(rest);
  return number && rest.empty() ? number : std::nullopt;
}

// The quota of a comment such as "# quota 12", "#quota=12", "# quota: 12".
std::optional<double> quota_of_comment(std::string_view line) {
  const Statement statement = read_statement(line);
  return statement.quota.empty() ? std::nullopt : std::optional(statement.quota[0].value);
}

// The lines of a table, its comments left out but for the quota. Empty if this is no table.
std::vector<Cells> table_lines(std::string_view text, std::optional<double>& quota) {
  std::vector<Cells> lines;
  char separator = 0;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    if (trimmed(line).empty()) return;
    if (trimmed(line).starts_with('#')) {
      if (const auto stated = quota_of_comment(line)) quota = stated;
      return;
    }
    if (separator == 0) separator = line.find('\t') != std::string_view::npos ? '\t' : line.find(';') != std::string_view::npos ? ';' : ',';
    lines.push_back({number, split(trimmed(line), separator)});
  });
  return lines;
}

Result<ExpectedGame> game_of_table(std::string_view file, const std::vector<Cells>& lines, std::optional<double> quota) {
  const std::vector<std::string>& columns = lines.front().cells;
  const std::size_t weight = *weight_column(columns), member = member_column(columns).value_or(weight);
  ExpectedGame game;
  game.name = file;
  const std::array expected = {std::pair(column(columns, {"shapley_shubik", "shapley-shubik", "shapley", "ssi"}), &game.shapley_shubik),
                               std::pair(column(columns, {"banzhaf", "banzhaf_normalised", "banzhaf_normalized"}), &game.banzhaf),
                               std::pair(column(columns, {"banzhaf_absolute", "penrose"}), &game.banzhaf_absolute)};
  for (auto row = lines.begin() + 1; row != lines.end(); ++row) {
    const bool is_quota = !row->cells.empty() && equal_ignoring_case(trimmed(row->cells[0]), "quota");
    if (is_quota) {
      for (const std::string& cell : row->cells) quota = number_of(cell) ? number_of(cell) : quota;
      continue;
    }
    if (row->cells.size() <= std::max(weight, member)) return fail(ErrorKind::input, "{}:{}: expected a member and its weight", file, row->line);
    const auto number = number_of(row->cells[weight]);
    if (!number) return fail(ErrorKind::input, "{}:{}: weight '{}'; expected a number", file, row->line, row->cells[weight]);
    game.game.weights.push_back(*number);
    game.members.push_back(member == weight ? format("{}", game.members.size() + 1) : std::string(trimmed(row->cells[member])));
    for (const auto& [at, values] : expected) {
      if (!at) continue;
      const auto value = *at < row->cells.size() ? number_of(row->cells[*at]) : std::nullopt;
      if (!value) return fail(ErrorKind::input, "{}:{}: expected a number in the column '{}'", file, row->line, columns[*at]);
      values->push_back(*value);
    }
  }
  if (!quota) return fail(ErrorKind::input, "{}: no quota; expected a line '# quota N' or a row 'quota'", file);
  game.game.quota = *quota;
  return game;
}

}  // namespace

Result<std::vector<ExpectedGame>> parse_voting_games(std::string_view name, std::string_view text) {
  std::optional<double> quota;
  const std::vector<Cells> lines = table_lines(text, quota);
  if (!lines.empty() && lines.front().cells.size() > 1 && weight_column(lines.front().cells)) {
    TRY_ASSIGN(ExpectedGame game, game_of_table(name, lines, quota));
    return std::vector{std::move(game)};
  }
  std::vector<ExpectedGame> games;
  for (const StatedGame& stated : stated_games(text)) {
    TRY_ASSIGN(ExpectedGame game, game_of(name, stated, games.size() + 1));
    games.push_back(std::move(game));
  }
  if (games.empty()) return fail(ErrorKind::input, "{}: no voting game; expected lines with 'weights' and 'quota', or a table with a column 'weight'", name);
  return games;
}

}  // namespace corollary::evaluate
