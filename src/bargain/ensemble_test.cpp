#include "bargain/ensemble.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace corollary::bargain {
namespace {

Issue issue_of(std::vector<Stake> stakes, std::optional<double> no_deal = std::nullopt) {
  Issue issue;
  issue.id = "tariff";
  issue.no_deal = no_deal;
  issue.stakes = std::move(stakes);
  return issue;
}

Outcome outcome_of(const Outcome::Points& probability) { return Outcome(probability, {}, {}); }

Outcome certain(std::size_t point) {
  Outcome::Points probability{};
  probability[point] = 1;
  return outcome_of(probability);
}

// A quarter at 0, a half at 40, a quarter at 100.
Outcome three_points() {
  Outcome::Points probability{};
  probability[0] = 0.25;
  probability[40] = 0.5;
  probability[100] = 0.25;
  return outcome_of(probability);
}

double share_of(const Outcome& outcome, Component component) {
  for (const Outcome::Share& share : outcome.shares()) {
    if (share.component == component) return share.share;
  }
  return -1;
}

TermWeights weights_of(std::initializer_list<std::pair<Term, double>> values) {
  TermWeights weights{};
  for (const auto& [term, value] : values) weights[static_cast<std::size_t>(term)] = value;
  return weights;
}

// Forty negotiations that all end at the position of the actor with more weight, or at no deal: as told.
std::vector<SettledIssue> world(bool at_no_deal) {
  std::vector<SettledIssue> issues;
  for (int i = 0; i < 40; ++i) {
    Issue issue = issue_of({{"A", 10.0 + i, 0.9, 4, ""}, {"B", 90.0 - i / 2, 0.3, 1, ""}}, 70);
    issue.id = "issue " + std::to_string(i);
    issues.push_back({issue, std::to_string(i / 2), at_no_deal ? 70 : 10.0 + i});
  }
  return issues;
}

TEST(Outcome, ASinglePointScoresItsAbsoluteError) {
  EXPECT_DOUBLE_EQ(certain(30).ranked_score(50), 20);
  EXPECT_DOUBLE_EQ(certain(30).ranked_score(30), 0);
  EXPECT_NEAR(certain(30).ranked_score(12.25), 17.75, 1e-12);
}

TEST(Outcome, TheRankedScoreOfThreePointsByHand) {
  // E|X - 40| = 0.25 · 40 + 0.25 · 60 = 25; ½ E|X - X'| = 0.125 · 40 + 0.125 · 60 + 0.0625 · 100 = 18.75.
  EXPECT_NEAR(three_points().ranked_score(40), 6.25, 1e-12);
}

TEST(Outcome, QuantilesMeanAndWhatLiesBelow) {
  EXPECT_EQ(three_points().median(), 40);
  EXPECT_EQ(three_points().quantile(0.25), 0);
  EXPECT_EQ(three_points().quantile(0.8), 100);
  EXPECT_DOUBLE_EQ(three_points().mean(), 45);
  EXPECT_DOUBLE_EQ(three_points().up_to(39.9), 0.25);
  EXPECT_DOUBLE_EQ(three_points().up_to(40), 0.75);
  EXPECT_DOUBLE_EQ(three_points().up_to(-1), 0);
}

TEST(Outcome, ACentralIntervalHoldsAtLeastItsShareAndSaysHowMuch) {
  const Interval half = three_points().central(0.5);
  EXPECT_EQ(half.low, 40);
  EXPECT_EQ(half.high, 40);
  EXPECT_DOUBLE_EQ(half.probability, 0.5);
  // One end may go, not both; the lower is tried first.
  const Interval most = three_points().central(0.7);
  EXPECT_DOUBLE_EQ(most.probability, 0.75);
  EXPECT_EQ(three_points().central(0.8).probability, 1);

  Outcome::Points even{};
  even.fill(1.0 / 101);
  const Interval central = outcome_of(even).central(0.8);
  EXPECT_EQ(central.low, 10);
  EXPECT_EQ(central.high, 90);
}

TEST(Ensemble, WithoutWeightsEveryPartHasTheSameShare) {
  const auto outcome = Ensemble(TermWeights{}).settle(issue_of({{"A", 20, 1, 1, ""}, {"B", 60, 1, 1, ""}}, 10));
  ASSERT_TRUE(outcome) << outcome.error().message;
  // Two positions, no deal, two ends, the middle, two normal distributions and the uniform one.
  EXPECT_NEAR(share_of(*outcome, Component::position), 2.0 / 9, 1e-12);
  EXPECT_NEAR(share_of(*outcome, Component::compromise), 2.0 / 9, 1e-12);
  EXPECT_NEAR(share_of(*outcome, Component::anything), 1.0 / 9, 1e-12);
  EXPECT_NEAR(std::accumulate(outcome->probability().begin(), outcome->probability().end(), 0.0), 1, 1e-12);
  ASSERT_EQ(outcome->atoms().size(), 6U);
  EXPECT_EQ(outcome->atoms()[1].point, 10);
  EXPECT_NEAR(outcome->atoms()[1].probability, 1.0 / 9, 1e-12);
}

TEST(Ensemble, AnIssueThatSaysNothingOfNoDealGivesItNoShare) {
  const auto outcome = Ensemble(weights_of({{Term::no_deal, 5}})).settle(issue_of({{"A", 20, 1, 1, ""}}));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(share_of(*outcome, Component::no_deal), 0);
}

TEST(Ensemble, ActorsWeighByTheRootOfTheirCapability) {
  // Weights 3 and 1: the mean is 25, and the narrow distribution around it is all there is.
  const auto outcome = Ensemble(weights_of({{Term::compromise_near, 50}})).settle(issue_of({{"A", 0, 1, 9, ""}, {"B", 100, 1, 1, ""}}));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->median(), 25);
  EXPECT_GT(share_of(*outcome, Component::compromise), 0.999);
}

