#include "bargain/gradient.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

Issue toll(std::optional<double> no_deal) {
  return {"toll", "?", "none", "all", no_deal, {{"A", 30, .5, 20, ""}, {"B", 55, 1, 30, ""}, {"C", 90, .6, 100, ""}}};
}

/// The outcome after one number has moved by `step`.
double outcome(Issue issue, Method method, std::size_t number, double step) {
  if (number == 3 * issue.stakes.size()) {
    *issue.no_deal += step;
  } else {
    issue.stakes[number / 3].number(kAttributes[number % 3]) += step;
  }
  return settle(issue, method)->position;
}

TEST(Gradient, IsWhatSmallStepsFind) {
  for (const Method method : {Method::weighted_mean, Method::nash}) {
    for (const std::optional<double> no_deal : {std::optional<double>(), std::optional<double>(10)}) {
      const Issue issue = toll(no_deal);
      const auto slopes = *gradient(issue, method);
      ASSERT_TRUE(slopes);
      ASSERT_EQ(slopes->size(), no_deal ? 10U : 9U);
      for (std::size_t i = 0; i < slopes->size(); ++i) {
        const bool salience_at_its_end = i == 4;  // B's is 1.
        const double step = 1e-4;
        const double above = outcome(issue, method, i, salience_at_its_end ? 0 : step);
        const double below = outcome(issue, method, i, -step);
        EXPECT_NEAR((*slopes)[i].slope, (above - below) / (salience_at_its_end ? 1 : 2) / step, 2e-3) << name(method) << " " << i;
      }
    }
  }
}

TEST(Gradient, IsMissingWhereTheOutcomeHasCorners) {
  EXPECT_FALSE(gradient(toll(10), Method::weighted_median)->has_value());
  EXPECT_FALSE(gradient(toll(10), Method::kalai_smorodinsky)->has_value());
  EXPECT_FALSE(gradient(toll(55), Method::nash)->has_value()) << "no deal: nothing moves";
}

}  // namespace
}  // namespace corollary::bargain
