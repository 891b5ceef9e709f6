#include "bargain/compromise.h"

#include <array>

#include "base/check.h"

namespace corollary::bargain {
namespace {

constexpr std::size_t kLanes = 8;

// A fixed number of scenarios from `first` on: the compiler makes vectors of the lanes, and each lane adds in the order of the actors.
template <std::size_t lanes>
void settle_lanes(const ScenarioTile& tile, std::size_t first, double* outcomes) {
  std::array<double, lanes> sum{}, weights{};
  for (std::size_t i = 0; i < tile.actors; ++i) {
    const std::size_t at = i * tile.scenarios + first;
    const double* const position = tile.position.data() + at;
    const double* const salience = tile.salience.data() + at;
    const double* const capability = tile.capability.data() + at;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double weight = capability[lane] * salience[lane];
      sum[lane] += weight * position[lane];
      weights[lane] += weight;
    }
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) outcomes[lane] = sum[lane] / weights[lane];
}

}  // namespace

void compromises(const ScenarioTile& tile, std::span<double> outcomes) {
  const std::size_t cells = tile.actors * tile.scenarios;
  ensure(tile.position.size() == cells && tile.salience.size() == cells && tile.capability.size() == cells && outcomes.size() == tile.scenarios,
         "a tile of scenarios has a number for each actor and scenario");
  std::size_t m = 0;
  for (; m + kLanes <= tile.scenarios; m += kLanes) settle_lanes<kLanes>(tile, m, outcomes.data() + m);
  for (; m < tile.scenarios; ++m) settle_lanes<1>(tile, m, outcomes.data() + m);
}

}  // namespace corollary::bargain
