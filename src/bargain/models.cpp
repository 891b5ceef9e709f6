#include "bargain/models.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>


namespace corollary::bargain {
namespace {

struct Words {
  Model model;
  std::string_view name, code;
};
constexpr std::array<Words, std::size(kModels)> kWords = {{{Model::weighted_mean, "weighted mean", "weighted-mean"},
                                                           {Model::weighted_median, "weighted median", "weighted-median"},
                                                           {Model::nash, "Nash bargaining", "nash"},
                                                           {Model::kalai_smorodinsky, "Kalai–Smorodinsky", "kalai-smorodinsky"},
                                                           {Model::condorcet, "Condorcet election", "condorcet"},
                                                           {Model::condorcet_uniform, "the same, Markov uniform", "condorcet-uniform"},
                                                           {Model::condorcet_incentive, "the same, Markov incentive", "condorcet-incentive"},
                                                           {Model::challenge, "challenge", "challenge"},
                                                           {Model::exchange, "exchange", "exchange"},
                                                           {Model::exchange_then_challenge, "exchange, then challenge", "exchange-then-challenge"},
                                                           {Model::spatial, "spatial", "spatial"},
                                                           {Model::ensemble, "ensemble", "ensemble"}}};

const Words& words_of(Model model) { return *std::ranges::find(kWords, model, &Words::model); }

double weighted_mean(const StakeTable& table, std::size_t issue, std::span<const double> positions) {
  double above = 0, below = 0;
  for (std::size_t i = 0; i < table.actors.size(); ++i) {
    above += table.weight(i, issue) * positions[table.at(i, issue)];
    below += table.weight(i, issue);
  }
  return above / below;
}

Result<double> settled(const Issue& issue, Method method) {
  TRY_ASSIGN(const Settlement settlement, settle(issue, method));
  return settlement.position;
}

double elected(const Issue& issue, Election form) {
  double mean = 0;
  for (const PositionChance& chance : election_of(issue, form)) mean += chance.position * chance.probability;
  return mean;
}

Result<double> challenged(const StakeTable& table, const Issue& issue, std::size_t number, const ChallengeOptions& options) {
  // Where all want the same nobody challenges anybody; the model itself would divide by a range of 0.
  const double first = issue.stakes.front().position;
  if (std::ranges::all_of(issue.stakes, [&](const Stake& stake) { return stake.position == first; })) return first;
  TRY_ASSIGN(const ChallengeRun run, challenge(challenge_actors(table, number), options));
  return run.forecast;
}

template <typename OfIssue>
Result<std::vector<double>> issue_by_issue(const Scenario& scenario, const OfIssue& of_issue) {
  std::vector<double> outcomes;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    TRY_ASSIGN(const double outcome, of_issue(k));
    outcomes.push_back(outcome);
  }
  return outcomes;
}

Result<std::vector<double>> spatial_outcome(const Scenario& scenario, SpatialOptions options) {
  const StakeTable table = stake_table(scenario);
  options.history = false;
  TRY_ASSIGN(const SpatialRun run, spatial(table, options));
  const auto last = std::span(run.positions).last(table.position.size());
  return issue_by_issue(scenario, [&](std::size_t k) -> Result<double> { return weighted_mean(table, k, last); });
}

Result<std::vector<double>> ensemble_outcome(const Scenario& scenario, const Ensemble* ensemble, std::span<const double> chance) {
  if (ensemble == nullptr) return fail(ErrorKind::input, "there are no weights of the ensemble");
  return issue_by_issue(scenario, [&](std::size_t k) -> Result<double> {
    TRY_ASSIGN(const Outcome outcome, ensemble->settle(scenario.issues[k]));
    return outcome.quantile(chance[k]);
  });
}

}  // namespace

std::string_view name(Model model) { return words_of(model).name; }
std::string_view code(Model model) { return words_of(model).code; }
std::optional<Model> model_of(std::string_view code) {
  const auto words = std::ranges::find(kWords, code, &Words::code);
  return words == kWords.end() ? std::nullopt : std::optional(words->model);
}

std::optional<Method> method_of(Model model) {
  switch (model) {
    case Model::weighted_mean: return Method::weighted_mean;
    case Model::weighted_median: return Method::weighted_median;
    case Model::nash: return Method::nash;
    case Model::kalai_smorodinsky: return Method::kalai_smorodinsky;
    default: return std::nullopt;
  }
}

std::vector<PositionChance> election_of(const Issue& issue, Election form) {
  std::vector<double> positions, weights;
  for (const Stake& stake : issue.stakes) {
    positions.push_back(stake.position);
    weights.push_back(stake.capability * stake.salience);
  }
  return election_of_positions(positions, weights, form);
}

Scenario with_positions(const Scenario& scenario, const StakeTable& table, std::span<const double> positions) {
  std::map<std::string_view, std::size_t> row_of;
  for (std::size_t i = 0; i < table.actors.size(); ++i) row_of.emplace(table.actors[i], i);
  Scenario moved = scenario;
  for (std::size_t k = 0; k < moved.issues.size(); ++k) {
    for (Stake& stake : moved.issues[k].stakes) {
      stake.position = std::clamp(positions[table.at(row_of.at(stake.actor), k)], 0.0, 100.0);
      stake.position_spread.reset();
    }
  }
  return moved;
}

Result<std::vector<double>> outcome(const Scenario& scenario, Model model, const ModelOptions& options, std::span<const double> chance) {
  if (const auto method = method_of(model)) return issue_by_issue(scenario, [&](std::size_t k) { return settled(scenario.issues[k], *method); });
  const auto by_election = [&](Election form) {
    return issue_by_issue(scenario, [&](std::size_t k) -> Result<double> { return elected(scenario.issues[k], form); });
  };
  const auto by_challenge = [&](const Scenario& of) {
    const StakeTable table = stake_table(of);
    return issue_by_issue(of, [&](std::size_t k) { return challenged(table, of.issues[k], k, options.challenge); });
  };
  switch (model) {
    case Model::condorcet: return by_election(Election::conditional);
    case Model::condorcet_uniform: return by_election(Election::markov_uniform);
    case Model::condorcet_incentive: return by_election(Election::markov_incentive);
    case Model::challenge: return by_challenge(scenario);
    case Model::spatial: return spatial_outcome(scenario, options.spatial);
    case Model::ensemble: return ensemble_outcome(scenario, options.ensemble, chance);
    default: break;
  }
  const StakeTable table = stake_table(scenario);
  TRY_ASSIGN(const ExchangeRun run, exchange_positions(table, options.exchange));
  if (model == Model::exchange) return run.iterations.back().outcome_after;
  return by_challenge(with_positions(scenario, table, run.iterations.back().end));
}

Result<std::vector<double>> outcome(const Scenario& scenario, Model model, const ModelOptions& options) {
  const std::vector<double> half(scenario.issues.size(), .5);
  return outcome(scenario, model, options, half);
}

Solver solver_of(Model model, const ModelOptions& options) {
  return [model, &options](const Scenario& world, std::span<const double> chance) { return outcome(world, model, options, chance); };
}

}  // namespace corollary::bargain
