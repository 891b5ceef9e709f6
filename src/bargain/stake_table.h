#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

/// The stakes of a scenario as numbers: a row for each actor, a column for each issue. What the models read.
struct StakeTable {
  std::vector<std::string> actors;  ///< In the order in which the scenario first names them.
  std::vector<std::string> issues;  ///< Ids, in the order of the scenario.
  // Row by row: the number of actor i on issue k lies at `at(i, k)`.
  std::vector<double> position;    ///< 0 to 100; 0 where the actor has no stake in the issue.
  std::vector<double> salience;    ///< 0 to 1; 0 where it has no stake.
  std::vector<double> capability;  ///< 0 or more; 0 where it has no stake.
  std::vector<bool> has_stake;

  [[nodiscard]] std::size_t at(std::size_t actor, std::size_t issue) const { return actor * issues.size() + issue; }
  /// What an actor weighs on an issue: capability · salience.
  [[nodiscard]] double weight(std::size_t actor, std::size_t issue) const { return capability[at(actor, issue)] * salience[at(actor, issue)]; }
};

/// Cost: O(stakes · log actors).
StakeTable stake_table(const Scenario& scenario);

/// The capability of each actor, for models that know one only, in the order of the table's actors.
/// Errors: `input`, naming the actor, if it has no stake in some issue, or another capability there than elsewhere.
Result<std::vector<double>> common_capability(const StakeTable& table);

}  // namespace corollary::bargain
