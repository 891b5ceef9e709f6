#include "bargain/voting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

#include "base/random.h"

namespace corollary::bargain {
namespace {

constexpr VotingRule kRules[] = {VotingRule::binary,             VotingRule::proportional_binary, VotingRule::proportional,
                                 VotingRule::proportional_cubic, VotingRule::cubic,               VotingRule::asymmetric};
constexpr ThirdPartyCommitment kCommitments[] = {ThirdPartyCommitment::none, ThirdPartyCommitment::semi, ThirdPartyCommitment::full};

// One actor of weight 3 to whom the options 0 and 1 are worth this much.
std::pair<double, double> strengths_of(VotingRule rule, double of_0, double of_1) {
  Rows worth(1, 2), strengths(2, 2);
  worth[0][0] = of_0;
  worth[0][1] = of_1;
  const double weight = 3;
  coalition_strengths(rule, {&weight, 1}, worth, 2, strengths);
  return {strengths[0][1], strengths[1][0]};
}

TEST(VotingRule, EachTurnsAGainIntoVotes) {
  constexpr double least = 1e-8;
  const auto votes_for_1 = [](VotingRule rule) { return strengths_of(rule, .25, .75).second; };
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::binary), 3 + least);
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::proportional_binary), 3 * (.8 * .5 + .2) + least);
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::proportional), 1.5 + least);
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::proportional_cubic), 3 * (.25 + .0625) + least);
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::cubic), 3 * .125 + least);
  EXPECT_DOUBLE_EQ(votes_for_1(VotingRule::asymmetric), 1 + least);
  EXPECT_DOUBLE_EQ(strengths_of(VotingRule::asymmetric, .75, .25).first, 1.5 + least);  // It would lose by 1 against 0.
  for (const VotingRule rule : kRules) {
    EXPECT_EQ(strengths_of(rule, .25, .75).first, least);
    EXPECT_EQ(strengths_of(rule, .5, .5), std::pair(least, least));
  }
}

// N actors with random weights and positions on a line; the targets in a row, to the end of a whole vector.
struct World {
  World(std::size_t actors, std::uint64_t seed)
      : parties(actors), targets(actors + Rows::kLanes), distance(actors, targets.size()), closeness(distance), third_party_weight(distance) {
    Random random(seed, 0);
    for (std::size_t c = 0; c < targets.size(); ++c) targets[c] = c % actors;
    for (std::size_t i = 0; i < actors; ++i) {
      weights.push_back(random.uniform() < .2 ? 0 : random.uniform());
      positions.push_back(random.uniform());
      parties.risk[i] = 1.5 * random.uniform() - .5;
    }
    commit(ThirdPartyCommitment::semi);
  }
  void commit(ThirdPartyCommitment commitment) {
    parties.weight = weights;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      for (std::size_t c = 0; c < targets.size(); ++c) {
        distance[i][c] = std::abs(positions[i] - positions[targets[c]]);
        closeness[i][c] = 1 - distance[i][c];
        third_party_weight[i][c] = targets[c] == i ? 0 : weights[i];
      }
      parties.worth_of_own[i] = 1;
    }
    for (std::size_t i = 0; i < weights.size(); ++i) parties.worth_of_challenger[i] = worth(i, weights.size() / 2);
    parties.commit(commitment);
  }
  [[nodiscard]] double worth(std::size_t actor, std::size_t position) const {
    const double d = std::abs(positions[actor] - positions[position]);
    return (1 - d) * (1 + d * parties.risk[actor]);
  }
  [[nodiscard]] Contests contests() const { return {weights.size() / 2, parties, targets, distance, closeness, third_party_weight}; }

  std::vector<double> weights, positions;
  Parties parties;
  std::vector<std::size_t> targets;
  Rows distance, closeness, third_party_weight;
};

TEST(CoalitionStrengths, AreTheSumsOfTheVotesOfEachSide) {
  for (const std::size_t options : {1U, 2U, 4U, 5U, 8U, 9U, 13U}) {
    const World world(options, options);
    Rows strengths(options, options);
    coalition_strengths(VotingRule::proportional, world.weights, world.closeness, options, strengths);
    for (std::size_t i = 0; i < options; ++i) {
      for (std::size_t j = 0; j < options; ++j) {
        double expected = 1e-8;
        for (std::size_t k = 0; k < options; ++k) expected += std::max(world.weights[k] * (world.closeness[k][i] - world.closeness[k][j]), 0.0);
        EXPECT_EQ(strengths[i][j], i == j ? 1e-8 : expected) << options << ": " << i << ", " << j;
      }
    }
  }
}