TEST(Ensemble, TheMirroredIssueHasTheMirroredOutcome) {
  const Ensemble ensemble(weights_of({{Term::position, 1}, {Term::support, 0.5}, {Term::no_deal, 0.3}, {Term::distance, -0.8}, {Term::compromise_far, 0.4}}));
  const auto outcome = ensemble.settle(issue_of({{"A", 20, 0.8, 2, ""}, {"B", 70, 0.5, 3, ""}}, 0));
  const auto mirrored = ensemble.settle(issue_of({{"A", 80, 0.8, 2, ""}, {"B", 30, 0.5, 3, ""}}, 100));
  ASSERT_TRUE(outcome && mirrored);
  for (std::size_t x = 0; x < Outcome::kPoints; ++x) EXPECT_NEAR(outcome->probability()[x], mirrored->probability()[100 - x], 1e-12);
}

TEST(Ensemble, LearnsWhereOutcomesComeFrom) {
  const auto stay = Ensemble::learn(world(/*at_no_deal=*/true));
  const auto follow = Ensemble::learn(world(/*at_no_deal=*/false));
  ASSERT_TRUE(stay && follow);
  const Issue next = issue_of({{"A", 35, 0.9, 4, ""}, {"B", 85, 0.3, 1, ""}}, 70);
  const auto stayed = stay->settle(next), followed = follow->settle(next);
  ASSERT_TRUE(stayed && followed);
  EXPECT_EQ(stayed->median(), 70);
  EXPECT_GT(share_of(*stayed, Component::no_deal), 0.5);
  EXPECT_EQ(followed->median(), 35);
  EXPECT_GT(share_of(*followed, Component::position), 0.5);
}

TEST(Ensemble, LearningEndsAtWeightsThatNoStepImproves) {
  const EnsembleOptions options;
  const std::vector<SettledIssue> issues = world(false);
  const auto learned = Ensemble::learn(issues, options);
  ASSERT_TRUE(learned);
  const auto loss = [&](const TermWeights& weights) {
    double sum = 0;
    for (const SettledIssue& settled : issues) {
      const auto outcome = Ensemble(weights).settle(settled.issue);
      sum += outcome->ranked_score(settled.outcome) - options.log_score * std::log(outcome->probability()[static_cast<std::size_t>(settled.outcome)]);
    }
    sum /= static_cast<double>(issues.size());
    for (const double weight : weights) sum += options.ridge * weight * weight;
    return sum;
  };
  for (std::size_t k = 0; k < kTerms; ++k) {
    for (const double step : {-0.05, 0.05}) {
      TermWeights moved = learned->weights();
      moved[k] += step;
      EXPECT_GT(loss(moved), loss(learned->weights())) << name(static_cast<Term>(k));
    }
  }
}

TEST(Ensemble, ATermThatIsLeftOutHasNoWeightAndItsPartNoShare) {
  EnsembleOptions options;
  options.left_out = {Term::no_deal, Term::distance};
  const auto learned = Ensemble::learn(world(true), options);
  ASSERT_TRUE(learned);
  EXPECT_EQ(learned->weights()[static_cast<std::size_t>(Term::distance)], 0);
  const auto outcome = learned->settle(world(true).front().issue);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(share_of(*outcome, Component::no_deal), 0);
}

TEST(Ensemble, ItsTableReadsBackAndKnowsWhatItLearnedFrom) {
  const auto learned = Ensemble::learn(world(true));
  ASSERT_TRUE(learned);
  const auto read = Ensemble::from_table("weights.tsv", "# a comment\n" + learned->table());
  ASSERT_TRUE(read) << read.error().message;
  for (std::size_t k = 0; k < kTerms; ++k) EXPECT_NEAR(read->weights()[k], learned->weights()[k], 0.5e-4 + 1e-12);
  EXPECT_TRUE(read->learned_from("issue 7"));
  EXPECT_FALSE(read->learned_from("issue 40"));
  EXPECT_EQ(read->table(), learned->table());
}

TEST(Ensemble, DamagedTablesAreRefusedWithTheirLine) {
  const std::string whole = Ensemble(TermWeights{}).table();
  EXPECT_FALSE(Ensemble::from_table("weights.tsv", whole.substr(0, whole.find("term\tmiddle"))));
  for (const std::string_view row : {"term\tposition\t1\n", "term\tluck\t1\n", "issue\tnotahash\t\n", "other\tposition\t1\n", "term\tmiddle\t1e300\n"}) {
    const auto read = Ensemble::from_table("weights.tsv", whole + std::string(row));
    ASSERT_FALSE(read) << row;
    EXPECT_TRUE(read.error().message.starts_with("weights.tsv:12: ")) << read.error().message;
  }
}

TEST(Ensemble, NothingToLearnFromAndOutcomesOffTheScaleAreErrors) {
  EXPECT_FALSE(Ensemble::learn({}));
  std::vector<SettledIssue> issues = world(true);
  issues[3].outcome = 101;
  const auto learned = Ensemble::learn(issues);
  ASSERT_FALSE(learned);
  EXPECT_EQ(learned.error().message, "issue 'issue 3': outcome 101 is not on the scale (0 to 100)");
  EXPECT_FALSE(Ensemble(TermWeights{}).settle(issue_of({})));
}

}  // namespace
}  // namespace corollary::bargain
