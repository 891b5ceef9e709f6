#include "bargain/condorcet.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace corollary::bargain {
namespace {

constexpr Election kForms[] = {Election::conditional, Election::markov_uniform, Election::markov_incentive};

Rows rows_of(const std::vector<std::vector<double>>& values) {
  Rows rows(values.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) std::copy(values[i].begin(), values[i].end(), rows[i]);
  return rows;
}

TEST(Victory, EachModelTurnsStrengthsIntoAProbability) {
  EXPECT_DOUBLE_EQ(victory(VictoryModel::linear, 2, 1), 2.0 / 3);
  EXPECT_DOUBLE_EQ(victory(VictoryModel::square, 2, 1), 4.0 / 5);
  EXPECT_DOUBLE_EQ(victory(VictoryModel::quartic, 2, 1), 16.0 / 17);
  EXPECT_DOUBLE_EQ(victory(VictoryModel::octic, 2, 1), 256.0 / 257);
  EXPECT_NEAR(victory(VictoryModel::binary, 1.1, 1), 1, 2e-6);
  EXPECT_NEAR(victory(VictoryModel::binary, 1, 1.2), 0, 2e-6);
  EXPECT_NEAR(victory(VictoryModel::binary, 1.05, 1), (1.05 / 2.05 * 2.1 - 1) / .1, 1e-12);
  for (const auto model : {VictoryModel::linear, VictoryModel::square, VictoryModel::quartic, VictoryModel::octic, VictoryModel::binary}) {
    EXPECT_NEAR(victory(model, 3, 3), .5, 1e-12);
  }
}

TEST(Election, ConditionalIsTheProductOfVictories) {
  // 0.5 · 0.8 · 0.9, 0.2 · 0.5 · 0.6, 0.1 · 0.4 · 0.5
  const std::vector<double> chances = election(Election::conditional, rows_of({{.5, .8, .9}, {.2, .5, .6}, {.1, .4, .5}}), {}, 3);
  EXPECT_DOUBLE_EQ(chances[0], .36 / .44);
  EXPECT_DOUBLE_EQ(chances[1], .06 / .44);
  EXPECT_DOUBLE_EQ(chances[2], .02 / .44);
}

TEST(Election, MarkovFormsOfTwoAreDoneByHand) {
  // Uniform: from 0 to 1 with probability 0.25 / 2, back with 0.75 / 2. Incentive: 1 challenges 0 with 1 · .25 / (1 · .25), as nobody
  // challenges his own position, back alike with certainty: again 0.25 and 0.75.
  const Rows victory = rows_of({{.5, .75}, {.25, .5}}), strengths = rows_of({{1e-8, 3}, {1, 1e-8}});
  EXPECT_NEAR(election(Election::markov_uniform, victory, strengths, 2)[0], .75, 1e-12);
  EXPECT_NEAR(election(Election::markov_incentive, victory, strengths, 2)[0], .75, 1e-7);
}

// q_i = Σ_j v_ij (c_i→j p_j + c_j→i p_i), where c_i→j is the probability that i challenges j.
std::vector<double> one_step(Election form, const Rows& victory, const Rows& strengths, const std::vector<double>& p) {
  const std::size_t n = p.size();
  const auto challenges = [&](std::size_t i, std::size_t j) {
    if (form == Election::markov_uniform) return 1.0 / static_cast<double>(n);
    double all = 1e-10;
    for (std::size_t k = 0; k < n; ++k) all += strengths[k][j] * victory[k][j];
    return (strengths[i][j] * victory[i][j] + (i == j ? 1e-10 : 0)) / all;
  };
  std::vector<double> q(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) q[i] += victory[i][j] * (p[j] * challenges(i, j) + p[i] * challenges(j, i));
  }
  return q;
}

