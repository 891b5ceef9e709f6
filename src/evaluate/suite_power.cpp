#include <algorithm>
#include <cmath>

#include "base/file.h"
#include "evaluate/suites.h"
#include "evaluate/voting_games.h"

namespace corollary::evaluate {
namespace {

// What was computed of one index against what is expected.
struct Comparison {
  std::string_view index;
  double largest = 0;
  std::size_t compared = 0;

  void add(const ExpectedGame& game, const std::vector<double>& expected, const std::vector<double>& found, std::size_t errors_most, Scores& scores) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double difference = std::abs(expected[i] - found[i]);
      largest = std::max(largest, difference);
      ++compared;
      if (difference > 1e-5 && scores.errors.size() < errors_most) {
        scores.errors.push_back(format("{}: {} of {}: expected {}, got {}", game.name, index, game.members[i], expected[i], found[i]));
      }
    }
  }
};

void list(const ExpectedGame& game, const bargain::PowerIndices& power, Scores::Listing& listing) {
  for (std::size_t i = 0; i < game.members.size(); ++i) {
    listing.rows.push_back({game.name, game.members[i], format("{}", game.game.weights[i]), format("{}", power.shapley_shubik[i]),
                            format("{}", power.banzhaf[i]), format("{}", power.banzhaf_absolute[i])});
  }
}

// The games of the input; what is expected of them from a file of its own, if there is one, game by game.
Result<std::vector<ExpectedGame>> games_of(const Options& options) {
  TRY_ASSIGN(const std::string text, read_file(options.input));
  TRY_ASSIGN(std::vector<ExpectedGame> games, parse_voting_games(options.input.string(), text));
  if (options.expected.empty()) return games;
  TRY_ASSIGN(const std::string expected_text, read_file(options.expected));
  TRY_ASSIGN(std::vector<ExpectedGame> expected, parse_voting_games(options.expected.string(), expected_text));
  if (expected.size() != games.size()) {
    return fail(ErrorKind::input, "{}: {} games; expected {}, as in {}", options.expected.string(), expected.size(), games.size(), options.input.string());
  }
  for (std::size_t at = 0; at < games.size(); ++at) {
    if (expected[at].members.size() != games[at].members.size()) {
      return fail(ErrorKind::input, "{}: {} members of {}; expected {}", options.expected.string(), expected[at].members.size(), games[at].name,
                  games[at].members.size());
    }
    games[at].shapley_shubik = std::move(expected[at].shapley_shubik);
    games[at].banzhaf = std::move(expected[at].banzhaf);
    games[at].banzhaf_absolute = std::move(expected[at].banzhaf_absolute);
  }
  return games;
}

}  // namespace

Result<Scores> score_power(const Options& options, Progress& progress) {
  TRY_ASSIGN(const std::vector<ExpectedGame> games, games_of(options));
  Scores scores;
  Scores::Listing listing{"power", {"game", "member", "weight", "shapley_shubik", "banzhaf", "banzhaf_absolute"}, {}};
  Comparison shapley_shubik{"Shapley-Shubik"}, banzhaf{"Banzhaf"}, absolute{"absolute Banzhaf"};
  for (std::size_t at = 0; at < games.size(); ++at) {
    TRY(progress.report("counting coalitions", at, games.size()));
    const ExpectedGame& game = games[at];
    const Result<bargain::PowerIndices> power = bargain::power_indices(game.game);
    if (!power) {
      scores.skipped.push_back(format("{}: {}: {}", options.input.string(), game.name, power.error().message));
      continue;
    }
    ++scores.n;
    list(game, *power, listing);
    shapley_shubik.add(game, game.shapley_shubik, power->shapley_shubik, options.errors_most, scores);
    banzhaf.add(game, game.banzhaf, power->banzhaf, options.errors_most, scores);
    absolute.add(game, game.banzhaf_absolute, power->banzhaf_absolute, options.errors_most, scores);
  }
  if (scores.n == 0) return fail(ErrorKind::input, "{}", scores.skipped.front());
  scores.values.push_back({"games", static_cast<double>(scores.n)});
  const std::size_t compared = shapley_shubik.compared + banzhaf.compared + absolute.compared;
  scores.values.push_back({"values_compared", static_cast<double>(compared)});
  if (compared > 0) scores.values.push_back({"largest_difference", std::max({shapley_shubik.largest, banzhaf.largest, absolute.largest})});
  scores.listings.push_back(std::move(listing));
  return scores;
}

}  // namespace corollary::evaluate
