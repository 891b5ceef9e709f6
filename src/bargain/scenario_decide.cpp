#include "bargain/scenario_decide.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "base/windows_1252.h"

namespace corollary::bargain {
namespace {

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;  // Without quotes, trimmed.

  [[nodiscard]] const std::string& cell(std::size_t k) const {
    static const std::string none;
    return k < cells.size() ? cells[k] : none;
  }
};

// One more line for the analyst.
class Mistakes {
 public:
  explicit Mistakes(std::string_view name) : name_(name) {}

  template <typename... Args>
  void add(std::size_t line, format_string<Args...> text, Args&&... args) {
    lines_.push_back({line, format("{}:{}: {}", name_, line, format(text, std::forward<Args>(args)...))});
  }
  [[nodiscard]] bool none() const { return lines_.empty(); }
  // In the order of the file, on one line.
  [[nodiscard]] std::string text() {
    std::stable_sort(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    constexpr std::size_t most = 12;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::min(lines_.size(), most); ++i) texts.push_back(lines_[i].second);
    return joined(texts, "; ") + (lines_.size() > most ? format("; and {} more", lines_.size() - most) : "");
  }

 private:
  std::string_view name_;
  std::vector<std::pair<std::size_t, std::string>> lines_;
};

// The cells of a line; nullopt if a quote is never closed. A quote only counts at the beginning of a cell: names have apostrophes.
std::optional<std::vector<std::string>> cells_of(std::string_view line, char separator) {
  std::vector<std::string> cells;
  for (bool more = true; more;) {
    line.remove_prefix(std::min(line.find_first_not_of(separator == '\t' ? " " : " \t"), line.size()));
    std::string cell;
    if (line.starts_with('\'') || line.starts_with('"')) {
      const char quote = line.front();
      line.remove_prefix(1);
      for (;;) {
        const std::size_t end = line.find(quote);
        if (end == std::string_view::npos) return std::nullopt;
        cell += line.substr(0, end);
        line.remove_prefix(end + 1);
        if (!line.starts_with(quote)) break;
        cell += quote;  // A doubled quote is one of the text.
        line.remove_prefix(1);
      }
    }
    const std::size_t end = std::min(line.find(separator), line.size());
    cell += trimmed(line.substr(0, end));
    more = end < line.size();
    line.remove_prefix(more ? end + 1 : end);
    cells.emplace_back(trimmed(cell));
  }
  return cells;
}

// What follows the kind of the first row that has a kind: a tab, or a semicolon. Texts may have either.
char separator_of(std::string_view text) {
  char separator = '\t';
  bool found = false;
  for_each_line(text, [&](std::string_view line, std::size_t) {
    const bool quoted = line.starts_with('\'') || line.starts_with('"');
    const std::size_t after = quoted ? 4 : 2;  // '#A' or #A
    if (found || line.size() <= after || line[quoted ? 1 : 0] != '#') return;
    found = line[after] == '\t' || line[after] == ';';
    if (found) separator = line[after];
  });
  return separator;
}

// Also false for ends so far or so near that they cannot be parted into a hundred.
bool has_length(const NativeScale& scale) {
  const double length = scale.high - scale.low;
  return length > 0 && std::isfinite(length) && std::isfinite(100 / length);
}

// Reads a file row by row, then puts the rows together: they may name what comes later.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name), mistakes_(name) {}

  Result<DecideScenario> read(std::string_view text) {
    read_rows(text);
    for (const Row& row : scale_rows_) read_scale(row);
    for (const Row& row : stake_rows_) read_stake(row);
    finish_issues();
    if (!mistakes_.none()) {
      return fail(ErrorKind::input, "{}", mistakes_.text());
    }
    if (read_.scenario.issues.empty()) {
      return fail(ErrorKind::input, "{}:1: no #P rows: expected at least one issue", name_);
    }
    warn_of_saliences();
    return std::move(read_);
  }

  void warn(std::string text) { read_.warnings.push_back(std::move(text)); }

