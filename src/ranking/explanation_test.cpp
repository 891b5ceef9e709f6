#include "ranking/explanation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "ranking/day_forecaster.h"
#include "ranking/test_world.h"

namespace corollary::ranking {
namespace {

TEST(Explanation, TermsSumToTheScores) {
  const World world = small_world(150);
  const Ranker ranker = learned(world, quick());
  const FeatureReader reader(ranker.state(), 150);
  CandidateReader candidates = ranker.candidate_reader();
  Answer answer;
  std::size_t with_rules = 0;
  for (std::uint32_t relation = 0; relation < 6; ++relation) {
    const RelationScorer scorer(ranker.additive(), reader, relation);
    for (std::uint32_t subject = 0; subject < 8; ++subject) {
      ranker.answer(scorer, subject, candidates, answer);
      for (std::uint32_t entity = 0; entity < 8; ++entity) {
        const Explanation why = explain(ranker, scorer, answer, entity);
        double sum = 0, size = 1;
        for (const FeatureTerm& term : why.features) sum += term.weight, size += std::abs(term.weight);
        for (const RuleTerm& term : why.rules) sum += term.weight, size += std::abs(term.weight);
        EXPECT_NEAR(sum, why.additive, 1e-12 * size);
        EXPECT_NEAR(why.additive, double{answer.scores[entity]}, 1e-6 * size) << "as far as floats go";
        with_rules += why.rules.empty() ? 0 : 1;
        if (why.by_trees) {
          const auto place = static_cast<std::size_t>(std::ranges::find(answer.candidates.entities, entity) - answer.candidates.entities.begin());
          double trees = why.trees_mean, trees_size = 1;
          for (const FeatureTerm& term : why.trees) trees += term.weight, trees_size += std::abs(term.weight);
          EXPECT_NEAR(trees, why.trees_sum, 1e-12 * trees_size);
          EXPECT_NEAR(why.trees_sum, double{answer.full[place] - answer.candidates.scores[place]}, 1e-6 * trees_size);
        }
      }
    }
  }
  EXPECT_GT(with_rules, 20U);
}

// The sum of doubles is that of the leaves, added up as doubles, to the last digits.
TEST(ListwiseTrees, WhatFeaturesAddIsExactlyTheScore) {
  CandidateLists lists;
  lists.features = 6;
  lists.begins = {0};
  Random random(9, 0);
  for (int list = 0; list < 500; ++list) {
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t k = 0; k < lists.features; ++k) lists.rows.push_back(static_cast<std::uint8_t>(random.below(256)));
      lists.margins.push_back(0);
    }
    lists.right.push_back(static_cast<std::uint32_t>(lists.candidates() - 1 - random.below(4)));
    lists.begins.push_back(static_cast<std::uint32_t>(lists.candidates()));
  }
  TreeOptions options;
  options.trees = 40;
  options.least_weight = 1;
  options.share_of_lists = 1;
  Progress progress;
  const ListwiseTrees trees = ListwiseTrees::learn(lists, options, progress).value();
  std::vector<float> scores;
  trees.score(lists.rows, lists.features, scores);
  double mean_score = 0, mean = 0;
  for (std::size_t i = 0; i < lists.candidates(); ++i) {
    const auto row = std::span(lists.rows).subspan(i * lists.features, lists.features);
    std::vector<double> by_feature(lists.features);
    mean = trees.attribute(row, by_feature);
    double sum = mean;
    for (const double part : by_feature) sum += part;
    EXPECT_NEAR(sum, double{scores[i]}, 1e-6);
    mean_score += sum / static_cast<double>(lists.candidates());
  }
  EXPECT_NEAR(mean_score, mean, 1e-5) << "each tree was grown on all candidates: their mean score is the mean";
}

