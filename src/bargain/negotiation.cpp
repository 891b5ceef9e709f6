#include "bargain/negotiation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace corollary::bargain {
namespace {

/// A model's outcome; a run of exchanges that was made is not made again.
Result<std::vector<double>> outcome_after(const Scenario& scenario, Model model, const ModelOptions& options, const std::optional<ExchangeRun>& exchange) {
  if (exchange && model == Model::exchange) return exchange->iterations.back().outcome_after;
  if (exchange && model == Model::exchange_then_challenge) {
    return outcome(with_positions(scenario, stake_table(scenario), exchange->iterations.back().end), Model::challenge, options);
  }
  return outcome(scenario, model, options);
}

std::vector<ModelOutcome> played(const Scenario& scenario, const ModelOptions& options, const std::optional<ExchangeRun>& exchange) {
  std::vector<ModelOutcome> outcomes;
  for (const Model model : kModels) {
    Result<std::vector<double>> positions = outcome_after(scenario, model, options, exchange);
    outcomes.push_back({model, positions ? *positions : std::vector<double>{}, positions ? "" : positions.error().message});
  }
  return outcomes;
}

/// The value, or nothing where the model cannot be played: `models` says why.
template <typename T>
std::optional<T> if_played(Result<T> result) {
  return result ? std::optional(*std::move(result)) : std::nullopt;
}

void play_in_full(const Scenario& scenario, const ModelOptions& options, Negotiation& negotiation) {
  const StakeTable table = stake_table(scenario);
  negotiation.spatial = if_played(spatial(table, options.spatial));
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    negotiation.challenges.push_back(if_played(challenge(challenge_actors(table, k), options.challenge)));
  }
  if (scenario.issues.size() > 1) negotiation.exchange = if_played(exchange_positions(table, options.exchange));
}

/// Models to which the other issues matter.
bool links_issues(Model model) { return model == Model::exchange || model == Model::exchange_then_challenge || model == Model::spatial; }

/// Whether all numbers of an issue can be tried one by one in some seconds.
bool can_be_tried(Model model, std::size_t actors) {
  constexpr std::size_t most = 40;  // Their cost grows with the cube of the actors, and there are six changes an actor.
  const bool costly = links_issues(model) || model == Model::challenge;
  return !costly || actors <= most;
}

/// What single numbers of an issue do to the main model's outcome of it.
std::vector<Shift> shifts_of(const Scenario& scenario, std::size_t k, double given, Model model, const Solver& solver, const Steps& steps) {
  const bool alone = !links_issues(model);
  Scenario changed = alone ? Scenario{{scenario.issues[k]}} : scenario;
  Issue& place = alone ? changed.issues.front() : changed.issues[k];
  const std::vector<double> half(changed.issues.size(), .5);
  const auto settled = [&](const Issue& issue) -> std::optional<Point> {
    place = issue;
    if (!check(issue)) return std::nullopt;
    const Result<std::vector<double>> then = solver(changed, half);
    return then ? std::optional(Point{(*then)[alone ? 0 : k], true}) : std::nullopt;
  };
  return sensitivity(scenario.issues[k], Point{given, true}, settled, steps);
}

Result<IssueOutcome> issue_outcome(const Scenario& scenario, std::size_t k, double given, const Draws& draws, const Solver& solver, const NegotiationOptions& options) {
  const Issue& issue = scenario.issues[k];
  IssueOutcome result;
  result.draws = draws.of_issue(k);
  result.quantiles = quantiles_of(result.draws);
  result.outcome = given;
  for (const Method method : kMethods) {
    TRY_ASSIGN(Settlement settlement, settle(issue, method));
    result.settlements.push_back(std::move(settlement));
  }
  result.standings = standings_at(issue, given);
  if (can_be_tried(options.main, issue.stakes.size())) result.shifts = shifts_of(scenario, k, given, options.main, solver, options.steps);
  TRY_ASSIGN(result.slopes, gradient(issue, Method::weighted_mean));
  return result;
}

/// The game of a quota over whole weights of single actors, whose quota is then a whole number too; nullopt for other formulas.
std::optional<VotingGame> game_of(const Formula& formula, std::size_t actors) {
  const auto whole = [](double weight) { return weight == std::floor(weight); };
  if (formula.kind != Formula::Kind::quota || formula.parts.size() != actors || !std::ranges::all_of(formula.weights, whole)) return std::nullopt;
  const bool single = std::ranges::all_of(formula.parts, [](const Formula& part) { return part.kind == Formula::Kind::actor; });
  if (!single) return std::nullopt;
  const double rounding = 1e-9 * formula.quota;  // As in `holds`.
  return VotingGame{formula.weights, formula.more_than ? std::floor(formula.quota + rounding) + 1 : std::ceil(formula.quota - rounding)};
}

