#include "bargain/exchange.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "base/random.h"

namespace corollary::bargain {
namespace {

// Issues in the order of their names; stakes as {actor, position, salience, capability, ""}.
StakeTable table_of(const std::map<std::string, std::vector<Stake>>& issues) {
  Scenario scenario;
  for (const auto& [id, stakes] : issues) scenario.issues.push_back({id, id, "0", "100", std::nullopt, stakes});
  return stake_table(scenario);
}

ExchangeRun run_of(const StakeTable& table, const ExchangeOptions& options = {}) { return exchange_positions(table, options).value(); }

std::string message(const StakeTable& table, const ExchangeOptions& options = {}) { return exchange_positions(table, options).error().message; }

// A wants 0 and cares for q, B wants 100 and cares for p. Weights on p 0.2 and 0.8: the outcome is 80, on q 20. A gives p, which shifts
// it by 100 · 0.2 = 20, B gives q, by as much; equal gains ask for (0.8 + 0.2) / (0.2 + 0.8) = 1. Each gains 20 · 0.8 - 20 · 0.2 = 12.
StakeTable mirrored() { return table_of({{"p", {{"A", 0, 0.2, 1, ""}, {"B", 100, 0.8, 1, ""}}}, {"q", {{"A", 0, 0.8, 1, ""}, {"B", 100, 0.2, 1, ""}}}}); }

TEST(Exchange, TwoActorsGiveEachOtherWhatMattersLessToThem) {
  const ExchangeRun run = run_of(mirrored());
  ASSERT_EQ(run.exchanges.size(), 1U);
  const Exchange& exchange = run.exchanges.front();
  EXPECT_EQ(exchange.first.actor, 1U);  // B gives q, the later issue.
  EXPECT_EQ(exchange.first.gives, 1U);
  EXPECT_EQ(exchange.first.from, 100);
  EXPECT_EQ(exchange.first.to, 0);
  EXPECT_EQ(exchange.second.actor, 0U);
  EXPECT_EQ(exchange.second.to, 100);
  EXPECT_NEAR(exchange.gain, 12, 1e-12);
  EXPECT_NEAR(exchange.first.gain, 12, 1e-12);
  EXPECT_NEAR(exchange.second.gain, 12, 1e-12);
  EXPECT_NEAR(exchange.second.outcome_before, 80, 1e-12);
  EXPECT_NEAR(exchange.second.outcome_after, 100, 1e-12);
  EXPECT_FALSE(exchange.recalculated);
  EXPECT_EQ(exchange.externalities, std::vector<double>({0, 0}));
  EXPECT_NEAR(run.balances[0].own, 12, 1e-12);
}

TEST(Exchange, OneSideMovesFullyAndTheOtherAsFarAsGainsAreEqual) {
  // On p A's share is 0.5 / 1.3, a full move shifts 38.46; on q B's share is 0.2, a full move 20. (0.5 + 0.8) / (0.8 + 0.2) = 1.3: B moves fully,
  // the shift on p is 20 / 1.3 = 200/13, A moves 200/13 / (5/13) = 40. Gains 20 · 0.8 - 200/13 · 0.5 = 108/13 = 200/13 · 0.8 - 20 · 0.2.
  const StakeTable table = table_of({{"p", {{"A", 0, 0.5, 1, ""}, {"B", 100, 0.8, 1, ""}}}, {"q", {{"A", 0, 0.8, 1, ""}, {"B", 100, 0.2, 1, ""}}}});
  const ExchangeRun run = run_of(table);
  ASSERT_EQ(run.exchanges.size(), 1U);
  EXPECT_EQ(run.exchanges[0].first.to, 0);
  EXPECT_NEAR(run.exchanges[0].second.to, 40, 1e-12);
  EXPECT_NEAR(run.exchanges[0].first.gain, 108.0 / 13, 1e-12);
  EXPECT_NEAR(run.exchanges[0].second.gain, 108.0 / 13, 1e-12);
}

TEST(Exchange, NextIterationStartsBetweenOldAndNewPositions) {
  ExchangeOptions options;
  options.iterations = 2;
  const ExchangeRun run = run_of(mirrored(), options);
  ASSERT_EQ(run.iterations.size(), 2U);
  // A on p went from 0 to 100 with salience 0.2: 0.8 · 0.4 + 0.1 = 0.42 of the way; on q it stayed.
  EXPECT_NEAR(run.iterations[1].start[0], 42, 1e-12);
  EXPECT_EQ(run.iterations[1].start[1], 0);
  EXPECT_EQ(run.exchanges.back().iteration, 1U);
}

// On p weights 0.5, 0.1 and 0.4: the outcome is 45, B wants 50. A gives p for q, where the weights are 10/11 and 1/11. The rate of q for p is
// (0.5 + 0.5) / (1 + 0.5) = 2/3. B's full move on q shifts 100/11, A's on p then 150/11; at 50 the outcome is where B wants it.
StakeTable with_bystander() {
  return table_of({{"p", {{"A", 0, 0.5, 1, ""}, {"B", 50, 0.5, 0.2, ""}, {"C", 100, 1, 0.4, ""}}}, {"q", {{"A", 100, 1, 1, ""}, {"B", 0, 0.5, 0.2, ""}}}});
}

TEST(Exchange, MoveEndsWhereTheOutcomeIsAtThePositionItIsMadeFor) {
  const ExchangeRun run = run_of(with_bystander());
  ASSERT_EQ(run.exchanges.size(), 1U);
  const Exchange& exchange = run.exchanges.front();
  EXPECT_NEAR(exchange.second.to, 10, 1e-12);            // A on p: a shift of 5.
  EXPECT_NEAR(exchange.first.to, 110.0 / 3, 1e-12);      // B on q: a shift of 10/3, its share 1/11.
  EXPECT_NEAR(exchange.second.outcome_after, 50, 1e-12);
  EXPECT_NEAR(exchange.gain, 5.0 / 6, 1e-12);            // 10/3 · 1 - 5 · 0.5.
}

TEST(Exchange, WithoutThatLimitTheOutcomeIsCarriedPastIt) {
  const ExchangeRun run = run_of(with_bystander(), equal_gain_options());
  ASSERT_EQ(run.exchanges.size(), 1U);
  EXPECT_EQ(run.exchanges[0].first.to, 100);
  EXPECT_NEAR(run.exchanges[0].second.to, 300.0 / 11, 1e-12);
  EXPECT_NEAR(run.exchanges[0].second.outcome_after, 45 + 150.0 / 11, 1e-12);
}

TEST(Exchange, BystanderGainsWhatTheOutcomeComesNearerTimesItsSalience) {
  const ExchangeRun run = run_of(with_bystander());
  EXPECT_NEAR(run.exchanges.at(0).externalities[2], 5, 1e-12);  // C wants 100 on p and has no stake in q.
  EXPECT_NEAR(run.balances[2].positive, 5, 1e-12);
  EXPECT_EQ(run.balances[2].negative, 0);
  EXPECT_EQ(run.balances[2].own, 0);
}

TEST(Exchange, NobodyExchangesWhoWeighsTheIssuesAlikeOrStandsOnTheSameSide) {
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0.5, 1, ""}, {"B", 100, 0.25, 1, ""}}}, {"q", {{"A", 0, 1, 1, ""}, {"B", 100, 0.5, 1, ""}}}})).exchanges.empty());
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0.2, 1, ""}, {"B", 0, 0.8, 1, ""}}}, {"q", {{"A", 0, 0.8, 1, ""}, {"B", 100, 0.2, 1, ""}}}})).exchanges.empty());
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0.2, 1, ""}, {"B", 100, 0.8, 1, ""}}}})).exchanges.empty());  // One issue.
}

