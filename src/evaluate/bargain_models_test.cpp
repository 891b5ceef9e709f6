#include "evaluate/bargain_models.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::evaluate {
namespace {

bargain::Issue issue_of(std::vector<bargain::Stake> stakes, std::optional<double> no_deal = std::nullopt) {
  bargain::Issue issue;
  issue.id = "tariff";
  issue.no_deal = no_deal;
  issue.stakes = std::move(stakes);
  return issue;
}

// Where a model of that name puts its mean; -1 where it has no answer.
double mean_by(std::string_view name, const bargain::Issue& issue) {
  const auto model = std::ranges::find_if(bargain_models(), [&](const BargainModel& one) { return one.name == name; });
  const Result<Word> word = model->word(issue);
  return word && !word->empty() ? mean(*word) : -1;
}

TEST(BargainModels, SimpleModelsByHand) {
  const bargain::Issue issue = issue_of({{"A", 0, 1, 1, ""}, {"B", 40, 0.5, 2, ""}, {"C", 100, 1, 2, ""}}, 10);
  EXPECT_DOUBLE_EQ(mean_by("compromise", issue), 60);  // Weights 1, 1 and 2.
  EXPECT_NEAR(mean_by("unweighted_mean", issue), 140.0 / 3, 1e-9);
  EXPECT_DOUBLE_EQ(mean_by("weighted_median", issue), 70);
  EXPECT_DOUBLE_EQ(mean_by("unweighted_median", issue), 40);
  EXPECT_DOUBLE_EQ(mean_by("middle", issue), 50);
  EXPECT_DOUBLE_EQ(mean_by("no_deal", issue), 10);
  EXPECT_EQ(bargain_models().front().name, "compromise");
}

TEST(BargainModels, TheKalaiSmorodinskySolutionGivesEqualSharesOfWhatEachCouldGain) {
  // 1 - 4 ((x - 50) / 100)² = 1 - ((100 - x) / 100)², so that 2 (x - 50) = 100 - x.
  EXPECT_NEAR(mean_by("kalai_smorodinsky", issue_of({{"A", 50, 1, 9, ""}, {"B", 100, 1, 1, ""}}, 0)), 200.0 / 3, 1e-5);
  // Weights do not matter to it.
  EXPECT_NEAR(mean_by("kalai_smorodinsky_without_no_deal", issue_of({{"A", 0, 1, 9, ""}, {"B", 100, 1, 1, ""}}, 0)), 50, 1e-5);
  // Nobody moves where one of them has what it wants.
  EXPECT_DOUBLE_EQ(mean_by("kalai_smorodinsky", issue_of({{"A", 0, 1, 9, ""}, {"B", 100, 1, 1, ""}}, 0)), 0);
}

TEST(BargainModels, WhatAModelCannotSayIsNoAnswer) {
  EXPECT_EQ(mean_by("no_deal", issue_of({{"A", 0, 1, 1, ""}, {"B", 100, 1, 1, ""}})), -1);
  EXPECT_EQ(mean_by("challenge_scholz", issue_of({{"A", 30, 1, 1, ""}, {"B", 30, 1, 1, ""}})), -1);
}

TEST(BargainModels, EveryModelStaysOnTheScaleAndItsProbabilitiesSumToOne) {
  const bargain::Issue issue = issue_of({{"A", 0, 0.9, 1, ""}, {"B", 40, 0.5, 2, ""}, {"C", 100, 0.8, 2, ""}, {"D", 100, 0, 1, ""}}, 0);
  for (const BargainModel& model : bargain_models()) {
    const Result<Word> word = model.word(issue);
    ASSERT_TRUE(word) << model.name << ": " << word.error().message;
    double sum = 0;
    for (const auto& one : *word) {
      EXPECT_TRUE(one.position >= 0 && one.position <= 100) << model.name;
      sum += one.probability;
    }
    EXPECT_NEAR(sum, 1, 1e-9) << model.name;
  }
}

TEST(BargainModels, TheRankedScoreOfTwoPointsByHand) {
  // E|X - 20| = 0.25 · 20 + 0.75 · 20 = 20; ½ E|X - X'| = 0.25 · 0.75 · 40 = 7.5.
  EXPECT_DOUBLE_EQ(ranked_score({{0, 0.25}, {40, 0.75}}, 20), 12.5);
  EXPECT_DOUBLE_EQ(ranked_score({{30, 1}}, 20), 10);
}

}  // namespace
}  // namespace corollary::evaluate
