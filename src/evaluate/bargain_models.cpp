#include "evaluate/bargain_models.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "bargain/challenge.h"
#include "bargain/settlement.h"
#include "bargain/spatial.h"
#include "bargain/stake_table.h"

namespace corollary::evaluate {
namespace {

using bargain::Issue;
using bargain::Stake;

Word point(double position) { return {{position, 1}}; }

double weight(const Stake& stake) { return stake.capability * stake.salience; }

template <bargain::Method method>
Result<Word> settlement(const Issue& issue) {
  TRY_ASSIGN(const bargain::Settlement settled, bargain::settle(issue, method));
  return point(settled.position);
}

// Everybody the same.
Issue with_equal_weights(Issue issue) {
  for (Stake& stake : issue.stakes) stake.salience = stake.capability = 1;
  return issue;
}

Issue without_no_deal(Issue issue) {
  issue.no_deal.reset();
  return issue;
}

Result<Word> mean_of_positions(const Issue& issue) { return settlement<bargain::Method::weighted_mean>(with_equal_weights(issue)); }
Result<Word> median_of_positions(const Issue& issue) { return settlement<bargain::Method::weighted_median>(with_equal_weights(issue)); }
Result<Word> nash_without_no_deal(const Issue& issue) { return settlement<bargain::Method::nash>(without_no_deal(issue)); }

// The least gain of anybody with weight, as a share of the most that it could gain where all gain.
double least_share(const Issue& issue, const bargain::Stretch& set, double x) {
  double least = std::numeric_limits<double>::infinity();
  for (const Stake& stake : issue.stakes) {
    if (weight(stake) == 0) continue;
    const double without = issue.no_deal ? bargain::utility(*issue.no_deal, stake.position) : 0;
    const double most = bargain::utility(std::clamp(stake.position, set.low, set.high), stake.position) - without;
    least = std::min(least, (bargain::utility(x, stake.position) - without) / most);
  }
  return least;
}

// The least share is the lowest of concave functions, and so concave: thirds of the set are cut off until it is narrow.
Result<Word> kalai_smorodinsky(const Issue& issue) {
  TRY_ASSIGN(auto set, bargain::bargaining_set(issue));
  if (!set) return point(*issue.no_deal);
  double low = set->low, high = set->high;
  while (high - low > 1e-7) {
    const double left = low + (high - low) / 3, right = high - (high - low) / 3;
    if (least_share(issue, *set, left) < least_share(issue, *set, right)) {
      low = left;
    } else {
      high = right;
    }
  }
  return point((low + high) / 2);
}
Result<Word> kalai_smorodinsky_without_no_deal(const Issue& issue) { return kalai_smorodinsky(without_no_deal(issue)); }

template <bargain::Election form>
Result<Word> condorcet(const Issue& issue) {
  std::vector<double> positions, weights;
  for (const Stake& stake : issue.stakes) {
    positions.push_back(stake.position);
    weights.push_back(weight(stake));
  }
  return bargain::election_of_positions(positions, weights, form);
}

// The weighted mean of where the actors stand at the end.
Result<Word> spatial(const Issue& issue) {
  const bargain::StakeTable table = bargain::stake_table({{issue}});
  bargain::SpatialOptions options;
  options.history = false;
  TRY_ASSIGN(const bargain::SpatialRun run, bargain::spatial(table, options));
  Issue then = issue;
  for (std::size_t i = 0; i < then.stakes.size(); ++i) then.stakes[i].position = run.position(run.states - 1, i, 0);
  return settlement<bargain::Method::weighted_mean>(then);
}

template <bargain::ChallengeOptions (*preset)()>
Result<Word> challenge(const Issue& issue) {
  TRY_ASSIGN(const bargain::ChallengeRun run, bargain::challenge(bargain::challenge_actors(bargain::stake_table({{issue}}), 0), preset()));
  return point(run.forecast);
}

Result<Word> middle(const Issue&) { return point(50); }
Result<Word> no_deal(const Issue& issue) { return issue.no_deal ? point(*issue.no_deal) : Word(); }

}  // namespace

const std::vector<BargainModel>& bargain_models() {
  static const std::vector<BargainModel> models = {
      {"compromise", settlement<bargain::Method::weighted_mean>},
      {"unweighted_mean", mean_of_positions},
      {"weighted_median", settlement<bargain::Method::weighted_median>},
      {"unweighted_median", median_of_positions},
      {"condorcet_conditional", condorcet<bargain::Election::conditional>},
      {"condorcet_markov_uniform", condorcet<bargain::Election::markov_uniform>},
      {"condorcet_markov_incentive", condorcet<bargain::Election::markov_incentive>},
      {"nash", settlement<bargain::Method::nash>},
      {"nash_without_no_deal", nash_without_no_deal},
      {"kalai_smorodinsky", kalai_smorodinsky},
      {"kalai_smorodinsky_without_no_deal", kalai_smorodinsky_without_no_deal},
      {"challenge_scholz", challenge<bargain::scholz_paper>},
      {"challenge_mckibben", challenge<bargain::mckibben>},
      {"spatial", spatial},
      {"middle", middle},
      {"no_deal", no_deal}};
  return models;
}

double mean(const Word& word) {
  return std::accumulate(word.begin(), word.end(), 0.0, [](double sum, const auto& one) { return sum + one.probability * one.position; });
}

double ranked_score(const Word& word, double outcome) {
  double score = 0;
  for (const auto& one : word) {
    score += one.probability * std::abs(one.position - outcome);
    for (const auto& other : word) score -= 0.5 * one.probability * other.probability * std::abs(one.position - other.position);
  }
  return score;
}

}  // namespace corollary::evaluate
