#include <algorithm>
#include <cmath>
#include <optional>

#include "bargain/challenge_log.h"
#include "bargain/scenario_csv.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "base/table.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

using bargain::ActorTable;
using bargain::ChallengeRun;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for_each_line(text, [&](std::string_view line, std::size_t) { lines.emplace_back(line); });
  return lines;
}

// The largest difference of numbers that stand at the same place of two lines, word by word.
double largest_difference(const std::string& a, const std::string& b) {
  const std::vector<std::string> left = split(trimmed(a), ' '), right = split(trimmed(b), ' ');
  double largest = 0;
  for (std::size_t at = 0; at < std::min(left.size(), right.size()); ++at) {
    const std::optional<double> x = parse_number(left[at]), y = parse_number(right[at]);
    if (x && y) largest = std::max(largest, std::abs(*x - *y));
  }
  return largest;
}

void compare_logs(const std::string& computed, const std::string& expected, std::size_t errors_most, Scores& scores) {
  std::vector<std::string> found = lines_of(computed), wanted = lines_of(expected);
  scores.n = wanted.size();
  const std::size_t lines = std::max(found.size(), wanted.size());
  found.resize(lines);
  wanted.resize(lines);
  std::size_t differing = 0;
  double largest = 0;
  for (std::size_t at = 0; at < lines; ++at) {
    largest = std::max(largest, largest_difference(found[at], wanted[at]));
    if (found[at] == wanted[at]) continue;
    ++differing;
    if (scores.errors.size() < errors_most) scores.errors.push_back(format("line {}: expected '{}', got '{}'", at + 1, wanted[at], found[at]));
  }
  scores.values.push_back({"lines", static_cast<double>(scores.n)});
  scores.values.push_back({"differing_lines", static_cast<double>(differing)});
  scores.values.push_back({"identical", computed == expected ? 1.0 : 0.0});
  scores.values.push_back({"largest_difference", largest});
}

// A table of rounds against the run of the article's preset.
Result<void> compare_rounds(const Table& table, const ChallengeRun& run, std::size_t errors_most, Scores& scores) {
  TRY_ASSIGN(const std::size_t round_column, table.column("round"));
  TRY_ASSIGN(const std::size_t median_column, table.column("median"));
  TRY_ASSIGN(const std::size_t mean_column, table.column("mean"));
  double median = 0, mean = 0, largest = 0;
  for (const Table::Row& row : table.rows) {
    const auto round = parse_integer(trimmed(row.cells[round_column]));
    const auto expected_median = parse_number(trimmed(row.cells[median_column])), expected_mean = parse_number(trimmed(row.cells[mean_column]));
    if (!round || *round < 1 || *round > static_cast<long long>(run.rounds.size()) || !expected_median || !expected_mean) {
      return fail(ErrorKind::input, "{}:{}: expected a round from 1 to {}, its median and mean", table.name, row.line, run.rounds.size());
    }
    const bargain::ChallengeRound& found = run.rounds[static_cast<std::size_t>(*round) - 1];
    const double of_median = std::abs(found.median - *expected_median), of_mean = std::abs(found.mean - *expected_mean);
    median += of_median;
    mean += of_mean;
    largest = std::max({largest, of_median, of_mean});
    ++scores.n;
    if (std::max(of_median, of_mean) >= 0.1 && scores.errors.size() < errors_most) {
      scores.errors.push_back(format("round {}: expected {} and {}, got {:.2f} and {:.2f}", *round, *expected_median, *expected_mean, found.median,
                                     found.mean));
    }
  }
  if (scores.n == 0) return fail(ErrorKind::input, "{}: no rounds", table.name);
  scores.values.push_back({"median_mae", median / static_cast<double>(scores.n)});
  scores.values.push_back({"mean_mae", mean / static_cast<double>(scores.n)});
  scores.values.push_back({"largest_difference", largest});
  return {};
}

Scores::Listing listing_of_log(const std::string& log) {
  Scores::Listing listing{"log", {"line"}, {}};
  for (std::string& line : lines_of(log)) listing.rows.push_back({std::move(line)});
  return listing;
}

Scores::Listing listing_of_rounds(const ChallengeRun& scholz, const ChallengeRun& mckibben) {
  Scores::Listing listing{"rounds", {"round", "scholz_median", "scholz_mean", "mckibben_median", "mckibben_mean"}, {}};
  listing.rows.push_back({"0", format("{}", scholz.median), format("{}", scholz.mean), format("{}", mckibben.median), format("{}", mckibben.mean)});
  for (std::size_t at = 0; at < scholz.rounds.size(); ++at) {
    const bargain::ChallengeRound &a = scholz.rounds[at], &b = mckibben.rounds[at];
    listing.rows.push_back({format("{}", at + 1), format("{}", a.median), format("{}", a.mean), format("{}", b.median), format("{}", b.mean)});
  }
  return listing;
}

}  // namespace

Result<Scores> score_challenge(const Options& options, Progress& progress) {
  TRY(progress.report("playing", 0, 0));
  TRY_ASSIGN(const ActorTable table, bargain::read_actor_table(options.input));
  TRY_ASSIGN(const ChallengeRun scholz, bargain::challenge(table.challenge_actors(), bargain::scholz_paper()));
  TRY_ASSIGN(const ChallengeRun mckibben, bargain::challenge(table.challenge_actors(), bargain::mckibben()));
  const std::string log = bargain::challenge_log(table.actors, mckibben);
  Scores scores;
  if (options.expected.empty()) {
    scores.n = table.actors.size();
    scores.values.push_back({"scholz_forecast", scholz.forecast});
    scores.values.push_back({"mckibben_mean", mckibben.rounds.back().mean});
  } else {
    TRY_ASSIGN(const std::string expected, read_file(options.expected));
    if (expected.find("Median position:") != std::string::npos) {
      compare_logs(log, expected, options.errors_most, scores);
    } else {
      TRY_ASSIGN(const Table rounds, read_tsv(options.expected.string(), expected));
      TRY(compare_rounds(rounds, scholz, options.errors_most, scores));
    }
  }
  scores.listings = {listing_of_log(log), listing_of_rounds(scholz, mckibben)};
  return scores;
}

}  // namespace corollary::evaluate