TEST(Exchange, ActorsWithoutAStakeOrWithoutWeightGiveNothing) {
  // A has no stake in q; then one without salience on what it would give, then one without capability.
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0.2, 1, ""}, {"B", 100, 0.8, 1, ""}}}, {"q", {{"B", 100, 0.2, 1, ""}}}})).exchanges.empty());
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0, 1, ""}, {"B", 100, 0.8, 1, ""}}}, {"q", {{"A", 0, 0.8, 1, ""}, {"B", 100, 0.2, 1, ""}}}})).exchanges.empty());
  EXPECT_TRUE(run_of(table_of({{"p", {{"A", 0, 0.2, 0, ""}, {"B", 100, 0.8, 1, ""}}}, {"q", {{"A", 0, 0.8, 0, ""}, {"B", 100, 0.2, 1, ""}}}})).exchanges.empty());
}

// Two alike that want 0, with half of A's capability each: B can give q to either.
StakeTable twins() {
  return table_of({{"p", {{"A1", 0, 0.2, 0.5, ""}, {"A2", 0, 0.2, 0.5, ""}, {"B", 100, 0.8, 1, ""}}},
                   {"q", {{"A1", 0, 0.8, 0.5, ""}, {"A2", 0, 0.8, 0.5, ""}, {"B", 100, 0.2, 1, ""}}}});
}

TEST(Exchange, OfTheSameGainTheFirstInTheTableComesFirst) {
  const ExchangeRun run = run_of(twins());
  ASSERT_EQ(run.exchanges.size(), 2U);
  EXPECT_EQ(run.exchanges[0].second.actor, 0U);
  EXPECT_EQ(run.exchanges[1].second.actor, 1U);
  EXPECT_TRUE(run.exchanges[1].recalculated);  // B had moved half of its way.
  EXPECT_EQ(run.exchanges[1].first.to, 0);
  EXPECT_EQ(run.ties, 1U);
}

TEST(Exchange, AnOrderToFollowDecidesBetweenTheSameGainsAndNothingElse) {
  ExchangeOptions options;
  options.follow = {{"B", "q", "A2", "p"}};
  EXPECT_EQ(run_of(twins(), options).exchanges.at(0).second.actor, 1U);
  EXPECT_EQ(run_of(twins(), options).followed, 1U);
  options.follow = {{"B", "q", "nobody", "p"}};
  EXPECT_EQ(run_of(twins(), options).exchanges.at(0).second.actor, 0U);
  EXPECT_EQ(run_of(twins(), options).followed, 0U);
}