TEST(Election, MarkovFormsAreFixedPoints) {
  const Rows strengths = rows_of({{1e-8, 30, 20, 5}, {10, 1e-8, 1e-8, 9}, {12, 7, 1e-8, 1}, {4, 2, 8, 1e-8}});
  Rows victory(4, 4);
  victory_probabilities(VictoryModel::square, strengths, 4, victory);
  for (const Election form : {Election::markov_uniform, Election::markov_incentive}) {
    const std::vector<double> p = election(form, victory, strengths, 4), q = one_step(form, victory, strengths, p);
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-14);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(p[i], q[i], 1e-11);
  }
}

TEST(Election, OptionsThatAreEqualShareAlike) {
  for (const Election form : kForms) {
    for (const double chance : election(form, rows_of({{.5, .5, .5}, {.5, .5, .5}, {.5, .5, .5}}), rows_of({{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}), 3)) {
      EXPECT_NEAR(chance, 1.0 / 3, 1e-12);
    }
    EXPECT_EQ(election(form, rows_of({{.5}}), rows_of({{1e-8}}), 1), std::vector<double>{1});
  }
}

TEST(Election, ACertainWinnerTakesAll) {
  const Rows victory = rows_of({{.5, 0, 0}, {1, .5, 1}, {1, 0, .5}}), strengths = rows_of({{0, 0, 0}, {1, 0, 1}, {1, 0, 0}});
  for (const Election form : kForms) EXPECT_NEAR(election(form, victory, strengths, 3)[1], 1, 1e-9);
}

TEST(Election, OfManyStaysANumberWhereProductsVanish) {
  // Rock, paper, scissors, each three hundred times: no product fits into a double.
  constexpr std::size_t kOptions = 900;
  Rows victory(kOptions, kOptions);
  for (std::size_t i = 0; i < kOptions; ++i) {
    for (std::size_t j = 0; j < kOptions; ++j) victory[i][j] = i % 3 == j % 3 ? .5 : (i % 3 == (j + 1) % 3 ? 1 - 1e-9 : 1e-9);
  }
  for (const double chance : election(Election::conditional, victory, {}, kOptions)) EXPECT_NEAR(chance, 1.0 / kOptions, 1e-9);
}

TEST(ElectionOfPositions, GivesThePositionsOfThoseWithWeightInOrder) {
  // A and C stand at 80, B at 20, D has no say. 3 against 1.
  const std::vector<double> positions = {80, 20, 80, 50}, weights = {1, 1, 2, 0};
  for (const Election form : kForms) {
    const auto chances = election_of_positions(positions, weights, form);
    ASSERT_EQ(chances.size(), 2U);
    EXPECT_EQ(chances[0].position, 20);
    EXPECT_EQ(chances[1].position, 80);
    EXPECT_NEAR(chances[1].probability, .75, 1e-6);
  }
}

TEST(ElectionOfPositions, OnlyRatiosOfWeightsCount) {
  const std::vector<double> positions = {10, 30, 90}, weights = {1, 2, 1}, huge = {1e300, 2e300, 1e300};
  const auto a = election_of_positions(positions, weights, Election::markov_uniform), b = election_of_positions(positions, huge, Election::markov_uniform);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(a[i].probability, b[i].probability, 1e-12);
}

TEST(ElectionOfPositions, OfOnePositionOrNoWeightOrNobodyIsNoDivisionByZero) {
  for (const Election form : kForms) {
    const auto same = election_of_positions(std::vector<double>{40, 40}, std::vector<double>{1, 3}, form);
    ASSERT_EQ(same.size(), 1U);
    EXPECT_EQ(same[0].probability, 1);
    const auto weightless = election_of_positions(std::vector<double>{40, 60}, std::vector<double>{0, 0}, form);
    ASSERT_EQ(weightless.size(), 2U);
    EXPECT_NEAR(weightless[0].probability, .5, 1e-12);
    EXPECT_TRUE(election_of_positions({}, {}, form).empty());
  }
}

}  // namespace
}  // namespace corollary::bargain