// Contests by the model's formulas, one after the other; proportional votes, semi-committed third parties.
std::pair<double, double> sides_by_hand(const World& world, std::size_t i, std::size_t j) {
  const auto contribution = [&](std::size_t k) { return world.weights[k] * (world.worth(k, i) - world.worth(k, j)); };
  double a = 1e-10 + contribution(i), b = 1e-10 - contribution(j);
  const double a_alone = a, b_alone = b;
  for (std::size_t n = 0; n < world.weights.size(); ++n) {
    if (n == i || n == j) continue;
    const double x = a_alone + std::max(contribution(n), 0.0), y = b_alone + std::max(-contribution(n), 0.0), p = x / (x + y);
    const double vote = world.weights[n] * (p * (1 - world.worth(n, i)) - (1 - p) * (1 - world.worth(n, j)));
    (vote > 0 ? a : b) += std::abs(vote);
  }
  return {a, b};
}

TEST(ContestSides, FollowTheFormulasOfTheModel) {
  for (const std::size_t actors : {2U, 3U, 4U, 7U, 12U, 30U}) {
    const World world(actors, 40 + actors);
    for (std::size_t first = 0; first < actors; first += Rows::kLanes) {
      const Sides sides = contest_sides(VotingRule::proportional, ThirdPartyCommitment::semi, world.contests(), first);
      for (std::size_t lane = 0; lane < Rows::kLanes && first + lane < actors; ++lane) {
        if (first + lane == actors / 2) continue;
        const auto [challenger, target] = sides_by_hand(world, actors / 2, first + lane);
        EXPECT_NEAR(sides.challenger[lane], challenger, 1e-12);
        EXPECT_NEAR(sides.target[lane], target, 1e-12);
      }
    }
  }
}

// With nothing of its own at stake, or the same whichever side it joins, a vote changes nothing for a third party.
TEST(ContestSides, OnlySemiCommittedThirdPartiesWeighIn) {
  World world(3, 1), alone(3, 1);
  world.weights = {.5, .5, .5};
  alone.weights = {.5, .5, 0};
  const auto sides = [](World& of, ThirdPartyCommitment commitment) {
    of.commit(commitment);
    const Sides all = contest_sides(VotingRule::proportional, commitment, of.contests(), 0);
    return std::pair(all.challenger[0], all.target[0]);
  };
  const auto without = sides(alone, ThirdPartyCommitment::semi);
  for (const ThirdPartyCommitment commitment : {ThirdPartyCommitment::none, ThirdPartyCommitment::full}) {
    EXPECT_NEAR(sides(world, commitment).first, without.first, 1e-15);
    EXPECT_NEAR(sides(world, commitment).second, without.second, 1e-15);
  }
  EXPECT_GT(std::abs(sides(world, ThirdPartyCommitment::semi).first - without.first) + std::abs(sides(world, ThirdPartyCommitment::semi).second - without.second), 1e-6);
}

TEST(ContestSides, DoNotDependOnTheOrderOfTheTargets) {
  const World world(13, 4);
  World reversed = world;
  std::reverse(reversed.targets.begin(), reversed.targets.begin() + 13);
  reversed.commit(ThirdPartyCommitment::semi);
  const auto side_of_challenger = [](const World& of, std::size_t column) {
    return contest_sides(VotingRule::proportional, ThirdPartyCommitment::semi, of.contests(), column).challenger[0];
  };
  for (std::size_t j = 0; j < 13; ++j) {
    if (j == 6) continue;
    EXPECT_EQ(side_of_challenger(world, j), side_of_challenger(reversed, 12 - j));
  }
}

TEST(Sums, HaveTheSameBitsWithAnyInstructions) {
  for (const std::size_t actors : {1U, 5U, 8U, 13U, 27U}) {
    World world(actors, actors);
    for (const VotingRule rule : kRules) {
      Rows portable(actors, actors), best(actors, actors);
      coalition_strengths(rule, world.weights, world.closeness, actors, portable, Instructions::portable);
      coalition_strengths(rule, world.weights, world.closeness, actors, best);
      for (std::size_t i = 0; i < actors; ++i) EXPECT_EQ(std::memcmp(portable[i], best[i], actors * sizeof(double)), 0);
      for (const ThirdPartyCommitment commitment : kCommitments) {
        world.commit(commitment);
        for (std::size_t first = 0; first < actors; first += Rows::kLanes) {
          const Sides a = contest_sides(rule, commitment, world.contests(), first, Instructions::portable);
          const Sides b = contest_sides(rule, commitment, world.contests(), first);
          EXPECT_EQ(std::memcmp(&a, &b, sizeof a), 0);
        }
      }
    }
  }
}

}  // namespace
}  // namespace corollary::bargain
