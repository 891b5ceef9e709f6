#include "bargain/institutions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace corollary::bargain {
namespace {

Power power(const char* text) { return *parse_power(text); }

/// Sanctions stand at 80. The president would lift most of them, congress a little.
Scenario sanctions(double congress = 70) {
  Issue issue{"sanctions", "How much stays?", "all lifted", "all kept", 80, {{"president", 30, .8, 100, ""}, {"congress", congress, .5, 80, ""}}};
  issue.authority = {power("down: president and congress"), power("up: congress")};
  return {{issue}};
}

std::vector<std::pair<double, double>> pairs(const std::vector<Stretch>& stretches) {
  std::vector<std::pair<double, double>> pairs;
  for (const Stretch& stretch : stretches) pairs.emplace_back(stretch.low, stretch.high);
  return pairs;
}

TEST(Reachable, EndsAtTheReflectionOfNoDealInThePivot) {
  // Congress wants 70: 60 is as far from that as 80 is.
  const Scenario scenario = sanctions();
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)), (std::vector<std::pair<double, double>>{{60, 80}}));
}

TEST(Reachable, WhoeverCanActAloneDoes) {
  // A congress that wants 95 freezes up to 100 (95 + 15 is off the scale) and lifts nothing.
  const Scenario scenario = sanctions(95);
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)), (std::vector<std::pair<double, double>>{{80, 100}}));
}

TEST(Reachable, APointBehindAClosedStretchIsNotReached) {
  Scenario scenario = sanctions();
  scenario.issues[0].authority = {power("down 70 to 100: president"), power("down below 50: president")};
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)), (std::vector<std::pair<double, double>>{{70, 80}}));
  scenario.issues[0].authority.clear();
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)), (std::vector<std::pair<double, double>>{{0, 100}}));
}

TEST(Reachable, APowerThatOpensTooLateIsNone) {
  Scenario scenario = sanctions();
  scenario.issues[0].authority = {power("down: president after 90 days")};
  scenario.within_days = 60;
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)), (std::vector<std::pair<double, double>>{{80, 80}}));
  scenario.within_days = 90;
  EXPECT_EQ(pairs(Institutions(scenario).reachable(0)).front().first, 0);
}

TEST(Passage, IsClippedToThePivot) {
  const Scenario scenario = sanctions();
  const Passage passage = Institutions(scenario).alone(0, 40);
  EXPECT_FALSE(passage.obstacle.passes);
  EXPECT_TRUE(passage.obstacle.allowed);
  EXPECT_EQ(passage.obstacle.against, (std::vector<std::string>{"congress"}));
  EXPECT_EQ(passage.obstacle.vetoes, (std::vector<std::string>{"congress"}));
  EXPECT_EQ(passage.obstacle.coalition, (std::vector<std::string>{"congress"}));
  EXPECT_TRUE(passage.exact);
  ASSERT_EQ(passage.reached.size(), 1U);
  EXPECT_NEAR(passage.reached[0], 60, 1e-6);
  // Without its veto the outcome would be 40. Congress loses there .5 (30² - 10²) / 100² = .04 against no deal, and nothing at 60.
  ASSERT_EQ(passage.prices.size(), 1U);
  EXPECT_NEAR(passage.prices[0].loss, .04, 1e-9);
  EXPECT_NEAR(passage.prices[0].gained, .04, 1e-6);
  // The president: .8 (30² - 10²) / 100².
  EXPECT_NEAR(passage.prices[0].cost_to_others, .064, 1e-6);
  EXPECT_FALSE(passage.prices[0].bought_by) << "there is no other issue";
}

TEST(Passage, WhatAllConsentToIsLeftAsItIs) {
  const Scenario scenario = sanctions();
  const Passage passage = Institutions(scenario).alone(0, 65);
  EXPECT_TRUE(passage.obstacle.passes);
  EXPECT_EQ(passage.reached, (std::vector<double>{65}));
  EXPECT_TRUE(passage.prices.empty());
}

TEST(Passage, WhatIsOpenToNobodyIsNotAllowed) {
  Scenario scenario = sanctions();
  scenario.issues[0].authority = {power("up: congress")};
  const Passage passage = Institutions(scenario).alone(0, 40);
  EXPECT_FALSE(passage.obstacle.allowed);
  EXPECT_FALSE(passage.obstacle.passes);
  EXPECT_EQ(passage.reached, (std::vector<double>{80}));
}

TEST(Passage, TheSmallestCoalitionUnblocksAQuota) {
  // Three of five have to agree to more; A wants it, the others less and less.
  Issue issue{"quota", "?", "none", "all", 20, {{"A", 90, 1, 1, ""}, {"B", 15, 1, 1, ""}, {"C", 10, 1, 1, ""}, {"D", 5, 1, 1, ""}, {"E", 0, 1, 1, ""}}};
  issue.authority = {power("up: 5 of (A*2, B*2, C, D, E)")};
  const Scenario scenario{{issue}};
  const Passage passage = Institutions(scenario).alone(0, 60);
  EXPECT_EQ(passage.obstacle.against, (std::vector<std::string>{"B", "C", "D", "E"}));
  EXPECT_TRUE(passage.obstacle.vetoes.empty()) << "without B, the other three would do";
  EXPECT_EQ(passage.obstacle.coalition, (std::vector<std::string>{"B", "C"}));
  EXPECT_EQ(passage.reached, (std::vector<double>{20}));
}