/// nullopt for a formula that is too large to be enumerated.
std::optional<PowerIndices> indices_of(const Formula& formula, const std::vector<std::string>& actors, double days) {
  constexpr std::size_t most_enumerated = 20;  // A second beyond that.
  if (const auto game = game_of(formula, actors.size())) return if_played(power_indices(*game));
  if (actors.size() > most_enumerated) return std::nullopt;
  const auto wins = [&](PlayerSet players) {
    const auto consents = [&](const std::string& name) {
      return ((players >> static_cast<unsigned>(std::ranges::find(actors, name) - actors.begin())) & 1U) != 0;
    };
    return holds(formula, consents, days);
  };
  return if_played(power_indices(actors.size(), wins));
}

std::vector<PowerOver> powers_of(const Scenario& scenario) {
  std::vector<PowerOver> powers;
  const double days = scenario.within_days.value_or(std::numeric_limits<double>::infinity());
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    for (std::size_t p = 0; p < scenario.issues[k].authority.size(); ++p) {
      const Formula& formula = scenario.issues[k].authority[p].formula;
      std::vector<std::string> actors = approvers(formula);
      if (auto indices = indices_of(formula, actors, days)) powers.push_back({k, p, std::move(actors), *std::move(indices)});
    }
  }
  return powers;
}

void ask_institutions(const std::vector<double>& wanted, Negotiation& negotiation) {
  const Scenario& scenario = negotiation.scenario;
  negotiation.has_authority = std::ranges::any_of(scenario.issues, [](const Issue& issue) { return !issue.authority.empty(); });
  if (!negotiation.has_authority) return;
  const Institutions institutions(scenario);
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    negotiation.alone.emplace_back();
    if (scenario.issues[k].authority.empty()) continue;
    negotiation.issues[k].reachable = institutions.reachable(k);
    negotiation.alone.back() = institutions.alone(k, wanted[k]);
  }
  negotiation.powers = powers_of(scenario);
  negotiation.package = institutions.package(wanted);
}

}  // namespace

const Settlement* settlement_of(const IssueOutcome& outcome, Model model) {
  const std::optional<Method> method = method_of(model);
  const auto found = method ? std::ranges::find(outcome.settlements, *method, &Settlement::method) : outcome.settlements.end();
  return found == outcome.settlements.end() ? nullptr : &*found;
}

Result<Negotiation> negotiate(const Scenario& scenario, const NegotiationOptions& options, Progress& progress) {
  TRY(check(scenario));
  Negotiation negotiation;
  negotiation.scenario = scenario;
  negotiation.main = options.main;
  negotiation.oddities = oddities(scenario);
  play_in_full(scenario, options.models, negotiation);
  negotiation.models = played(scenario, options.models, negotiation.exchange);

  const Solver solver = solver_of(options.main, options.models);
  TRY_ASSIGN(const std::vector<double> wanted, outcome(scenario, options.main, options.models));
  negotiation.uncertain = uncertain_numbers(scenario);
  std::vector<Counterfactual> counterfactuals = scenario.counterfactuals;
  counterfactuals.insert(counterfactuals.end(), options.what_if.begin(), options.what_if.end());
  for (const Counterfactual& counterfactual : counterfactuals) TRY(changed(scenario, counterfactual.changes));  // Before anything takes long.
  DrawOptions drawing = options.draws;
  // Where nothing is uncertain and the model is a point, all worlds are the same.
  if (negotiation.uncertain.empty() && options.main != Model::ensemble) drawing.draws = 1;
  TRY_ASSIGN(const Draws draws, draw(scenario, solver, drawing, progress));
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    TRY_ASSIGN(IssueOutcome issue, issue_outcome(scenario, k, wanted[k], draws, solver, options));
    negotiation.issues.push_back(std::move(issue));
  }
  ask_institutions(wanted, negotiation);
  if (options.indices && !negotiation.uncertain.empty()) {
    TRY_ASSIGN(negotiation.indices, sobol_indices(scenario, solver, options.draws, progress));
  }
  TRY_ASSIGN(negotiation.differences, differences(scenario, counterfactuals, solver, drawing, progress));
  return negotiation;
}

}  // namespace corollary::bargain