TEST(Explanation, IsInWords) {
  const Vocabulary vocabulary = small_world(1).vocabulary;
  EXPECT_EQ(in_words(FeatureTerm{same_gap, 0, 1}), "days since the subject last did this to it: never");
  EXPECT_EQ(in_words(FeatureTerm{same_gap, 1, 1}), "days since the subject last did this to it: 0 to 1");
  EXPECT_EQ(in_words(FeatureTerm{same_gap, 2, 1}), "days since the subject last did this to it: 2");
  EXPECT_EQ(in_words(FeatureTerm{same_gap, 4, 1}), "days since the subject last did this to it: 4 to 5");
  EXPECT_EQ(in_words(FeatureTerm{same_gap, 14, 1}), "days since the subject last did this to it: 221 or more");
  EXPECT_EQ(in_words(FeatureTerm{same_share_weeks, 10, 1}), "its share of the subject's acts of this relation, half-life 20 days: 50 to 100 %");
  EXPECT_EQ(in_words(FeatureTerm{kFirstCountry + country_home, 2, 1}), "it is of the subject's country: yes");
  EXPECT_EQ(in_words(FeatureTerm{same_ever, 1, 1}), "acts of this relation on it, ever: 1");
  EXPECT_EQ(in_words(FeatureTerm{same_ever, 2, 1}), "acts of this relation on it, ever: 2");
  EXPECT_EQ(in_words(FeatureTerm{same_ever, 5, 1}), "acts of this relation on it, ever: 11 to 20");
  EXPECT_EQ(in_words(FeatureTerm{same_weeks, 6, 1}), "acts of this relation on it, half-life 20 days: 0.62 to 1.2");
  EXPECT_EQ(in_words(FeatureTerm{place, 3, 1}), "its place by the sums");
  EXPECT_EQ(in_words(FeatureTerm{days_ahead, 3, 1}), "days since the last known one");
  EXPECT_EQ(in_words(FeatureTerm{first_far_count + 2, 3, 1}), "acts of this relation on it as last known, ever");
  EXPECT_EQ(in_words(FeatureTerm{kCandidateFeaturesFar - 3, 3, 1}), "its share of the country's acts of this relation as last known, half-life 20 days");
  EXPECT_EQ(in_words(RuleTerm{by_subject, visits, 3, 1}, thanks, vocabulary), "Make a visit → Express gratitude, 3 days ago");
  EXPECT_EQ(in_words(RuleTerm{by_country, visits + 3, 1, 1}, blames, vocabulary), "by the subject's country: Make a visit (received) → Criticize, 1 day ago");
}

TEST(Explanation, WordsOfABinHoldWhatFallsIntoIt) {
  for (const float count : {0.03F, 0.5F, 0.95F, 3.F, 40.F, 250.F}) {
    const std::string words = in_words(FeatureTerm{same_weeks, count_bin(count), 1});
    double least = 0, most = 1e9;
    const std::string range = words.substr(words.find(": ") + 2);
    if (std::sscanf(range.c_str(), "%lf to %lf", &least, &most) != 2 && std::sscanf(range.c_str(), "under %lf", &most) != 1) std::sscanf(range.c_str(), "%lf", &least);
    EXPECT_LE(least * 0.97, double{count}) << words;
    EXPECT_GE(most * 1.03, double{count}) << words;
  }
}

TEST(DayForecaster, AnswersAsTheRankerDoes) {
  const World world = small_world(150);
  for (const RankingModel model : {RankingModel::additive, RankingModel::full}) {
    const Ranker ranker = learned(world, quick(model));
    DayForecaster forecaster(ranker, 150);
    for (std::uint32_t relation = 0; relation < 6; ++relation) {
      for (std::uint32_t subject = 0; subject < 8; ++subject) {
        const auto ranked = ranker.first(subject, relation, 150, 8);
        const Forecast forecast = forecaster.first(subject, relation, 8, false);
        ASSERT_EQ(forecast.entities.size(), ranked.size());
        double shares = 0;
        for (std::size_t i = 0; i < ranked.size(); ++i) {
          const Forecast::Entity& entity = forecast.entities[i];
          EXPECT_EQ(entity.entity, ranked[i].entity);
          EXPECT_EQ(entity.place, i + 1);
          if (model == RankingModel::additive) {
            EXPECT_LE(entity.place_additive, entity.place);
          }
          const Forecast alone = forecaster.of(subject, relation, entity.entity, true);
          EXPECT_EQ(alone.entities.front().place, entity.place);
          EXPECT_EQ(alone.entities.front().share, entity.share);
          shares += entity.share;
        }
        EXPECT_NEAR(shares, 1, 1e-6) << "all entities are there";
      }
    }
  }
}

// The order of `first` and the places of `rank` are one answer.
TEST(Ranker, FirstAndRankAgree) {
  const World world = small_world(150);
  for (const RankingModel model : {RankingModel::additive, RankingModel::full}) {
    const Ranker ranker = learned(world, quick(model));
    for (std::uint32_t relation = 0; relation < 3; ++relation) {
      for (std::uint32_t subject = 0; subject < 8; ++subject) {
        for (std::uint32_t object = 0; object < 8; ++object) {
          const Fact asked = {subject, relation, object, 150};
          for (const AnswerRank& rank : ranker.rank(std::span(&asked, 1), 150)) {
            const auto ranked = ranker.first(rank.subject, rank.relation, 150, 8);
            const double place = 1 + static_cast<double>(std::ranges::find(ranked, rank.object, &Ranked::entity) - ranked.begin());
            EXPECT_GE(place, rank.optimistic);
            EXPECT_LE(place, 2 * rank.expected - rank.optimistic) << "the last of those with the same score";
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace corollary::ranking
