#include "bargain/compromise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "bargain/settlement.h"
#include "base/random.h"

namespace corollary::bargain {
namespace {

// Numbers of so many actors in so many scenarios.
struct Drawn {
  std::size_t actors, scenarios;
  std::vector<double> position, salience, capability;

  Drawn(std::size_t actor_count, std::size_t scenario_count) : actors(actor_count), scenarios(scenario_count) {
    Random random(1, 0);
    for (std::size_t cell = 0; cell < actors * scenarios; ++cell) {
      position.push_back(100 * random.uniform());
      salience.push_back(random.uniform());
      capability.push_back(random.uniform());
    }
  }
  [[nodiscard]] std::vector<double> outcomes() const {
    std::vector<double> found(scenarios);
    compromises({actors, scenarios, position, salience, capability}, found);
    return found;
  }
};

TEST(Compromises, AreMeansByCapabilityTimesSalience) {
  // Two actors, three scenarios; in the last nobody has weight.
  const std::vector<double> position{0, 0, 0, 100, 50, 80}, salience{1, 0.5, 0, 1, 1, 0}, capability{1, 1, 1, 3, 1, 1};
  std::vector<double> found(3);
  compromises({2, 3, position, salience, capability}, found);
  EXPECT_EQ(found[0], 75);
  EXPECT_DOUBLE_EQ(found[1], 50 / 1.5);
  EXPECT_TRUE(std::isnan(found[2]));
}

TEST(Compromises, AreThoseOfSettle) {
  const Drawn drawn(30, 11);
  const std::vector<double> found = drawn.outcomes();
  for (std::size_t m = 0; m < drawn.scenarios; ++m) {
    Issue issue{"issue", "", "", "", {}, {}};
    for (std::size_t i = 0; i < drawn.actors; ++i) {
      const std::size_t at = i * drawn.scenarios + m;
      issue.stakes.push_back({std::to_string(i), drawn.position[at], drawn.salience[at], drawn.capability[at], ""});
    }
    EXPECT_NEAR(found[m], settle(issue, Method::weighted_mean)->position, 1e-10);
  }
}

TEST(Compromises, HaveTheSameBitsWhereverAScenarioLies) {
  // Each actor's numbers added one after the other, without lanes.
  const Drawn drawn(30, 21);
  const std::vector<double> found = drawn.outcomes();
  for (std::size_t m = 0; m < drawn.scenarios; ++m) {
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i < drawn.actors; ++i) {
      const std::size_t at = i * drawn.scenarios + m;
      const double weight = drawn.capability[at] * drawn.salience[at];
      sum += weight * drawn.position[at];
      weights += weight;
    }
    EXPECT_EQ(found[m], sum / weights);
  }
}

}  // namespace
}  // namespace corollary::bargain
