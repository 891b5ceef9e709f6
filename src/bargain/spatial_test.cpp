#include "bargain/spatial.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "base/random.h"

namespace corollary::bargain {
namespace {

struct Actor {
  std::string name;
  double capability;
  std::vector<double> positions;
  std::vector<double> saliences;
};

StakeTable table_of(const std::vector<Actor>& actors) {
  Scenario scenario;
  for (std::size_t k = 0; k < actors.front().positions.size(); ++k) {
    Issue issue{std::string(1, static_cast<char>('a' + k)), "?", "none", "all", std::nullopt, {}};
    for (const Actor& actor : actors) issue.stakes.push_back({actor.name, actor.positions[k], actor.saliences[k], actor.capability, ""});
    scenario.issues.push_back(issue);
  }
  return stake_table(scenario);
}

StakeTable random_table(std::size_t actors, std::size_t issues, std::uint64_t seed) {
  Random random(seed, 0);
  std::vector<Actor> all;
  for (std::size_t i = 0; i < actors; ++i) {
    Actor actor{"A" + std::to_string(i), 1 + 99 * random.uniform(), {}, {}};
    for (std::size_t k = 0; k < issues; ++k) {
      actor.positions.push_back(100 * random.uniform());
      actor.saliences.push_back(random.uniform() / static_cast<double>(issues));
    }
    all.push_back(actor);
  }
  return table_of(all);
}

std::vector<double> state(const SpatialRun& run, std::size_t state, std::size_t issue = 0) {
  std::vector<double> positions;
  for (std::size_t i = 0; i < run.actors; ++i) positions.push_back(run.position(state, i, issue));
  return positions;
}

void expect_numbers(const SpatialRun& run) {
  for (const auto* const values : {&run.positions, &run.changes, &run.offered, &run.probabilities, &run.risks}) {
    for (const double value : *values) ASSERT_TRUE(std::isfinite(value));
  }
}

// A (at 0, capability 2) and B (at 100, capability 1) care alike. A's coalition is 2, B's 1: A wins with 2/3, is as seeking as can be
// (R = 1), B as averse (-1/2). A challenges B: it wins with 2/3, S_B = 1/2, and gains 1/2 · 2 + 1/2 · 4/3 - 1 = 2/3; B by a
// challenge 1/2 · 2 + 1/2 · 2/3 - 1 = 1/3. Both offers have a = (1/2 · 2/3)², b = (1/2 · 1/3)²: all go to b / (a + b) = 1/5.
TEST(Spatial, TwoActorsMeetWhereTheStrongerHasMoreOfItsWay) {
  const auto run = spatial(table_of({{"A", 2, {0}, {.5}}, {"B", 1, {100}, {.5}}}));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->states, 3U);
  EXPECT_TRUE(run->settled);
  EXPECT_EQ(state(*run, 0), (std::vector<double>{0, 100}));
  EXPECT_EQ(state(*run, 1), (std::vector<double>{20, 20}));
  EXPECT_EQ(state(*run, 2), (std::vector<double>{20, 20}));
  EXPECT_NEAR(run->changes[0], 1 / (1 + 1e-4), 1e-12);
  EXPECT_EQ(run->changes[1], 0);
  ASSERT_EQ(run->offers.size(), 2U);
  EXPECT_EQ(run->offers[0].initiator, 0U);
  EXPECT_EQ(run->offers[0].receiver, 1U);
  EXPECT_NEAR(run->offers[0].gain, 2.0 / 3, 1e-7);
  EXPECT_NEAR(run->offers[0].probability, 2.0 / 3, 1e-7);
  EXPECT_NEAR(run->offers[1].gain, 1.0 / 3, 1e-7);
  EXPECT_TRUE(run->offers[0].initiator_takes && run->offers[0].receiver_takes);    // Of two alike the first …
  EXPECT_FALSE(run->offers[1].initiator_takes || run->offers[1].receiver_takes);  // … is taken.
  EXPECT_EQ(run->offered, (std::vector<double>{20, 20, 20, 20}));
  EXPECT_NEAR(run->probability(0, 0), 2.0 / 3, 1e-7);
  EXPECT_EQ(run->probability(2, 0), 1);                   // One position is left.
  EXPECT_EQ(run->risks, (std::vector<double>{0, 0}));  // All are alike then.
}

TEST(Spatial, OneActorStays) {
  const auto run = spatial(table_of({{"A", 2, {30, 60}, {.5, .5}}}));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->states, 3U);
  EXPECT_EQ(run->position(2, 0, 1), 60);
  EXPECT_TRUE(run->offers.empty());
  expect_numbers(*run);
}

