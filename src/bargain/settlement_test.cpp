#include "bargain/settlement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"

namespace corollary::bargain {
namespace {

Issue issue_of(std::optional<double> no_deal, std::vector<Stake> stakes) {
  return {"issue", "How far?", "not at all", "all the way", no_deal, std::move(stakes)};
}

double position_of(const Issue& issue, Method method) { return settle(issue, method).value().position; }

TEST(WeightedMean, IsTheMeanByCapabilityTimesSalience) {
  // Weights 10, 30, 60: (10·0 + 30·50 + 60·100) / 100.
  const Issue issue = issue_of({}, {{"A", 0, 0.5, 20, ""}, {"B", 50, 1, 30, ""}, {"C", 100, 0.6, 100, ""}});
  EXPECT_NEAR(position_of(issue, Method::weighted_mean), 75, 1e-12);
}

TEST(WeightedMedian, IsWhereHalfOfTheWeightIsReached) {
  const Issue issue = issue_of({}, {{"A", 90, 1, 20, ""}, {"B", 10, 1, 30, ""}, {"C", 40, 1, 50, ""}});
  EXPECT_EQ(position_of(issue, Method::weighted_median), 40);
}

TEST(WeightedMedian, IsTheMiddleWhenTwoPositionsShareIt) {
  const Issue issue = issue_of({}, {{"A", 10, 1, 0.3, ""}, {"B", 20, 1, 0.2, ""}, {"C", 60, 1, 0.5, ""}});
  EXPECT_EQ(position_of(issue, Method::weighted_median), 40);
}

TEST(WeightedMedian, DoesNotSeeActorsWithoutWeight) {
  const Issue issue =
      issue_of({}, {{"A", 10, 1, 1, ""}, {"idle", 30, 0, 100, ""}, {"B", 60, 1, 1, ""}, {"weak", 0, 1, 0, ""}});
  EXPECT_EQ(position_of(issue, Method::weighted_median), 35);
}

// The car-emission standards of the European Community, in years, with Denmark's capability at 0.05: Bueno de Mesquita
// 1994, p. 78; mean and median of the first round as in Scholz, Calbert & Smith 2011 and its public implementation.
TEST(Published, CarEmissionStandardsStartAtAMeanOf7390AndAMedianOf7) {
  const Issue issue = issue_of({}, {{"Netherlands", 4, 0.8, 0.08, ""},
                                    {"Belgium", 7, 0.4, 0.08, ""},
                                    {"Luxembourg", 4, 0.2, 0.03, ""},
                                    {"Germany", 4, 0.8, 0.16, ""},
                                    {"France", 10, 0.6, 0.16, ""},
                                    {"Italy", 10, 0.6, 0.16, ""},
                                    {"UK", 10, 0.9, 0.16, ""},
                                    {"Ireland", 7, 0.1, 0.05, ""},
                                    {"Denmark", 4, 1, 0.05, ""},
                                    {"Greece", 7, 0.7, 0.08, ""}});
  EXPECT_NEAR(position_of(issue, Method::weighted_mean), 7.389955686853767, 1e-12);
  EXPECT_EQ(position_of(issue, Method::weighted_median), 7);
}

// Whether a toll is levied in the inner city; the outcome before any exchange, as the DECIDE program gives it.
TEST(Published, TheInnerCityTollStartsAt4935) {
  const Issue issue = issue_of({}, {{"Willems", 100, 0.95, 1, ""},
                                    {"PvdA", 50, 0.8, 1, ""},
                                    {"GL", 100, 0.95, 0.6, ""},
                                    {"VVDs", 0, 0.9, 0.5, ""},
                                    {"SP", 75, 0.7, 0.4, ""},
                                    {"CDA", 25, 0.8, 0.5, ""},
                                    {"D66", 25, 0.5, 0.2, ""},
                                    {"CU", 75, 0.7, 0.2, ""},
                                    {"KvK", 25, 0.8, 0.6, ""},
                                    {"Wcentr", 0, 0.95, 0.9, ""}});
  EXPECT_NEAR(position_of(issue, Method::weighted_mean), 49.353233830845774, 1e-9);
}

TEST(Utility, FallsWithTheSquareOfTheDistance) {
  EXPECT_EQ(utility(40, 40), 1);
  EXPECT_EQ(utility(50, 100), 0.75);
  EXPECT_EQ(utility(0, 100), 0);
}

TEST(Nash, TwoEqualActorsMeetInTheMiddle) {
  const Issue issue = issue_of(0, {{"A", 40, 0.5, 10, ""}, {"B", 40, 0.5, 10, ""}});
  EXPECT_NEAR(position_of(issue, Method::nash), 40, 1e-9);
}

// From no deal at 0, A (wants 40) gains (1600 - (x - 40)²) / 100² = x (80 - x) / 100², B (wants 100) x (200 - x) /
// 100²: with equal weights the sum of logs is largest where 2/x = 1/(80 - x) + 1/(200 - x), that is x² - 210x + 8000 =
// 0: x = 105 - √3025 = 50.
TEST(Nash, SolvesTheWorldDoneByHand) {
  const Issue issue = issue_of(0, {{"A", 40, 1, 1, ""}, {"B", 100, 1, 1, ""}});
  const Result<Settlement> settlement = settle(issue, Method::nash);
  ASSERT_TRUE(settlement.has_value());
  EXPECT_TRUE(settlement->deal);
  EXPECT_TRUE(settlement->blocked_by.empty());
  EXPECT_NEAR(settlement->position, 50, 1e-9);
}

TEST(Nash, WithoutANoDealPositionEverybodyGainsSomewhere) {
  const Issue issue = issue_of({}, {{"A", 0, 1, 1, ""}, {"B", 100, 1, 1, ""}});
  const Result<Settlement> settlement = settle(issue, Method::nash);
  EXPECT_TRUE(settlement->deal);
  EXPECT_NEAR(settlement->position, 50, 1e-9);
  EXPECT_EQ(settlement->standings[0].gain, settlement->standings[0].utility);
}

TEST(Nash, WeightMovesTheSettlementTowardsItsOwner) {
  const Issue equal = issue_of(0, {{"A", 40, 1, 1, ""}, {"B", 100, 1, 1, ""}});
  const Issue strong = issue_of(0, {{"A", 40, 1, 1, ""}, {"B", 100, 1, 4, ""}});
  EXPECT_GT(position_of(strong, Method::nash), position_of(equal, Method::nash));
}

TEST(Nash, ReachesTheEndOfTheScaleWhenAllWantIt) {
  EXPECT_EQ(position_of(issue_of(50, {{"A", 100, 1, 1, ""}, {"B", 100, 0.2, 3, ""}}), Method::nash), 100);
  EXPECT_EQ(position_of(issue_of(50, {{"A", 0, 1, 1, ""}}), Method::nash), 0);
}

TEST(Nash, ThereIsNoDealWhenTwoPullApart) {
  // The mean (70) lies above no deal (60); C wants less, and D likes it as it is.
  const Issue issue = issue_of(60, {{"A", 90, 1, 5, ""}, {"C", 20, 1, 1, ""}, {"D", 60, 1, 4, ""}});
  const Result<Settlement> settlement = settle(issue, Method::nash);
  ASSERT_TRUE(settlement.has_value());
  EXPECT_FALSE(settlement->deal);
  EXPECT_EQ(settlement->position, 60);
  EXPECT_EQ(settlement->blocked_by, (std::vector<std::string>{"C", "D"}));
  for (const Standing& standing : settlement->standings) {
    EXPECT_EQ(standing.gain, 0);
  }
  EXPECT_FALSE(bargaining_set(issue).value().has_value());
}

TEST(Nash, AnActorWithoutWeightBlocksNothing) {
  const Issue issue = issue_of(60, {{"A", 90, 1, 5, ""}, {"C", 20, 0, 1, ""}});
  EXPECT_TRUE(settle(issue, Method::nash)->deal);
  EXPECT_NEAR(position_of(issue, Method::nash), 90, 1e-9);
}

TEST(Nash, OpponentsOfTheSameWeightHoldEachOther) {
  const Issue issue = issue_of(50, {{"A", 100, 1, 1, ""}, {"B", 0, 1, 1, ""}});
  EXPECT_EQ(settle(issue, Method::nash)->blocked_by, (std::vector<std::string>{"A", "B"}));
}

TEST(KalaiSmorodinsky, GivesEachTheSameShareOfWhatItCouldGain) {
  // No deal at 0; A wants 100, B 50, so that B gains below 100. A could gain most at 100: 100²; B at 50: 50².
  // (100² - (100 - x)²) / 100² = (50² - (x - 50)²) / 50², or 200 - x = 4 (100 - x): x = 200 / 3.
  const Issue issue{"i", "?", "a", "b", 0, {{"A", 100, 1, 1, ""}, {"B", 50, 1, 5, ""}}};
  const Settlement settlement = *settle(issue, Method::kalai_smorodinsky);
  EXPECT_TRUE(settlement.deal);
  EXPECT_NEAR(settlement.position, 200.0 / 3, 1e-8);
}

TEST(KalaiSmorodinsky, EndsWithoutADealWhereNashDoes) {
  const Issue issue{"i", "?", "a", "b", 50, {{"A", 100, 1, 1, ""}, {"B", 0, 1, 1, ""}}};
  const Settlement settlement = *settle(issue, Method::kalai_smorodinsky);
  EXPECT_FALSE(settlement.deal);
  EXPECT_EQ(settlement.position, 50);
}

TEST(BargainingSet, LiesBetweenNoDealAndTheMirrorOfTheNearestIdeal) {
  const std::optional<Stretch> set = bargaining_set(issue_of(20, {{"A", 30, 1, 1, ""}, {"B", 90, 1, 1, ""}})).value();
  ASSERT_TRUE(set.has_value());
  EXPECT_EQ(set->low, 20);
  EXPECT_EQ(set->high, 40);
}

/// Σ w ln(gain), for comparing points.
double nash_objective(const Issue& issue, double x) {
  double sum = 0;
  for (const Stake& stake : issue.stakes) {
    const double without = issue.no_deal ? utility(*issue.no_deal, stake.position) : 0;
    sum += stake.capability * stake.salience * std::log(utility(x, stake.position) - without);
  }
  return sum;
}

TEST(Nash, NoPointOfTheSetIsBetter) {
  Random random(7, 0);
  for (int trial = 0; trial < 200; ++trial) {
    Issue issue = issue_of(trial % 4 == 0 ? std::optional<double>() : std::optional<double>(20 * random.uniform()), {});
    for (int i = 0; i < 5; ++i) {
      issue.stakes.push_back({std::string(1, static_cast<char>('A' + i)), 21 + 79 * random.uniform(),
                              0.1 + 0.9 * random.uniform(), 0.1 + random.uniform(), ""});
    }
    const Settlement settlement = settle(issue, Method::nash).value();
    const Stretch set = bargaining_set(issue).value().value();
    ASSERT_GT(settlement.position, set.low);
    ASSERT_LT(settlement.position, set.high);
    const double best = nash_objective(issue, settlement.position);
    for (int step = 1; step < 1000; ++step) {
      ASSERT_LE(nash_objective(issue, set.low + (set.high - set.low) * step / 1000), best + 1e-9);
    }
  }
}

TEST(Standings, AreRankedByGainAgainstNoDeal) {
  const Issue issue = issue_of(60, {{"A", 50, 1, 1, ""}, {"B", 0, 1, 1, ""}, {"C", 100, 1, 2, ""}});
  const Settlement settlement = settle(issue, Method::weighted_mean).value();  // (50 + 0 + 200) / 4 = 62.5
  ASSERT_EQ(settlement.standings.size(), 3U);
  EXPECT_EQ(settlement.standings[0].actor, "C");  // 0.4² - 0.375²
  EXPECT_NEAR(settlement.standings[0].gain, 0.019375, 1e-12);
  EXPECT_EQ(settlement.standings[1].actor, "A");  // 0.1² - 0.125²
  EXPECT_NEAR(settlement.standings[1].gain, -0.005625, 1e-12);
  EXPECT_EQ(settlement.standings[2].actor, "B");  // 0.6² - 0.625²
  EXPECT_NEAR(settlement.standings[2].gain, -0.030625, 1e-12);
  EXPECT_EQ(settlement.standings[0].weight, 0.5);
}

TEST(Sensitivity, NamesTheNumberThatMovesTheOutcomeMost) {
  // The mean is 25. A step of 10 in A's position moves it by 7.5; nothing else by as much.
  const Issue issue = issue_of({}, {{"A", 20, 1, 3, ""}, {"B", 40, 1, 1, ""}});
  const std::vector<Shift> shifts = sensitivity(issue, Method::weighted_mean).value();
  ASSERT_FALSE(shifts.empty());
  EXPECT_EQ(shifts[0].actor, "A");
  EXPECT_EQ(shifts[0].attribute, Attribute::position);
  EXPECT_EQ(shifts[0].from, 20);
  EXPECT_EQ(shifts[0].to, 10);
  EXPECT_NEAR(shifts[0].moved, -7.5, 1e-12);
  EXPECT_EQ(shifts.size(), 10U);  // Six changes of each actor, without the two saliences that are 1 already.
}

TEST(Sensitivity, ShowsWhoCanEndTheDeal) {
  const Issue issue = issue_of(30, {{"A", 35, 0.5, 1, ""}, {"B", 80, 0.5, 1, ""}});
  const std::vector<Shift> shifts = sensitivity(issue, Method::nash).value();
  const auto ended = std::find_if(shifts.begin(), shifts.end(), [](const Shift& shift) { return !shift.deal; });
  ASSERT_NE(ended, shifts.end());
  EXPECT_EQ(ended->actor, "A");
  EXPECT_EQ(ended->to, 25);
  EXPECT_EQ(ended->outcome, 30);
}

TEST(Settle, RefusesAnIssueThatCannotBeSettled) {
  EXPECT_EQ(settle(issue_of(50, {}), Method::nash).error().message,
            "issue 'issue': no actors: expected at least one stake");
  EXPECT_FALSE(settle(issue_of(50, {{"A", 50, 1, 0, ""}}), Method::weighted_mean).has_value());
  EXPECT_FALSE(sensitivity(issue_of(-1, {{"A", 50, 1, 1, ""}}), Method::nash).has_value());
}

TEST(Settle, HugeCapabilitiesStayFinite) {
  const Issue issue = issue_of({}, {{"A", 0, 1, 1e308, ""}, {"B", 100, 1, 1e308, ""}});
  EXPECT_EQ(position_of(issue, Method::weighted_mean), 50);
}

}  // namespace
}  // namespace corollary::bargain
