#include "evaluate/bargain_models.h"

#include <cmath>
#include <numeric>

#include "bargain/challenge.h"
#include "bargain/models.h"
#include "bargain/settlement.h"
#include "bargain/stake_table.h"

namespace corollary::evaluate {
namespace {

using bargain::Issue;
using bargain::Stake;

Word point(double position) { return {{position, 1}}; }

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

Result<Word> kalai_smorodinsky_without_no_deal(const Issue& issue) {
  return settlement<bargain::Method::kalai_smorodinsky>(without_no_deal(issue));
}

template <bargain::Election form>
Result<Word> condorcet(const Issue& issue) {
  return bargain::election_of(issue, form);
}

Result<Word> spatial(const Issue& issue) {
  TRY_ASSIGN(const std::vector<double> outcome, bargain::outcome({{issue}}, bargain::Model::spatial, {}));
  return point(outcome.front());
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
      {"kalai_smorodinsky", settlement<bargain::Method::kalai_smorodinsky>},
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
