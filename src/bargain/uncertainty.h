#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bargain/counterfactual.h"
#include "bargain/scenario.h"
#include "base/error.h"
#include "base/progress.h"

namespace corollary::bargain {

/// A number of a scenario that is not known exactly.
struct UncertainNumber {
  std::size_t issue = 0;
  std::optional<std::size_t> stake;  ///< Of the issue; nullopt is its `no_deal`.
  Attribute attribute = Attribute::position;
  Spread spread;
  /// Further stakes of the same actor (issue, stake) whose capability is the same number with the same spread: it is drawn once for all of them.
  std::vector<std::pair<std::size_t, std::size_t>> also = {};
};

/// Issue by issue, `no_deal` first, then stake by stake: position, salience, capability.
std::vector<UncertainNumber> uncertain_numbers(const Scenario& scenario);
/// "sanctions/USA/position", as a change names it; "*/USA/capability" if it is that of several issues.
std::string name(const UncertainNumber& number, const Scenario& scenario);

/// Where each issue of a world ends, 0 to 100. `chance`: a number in (0, 1) for each issue, for a model that gives a distribution: it takes that quantile;
/// others ignore it. Called by several threads at the same time.
using Solver = std::function<Result<std::vector<double>>(const Scenario& world, std::span<const double> chance)>;

struct DrawOptions {
  std::size_t draws = 1024;  ///< Best a power of two.
  std::uint64_t seed = 1;
  std::size_t threads = 1;  ///< The result does not depend on it.
};

/// What is known of an outcome, over all draws.
struct Quantiles {
  double mean = 0, median = 0;
  double low50 = 0, high50 = 0;  ///< Quantiles .25 and .75.
  double low80 = 0, high80 = 0;  ///< .1 and .9.
};
/// Of at least one value, which are put in order.
Quantiles quantiles_of(std::vector<double> values);

/// The outcomes of many worlds, drawn from the spreads of a scenario.
struct Draws {
  std::size_t issues = 0;
  std::vector<double> outcomes;  ///< World by world, an issue each.
  [[nodiscard]] std::vector<double> of_issue(std::size_t issue) const;
};

/// World i takes the i-th of the scrambled Sobol points: a dimension each uncertain number, then one each issue.
/// Errors: those of the solver, of the first world that has one; `input` for too many uncertain numbers; `cancelled`.
Result<Draws> draw(const Scenario& scenario, const Solver& solver, const DrawOptions& options, Progress& progress);

/// How much of an outcome's variance goes back to one number.
struct SobolIndex {
  std::string number;      ///< As `name` has it; "the model" for the chance of an issue's distribution.
  double first = 0;        ///< Share of the variance that goes if the number alone were known.
  double total = 0;        ///< Share that stays if all others were known.
  double first_error = 0;  ///< Standard errors, over eight scramblings.
  double total_error = 0;
};
/// For each issue, by total index, highest first; of an outcome that does not vary all are 0. A solver is called draws · (d + 2) times for d
/// numbers and issues. `draws` are taken in eight scramblings.
/// Errors: as of `draw`. Source: Saltelli et al. 2010 (first order), Jansen 1999 (total).
Result<std::vector<std::vector<SobolIndex>>> sobol_indices(const Scenario& scenario, const Solver& solver, const DrawOptions& options, Progress& progress);

/// What a change does: the worlds with it less the same worlds without it, drawn with the same random numbers.
struct Difference {
  std::string name;
  struct OfIssue {
    Quantiles then;        ///< The outcome with the change.
    Quantiles difference;  ///< With it less without it, world by world.
    double error = 0;     ///< Standard error of the mean difference over eight scramblings.
    double raised = 0, lowered = 0;  ///< Shares of the worlds in which it moves the outcome up or down by more than 1e-9.
  };
  std::vector<OfIssue> issues;
};
/// In the order given. Errors: as of `changed` and `draw`.
Result<std::vector<Difference>> differences(const Scenario& scenario, const std::vector<Counterfactual>& counterfactuals, const Solver& solver,
                                            const DrawOptions& options, Progress& progress);

}  // namespace corollary::bargain