TEST(Spatial, EqualPositionsStayAndNobodyIsChallenged) {
  const auto run = spatial(table_of({{"A", 2, {30}, {.5}}, {"B", 7, {30}, {.1}}, {"C", 1, {30}, {1}}}));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(state(*run, run->states - 1), (std::vector<double>{30, 30, 30}));
  EXPECT_TRUE(run->offers.empty());
  EXPECT_EQ(run->risks, (std::vector<double>{0, 0, 0}));
  expect_numbers(*run);
}

TEST(Spatial, AnActorWithoutCapabilityOrSalienceIsANumberToo) {
  for (const Election election : {Election::conditional, Election::markov_uniform, Election::markov_incentive}) {
    SpatialOptions options;
    options.election = election;
    const auto run = spatial(table_of({{"A", 0, {0}, {.5}}, {"B", 1, {100}, {0}}, {"C", 5, {40}, {.7}}, {"D", 0, {80}, {0}}}), options);
    ASSERT_TRUE(run.has_value());
    expect_numbers(*run);
    const auto powerless = spatial(table_of({{"A", 0, {0}, {.5}}, {"B", 0, {100}, {.5}}}), options);
    ASSERT_TRUE(powerless.has_value());
    expect_numbers(*powerless);
  }
}

TEST(Spatial, ManyActorsStayOnTheScale) {
  SpatialOptions options;
  options.turns_most = 3;
  const auto run = spatial(random_table(250, 2, 1), options);
  ASSERT_TRUE(run.has_value());
  expect_numbers(*run);
  for (const double position : run->positions) ASSERT_TRUE(position >= 0 && position <= 100);
}

TEST(Spatial, WithoutHistoryTheRunIsTheSame) {
  const StakeTable table = random_table(11, 2, 5);
  SpatialOptions options;
  const auto with = spatial(table, options);
  options.history = false;
  const auto without = spatial(table, options);
  EXPECT_EQ(with->positions, without->positions);
  EXPECT_EQ(with->changes, without->changes);
  EXPECT_EQ(with->risks, without->risks);
  EXPECT_FALSE(with->offers.empty());
  EXPECT_TRUE(without->offers.empty() && without->offered.empty() && without->probabilities.empty());
}

TEST(Spatial, EveryOfferTakenIsWhereItsTakerGoes) {
  const auto run = spatial(random_table(12, 2, 9));
  ASSERT_TRUE(run.has_value());
  std::size_t taken = 0;
  for (std::size_t m = 0; m < run->offers.size(); ++m) {
    const Offer& offer = run->offers[m];
    EXPECT_GT(offer.gain, 1e-5);
    for (std::size_t k = 0; k < run->issues; ++k) {
      if (offer.initiator_takes) {
        EXPECT_EQ(run->position(offer.turn + 1, offer.initiator, k), run->offered[2 * m * run->issues + k]);
      }
      if (offer.receiver_takes) {
        EXPECT_EQ(run->position(offer.turn + 1, offer.receiver, k), run->offered[(2 * m + 1) * run->issues + k]);
      }
    }
    taken += offer.initiator_takes + offer.receiver_takes;
  }
  EXPECT_GT(taken, 0U);
}

TEST(Spatial, EveryOptionChangesTheRunAndGivesNumbers) {
  const StakeTable table = random_table(9, 2, 3);
  const auto standard = spatial(table);
  const auto expect_change = [&](const auto& set) {
    SpatialOptions options;
    set(options);
    const auto run = spatial(table, options);
    ASSERT_TRUE(run.has_value());
    expect_numbers(*run);
    EXPECT_NE(run->positions, standard->positions);
  };
  for (const auto value : {VictoryModel::square, VictoryModel::quartic, VictoryModel::octic, VictoryModel::binary}) expect_change([&](auto& o) { o.victory = value; });
  for (const auto value : {Election::markov_uniform, Election::markov_incentive}) expect_change([&](auto& o) { o.election = value; });
  for (const auto value : {VotingRule::binary, VotingRule::proportional_binary, VotingRule::proportional_cubic, VotingRule::cubic, VotingRule::asymmetric}) {
    expect_change([&](auto& o) { o.voting = value; });
  }
  for (const auto value : {RiskInsight::none, RiskInsight::half, RiskInsight::two_thirds, RiskInsight::full}) expect_change([&](auto& o) { o.risk_insight = value; });
  for (const auto value : {RiskRange::low, RiskRange::high}) expect_change([&](auto& o) { o.risk_range = value; });
  for (const auto value : {ThirdPartyCommitment::none, ThirdPartyCommitment::full}) expect_change([&](auto& o) { o.third_parties = value; });
  for (const auto value : {Interpolation::linear, Interpolation::difference}) expect_change([&](auto& o) { o.interpolation = value; });
  for (const auto value : {OfferModel::initiator_and_receiver, OfferModel::compromise}) expect_change([&](auto& o) { o.offers = value; });
  expect_change([](auto& o) { o.transitions = Transitions::stochastic; });
  expect_change([](auto& o) { o.ideal_pulls = {{"A0", "A0", .5}, {"A1", "A2", .5}, {"A1", "A1", .25}}; });
}

