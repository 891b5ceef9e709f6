#include "bargain/negotiation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::bargain {
namespace {

/// Two issues that A and B weigh differently: room for an exchange, and for a package.
Scenario two_issues() {
  Issue sanctions{"sanctions", "How much stays?", "all lifted", "all kept", 80, {{"A", 30, .5, 100, ""}, {"B", 80, .4, 80, ""}}};
  sanctions.authority = {*parse_power("down: A and B")};
  Issue weapons{"weapons", "How many?", "none", "all", 30, {{"A", 30, .2, 100, ""}, {"B", 80, .5, 80, ""}}};
  weapons.authority = {*parse_power("both: 55% of (A*3, B*2)")};
  return {{sanctions, weapons}};
}

NegotiationOptions by(Model model) {
  NegotiationOptions options;
  options.main = model;
  options.draws.draws = 64;
  return options;
}

Negotiation of(const Scenario& scenario, const NegotiationOptions& options) {
  Progress progress;
  Result<Negotiation> negotiation = negotiate(scenario, options, progress);
  EXPECT_TRUE(negotiation.has_value()) << negotiation.error().message;
  return *std::move(negotiation);
}

const ModelOutcome& outcome_of(const Negotiation& negotiation, Model model) { return *std::ranges::find(negotiation.models, model, &ModelOutcome::model); }

TEST(Negotiate, PlaysEveryModelAndSaysWhichItCannot) {
  const Negotiation negotiation = of(two_issues(), by(Model::weighted_mean));
  ASSERT_EQ(negotiation.models.size(), std::size(kModels));
  // (50·30 + 32·80) / 82 and (20·30 + 40·80) / 60.
  EXPECT_NEAR(outcome_of(negotiation, Model::weighted_mean).positions[0], 4060.0 / 82, 1e-9);
  EXPECT_NEAR(outcome_of(negotiation, Model::weighted_mean).positions[1], 3800.0 / 60, 1e-9);
  EXPECT_EQ(outcome_of(negotiation, Model::ensemble).missing, "there are no weights of the ensemble");
  for (const ModelOutcome& outcome : negotiation.models) {
    if (outcome.model == Model::ensemble) continue;
    EXPECT_EQ(outcome.missing, "") << name(outcome.model);
    EXPECT_EQ(outcome.positions.size(), 2U) << name(outcome.model);
  }
  EXPECT_TRUE(negotiation.spatial && negotiation.exchange && negotiation.challenges[0]);
}

TEST(Negotiate, ASpatialModelWithoutAStakeIsNotPlayed) {
  Scenario scenario = two_issues();
  scenario.issues[1].stakes.pop_back();
  scenario.issues[1].authority.clear();
  const Negotiation negotiation = of(scenario, by(Model::weighted_mean));
  EXPECT_EQ(outcome_of(negotiation, Model::spatial).missing, "actor 'B' has no stake in issue 'weapons': this model needs a position of every actor on every issue");
  EXPECT_FALSE(negotiation.spatial);
  Progress progress;
  EXPECT_FALSE(negotiate(scenario, by(Model::spatial), progress).has_value()) << "the main model has to be played";
}

TEST(Negotiate, WhereAllWantTheSameEveryModelGivesThat) {
  Scenario scenario = two_issues();
  for (Issue& issue : scenario.issues) {
    for (Stake& stake : issue.stakes) stake.position = 50;
  }
  const Negotiation negotiation = of(scenario, by(Model::challenge));
  for (const ModelOutcome& outcome : negotiation.models) {
    if (outcome.missing.empty()) {
      EXPECT_NEAR(outcome.positions[0], 50, 1e-6) << name(outcome.model);
    }
  }
  EXPECT_EQ(negotiation.oddities, (std::vector<std::string>{"issue 'sanctions': all want 50", "issue 'weapons': all want 50"}));
}

TEST(Negotiate, AsksTheInstitutions) {
  const Negotiation negotiation = of(two_issues(), by(Model::weighted_mean));
  ASSERT_TRUE(negotiation.has_authority);
  EXPECT_EQ(negotiation.alone[0]->obstacle.against, (std::vector<std::string>{"B"}));
  EXPECT_EQ(negotiation.alone[1]->obstacle.against, (std::vector<std::string>{"A"}));
  EXPECT_EQ(negotiation.issues[0].reachable.size(), 1U);
  // What B loses on sanctions it gets on weapons.
  EXPECT_TRUE(negotiation.package.obstacle.passes);
  ASSERT_EQ(negotiation.powers.size(), 2U);
  EXPECT_EQ(negotiation.powers[0].indices.shapley_shubik, (std::vector<double>{.5, .5}));
  EXPECT_EQ(negotiation.powers[1].indices.shapley_shubik, (std::vector<double>{1, 0})) << "three of five votes are more than 55 %";
}

TEST(Negotiate, ComparesTheScenariosOwnChangesAndThoseAskedFor) {
  Scenario scenario = two_issues();
  scenario.counterfactuals = {{"A gives way", {{"sanctions", "A", Attribute::position, Change::Operation::set, 80}}}};
  NegotiationOptions options = by(Model::weighted_mean);
  options.what_if = {{"B gives way", {{"sanctions", "B", Attribute::position, Change::Operation::set, 30}}}};
  const Negotiation negotiation = of(scenario, options);
  ASSERT_EQ(negotiation.differences.size(), 2U);
  EXPECT_NEAR(negotiation.differences[0].issues[0].difference.mean, 80 - 4060.0 / 82, 1e-9);
  EXPECT_NEAR(negotiation.differences[1].issues[0].difference.mean, 30 - 4060.0 / 82, 1e-9);
  EXPECT_TRUE(negotiation.indices.empty()) << "nothing is uncertain";
}

TEST(Negotiate, IsTheSameOnAnyNumberOfThreads) {
  Scenario scenario = two_issues();
  scenario.issues[0].stakes[0].position_spread = Spread{Spread::Shape::uniform, 20, 30, 40};
  NegotiationOptions one = by(Model::exchange_then_challenge), four = one;
  four.draws.threads = 4;
  const Negotiation a = of(scenario, one), b = of(scenario, four);
  EXPECT_EQ(a.issues[0].draws, b.issues[0].draws);
  ASSERT_EQ(a.indices.size(), 2U);
  EXPECT_EQ(a.indices[0][0].total, b.indices[0][0].total);
}

TEST(Models, HaveCodes) {
  for (const Model model : kModels) EXPECT_EQ(model_of(code(model)), model);
  EXPECT_FALSE(model_of("guess"));
}

}  // namespace
}  // namespace corollary::bargain
