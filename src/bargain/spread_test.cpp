#include "bargain/spread.h"

#include <gtest/gtest.h>

#include <cmath>

namespace corollary::bargain {
namespace {

TEST(Spread, AUniformOneIsAStraightLine) {
  const Spread spread{Spread::Shape::uniform, 20, 30, 40};
  EXPECT_EQ(quantile(spread, .25), 25);
  EXPECT_EQ(quantile(spread, .5), 30);
}

TEST(Spread, ATriangleHasItsLikelyValueWhereItsAreaIsDivided) {
  // From 0 over 10 to 40: a quarter of the area lies below 10.
  const Spread spread{Spread::Shape::triangular, 0, 10, 40};
  EXPECT_NEAR(quantile(spread, .25), 10, 1e-12);
  EXPECT_NEAR(quantile(spread, .0625), 5, 1e-12);  // Half the way up a triangle is a quarter of it.
  EXPECT_NEAR(quantile(spread, 1 - .1875), 25, 1e-12);
  EXPECT_EQ(quantile({Spread::Shape::triangular, 10, 10, 20}, 0), 10);
  EXPECT_EQ(quantile({Spread::Shape::triangular, 10, 20, 20}, 1), 20);
}

TEST(Spread, ANormalOneStaysWithinItsRange) {
  const Spread inside{Spread::Shape::normal, 0, 50, 100, 5};
  EXPECT_NEAR(quantile(inside, .5), 50, 1e-9);
  EXPECT_NEAR(quantile(inside, .975), 50 + 5 * 1.959963984540054, 1e-9);
  // With its mean at the end of the range half of it is cut off: the median of what is left is the quartile of the whole.
  const Spread at_end{Spread::Shape::normal, 0, 0, 1, .1};
  EXPECT_NEAR(quantile(at_end, .5), .1 * .6744897501960817, 1e-9);
  EXPECT_GE(quantile(at_end, 1e-12), 0);
  EXPECT_LE(quantile(at_end, 1 - 1e-12), 1);
}

}  // namespace
}  // namespace corollary::bargain