TEST(Spatial, AReceiverWithAnotherEstimateMakesASecondOffer) {
  SpatialOptions options;
  options.offers = OfferModel::initiator_and_receiver;
  options.turns_most = 1;
  const auto two = spatial(random_table(6, 1, 2), options);
  options.offers = OfferModel::initiator;
  const auto one = spatial(random_table(6, 1, 2), options);
  options.offers = OfferModel::compromise;
  const auto mean = spatial(random_table(6, 1, 2), options);
  ASSERT_EQ(two->offers.size(), 2 * one->offers.size());
  ASSERT_EQ(mean->offers.size(), one->offers.size());
  for (std::size_t m = 0; m < one->offers.size(); ++m) {
    EXPECT_EQ(two->offers[2 * m].probability, one->offers[m].probability);
    EXPECT_EQ(two->offers[2 * m + 1].receiver, one->offers[m].receiver);
    const double low = std::min(two->offered[4 * m], two->offered[4 * m + 2]), high = std::max(two->offered[4 * m], two->offered[4 * m + 2]);
    EXPECT_GE(mean->offered[2 * m], low - 1e-9);
    EXPECT_LE(mean->offered[2 * m], high + 1e-9);
  }
}

TEST(Spatial, AnIdealThatIsNotPulledStaysBehindItsPosition) {
  // Both meet at 20 in the first turn. B keeps its ideal at 100 then: it is far from its position, and goes on challenging.
  SpatialOptions options;
  options.ideal_pulls = {{"B", "B", 0}};
  const auto run = spatial(table_of({{"A", 2, {0}, {.5}}, {"B", 1, {100}, {.5}}}), options);
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(state(*run, 1), (std::vector<double>{20, 20}));
  expect_numbers(*run);
}

TEST(Spatial, StochasticRunsDependOnTheSeedAlone) {
  const StakeTable table = random_table(10, 2, 8);
  const auto run = [&](std::uint64_t seed) {
    SpatialOptions options;
    options.transitions = Transitions::stochastic;
    options.seed = seed;
    return spatial(table, options)->positions;
  };
  std::vector<std::vector<double>> alone, together(4);
  for (std::uint64_t seed = 0; seed < 4; ++seed) alone.push_back(run(seed));
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t seed = 0; seed < 4; ++seed) threads.emplace_back([&, seed] { together[seed] = run(seed); });
  }
  EXPECT_EQ(alone, together);
  EXPECT_NE(alone[0], alone[1]);
}

TEST(Spatial, RefusesWhatTheModelCannotTake) {
  const auto message = [](const StakeTable& table, const SpatialOptions& options = {}) {
    const auto run = spatial(table, options);
    return run ? std::string() : run.error().message;
  };
  EXPECT_EQ(message(table_of({{"A", 1, {0, 0}, {.6, .5}}, {"B", 1, {9, 9}, {.5, .5}}})),
            "actor 'A' has saliences that sum to 1.1: the spatial model shares out at most 1 over the issues");
  EXPECT_EQ(message({}), "the spatial model needs an actor and an issue");
  EXPECT_EQ(message(table_of({{"A", 1e9, {0}, {.6}}})), "actor 'A' has capability 1000000000: the spatial model takes at most 100000000");
  const StakeTable table = table_of({{"A", 1, {0}, {.6}}, {"B", 1, {50}, {.6}}});
  SpatialOptions options;
  options.ideal_pulls = {{"A", "C", .5}};
  EXPECT_EQ(message(table, options), "an ideal is pulled by or to actor 'C', who has no stake");
  options.ideal_pulls = {{"A", "B", 1.5}};
  EXPECT_EQ(message(table, options), "the ideal of actor 'A' is pulled to 'B' by 1.5: expected 0 to 1");
  options.ideal_pulls = {{"A", "B", .5}};
  EXPECT_EQ(message(table, options), "the pulls on the ideal of actor 'A' sum to 1.5: expected at most 1");
}

}  // namespace
}  // namespace corollary::bargain
