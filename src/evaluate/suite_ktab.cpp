#include <algorithm>
#include <map>
#include <optional>

#include "bargain/scenario_ktab.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

constexpr std::string_view kProbability = "prob", kChange = "Fractional change";

// What KTAB prints of a run: a label and a text for each state or turn.
struct PrintedRow {
  std::string label;  // "actor, issue", "actor, prob", "Fractional change".
  std::vector<std::string> cells;
};

std::vector<PrintedRow> printed(const bargain::StakeTable& table, const bargain::SpatialRun& run) {
  std::vector<PrintedRow> rows;
  for (std::size_t i = 0; i < run.actors; ++i) {
    for (std::size_t k = 0; k < run.issues; ++k) {
      PrintedRow& row = rows.emplace_back(PrintedRow{format("{}, {}", table.actors[i], table.issues[k]), {}});
      for (std::size_t t = 0; t < run.states; ++t) row.cells.push_back(format("{:.1f}", run.position(t, i, k)));
    }
  }
  for (std::size_t i = 0; i < run.actors; ++i) {
    PrintedRow& row = rows.emplace_back(PrintedRow{format("{}, {}", table.actors[i], kProbability), {}});
    for (std::size_t t = 0; t < run.states; ++t) row.cells.push_back(format("{:.4f}", run.probability(t, i)));
  }
  PrintedRow& row = rows.emplace_back(PrintedRow{std::string(kChange), {}});
  for (const double change : run.changes) row.cells.push_back(format("{:.4f}", change));
  return rows;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  for (std::string& word : split(text, ' ')) {
    if (!trimmed(word).empty()) found.emplace_back(trimmed(word));
  }
  return found;
}

// KTAB's print of a history, or of the fractional changes, a line each. Lines of other kinds are passed over.
std::vector<PrintedRow> read_printed(std::string_view bytes) {
  std::vector<PrintedRow> rows;
  PrintedRow changes{std::string(kChange), {}};
  for_each_line(bytes, [&](std::string_view line, std::size_t) {
    const std::size_t colon = line.rfind(':');
    if (colon == std::string_view::npos) return;
    std::vector<std::string> cells = words(line.substr(colon + 1));
    if (line.starts_with(kChange)) {
      if (!cells.empty()) changes.cells.push_back(cells.front());
    } else if (!cells.empty()) {
      rows.push_back({std::string(trimmed(line.substr(0, colon))), std::move(cells)});
    }
  });
  if (!changes.cells.empty()) rows.push_back(std::move(changes));
  return rows;
}

bool is_probability(const PrintedRow& row) { return row.label.ends_with(format(", {}", kProbability)); }

class Comparison {
 public:
  explicit Comparison(std::size_t errors_most) : errors_most_(errors_most) {}

  // A cell that only one side has differs.
  void compare(const PrintedRow& expected, const PrintedRow& found) {
    const bool probability = is_probability(expected);
    for (std::size_t t = 0; t < std::max(expected.cells.size(), found.cells.size()); ++t) {
      const std::string& is = t < found.cells.size() ? found.cells[t] : kMissing;
      const std::string& should = t < expected.cells.size() ? expected.cells[t] : kMissing;
      ++(probability ? probabilities_ : cells_);
      if (is == should) continue;
      ++(probability ? differing_probabilities_ : differing_cells_);
      if (errors_.size() < errors_most_) errors_.push_back(format("{}, {} {}: expected {}, got {}", expected.label, expected.label == kChange ? "turn" : "state",
                                                                  expected.label == kChange ? t + 1 : t, should, is));
    }
  }

  Scores scores() && {
    Scores scores;
    scores.n = cells_;
    scores.values = {{"cells", static_cast<double>(cells_)}, {"differing_cells", static_cast<double>(differing_cells_)}};
    if (probabilities_ > 0) {
      scores.values.push_back({"probability_cells", static_cast<double>(probabilities_)});
      scores.values.push_back({"differing_probability_cells", static_cast<double>(differing_probabilities_)});
    }
    scores.errors = std::move(errors_);
    return scores;
  }

