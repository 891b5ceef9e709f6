#include "bargain/condorcet.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace corollary::bargain {
namespace {

constexpr double kLeastChance = 1e-12;

double to_the_fourth(double x) { return (x * x) * (x * x); }

double share(double part, double other) { return part / (part + other); }

// KTAB's model "Binary".
double nearly_certain_victory(double strength, double other) {
  constexpr double kCertain = 1.1, kUpset = 1e-6;
  if (strength >= kCertain * other) return share(1, kUpset);
  if (other >= kCertain * strength) return share(kUpset, 1);
  const double chance = (share(strength, other) * (kCertain + 1) - 1) / (kCertain - 1);
  return share(chance, 1 - chance);
}

void make_sum_to_one(std::vector<double>& chances) {
  const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
  for (double& chance : chances) chance /= sum;
}

std::vector<double> conditional_by_logarithms(const Rows& victory, std::size_t options) {
  std::vector<double> chances(options);
  for (std::size_t i = 0; i < options; ++i) {
    for (std::size_t j = 0; j < options; ++j) chances[i] += std::log(std::max(victory[i][j], std::numeric_limits<double>::min()));
  }
  const double most = *std::max_element(chances.begin(), chances.end());
  for (double& chance : chances) chance = std::exp(chance - most);
  make_sum_to_one(chances);
  return chances;
}

std::vector<double> conditional(const Rows& victory, std::size_t options) {
  std::vector<double> chances(options);
  for (std::size_t i = 0; i < options; ++i) {
    double product = 1;
    for (std::size_t j = 0; j < options; ++j) product *= victory[i][j];
    chances[i] = product;
  }
  // Subnormal products have lost digits.
  if (*std::max_element(chances.begin(), chances.end()) < std::numeric_limits<double>::min() * 1e16) return conditional_by_logarithms(victory, options);
  make_sum_to_one(chances);
  return chances;
}

// The long-run probabilities of a chain; `moves[j][i]` is the probability to go from j to i, the diagonal is not read.
// Grassmann, Taksar and Heyman: the states are taken out from the last on, what went through them is put onto the others.
std::vector<double> long_run(Rows moves, std::size_t states) {
  for (std::size_t out = states; out-- > 1;) {
    const double leaving = std::accumulate(moves[out], moves[out] + out, 0.0);
    for (std::size_t j = 0; j < out; ++j) {
      moves[j][out] /= leaving;
      for (std::size_t i = 0; i < out; ++i) moves[j][i] += moves[j][out] * moves[out][i];
    }
  }
  std::vector<double> chances(states, 1);
  for (std::size_t i = 1; i < states; ++i) {
    chances[i] = 0;
    for (std::size_t j = 0; j < i; ++j) chances[i] += chances[j] * moves[j][i];
  }
  make_sum_to_one(chances);
  return chances;
}

Rows uniform_moves(const Rows& victory, std::size_t options) {
  Rows moves(options, options);
  for (std::size_t j = 0; j < options; ++j) {
    for (std::size_t i = 0; i < options; ++i) moves[j][i] = std::max(victory[i][j], kLeastChance) / static_cast<double>(options);
  }
  return moves;
}

Rows incentive_moves(const Rows& victory, const Rows& strengths, std::size_t options) {
  constexpr double kNoChallenge = 1e-10;  // So that there is a challenger where nobody prefers another option.
  Rows moves(options, options);
  for (std::size_t j = 0; j < options; ++j) {
    double all = kNoChallenge;
    for (std::size_t i = 0; i < options; ++i) all += strengths[i][j] * victory[i][j];
    for (std::size_t i = 0; i < options; ++i) {
      const double chance = std::max(victory[i][j], kLeastChance);
      moves[j][i] = chance * std::max(strengths[i][j] * victory[i][j] / all, kLeastChance);
    }
  }
  return moves;
}

// Scaled, so that no sum overflows and what is added to each coalition is small beside it.
std::vector<double> shares_of_largest(std::span<const double> weights) {
  const double most = *std::max_element(weights.begin(), weights.end());
  std::vector<double> shares(weights.begin(), weights.end());
  for (double& share : shares) share /= most > 0 ? most : 1;
  return shares;
}

}  // namespace

double victory(VictoryModel model, double strength, double other_strength) {
  switch (model) {
    case VictoryModel::linear: return share(strength, other_strength);
    case VictoryModel::square: return share(strength * strength, other_strength * other_strength);
    case VictoryModel::quartic: return share(to_the_fourth(strength), to_the_fourth(other_strength));
    case VictoryModel::octic: {
      const double x = to_the_fourth(strength), y = to_the_fourth(other_strength);
      return share(x * x, y * y);
    }
    case VictoryModel::binary: return nearly_certain_victory(strength, other_strength);
  }
  return 0.5;
}

void victory_probabilities(VictoryModel model, const Rows& strengths, std::size_t options, Rows& probabilities) {
  const bool linear = model == VictoryModel::linear;
  for (std::size_t i = 0; i < options; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double x = strengths[i][j], y = strengths[j][i];
      // Two quotients at once.
      using Pair = double __attribute__((vector_size(2 * sizeof(double))));
      const Pair shares = Pair{x, y} / (x + y);
      probabilities[i][j] = linear ? shares[0] : victory(model, x, y);
      probabilities[j][i] = linear ? shares[1] : victory(model, y, x);
    }
    probabilities[i][i] = 0.5;
  }
}

std::vector<double> election(Election form, const Rows& victory, const Rows& strengths, std::size_t options) {
  switch (form) {
    case Election::conditional: return conditional(victory, options);
    case Election::markov_uniform: return long_run(uniform_moves(victory, options), options);
    case Election::markov_incentive: return long_run(incentive_moves(victory, strengths, options), options);
  }
  return {};
}

std::vector<PositionChance> election_of_positions(std::span<const double> positions, std::span<const double> weights, Election form, VictoryModel model) {
  const bool weightless = std::none_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
  std::vector<double> options;
  for (std::size_t k = 0; k < positions.size(); ++k) {
    if (weightless || weights[k] > 0) options.push_back(positions[k]);
  }
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  if (options.empty()) return {};

  const std::size_t n = options.size();
  Rows worth(positions.size(), n), strengths(n, n), chances(n, n);
  for (std::size_t k = 0; k < positions.size(); ++k) {
    for (std::size_t i = 0; i < n; ++i) worth[k][i] = 1 - std::abs(positions[k] - options[i]) / 100;
  }
  coalition_strengths(VotingRule::proportional, shares_of_largest(weights), worth, n, strengths);
  victory_probabilities(model, strengths, n, chances);
  const std::vector<double> probabilities = election(form, chances, strengths, n);
  std::vector<PositionChance> result;
  for (std::size_t i = 0; i < n; ++i) result.push_back({options[i], probabilities[i]});
  return result;
}

}  // namespace corollary::bargain
