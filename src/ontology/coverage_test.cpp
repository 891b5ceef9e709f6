#include "ontology/coverage.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

Date july(int day) { return Date::from_ymd(2018, 7, day).value(); }
DateRange july(int first, int last) { return {july(first), july(last)}; }
using Ranges = std::vector<DateRange>;

TEST(Coverage, OverlappingAndAdjacentRangesAreJoined) {
  const Coverage coverage({july(20, 25), july(1, 5), july(6, 8), july(22, 23)});
  EXPECT_EQ(coverage.ranges(), (Ranges{july(1, 8), july(20, 25)}));
}

TEST(Coverage, AGapOfOneDayStaysAGap) {
  const Coverage coverage({july(1, 5), july(7, 9)});
  EXPECT_EQ(coverage.ranges().size(), 2U);
  EXPECT_FALSE(coverage.covers(july(6)));
}

TEST(Coverage, CoversTheFirstAndTheLastDay) {
  const Coverage coverage({july(5, 8)});
  EXPECT_TRUE(coverage.covers(july(5)));
  EXPECT_TRUE(coverage.covers(july(8)));
  EXPECT_FALSE(coverage.covers(july(4)));
  EXPECT_FALSE(coverage.covers(july(9)));
}

TEST(Coverage, ARangeIsCoveredOnlyAsAWhole) {
  const Coverage coverage({july(1, 5), july(7, 9)});
  EXPECT_TRUE(coverage.covers(july(2, 5)));
  EXPECT_FALSE(coverage.covers(july(4, 8)));
  EXPECT_FALSE(coverage.covers(july(8, 10)));
}

TEST(Coverage, CoveredDaysAreCountedWithinTheRange) {
  const Coverage coverage({july(1, 5), july(7, 9)});
  EXPECT_EQ(coverage.covered_days(july(4, 8)), 4);
  EXPECT_EQ(coverage.covered_days(july(1, 31)), 8);
  EXPECT_EQ(coverage.covered_days(july(10, 31)), 0);
}

TEST(Coverage, UntilADayNothingLaterIsCovered) {
  const Coverage coverage = Coverage({july(1, 5), july(7, 9)}).until(july(7));
  EXPECT_EQ(coverage.ranges(), (Ranges{july(1, 5), july(7, 7)}));
  EXPECT_TRUE(coverage.until(Date()).empty());
}

TEST(Coverage, NothingCoversNoDay) {
  const Coverage none;
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.covers(july(1)));
  EXPECT_EQ(none.covered_days(july(1, 31)), 0);
}

}  // namespace
}  // namespace corollary
