#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"
#include "forecast/additive.h"
#include "forecast/calibration.h"
#include "forecast/counts.h"
#include "forecast/questions.h"
#include "forecast/scores.h"
#include "forecast/snapshot.h"
#include "graph_of.h"

namespace corollary::forecast {
namespace {

Date day(std::string_view text) { return *Date::parse(text); }
std::size_t number(EventType type) { return static_cast<std::size_t>(type); }

TEST(Snapshot, ADayWithAnActHalvesWithItsHalfLifeAndTwoActsOfADayAreOne) {
  const auto graph = graph_of(R"(
      2020-01-01 A CONSULT B
      2020-01-08 A CONSULT B
      2020-01-08 A CONSULT B
      2020-01-09 A CONSULT B     # Later: not known yet.
      2020-01-08 A ACCUSE A)");  // At home: no dyad of two parties.
  const History history(graph);
  const Snapshot snapshot(history, day("2020-01-08"));
  const graph::Dyad dyad = *graph.dyad("A", "B");

  EXPECT_DOUBLE_EQ(snapshot.of_dyad(days_7, dyad)[number(EventType::consult)], 1.5);
  EXPECT_DOUBLE_EQ(snapshot.at(days_7).by_actor[dyad.actor.index][number(EventType::consult)], 1.5);
  EXPECT_DOUBLE_EQ(sum(snapshot.at(days_7).world), 1.5);
  EXPECT_EQ(sum(snapshot.of_dyad(days_7, dyad.reversed())), 0);
}

TEST(Snapshot, CoveredDaysAloneMakeTheWhole) {
  const auto graph = graph_of("2020-01-01 A CONSULT B\n", {{day("2020-01-01"), day("2020-01-03")}, {day("2020-01-06"), day("2020-01-07")}});
  const History history(graph);
  double whole = 0;
  for (const int back : {0, 1, 4, 5, 6}) whole += std::exp2(-back / 3.0);

  EXPECT_NEAR(Snapshot(history, day("2020-01-07")).at(days_3).whole, whole, 1e-12);
}

TEST(Snapshot, PathsLeadOverThoseThatBothDealWith) {
  // A acts on C alone, C accuses B; nobody else acts on B.
  const auto graph = graph_of("2020-01-01 A CONSULT C\n2020-01-01 C ACCUSE B\n2020-01-01 B AID A\n");
  const History history(graph);

  const Snapshot::Paths paths = Snapshot(history, day("2020-01-01")).paths(*graph.dyad("A", "B"));

  EXPECT_DOUBLE_EQ(paths.onward[number(EventType::accuse)], 0.5) << "one act of A, leaned by one more, goes to C";
  EXPECT_DOUBLE_EQ(paths.inward[number(EventType::consult)], 0.5);
  EXPECT_DOUBLE_EQ(sum(paths.onward), 0.5);
}

TEST(Questions, AreAskedAboutDyadsWithEnoughActsInTheDaysBefore) {
  const auto graph = graph_of("2020-01-01 A CONSULT B\n2020-01-09 A CONSULT B\n2020-01-10 A ACCUSE B\n2020-01-10 C AID B\n");
  const History history(graph);
  QuestionRule rule;
  rule.least_acts = 2;
  rule.within = Days{3};

  EXPECT_EQ(asked_dyads(history, day("2020-01-10"), rule), std::vector<graph::Dyad>{*graph.dyad("A", "B")});
  EXPECT_TRUE(asked_dyads(history, day("2020-01-09"), rule).empty());
}

TEST(Questions, ADrawDependsOnSeedAndDayAlone) {
  std::vector<graph::Dyad> dyads;
  for (std::uint32_t i = 0; i < 1000; ++i) dyads.push_back({{i}, {i + 1}});

  const auto kept = drawn(dyads, day("2020-01-10"), 0.3, 1);

  EXPECT_EQ(kept, drawn(dyads, day("2020-01-10"), 0.3, 1));
  EXPECT_NE(kept, drawn(dyads, day("2020-01-11"), 0.3, 1));
  EXPECT_NEAR(static_cast<double>(kept.size()), 300, 50);
}

// Accusations follow requests, whatever else; the rate feature says nothing.
PastQuestions requests_and_accusations() {
  PastQuestions past;
  Random random(1, 1);
  for (int i = 0; i < 4000; ++i) {
    DyadFeatures features;
    const bool asked = random.uniform() < 0.5;
    features.rules[number(EventType::request) * kRuleHalfLives.size()] = asked ? 1 : 0;
    features.of_type[number(EventType::accuse)][rate_25] = static_cast<float>(random.uniform());
    past.add_dyad(features);
    past.add_question(features, EventType::accuse, 0, random.uniform() < (asked ? 0.8 : 0.2) ? 1 : 0);
  }
  return past;
}

TEST(Additive, FindsWhatFollowsWhat) {
  const PastQuestions past = requests_and_accusations();
  AdditiveOptions options;
  options.shrink_rules = 1;
  options.sweeps = 60;

  const Additive model = Additive::fit(past, past.size(), options);

  const double rule = model.rules[number(EventType::accuse)][number(EventType::request) * kRuleHalfLives.size()];
  EXPECT_NEAR(rule, std::log(16.0), 0.3) << "from 0.2 to 0.8";
  EXPECT_NEAR(model.types[number(EventType::accuse)], std::log(0.25), 0.3);
}

TEST(Additive, ContributionsSumToTheLogOddsExactly) {
  const PastQuestions past = requests_and_accusations();
  const Additive model = Additive::fit(past, past.size(), {});
  DyadFeatures features;
  features.rules[number(EventType::request) * kRuleHalfLives.size()] = 0.7F;

  const auto terms = model.contributions(features, EventType::accuse);

  const double total = std::accumulate(terms.begin(), terms.end(), 0.0, [](double so_far, const Contribution& term) { return so_far + term.log_odds; });
  EXPECT_NEAR(total, model.log_odds(features, EventType::accuse), 1e-12);
  EXPECT_GE(terms.size(), 2U);
}

TEST(Calibration, TurnsTooSureForecastsTowardsWhatCame) {
  std::vector<Calibration::Answer> answers;
  Random random(1, 1);
  for (int i = 0; i < 200'000; ++i) {
    const double truth = 4 * random.uniform() - 2;
    answers.push_back({2 * truth, random.uniform() < 1 / (1 + std::exp(-truth))});  // Said with twice the odds' logarithm.
  }

  const Calibration map = Calibration::fit(answers);

  EXPECT_NEAR(map.apply(2).value(), 1 / (1 + std::exp(-1.0)), 0.03);
  EXPECT_NEAR(map.apply(-3).value(), 1 / (1 + std::exp(1.5)), 0.03);
  EXPECT_NEAR(Calibration().apply(1.7).value(), 1 / (1 + std::exp(-1.7)), 1e-12) << "without answers nothing changes";
}

TEST(Counts, TheScoreOfASureCountIsItsDistance) {
  // Surely one act, and next to none beyond it.
  const CountDistribution one(Probability::clamped(1), 0, 1);

  EXPECT_NEAR(one.mean(), 1, 1e-6);
  EXPECT_NEAR(one.crps(1), 0, 1e-6);
  EXPECT_NEAR(one.crps(3), 2, 1e-6);
  EXPECT_NEAR(one.crps(0), 1, 1e-6);
  // Half a chance of none: (1/2)² on the step between 0 and 1.
  EXPECT_NEAR(CountDistribution(Probability::clamped(0.5), 0, 1).crps(0), 0.25, 1e-6);
  EXPECT_NEAR(crps_of_sample(std::vector<std::size_t>{0, 2}, 1), 0.5, 1e-12);
}

TEST(Counts, AFitFindsMeanAndShape) {
  std::vector<CountModel::Answer> answers;
  Random random(1, 1);
  for (int i = 0; i < 20'000; ++i) {
    // Geometric beyond the first, with mean 3: a negative binomial of shape 1.
    std::size_t came = 1;
    while (random.uniform() < 0.75) ++came;
    answers.push_back({Probability::clamped(0.5), 0, came});
  }

  const CountModel model = CountModel::fit(answers);

  EXPECT_NEAR(model.of(Probability::clamped(0.5), 0).mean(), 0.5 * 4, 0.1);
  EXPECT_NEAR(model.shape, 1, 0.1);
}

Answered answered(float p, bool happened, std::uint32_t origin = 0) {
  Answered answer;
  answer.model = p;
  answer.climatology = answer.recency = 0.5F;
  answer.happened = happened;
  answer.origin = origin;
  return answer;
}

TEST(Scores, OfFourQuestionsByHand) {
  const std::vector<Answered> answers = {answered(0.95F, true), answered(0.65F, false), answered(0.65F, true), answered(0.05F, false)};

  const Scores scores = score(answers, {});

  EXPECT_NEAR(scores.brier, (0.0025 + 0.4225 + 0.1225 + 0.0025) / 4, 1e-6);
  EXPECT_NEAR(scores.skill(), 1 - scores.brier / 0.25, 1e-6);
  EXPECT_NEAR(scores.roc_area, (1 + 1 + 0.5 + 1) / 4, 1e-12) << "one tie of four pairs";
  EXPECT_NEAR(scores.average_precision, (1 + 2.0 / 3) / 2, 1e-12);
  EXPECT_NEAR(scores.calibration_error, (0.05 + 2 * 0.15 + 0.05) / 4, 1e-6);
  EXPECT_NEAR(scores.uncertainty, 0.25, 1e-12);
  EXPECT_NEAR(scores.resolution, (0.25 + 0.25) / 4, 1e-12);
  EXPECT_FALSE(scores.skill_interval) << "of one day there is none";
}

TEST(Scores, AnIntervalHoldsTheSkillAndIsTheSameForTheSameSeed) {
  std::vector<Answered> answers;
  Random random(1, 1);
  for (std::uint32_t origin = 0; origin < 20; ++origin) {
    for (int i = 0; i < 200; ++i) {
      const double p = random.uniform();
      answers.push_back(answered(static_cast<float>(p), random.uniform() < p, origin));
    }
  }
  BootstrapOptions options;
  options.origins = 20;
  options.block = 2;

  const Scores scores = score(answers, options), again = score(answers, options);

  ASSERT_TRUE(scores.skill_interval);
  EXPECT_LT(scores.skill_interval->low, scores.skill());
  EXPECT_GT(scores.skill_interval->high, scores.skill());
  EXPECT_EQ(scores.skill_interval->low, again.skill_interval->low);
  ASSERT_TRUE(scores.bins[5].observed_interval);
  EXPECT_LT(scores.bins[5].observed_interval->low, 0.55);
  EXPECT_GT(scores.bins[5].observed_interval->high, 0.55);
}

TEST(Scores, GroupsTakeEachQuestionOnceAKind) {
  std::vector<Answered> answers = {answered(0.5F, true), answered(0.5F, false)};
  answers[0].type = EventType::assault;
  answers[1].climatology = 0.001F;
  answers[1].dyad_acts = 20;
  std::size_t classes = 0, rates = 0, acts = 0;

  for (const GroupScores& group : score_groups(answers, {})) {
    (group.kind == "class" ? classes : group.kind == "base rate" ? rates : acts) += group.scores.questions;
  }

  EXPECT_EQ(classes, 2U);
  EXPECT_EQ(rates, 2U);
  EXPECT_EQ(acts, 2U);
}

}  // namespace
}  // namespace corollary::forecast