 private:
  const std::string kMissing = "nothing";
  std::size_t errors_most_;
  std::size_t cells_ = 0, differing_cells_ = 0, probabilities_ = 0, differing_probabilities_ = 0;
  std::vector<std::string> errors_;
};

Result<Scores> compared(const Options& options, const std::vector<PrintedRow>& found, std::size_t turns) {
  TRY_ASSIGN(const std::string bytes, read_file(options.expected));
  const std::vector<PrintedRow> expected = read_printed(bytes);
  if (expected.empty()) return fail(ErrorKind::input, "{}: neither a history of positions nor fractional changes as KTAB prints them", options.expected.string());
  const auto row_of = [](const std::vector<PrintedRow>& rows, const std::string& label) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const PrintedRow& other) { return other.label == label; });
    return row == rows.end() ? nullptr : &*row;
  };
  Comparison comparison(options.errors_most);
  for (const PrintedRow& row : expected) {
    const PrintedRow* const same = row_of(found, row.label);
    comparison.compare(row, same != nullptr ? *same : PrintedRow{row.label, {}});
  }
  // What is expected of one actor's position is expected of all; probabilities and changes may be kept elsewhere.
  const bool changes_only = expected.front().label == kChange;
  for (const PrintedRow& row : found) {
    if (!changes_only && !is_probability(row) && row.label != kChange && row_of(expected, row.label) == nullptr) comparison.compare({row.label, {}}, row);
  }
  Scores scores = std::move(comparison).scores();
  scores.values.push_back({"turns", static_cast<double>(turns)});
  scores.values.push_back({"turns_expected", static_cast<double>(expected.front().cells.size() - (changes_only ? 0 : 1))});
  return scores;
}

// Actor, issue, then a column for each state.
Scores listed(const bargain::StakeTable& table, const bargain::SpatialRun& run, const std::vector<PrintedRow>& rows) {
  Scores scores;
  scores.n = run.actors * run.issues * run.states;
  scores.values = {{"cells", static_cast<double>(scores.n)}, {"turns", static_cast<double>(run.states - 1)}};
  Scores::Listing history{"history", {"actor", "issue"}, {}}, probabilities{"probabilities", {"actor"}, {}}, changes{"changes", {}, {rows.back().cells}};
  for (std::size_t t = 0; t < run.states; ++t) {
    history.columns.push_back(format("{}", t));
    probabilities.columns.push_back(format("{}", t));
    if (t > 0) changes.columns.push_back(format("{}", t));
  }
  const auto add = [](Scores::Listing& listing, std::vector<std::string> names, const PrintedRow& row) {
    names.insert(names.end(), row.cells.begin(), row.cells.end());
    listing.rows.push_back(std::move(names));
  };
  for (std::size_t i = 0; i < run.actors; ++i) {
    for (std::size_t k = 0; k < run.issues; ++k) add(history, {table.actors[i], table.issues[k]}, rows[i * run.issues + k]);
    add(probabilities, {table.actors[i]}, rows[run.actors * run.issues + i]);
  }
  scores.listings = {std::move(history), std::move(probabilities), std::move(changes)};
  return scores;
}

}  // namespace

Result<Scores> score_ktab(const Options& options, Progress&) {
  TRY_ASSIGN(bargain::KtabScenario input, bargain::read_ktab(options.input));
  if (input.options.transitions == bargain::Transitions::stochastic) {
    input.options.transitions = bargain::Transitions::deterministic;
    input.warnings.push_back(format("{}: KTAB's random draws cannot be repeated: run with deterministic transitions", options.input.string()));
  }
  const bargain::StakeTable table = bargain::stake_table(input.scenario);
  TRY_ASSIGN(const bargain::SpatialRun run, bargain::spatial(table, input.options));
  const std::vector<PrintedRow> rows = printed(table, run);
  Scores scores;
  if (options.expected.empty()) {
    scores = listed(table, run, rows);
  } else {
    TRY_ASSIGN(scores, compared(options, rows, run.states - 1));
  }
  scores.skipped = std::move(input.warnings);
  return scores;
}

}  // namespace corollary::evaluate
