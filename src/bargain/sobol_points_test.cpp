#include "bargain/sobol_points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace corollary::bargain {
namespace {

TEST(SobolPoints, PutOnePointIntoEachPartOfEachDimension) {
  constexpr std::size_t count = 256, dimensions = 40;
  const std::vector<double> points = *sobol_points(count, dimensions, 11);
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
    std::set<int> parts;
    for (std::size_t i = 0; i < count; ++i) parts.insert(static_cast<int>(points[i * dimensions + dimension] * count));
    EXPECT_EQ(parts.size(), count) << dimension;
  }
}

TEST(SobolPoints, FillTheSquaresOfTwoDimensionsEvenly) {
  // The first two dimensions are a net: each box of 1/4 by 1/16 has one of 64 points.
  const std::vector<double> points = *sobol_points(64, 2, 3);
  std::set<std::pair<int, int>> boxes;
  for (std::size_t i = 0; i < 64; ++i) boxes.emplace(static_cast<int>(points[2 * i] * 4), static_cast<int>(points[2 * i + 1] * 16));
  EXPECT_EQ(boxes.size(), 64U);
}

TEST(SobolPoints, IntegrateMuchBetterThanChance) {
  // The mean of a product of six factors 1 + (x - 1/2) is 1. Of 4,096 random points it would be off by .01.
  const std::vector<double> points = *sobol_points(4096, 6, 5);
  double sum = 0;
  for (std::size_t i = 0; i < 4096; ++i) {
    double product = 1;
    for (std::size_t k = 0; k < 6; ++k) product *= .5 + points[6 * i + k];
    sum += product;
  }
  EXPECT_NEAR(sum / 4096, 1, 2e-4);
}

TEST(SobolPoints, DependOnTheSeedAlone) {
  EXPECT_EQ(*sobol_points(8, 3, 1), *sobol_points(8, 3, 1));
  EXPECT_NE(*sobol_points(8, 3, 1), *sobol_points(8, 3, 2));
  EXPECT_TRUE(sobol_points(8, 0, 1)->empty());
  EXPECT_EQ(sobol_points(8, 4000, 1).error().message, "4000 uncertain numbers are more than the 3667 that can be drawn at once");
}

}  // namespace
}  // namespace corollary::bargain
