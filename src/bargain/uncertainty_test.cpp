#include "bargain/uncertainty.h"

#include <gtest/gtest.h>

#include <cmath>

namespace corollary::bargain {
namespace {

Spread uniform(double low, double high) { return {Spread::Shape::uniform, low, (low + high) / 2, high}; }

/// Two actors whose positions are not known exactly.
Scenario scenario() {
  Issue issue{"toll", "?", "none", "all", 50, {{"A", 30, .5, 3, ""}, {"B", 60, .5, 1, ""}}};
  issue.stakes[0].position_spread = uniform(20, 40);
  issue.stakes[1].position_spread = uniform(20, 100);
  return {{issue}};
}

/// The weighted mean: of positions alone it is a sum, so that its indices are known.
Result<std::vector<double>> compromise(const Scenario& world, std::span<const double>) {
  const auto& stakes = world.issues[0].stakes;
  double above = 0, below = 0;
  for (const Stake& stake : stakes) {
    above += stake.salience * stake.capability * stake.position;
    below += stake.salience * stake.capability;
  }
  return std::vector{above / below};
}

TEST(UncertainNumbers, AreNamedAsChangesNameThem) {
  Scenario world = scenario();
  world.issues[0].no_deal_spread = uniform(40, 60);
  const auto numbers = uncertain_numbers(world);
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_EQ(name(numbers[0], world), "toll/no_deal");
  EXPECT_EQ(name(numbers[1], world), "toll/A/position");
  EXPECT_EQ(name(numbers[2], world), "toll/B/position");
}

TEST(UncertainNumbers, ACapabilityThatIsTheSameOnSeveralIssuesIsOneNumber) {
  Scenario world = scenario();
  world.issues[0].stakes[0].capability_spread = uniform(2, 4);
  world.issues.push_back(world.issues[0]);
  world.issues[1].id = "quotas";
  for (Issue& issue : world.issues) {
    for (Stake& stake : issue.stakes) stake.position_spread.reset();
  }
  const auto numbers = uncertain_numbers(world);
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_EQ(name(numbers[0], world), "*/A/capability");
  const auto capabilities = [](const Scenario& at, std::span<const double>) -> Result<std::vector<double>> {
    return std::vector{at.issues[0].stakes[0].capability, at.issues[1].stakes[0].capability};
  };
  Progress progress;
  const Draws draws = *draw(world, capabilities, {.draws = 64}, progress);
  EXPECT_EQ(draws.of_issue(0), draws.of_issue(1));
  EXPECT_NEAR(quantiles_of(draws.of_issue(0)).mean, 3, .05);
}

TEST(Draw, FollowsTheSpreads) {
  Progress progress;
  const Draws draws = *draw(scenario(), compromise, {.draws = 1024}, progress);
  const Quantiles interval = quantiles_of(draws.of_issue(0));
  EXPECT_NEAR(interval.mean, .75 * 30 + .25 * 60, .01);
  // 7.5 (A) and 10 (B) to both sides of 37.5: a trapezoid, whose lowest tenth ends where z² / (2 · 15 · 20) = .1.
  EXPECT_NEAR(interval.low80, 37.5 - 17.5 + std::sqrt(60), .1);
  EXPECT_NEAR(interval.median, 37.5, .1);
}

TEST(Draw, IsTheSameOnAnyNumberOfThreads) {
  Progress progress;
  EXPECT_EQ(draw(scenario(), compromise, {.draws = 1000, .seed = 3, .threads = 1}, progress)->outcomes,
            draw(scenario(), compromise, {.draws = 1000, .seed = 3, .threads = 4}, progress)->outcomes);
}

TEST(Draw, WithoutUncertainNumbersChanceIsLeft) {
  Scenario world = scenario();
  for (Stake& stake : world.issues[0].stakes) stake.position_spread.reset();
  Progress progress;
  const auto distribution = [](const Scenario&, std::span<const double> chance) -> Result<std::vector<double>> { return std::vector{100 * chance[0]}; };
  const Quantiles interval = quantiles_of(draw(world, distribution, {.draws = 256}, progress)->of_issue(0));
  EXPECT_NEAR(interval.low50, 25, .5);
  EXPECT_NEAR(interval.high80, 90, .5);
}

TEST(Draw, ReportsTheFirstWorldThatCannotBeSolved) {
  Progress progress;
  const auto refusing = [](const Scenario&, std::span<const double>) -> Result<std::vector<double>> { return fail(ErrorKind::input, "no"); };
  EXPECT_EQ(draw(scenario(), refusing, {.draws = 64, .threads = 2}, progress).error().message, "no");
}

TEST(SobolIndices, OfASumAreTheSharesOfItsVariance) {
  // Variances 7.5² / 3 and 10² / 3.
  Progress progress;
  const auto indices = *sobol_indices(scenario(), compromise, {.draws = 2048}, progress);
  ASSERT_EQ(indices[0].size(), 3U);
  EXPECT_EQ(indices[0][0].number, "toll/B/position");
  EXPECT_NEAR(indices[0][0].first, 100 / 156.25, .01);
  EXPECT_NEAR(indices[0][0].total, 100 / 156.25, .01);
  EXPECT_EQ(indices[0][1].number, "toll/A/position");
  EXPECT_NEAR(indices[0][1].first, 56.25 / 156.25, .01);
  EXPECT_EQ(indices[0][2].number, "the model");
  EXPECT_EQ(indices[0][2].total, 0);
  EXPECT_LT(indices[0][0].total_error, .02);
}

TEST(SobolIndices, TellWhatActsOnlyTogether) {
  // The product of two numbers around 0: each alone explains nothing, both together all.
  const auto product = [](const Scenario& world, std::span<const double>) -> Result<std::vector<double>> {
    const auto& stakes = world.issues[0].stakes;
    return std::vector{(stakes[0].position - 30) * (stakes[1].position - 60)};
  };
  Progress progress;
  const auto indices = *sobol_indices(scenario(), product, {.draws = 4096}, progress);
  EXPECT_NEAR(indices[0][0].first, 0, .05);
  EXPECT_NEAR(indices[0][0].total, 1, .05);
  EXPECT_NEAR(indices[0][1].total, 1, .05);
}

TEST(SobolIndices, OfTheIshigamiFunctionAreThePublishedOnes) {
  // sin x1 + 7 sin² x2 + .1 x3⁴ sin x1 over -π to π (Ishigami and Homma 1990): first .3139, .4424, 0; total .5576, .4424, .2437.
  Scenario world = scenario();
  world.issues[0].stakes.push_back({"C", 50, .5, 1, ""});
  for (Stake& stake : world.issues[0].stakes) stake.position_spread = uniform(0, 100);
  const auto ishigami = [](const Scenario& at, std::span<const double>) -> Result<std::vector<double>> {
    double x[3];
    for (std::size_t i = 0; i < 3; ++i) x[i] = (at.issues[0].stakes[i].position / 50 - 1) * 3.14159265358979;
    return std::vector{std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + .1 * std::pow(x[2], 4) * std::sin(x[0])};
  };
  Progress progress;
  const auto indices = *sobol_indices(world, ishigami, {.draws = 16384}, progress);
  EXPECT_EQ(indices[0][0].number, "toll/A/position");
  EXPECT_NEAR(indices[0][0].first, .3139, .02);
  EXPECT_NEAR(indices[0][0].total, .5576, .02);
  EXPECT_NEAR(indices[0][1].first, .4424, .02);
  EXPECT_NEAR(indices[0][1].total, .4424, .02);
  EXPECT_NEAR(indices[0][2].first, 0, .02);
  EXPECT_NEAR(indices[0][2].total, .2437, .02);
}

TEST(Differences, ArePairedWorldByWorld) {
  // B gives way by ten: in every world the mean falls by 2.5, though the outcome itself is uncertain by 15 to both sides.
  Progress progress;
  const std::vector<Counterfactual> changes = {{"B gives way", {*parse_change("toll/B/position -= 10")}}, {"nothing", {*parse_change("toll/no_deal = 0")}}};
  const auto found = *differences(scenario(), changes, compromise, {.draws = 512, .threads = 2}, progress);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "B gives way");
  EXPECT_NEAR(found[0].issues[0].difference.low80, -2.5, 1e-9);
  EXPECT_NEAR(found[0].issues[0].difference.high80, -2.5, 1e-9);
  EXPECT_EQ(found[0].issues[0].lowered, 1);
  EXPECT_NEAR(found[0].issues[0].error, 0, 1e-9);
  EXPECT_NEAR(found[0].issues[0].then.mean, 35, .05);
  EXPECT_EQ(found[1].issues[0].raised + found[1].issues[0].lowered, 0);
}

}  // namespace
}  // namespace corollary::bargain
