#include "base/probability.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace corollary {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Probability, TakesNumbersFromZeroToOne) {
  EXPECT_DOUBLE_EQ(Probability::from(0).value().value(), 0);
  EXPECT_DOUBLE_EQ(Probability::from(1).value().value(), 1);
  EXPECT_DOUBLE_EQ(Probability::from(0.25).value().value(), 0.25);
}

TEST(Probability, RefusesEverythingElse) {
  for (const double value : {-0.001, 1.001, 55.0, kNan, std::numeric_limits<double>::infinity()}) {
    EXPECT_FALSE(Probability::from(value)) << value;
  }
}

TEST(Probability, AShareIsPartByWhole) {
  EXPECT_DOUBLE_EQ(Probability::from_share(2, 3).value().value(), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(Probability::from_share(0, 3).value().value(), 0);
}

TEST(Probability, AShareOfNothingIsNone) {
  EXPECT_FALSE(Probability::from_share(0, 0));
  EXPECT_FALSE(Probability::from_share(4, 3));
  EXPECT_FALSE(Probability::from_share(-1, 3));
  EXPECT_FALSE(Probability::from_share(kNan, 3));
}

TEST(Probability, ClampedGoesToTheNearestEnd) {
  EXPECT_DOUBLE_EQ(Probability::clamped(1 + 1e-16).value(), 1);
  EXPECT_DOUBLE_EQ(Probability::clamped(-1e-16).value(), 0);
}

TEST(ProbabilityDeathTest, ClampingWhatIsNoNumberIsOurOwnMistake) {
  EXPECT_EXIT(Probability::clamped(kNan), testing::ExitedWithCode(70), "internal error: a probability is not a number");
}

TEST(LogOdds, AreUndoneByTheirInverse) {
  for (const double value : {0.001, 0.3, 0.5, 0.9999}) {
    EXPECT_NEAR(from_log_odds(log_odds(Probability::from(value).value())).value(), value, 1e-12);
  }
  EXPECT_DOUBLE_EQ(log_odds(Probability::from(0.5).value()), 0);
}

TEST(LogOdds, AreFiniteAtTheEnds) {
  EXPECT_TRUE(std::isfinite(log_odds(Probability::from(0).value())));
  EXPECT_TRUE(std::isfinite(log_odds(Probability::from(1).value())));
  EXPECT_DOUBLE_EQ(from_log_odds(-1e9).value(), 0);
  EXPECT_DOUBLE_EQ(from_log_odds(1e9).value(), 1);
}

}  // namespace
}  // namespace corollary