 private:
  void read_rows(std::string_view text) {
    const char separator = separator_of(text);
    for_each_line(text, [&](std::string_view line, std::size_t number) {
      if (line.find_first_not_of("\t; ") == std::string_view::npos) return;
      std::optional<std::vector<std::string>> cells = cells_of(line, separator);
      if (!cells) return mistakes_.add(number, "a quote is never closed");
      read_row({number, *std::move(cells)});
    });
  }

  void read_row(Row row) {
    const std::string& kind = row.cell(0);
    if (kind.starts_with("#/") || kind.starts_with("#O")) return;
    if (kind == "#A") return read_actor(row);
    if (kind == "#P") return read_issue(row);
    if (kind == "#M") return scale_rows_.push_back(std::move(row));
    if (kind == "#D") return stake_rows_.push_back(std::move(row));
    mistakes_.add(row.line, "'{}' is no kind of row: expected #A, #P, #M, #D, #O or #/", kind);
  }

  void read_actor(const Row& row) {
    if (row.cell(1).empty()) return mistakes_.add(row.line, "an actor without a name: expected #A, name");
    if (!actors_.try_emplace(row.cell(1), actors_.size()).second) mistakes_.add(row.line, "actor '{}' is there twice", row.cell(1));
  }

  void read_issue(const Row& row) {
    if (row.cell(1).empty()) return mistakes_.add(row.line, "an issue without a name: expected #P, name");
    if (!issues_.try_emplace(row.cell(1), issues_.size()).second) return mistakes_.add(row.line, "issue '{}' is there twice", row.cell(1));
    Issue issue;
    issue.id = row.cell(1);
    issue.question = row.cell(2).empty() ? row.cell(1) : row.cell(2);
    read_.scenario.issues.push_back(std::move(issue));
    issue_lines_.push_back(row.line);
    points_.emplace_back();
  }

  // nullopt and one more mistake if a table does not know the name.
  std::optional<std::size_t> known(const std::map<std::string, std::size_t>& table, const Row& row, std::size_t cell, std::string_view what,
                                   std::string_view kind) {
    const auto found = table.find(row.cell(cell));
    if (found != table.end()) return found->second;
    mistakes_.add(row.line, "{} '{}' has no row of its own: expected one that begins with {}", what, row.cell(cell), kind);
    return std::nullopt;
  }

  std::optional<double> number(const Row& row, std::size_t cell, std::string_view what, std::string_view expected) {
    const std::optional<double> value = parse_number(row.cell(cell));
    if (!value) mistakes_.add(row.line, "{} '{}' is not a number ({})", what, row.cell(cell), expected);
    return value;
  }

  struct Point {
    double position;
    std::string text, meaning;
  };

  void read_scale(const Row& row) {
    const auto issue = known(issues_, row, 1, "issue", "#P");
    const auto position = number(row, 2, "point of a scale", "as 0 or 2.5");
    if (issue && position) points_[*issue].push_back({*position, row.cell(2), row.cell(3)});
  }

  // The scale's ends are known by now.
  const NativeScale& scale_of(std::size_t issue) {
    for (std::size_t k = read_.scales.size(); k <= issue; ++k) make_scale(k);
    return read_.scales[issue];
  }

  void make_scale(std::size_t k) {
    Issue& issue = read_.scenario.issues[k];
    NativeScale scale;
    issue.low = scale.low_text;
    issue.high = scale.high_text;
    if (points_[k].empty()) {
      warn(format("{}:{}: issue '{}' has no #M rows: taken to go from 0 to 100", name_, issue_lines_[k], issue.id));
    } else {
      const auto [low, high] = std::ranges::minmax_element(points_[k], {}, &Point::position);
      scale = {low->position, high->position, low->text, high->text};
      issue.low = low->meaning.empty() ? low->text : low->meaning;
      issue.high = high->meaning.empty() ? high->text : high->meaning;
      if (!has_length(scale)) {
        mistakes_.add(issue_lines_[k], "the scale of issue '{}' goes from {} to {}: expected #M rows with two ends", issue.id, low->text, high->text);
      }
    }
    read_.scales.push_back(std::move(scale));
  }

