#include "bargain/power_indices.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.h"

namespace corollary::bargain {
namespace {

std::vector<double> repeated(std::initializer_list<std::pair<std::size_t, double>> groups) {
  std::vector<double> all;
  for (const auto& [times, value] : groups) all.insert(all.end(), times, value);
  return all;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << "member " << i;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(PowerIndices, OfThreeOfWhomTheLargestNeedsOneOther) {
  // a decides in the orders bac, bca, cab and cba; b in abc, c in acb.
  const PowerIndices found = power_indices({{2, 1, 1}, 3}).value();
  expect_near(found.shapley_shubik, {4.0 / 6, 1.0 / 6, 1.0 / 6}, 1e-15);
  // Of the four coalitions of the others a decides three, b and c one each.
  expect_near(found.banzhaf_absolute, {3.0 / 4, 1.0 / 4, 1.0 / 4}, 1e-15);
  expect_near(found.banzhaf, {3.0 / 5, 1.0 / 5, 1.0 / 5}, 1e-15);
}

// Shapley & Shubik; Banzhaf: Luxembourg could never decide.
TEST(PowerIndices, OfTheCouncilOf1958LeaveLuxembourgOut) {
  const PowerIndices found = power_indices({{4, 4, 4, 2, 2, 1}, 12}).value();
  expect_near(found.shapley_shubik, {14.0 / 60, 14.0 / 60, 14.0 / 60, 9.0 / 60, 9.0 / 60, 0}, 1e-15);
  expect_near(found.banzhaf, {10.0 / 42, 10.0 / 42, 10.0 / 42, 6.0 / 42, 6.0 / 42, 0}, 1e-15);
}

TEST(PowerIndices, OfTheSecurityCouncilLieWithThePermanentMembers) {
  const PowerIndices found = power_indices({repeated({{5, 7}, {10, 1}}), 39}).value();
  // An elected member decides where all five and three of the other nine have agreed: 84 · 8! 6! / 15!.
  const double elected = 84.0 * std::tgamma(9) * std::tgamma(7) / std::tgamma(16);
  expect_near(found.shapley_shubik, repeated({{5, (1 - 10 * elected) / 5}, {10, elected}}), 1e-15);
  EXPECT_NEAR(elected, 0.001865, 1e-6);
}

TEST(PowerIndices, OfEqualsAreTheSameForAllAndKnownFor250) {
  const PowerIndices found = power_indices({std::vector<double>(250, 1), 126}).value();
  expect_near(found.shapley_shubik, std::vector<double>(250, 1.0 / 250), 1e-17);
  expect_near(found.banzhaf, std::vector<double>(250, 1.0 / 250), 1e-17);
  // C(249, 125) / 2^249.
  const double decides = std::exp(std::lgamma(250.0) - std::lgamma(126.0) - std::lgamma(125.0) - 249 * std::log(2.0));
  EXPECT_NEAR(found.banzhaf_absolute[0], decides, 1e-12);
}

TEST(PowerIndices, OfADictatorAreAllAndOfADummyNothing) {
  const PowerIndices found = power_indices({{5, 2, 2}, 5}).value();
  expect_near(found.shapley_shubik, {1, 0, 0}, 0);
  expect_near(found.banzhaf_absolute, {1, 0, 0}, 0);
}

TEST(PowerIndices, AreNothingWhereNobodyCanWin) {
  const PowerIndices found = power_indices({{1, 1}, 3}).value();
  expect_near(found.shapley_shubik, {0, 0}, 0);
  expect_near(found.banzhaf, {0, 0}, 0);
}

TEST(PowerIndices, OfDecimalsAreThoseOfTheWholeNumbers) {
  const PowerIndices found = power_indices({{0.4, 0.4, 0.4, 0.2, 0.2, 0.1}, 1.15}).value();  // Of tenths 11.5, which is 12.
  expect_near(found.shapley_shubik, {14.0 / 60, 14.0 / 60, 14.0 / 60, 9.0 / 60, 9.0 / 60, 0}, 1e-15);
}

TEST(PowerIndices, AreTheSameByTableByHalvesAndByEnumeration) {
  Random random(1, 0);
  for (int game = 0; game < 20; ++game) {
    std::vector<double> small, large;
    for (int i = 0; i < 11; ++i) {
      small.push_back(std::floor(random.uniform() * 20));
      // Too large for a table; the ones that are added decide nothing.
      large.push_back(small.back() * 1e9 + 1);
    }
    const double quota = std::floor(sum(small) * (0.5 + 0.4 * random.uniform())) + 1;
    const auto wins = [&](PlayerSet coalition) {
      double weight = 0;
      for (std::size_t i = 0; i < small.size(); ++i) weight += coalition >> i & 1 ? small[i] : 0;
      return weight >= quota;
    };
    const PowerIndices tabulated = power_indices({small, quota}).value();
    const PowerIndices by_halves = power_indices({large, quota * 1e9}).value();
    const PowerIndices enumerated = power_indices(small.size(), wins).value();
    EXPECT_EQ(tabulated.shapley_shubik, enumerated.shapley_shubik);
    EXPECT_EQ(tabulated.banzhaf_absolute, enumerated.banzhaf_absolute);
    EXPECT_EQ(by_halves.shapley_shubik, enumerated.shapley_shubik);
    EXPECT_EQ(by_halves.banzhaf, enumerated.banzhaf);
    EXPECT_NEAR(sum(tabulated.shapley_shubik), 1, 1e-14);
  }
}

TEST(PowerIndices, OfAFormulaThatNoWeightsCanState) {
  // (A and B) or (C and D).
  const PowerIndices found = power_indices(4, [](PlayerSet c) { return (c & 3) == 3 || (c & 12) == 12; }).value();
  expect_near(found.shapley_shubik, std::vector<double>(4, 0.25), 1e-15);
  // A decides where B is there and not both C and D: 3 of 8.
  expect_near(found.banzhaf_absolute, std::vector<double>(4, 3.0 / 8), 1e-15);
}

TEST(PowerIndices, NamesWhatIsWrong) {
  EXPECT_EQ(power_indices({{1, -1}, 1}).error().message, "member 2: weight -1; expected 0 or more");
  EXPECT_EQ(power_indices({{1, 1}, 0}).error().message, "quota 0; expected more than 0");
  EXPECT_EQ(power_indices({{}, 1}).error().message, "0 members; expected 1 to 250");
  EXPECT_EQ(power_indices({std::vector<double>(251, 1), 126}).error().message, "251 members; expected 1 to 250");
  EXPECT_FALSE(power_indices({{1.0 / 3, 1}, 1}).has_value());
  EXPECT_EQ(power_indices(25, [](PlayerSet) { return true; }).error().message, "25 players; expected 1 to 24");
  const std::vector<double> large(40, 1e12 + 1);
  EXPECT_TRUE(power_indices({large, 21e12}).has_value()) << "a common divisor makes it small";
}

}  // namespace
}  // namespace corollary::bargain