StakeTable random_table(std::uint64_t seed) {
  Random random(seed, 0);
  std::map<std::string, std::vector<Stake>> issues;
  for (const char* const issue : {"p", "q", "r", "s"}) {
    for (std::size_t i = 0; i < 8; ++i) {
      if (i > 0 && random.below(8) == 0) continue;  // Some have no stake.
      issues[issue].push_back({format("A{}", i), std::round(random.uniform() * 10) * 10, 0.1 + 0.9 * random.uniform(), 0.1 + random.uniform(), ""});
    }
  }
  return table_of(issues);
}

void expect_sound(const StakeTable& table, const ExchangeRun& run) {
  std::map<std::pair<std::size_t, std::size_t>, double> direction;
  for (const Exchange& exchange : run.exchanges) {
    EXPECT_GT(exchange.first.gain, -1e-9);
    EXPECT_GT(exchange.second.gain, -1e-9);
    for (const ExchangeMove& move : {exchange.first, exchange.second}) {
      EXPECT_GE(move.to, -1e-9);
      EXPECT_LE(move.to, 100 + 1e-9);
      double& way = direction[{exchange.iteration, table.at(move.actor, move.gives)}];
      EXPECT_GE(way * (move.to - move.from), 0) << "an actor moved up and down";
      way = move.to - move.from;
    }
    for (const double value : exchange.externalities) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(Exchange, GainsAreEqualAndPositionsStayOnTheScaleInManyWorlds) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const StakeTable table = random_table(seed);
    for (const OutcomeLimit limit : {OutcomeLimit::none, OutcomeLimit::actual, OutcomeLimit::as_told}) {
      ExchangeOptions options;
      options.iterations = 3;
      options.limit = limit;
      const ExchangeRun run = run_of(table, options);
      expect_sound(table, run);
      for (const Exchange& exchange : run.exchanges) EXPECT_NEAR(exchange.first.gain, exchange.second.gain, 1e-9);
    }
  }
}

// What an actor has of all outcomes: minus salience times distance.
double worth(const StakeTable& table, std::size_t actor, const ExchangeIteration& iteration, const std::vector<double>& outcomes) {
  double sum = 0;
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    if (table.has_stake[table.at(actor, k)]) sum -= table.salience[table.at(actor, k)] * std::abs(outcomes[k] - iteration.start[table.at(actor, k)]);
  }
  return sum;
}

TEST(Exchange, ExternalitiesOfAnActorThatExchangesNothingAddUpToWhatTheOutcomesBring) {
  std::size_t bystanders = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const StakeTable table = random_table(seed);
    const ExchangeRun run = run_of(table);
    for (std::size_t i = 0; i < table.actors.size(); ++i) {
      if (run.balances[i].own != 0) continue;
      ++bystanders;
      const ExchangeIteration& only = run.iterations[0];
      const double change = worth(table, i, only, only.outcome_after) - worth(table, i, only, only.outcome_before);
      EXPECT_NEAR(run.balances[i].positive + run.balances[i].negative, change, 1e-9);
    }
  }
  EXPECT_GT(bystanders, 20U);
}

TEST(Exchange, DrawnRatesLeaveNobodyWorseOffAndDependOnTheSeedAlone) {
  bool differ = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const StakeTable table = random_table(seed);
    ExchangeOptions options;
    options.rate = ExchangeRate::random;
    options.seed = seed;
    const ExchangeRun run = run_of(table, options);
    expect_sound(table, run);
    EXPECT_EQ(run_of(table, options).iterations[0].end, run.iterations[0].end);
    options.seed = seed + 1;
    differ |= run_of(table, options).iterations[0].end != run.iterations[0].end;
  }
  EXPECT_TRUE(differ);
}

TEST(Exchange, NumbersOutsideTheirRangesAreNamed) {
  StakeTable table = mirrored();
  table.position[1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(message(table), "issue 'q', actor 'A': position nan is not in its range (0 to 100)");
  table = mirrored();
  table.salience[2] = 1.5;
  EXPECT_EQ(message(table), "issue 'p', actor 'B': salience 1.5 is not in its range (0 to 1)");
  table = mirrored();
  table.capability[3] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(message(table), "issue 'q', actor 'B': capability inf is not in its range (0 or more)");
}

TEST(Exchange, WhatCannotBeSettledIsAnError) {
  EXPECT_EQ(message(table_of({{"p", {{"A", 0, 0, 1, ""}, {"B", 100, 1, 0, ""}}}})),
            "issue 'p': the weights (salience times capability) add up to 0, expected a number above 0");
  ExchangeOptions options;
  options.iterations = 0;
  EXPECT_EQ(message(mirrored(), options), "exchanges need at least one iteration");
  options = {};
  options.shift_of_all = 0.7;
  EXPECT_EQ(message(mirrored(), options), "shares 0.4 and 0.7 of the way to the next start: expected 0 or more, together at most 1");
}

}  // namespace
}  // namespace corollary::bargain