/// With the second issue, aid, that congress wants and the president hardly minds.
Scenario with_aid() {
  Scenario scenario = sanctions();
  Issue aid{"aid", "How much aid?", "none", "all", 0, {{"president", 10, .1, 100, ""}, {"congress", 100, .5, 80, ""}}};
  aid.authority = {power("up: president and congress")};
  scenario.issues.push_back(aid);
  return scenario;
}

TEST(Passage, APackageBuysWhatIssuesAloneDoNot) {
  const Scenario scenario = with_aid();
  const std::vector<double> wanted = {40, 10};
  EXPECT_NEAR(Institutions(scenario).alone(0, wanted[0]).reached[0], 60, 1e-6);
  EXPECT_NEAR(Institutions(scenario).alone(1, wanted[1]).reached[0], 10, 1e-6);
  // As a package congress loses .04 on sanctions and gains .5 (100² - 90²) / 100² = .095 on aid: it consents.
  const Passage package = Institutions(scenario).package(wanted);
  EXPECT_TRUE(package.obstacle.passes);
  EXPECT_EQ(package.reached, wanted);
}

TEST(Passage, AConcessionElsewhereIsPriced) {
  const Scenario scenario = with_aid();
  const Passage passage = Institutions(scenario).package(std::vector<double>{20, 0});
  ASSERT_EQ(passage.prices.size(), 1U);
  ASSERT_TRUE(passage.prices[0].bought_by);
  // Congress loses .5 (50² - 10²) / 100² = .12 on sanctions; on aid .5 (100² - 87.18²) / 100² is that much.
  EXPECT_EQ(passage.prices[0].bought_by->issue, "aid");
  EXPECT_NEAR(passage.prices[0].bought_by->to, 100 - std::sqrt(10000 - 2400), 1e-9);
}

/// Worth of a package over no deal, written out again.
double gain(const Scenario& scenario, const std::string& actor, const std::vector<double>& package) {
  double sum = 0;
  for (std::size_t k = 0; k < package.size(); ++k) {
    for (const Stake& stake : scenario.issues[k].stakes) {
      if (stake.actor != actor) continue;
      sum += stake.salience * (std::pow(*scenario.issues[k].no_deal - stake.position, 2) - std::pow(package[k] - stake.position, 2)) / 1e4;
    }
  }
  return sum;
}

TEST(Passage, IsTheNearestOfAGridOfPackages) {
  Random random(7, 1);
  for (int world = 0; world < 40; ++world) {
    Scenario scenario;
    for (const char* const id : {"a", "b"}) {
      Issue issue{id, "?", "none", "all", std::round(random.uniform() * 20) * 5, {}};
      for (const char* const actor : {"A", "B", "C"}) issue.stakes.push_back({actor, std::round(random.uniform() * 100), .1 + random.uniform(), 1, ""});
      issue.authority = {power("up: A and (B or C)"), power("down 40 to 100: B"), power("down below 40: 2 of (A, B, C)")};
      scenario.issues.push_back(issue);
    }
    const std::vector<double> wanted = {random.uniform() * 100, random.uniform() * 100};
    const Institutions institutions(scenario);
    const Passage passage = institutions.package(wanted);
    double weight[2] = {0, 0};
    for (int k = 0; k < 2; ++k) {
      for (const Stake& stake : scenario.issues[static_cast<std::size_t>(k)].stakes) weight[k] += stake.salience;
    }
    const auto distance = [&](const std::vector<double>& point) { return weight[0] * std::pow(point[0] - wanted[0], 2) + weight[1] * std::pow(point[1] - wanted[1], 2); };
    double best = 1e9;
    for (double x = 0; x <= 100; x += 1) {
      for (double y = 0; y <= 100; y += 1) {
        const std::vector<double> point = {x, y};
        bool passes = true;
        for (std::size_t k = 0; k < 2; ++k) {
          const auto formula = needed(scenario.issues[k].authority, *scenario.issues[k].no_deal, point[k]);
          passes = passes && formula && holds(*formula, [&](const std::string& actor) { return gain(scenario, actor, point) >= 0; }, 1e9);
        }
        if (passes) best = std::min(best, distance(point));
      }
    }
    EXPECT_LE(distance(passage.reached), best + 1e-6) << "world " << world;
    EXPECT_TRUE(institutions.package(passage.reached).obstacle.passes) << "world " << world << ": " << passage.reached[0] << ", " << passage.reached[1];
  }
}

TEST(Passage, ALargeQuotaOverTwoIssuesIsAnsweredToo) {
  // 27 states, 55 % of them: 20 million smallest coalitions.
  Scenario scenario;
  for (const char* const id : {"a", "b"}) {
    Issue issue{id, "?", "none", "all", 10, {}};
    std::string members;
    for (int i = 0; i < 27; ++i) {
      const std::string actor = "S" + std::to_string(i);
      issue.stakes.push_back({actor, i * 100.0 / 26, 1, 1, ""});
      members += (i > 0 ? ", " : "") + actor;
    }
    issue.authority = {power(("both: 55% of (" + members + ")").c_str())};
    scenario.issues.push_back(issue);
  }
  const Institutions institutions(scenario);
  const Passage passage = institutions.package(std::vector<double>{100, 100});
  EXPECT_FALSE(passage.exact);
  // The fifteenth from above wants 46.15 on both: it follows to 2 · 46.15 - 10.
  EXPECT_NEAR(passage.reached[0], 2 * 1200.0 / 26 - 10, 1e-3);
  EXPECT_TRUE(institutions.package(passage.reached).obstacle.passes);
}

}  // namespace
}  // namespace corollary::bargain
