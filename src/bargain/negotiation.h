#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bargain/gradient.h"
#include "bargain/institutions.h"
#include "bargain/models.h"
#include "bargain/power_indices.h"
#include "bargain/scenario.h"
#include "bargain/settlement.h"
#include "bargain/uncertainty.h"
#include "base/error.h"
#include "base/progress.h"

namespace corollary::bargain {

struct NegotiationOptions {
  ModelOptions models;
  Model main = Model::ensemble;  ///< Whose outcome is drawn, changed, and put before the institutions.
  DrawOptions draws;
  std::vector<Counterfactual> what_if;  ///< Beside those of the scenario.
  bool indices = true;                  ///< Whether Sobol indices are estimated: draws · (numbers + issues + 2) solutions.
  Steps steps;
};

/// Where one model settles the issues.
struct ModelOutcome {
  Model model;
  std::vector<double> positions;  ///< An issue each; empty if the model cannot be played.
  std::string missing;            ///< Why not.
};

/// What comes of one issue.
struct IssueOutcome {
  std::vector<double> draws;           ///< Of the main model, over what is not known of the inputs and, for the ensemble, of the outcome.
  Quantiles quantiles;                 ///< Of the draws.
  double outcome = 0;                  ///< The main model's, with all numbers as given.
  std::vector<Settlement> settlements; ///< In the order of `kMethods`.
  std::vector<Standing> standings;     ///< At `outcome`.
  /// Of the main model's outcome, by size; empty for exchange, challenge and spatial models of more than 40 actors, where they would take long.
  std::vector<Shift> shifts;
  std::optional<std::vector<Slope>> slopes;  ///< Of the weighted mean.
  std::vector<Stretch> reachable;      ///< With authority only.
};

/// Of the model, where it is one of `kMethods`, the settlement of the issue; else nullptr.
const Settlement* settlement_of(const IssueOutcome& outcome, Model model);

/// How much each of those whom a power names decides under it, whatever they want.
struct PowerOver {
  std::size_t issue = 0;
  std::size_t power = 0;            ///< Of the issue's `authority`.
  std::vector<std::string> actors;  ///< As `approvers` has them.
  PowerIndices indices;
};

/// All that the engine says of a scenario.
struct Negotiation {
  Scenario scenario;
  Model main = Model::ensemble;
  std::vector<std::string> oddities;
  std::vector<ModelOutcome> models;    ///< In the order of `kModels`.
  std::vector<IssueOutcome> issues;
  std::optional<SpatialRun> spatial;   ///< With its history; nullopt if it cannot be played.
  std::vector<std::optional<ChallengeRun>> challenges;  ///< An issue each.
  std::optional<ExchangeRun> exchange;  ///< nullopt for a single issue.
  bool has_authority = false;
  std::vector<std::optional<Passage>> alone;  ///< Of the main outcome on each issue by itself; of issues with authority, if there are some.
  Passage package;                     ///< Of the main outcome on all issues; with authority only.
  std::vector<PowerOver> powers;       ///< Of formulas with at most 24 actors, and of plain quotas of more.
  std::vector<UncertainNumber> uncertain;
  std::vector<std::vector<SobolIndex>> indices;  ///< An issue each, if asked for and something is uncertain.
  std::vector<Difference> differences;
};

/// Plays every model, draws the outcome of the main one, and asks the institutions.
/// Errors: those of `check`; of the main model, and of its draws; of counterfactuals; `cancelled`.
Result<Negotiation> negotiate(const Scenario& scenario, const NegotiationOptions& options, Progress& progress);

}  // namespace corollary::bargain