  void read_stake(const Row& row) {
    if (row.cells.size() < 6) return mistakes_.add(row.line, "{} cells: expected #D, actor, issue, position, salience, power", row.cells.size());
    const auto actor = known(actors_, row, 1, "actor", "#A");
    const auto issue = known(issues_, row, 2, "issue", "#P");
    const NativeScale scale = issue ? scale_of(*issue) : NativeScale();
    const std::string ends = format("{} to {}", scale.low_text, scale.high_text);
    const auto position = number(row, 3, "position", ends);
    const auto salience = number(row, 4, "salience", "0 to 1");
    const auto power = number(row, 5, "power", "0 or more");
    const bool inside = position && issue && scale.low <= *position && *position <= scale.high;
    if (position && issue && !inside) mistakes_.add(row.line, "position {} is outside the scale of issue '{}' ({})", row.cell(3), row.cell(2), ends);
    if (salience && (*salience < 0 || *salience > 1)) mistakes_.add(row.line, "salience {} is not in its range (0 to 1)", row.cell(4));
    if (power && *power < 0) mistakes_.add(row.line, "power {} is not in its range (0 or more)", row.cell(5));
    if (!actor || !inside || !salience || !power || !has_length(scale)) return;
    // The scale's factor first, as Decide does: 0.5 to 7 becomes (x - 0.5) · 15.38….
    const double scaled = std::min(100.0, (*position - scale.low) * (100 / (scale.high - scale.low)));
    const auto place = stakes_.try_emplace({*issue, *actor}, Stake{row.cell(1), scaled, *salience, *power, ""});
    if (!place.second) mistakes_.add(row.line, "actor '{}' has a second stake in issue '{}'", row.cell(1), row.cell(2));
  }

  void finish_issues() {
    for (std::size_t k = read_.scales.size(); k < read_.scenario.issues.size(); ++k) make_scale(k);
    for (auto& [place, stake] : stakes_) read_.scenario.issues[place.first].stakes.push_back(std::move(stake));
    if (!mistakes_.none()) return;  // What follows from them need not be said.
    for (std::size_t k = 0; k < read_.scenario.issues.size(); ++k) {
      if (const Result<void> checked = check(read_.scenario.issues[k]); !checked) mistakes_.add(issue_lines_[k], "{}", checked.error().message);
    }
  }

  void warn_of_saliences() {
    std::map<std::string, double> sums;
    for (const Issue& issue : read_.scenario.issues) {
      for (const Stake& stake : issue.stakes) sums[stake.actor] += stake.salience;
    }
    std::erase_if(sums, [](const auto& entry) { return entry.second <= 1 + 1e-9; });
    if (sums.empty()) return;
    const auto most = std::ranges::max_element(sums, {}, [](const auto& entry) { return entry.second; });
    warn(format("{}: the saliences of {} of {} actors add up to more than 1, those of '{}' to {:.4g}", name_, sums.size(), actors_.size(), most->first,
                most->second));
  }

  std::string_view name_;
  Mistakes mistakes_;
  DecideScenario read_;
  std::map<std::string, std::size_t> actors_, issues_;  // By name: the place in the file's order.
  std::vector<std::size_t> issue_lines_;
  std::vector<std::vector<Point>> points_;  // By issue.
  std::vector<Row> scale_rows_, stake_rows_;
  std::map<std::pair<std::size_t, std::size_t>, Stake> stakes_;  // By issue and actor.
};

}  // namespace

std::string NativeScale::label(std::string_view issue) const { return format("{} [{} - {}]", issue, low_text, high_text); }

Result<DecideScenario> parse_decide(std::string_view name, std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Reader reader(name);
  const auto bad = invalid_utf8_at(bytes);
  if (!bad) return reader.read(bytes);
  const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
  reader.warn(format("{}:{}: not UTF-8: the file is read as Windows-1252", name, line));
  return reader.read(from_windows_1252(bytes));
}

Result<DecideScenario> read_decide(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  return parse_decide(path.string(), bytes);
}

}  // namespace corollary::bargain
