#pragma once

#include <cstddef>
#include <span>

namespace corollary::bargain {

/// Many scenarios of one issue with the same actors, as they are drawn to see what uncertain numbers do to the outcome. Scenarios lie side by
/// side: the number of actor i in scenario m lies at i · scenarios + m.
struct ScenarioTile {
  std::size_t actors = 0;
  std::size_t scenarios = 0;  ///< A few hundred at a time stay in the cache.
  std::span<const double> position;
  std::span<const double> salience;
  std::span<const double> capability;
};

/// The compromise Σ c_i s_i x_i / Σ c_i s_i of each scenario: but for rounding that of `settle` with `Method::weighted_mean`. Not a number where
/// nobody has weight. Each sum goes over the actors in their order, whatever the width of the machine's vectors, so that the bits are always the same.
///
/// Needs actors · scenarios numbers in each list, and room for one outcome a scenario.
/// Cost: O(actors · scenarios); 3 · actors numbers are read once.
void compromises(const ScenarioTile& tile, std::span<double> outcomes);

}  // namespace corollary::bargain
