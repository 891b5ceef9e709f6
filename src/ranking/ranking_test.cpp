#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "ranking/kernels.h"
#include "ranking/ranker.h"
#include "ranking/test_world.h"

namespace corollary::ranking {
namespace {

TEST(EntityGroups, AreWhatNamesTell) {
  const std::vector<std::string> names = {"Police (Finland)", "Finland", "Militant (Taliban (Afghanistan))", "Jane Roe", "Citizen (Finland)", "(odd)", "a)"};
  const EntityGroups groups = EntityGroups::of(names);
  EXPECT_EQ(groups.country[0], groups.country[1]);
  EXPECT_EQ(groups.country[0], groups.country[4]);
  EXPECT_NE(groups.country[2], groups.country[0]) << "its country is what stands in the outer brackets";
  EXPECT_EQ(groups.sector[1], EntityGroups::kCountrySector);
  for (const std::size_t none : {3U, 5U, 6U}) {
    EXPECT_EQ(groups.country[none], 0U) << names[none];
    EXPECT_EQ(groups.sector[none], 0U) << names[none];
  }
  for (const std::uint32_t country : groups.country) EXPECT_LT(country, groups.countries);
  for (const std::uint32_t sector : groups.sector) EXPECT_LT(sector, groups.sectors);
}

TEST(DecayedCount, HalvesWithItsHalfLife) {
  DecayedCount count;
  EXPECT_EQ(count.at(days, 7), 0.F);
  EXPECT_LT(count.gap(7), 0);
  count.add(10);
  count.add(10);
  EXPECT_FLOAT_EQ(count.at(weeks, 10), 2);
  EXPECT_FLOAT_EQ(count.at(weeks, 30), 1);
  count.add(30);
  EXPECT_FLOAT_EQ(count.at(weeks, 30), 2);
  EXPECT_FLOAT_EQ(count.at(weeks, 50), 1);
  EXPECT_EQ(count.count(), 3U);
  EXPECT_EQ(count.first(), 10);
  EXPECT_EQ(count.before(), 10);
  EXPECT_EQ(count.last(), 30);
  EXPECT_EQ(count.gap(33), 3);
  EXPECT_NEAR(count.at(months, 1'000'000), 0, 1e-6);
}

TEST(Bins, GrowWithWhatTheyHold) {
  EXPECT_EQ(gap_bin(-1), 0);
  EXPECT_EQ(gap_bin(0), 1);
  EXPECT_EQ(gap_bin(1), 1);
  EXPECT_EQ(gap_bin(2), 2);
  EXPECT_EQ(gap_bin(220), 13);
  EXPECT_EQ(gap_bin(221), 14);
  EXPECT_EQ(count_bin(0), 0);
  EXPECT_EQ(count_bin(1e9F), 15);
  EXPECT_EQ(share_bin(0, 1), 0);
  EXPECT_EQ(share_bin(1, 1), 11);
  EXPECT_EQ(share_bin(1, 1e6F), 1);
  for (float count = 0.01F; count < 1000; count *= 1.3F) EXPECT_LE(count_bin(count), count_bin(count * 1.3F));
}

TEST(Kernels, ExponentialsAreExactEnoughAndAddedInOneOrder) {
  Random random(1, 0);
  std::vector<float> scores(1003), out(1003);
  for (float& score : scores) score = static_cast<float>(random.uniform() * 40 - 20);
  const double sum = exponentials(scores, 3, out);
  double expected = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double exact = std::exp(double{scores[i]} - 3);
    EXPECT_NEAR(out[i] / exact, 1, 5e-6);
    expected += out[i];
  }
  EXPECT_NEAR(sum / expected, 1, 1e-12);
  EXPECT_EQ(largest(scores), *std::ranges::max_element(scores));
  scores[17] = scores[900];
  const Standing standing = standing_of(scores, scores[17]);
  EXPECT_EQ(standing.same, 2U);
  EXPECT_EQ(standing.above, static_cast<std::size_t>(std::ranges::count_if(scores, [&](float score) { return score > scores[17]; })));
  std::vector<float> extreme = {-1e30F, 0.F, -200.F};
  exponentials(extreme, 0, extreme);
  EXPECT_NEAR(extreme[0], 0, 1e-30);
  EXPECT_FLOAT_EQ(extreme[1], 1);
}

double reciprocal_rank(const std::vector<AnswerRank>& ranks) {
  double sum = 0;
  for (const AnswerRank& rank : ranks) sum += 1 / rank.expected;
  return sum / static_cast<double>(ranks.size());
}

bool same(const std::vector<AnswerRank>& a, const std::vector<AnswerRank>& b) {
  return std::ranges::equal(a, b, [](const AnswerRank& x, const AnswerRank& y) {
    return x.relation == y.relation && x.subject == y.subject && x.object == y.object && x.expected == y.expected && x.optimistic == y.optimistic;
  });
}

TEST(Ranker, LearnsWhatFollowsWhat) {
  const World world = small_world(120);
  const Ranker ranker = learned(world, quick(RankingModel::additive));
  // Elbonia was last visited by Ruritania's neighbours: it thanks yesterday's visitor.
  const Fact visit = *std::ranges::find_if(world.facts, [](const Fact& fact) { return fact.day == 119 && fact.relation == visits; });
  const auto first = ranker.first(visit.object, thanks, 120, 3);
  ASSERT_EQ(first.size(), 3U);
  EXPECT_EQ(first[0].entity, visit.subject);
  EXPECT_GT(first[0].score, first[1].score);
}

TEST(Ranker, NumbersOfThreadsChangeNothing) {
  const World world = small_world(80);
  const std::vector<Fact> next = small_world(81, 7).facts;
  const std::span<const Fact> last = days_of(next).back();
  for (const std::int32_t horizon : {1, 20}) {
    RankerOptions options = quick();
    options.most_lead = horizon;
    const auto one = learned(world, options).rank(last, 80);
    options.threads = 3;
    EXPECT_TRUE(same(one, learned(world, options).rank(last, 80))) << "horizon " << horizon;
  }
}

TEST(CandidateReader, ReadsWhatWasLastKnownOnlyForQuestionsFarAhead) {
  World world = small_world(0);
  world.facts = {{0, visits, 2, 1}, {0, visits, 2, 2}, {0, visits, 2, 3}, {0, visits, 1, 10}};
  const Ranker ranker = learned(world, quick(RankingModel::additive));
  const FeatureReader reader(ranker.state(), 30);
  const RelationScorer scorer(ranker.additive(), reader, visits);
  QuestionFeatures features;
  std::vector<float> scores;
  scorer.score(0, features, scores);
  Candidates near, far;
  CandidateReader(8, false).read(scorer, 0, features, scores, near);
  CandidateReader(8, true).read(scorer, 0, features, scores, far);
  EXPECT_EQ(near.features, std::size_t{kCandidateFeatures});
  ASSERT_EQ(far.features, std::size_t{kCandidateFeaturesFar});
  const auto row = far.row(static_cast<std::size_t>(std::ranges::find(far.entities, 1U) - far.entities.begin()));
  const std::size_t ever = 2;  // The third of a feature's numbers.
  EXPECT_EQ(row[days_ahead], 21) << "20 days behind day 10; 0 would be none";
  EXPECT_EQ(row[first_far_count + 3 * far_same + ever], 60) << "once";
  EXPECT_EQ(row[first_far_count + 3 * far_subject + ever], 68) << "four times: two doublings above, of four bins each";
  EXPECT_EQ(row[first_far_share + 3 * same_of_subject + ever], 52) << "one of four: two doublings below";
  EXPECT_EQ(row[first_far_share + 3 * same_of_object + ever], 60) << "all";
}

TEST(Ranker, ALeadBelowOneDayIsRefused) {
  const World world = small_world(10);
  Progress progress;
  RankerOptions options = quick();
  options.least_lead = 5;
  EXPECT_EQ(Ranker::learn(world.vocabulary, world.facts, options, progress).error().message,
            "questions from 5 to 1 days ahead, expected 1 or more, and the last not before the first");
}

TEST(Ranker, WhateverTheLeadTheLastDayIsKnown) {
  // Each is thanked on the day after the visit, and only then: whom, is known from the last day alone.
  const World world = small_world(121);
  const Fact visit = *std::ranges::find_if(world.facts, [](const Fact& fact) { return fact.day == 120 && fact.relation == visits; });
  for (const std::int32_t horizon : {1, 2, 50}) {
    RankerOptions options = quick(RankingModel::additive);
    options.least_lead = (horizon + 1) / 2;
    options.most_lead = horizon;
    const Ranker ranker = learned(world, options);
    EXPECT_EQ(ranker.state().pairs.partner(visit.subject, visit.object)->count.last(), 120) << "horizon " << horizon;
    EXPECT_TRUE(std::isfinite(ranker.first(visit.object, thanks, 130, 1).front().score));
  }
}

TEST(Ranker, TheFutureAndTheOrderWithinADayChangeNoAnswer) {
  World world = small_world(60);
  const std::vector<Fact> asked = {{0, visits, 1, 60}, {2, blames, 3, 60}, {5, blames, 6, 60}};
  const auto before = learned(world, quick()).rank(asked, 60);
  // Shuffled within each day.
  Random random(3, 0);
  for (const auto day : days_of(world.facts)) {
    const auto begin = world.facts.begin() + (day.data() - world.facts.data());
    for (std::size_t i = day.size(); i > 1; --i) std::iter_swap(begin + static_cast<std::ptrdiff_t>(i) - 1, begin + static_cast<std::ptrdiff_t>(random.below(i)));
  }
  EXPECT_TRUE(same(before, learned(world, quick()).rank(asked, 60)));
  // The other questions of the day, and their answers, are no help: each is answered by itself.
  const Ranker ranker = learned(world, quick());
  for (const Fact& fact : asked) {
    const auto alone = ranker.rank(std::span(&fact, 1), 60);
    for (const AnswerRank& rank : alone) {
      const auto together = std::ranges::find_if(before, [&](const AnswerRank& other) {
        return other.relation == rank.relation && other.subject == rank.subject && other.object == rank.object;
      });
      ASSERT_NE(together, before.end());
      EXPECT_EQ(together->expected, rank.expected);
    }
  }
}

TEST(Ranker, OtherTrueAnswersAreLeftOutAndTiesStandInTheMiddle) {
  World world;
  world.vocabulary.entities = {"a", "b", "c", "d", "e"};
  world.vocabulary.relations = {"r"};
  world.vocabulary.roots = world.vocabulary.classes = {0};
  world.facts = {{0, 0, 1, 0}, {0, 0, 2, 0}, {0, 0, 1, 1}, {0, 0, 2, 1}};
  const Ranker ranker = learned(world, quick(RankingModel::additive));
  const std::vector<Fact> asked = {{0, 0, 1, 2}, {0, 0, 2, 2}};
  for (const AnswerRank& rank : ranker.rank(asked, 2)) {
    if (rank.relation == 0) {
      EXPECT_EQ(rank.expected, 1) << "the other one is true as well";
    }
  }
  // Of d and e nothing is known: they share the last two places.
  const auto tied = ranker.rank(std::vector<Fact>{{0, 0, 4, 2}}, 2);
  const auto rank = std::ranges::find_if(tied, [](const AnswerRank& answer) { return answer.relation == 0; });
  EXPECT_EQ(rank->expected - rank->optimistic, 0.5);
}

TEST(DayList, HoldsWhatIsAskedFromEachSideAndNoAnswer) {
  const std::vector<Fact> facts = {{0, visits, 1, 9}, {0, visits, 2, 9}, {0, blames, 2, 9}, {3, visits, 1, 9}};
  const DayList list(facts, 3);
  ASSERT_EQ(list.entities(visits).size(), 2U);
  const DayList::Entity* const first = list.find(0, visits);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->times(visits), 2U) << "each fact asks once";
  EXPECT_EQ(first->times(blames), 1U);
  EXPECT_EQ(first->times(thanks), 0U);
  EXPECT_EQ(list.find(1, visits), nullptr) << "of whom the other side is asked, is an answer of this one";
  EXPECT_EQ(list.find(1, visits + 3)->times(visits + 3), 2U);
  EXPECT_EQ(list.find(0, visits + 3), nullptr);
}

// Anyone visits anyone, and is thanked on the same day: who thanks, was visited.
World world_of_thanks(std::int32_t days) {
  World world = small_world(0);
  Random random(11, 0);
  for (std::int32_t day = 0; day < days; ++day) {
    const auto visitor = static_cast<std::uint32_t>(random.below(5)), host = static_cast<std::uint32_t>((visitor + 1 + random.below(4)) % 5);
    world.facts.push_back({visitor, visits, host, day});
    world.facts.push_back({host, thanks, visitor, day});
  }
  return world;
}

TEST(Ranker, OnlyWithTheDaysListOneQuestionTellsOfAnother) {
  const World world = world_of_thanks(150);
  const std::vector<Fact> asked = {{0, visits, 1, 150}, {1, thanks, 0, 150}};
  for (const RankingModel model : {RankingModel::additive, RankingModel::full}) {
    for (const bool day_list : {false, true}) {
      RankerOptions options = quick(model);
      options.day_list = day_list;
      const Ranker ranker = learned(world, options);
      const auto alone = ranker.rank(std::span(asked).first(1), 150), together = ranker.rank(asked, 150);
      const auto host = [](const std::vector<AnswerRank>& ranks) { return *std::ranges::find(ranks, std::uint32_t{visits}, &AnswerRank::relation); };
      if (day_list) {
        EXPECT_EQ(host(together).expected, 1);
      } else {
        EXPECT_EQ(host(together).expected, host(alone).expected);
        EXPECT_EQ(host(together).optimistic, host(alone).optimistic);
      }
      EXPECT_EQ(ranker.first(0, visits, 150, 8).size(), 8U) << "without a list there is an answer as well";
    }
  }
}

TEST(FeatureReader, KnowsNothingOfAListThatItIsNotGiven) {
  const World world = world_of_thanks(100);
  const Ranker ranker = learned(world, quick(RankingModel::additive));
  const DayList list(std::vector<Fact>{{0, visits, 1, 100}, {1, thanks, 0, 100}}, 3);
  std::vector<ListedObject> listed;
  QuestionFeatures features;
  const FeatureReader with(ranker.state(), 100, &list), without(ranker.state(), 100);
  with.read_listed(visits, listed);
  EXPECT_EQ(listed.size(), 2U);
  with.read(0, visits, features);
  EXPECT_FALSE(features.listed_pairs.empty());
  without.read_listed(visits, listed);
  EXPECT_TRUE(listed.empty());
  without.read(0, visits, features);
  EXPECT_TRUE(features.listed_pairs.empty());
}

TEST(Ranker, TreesKeepWhatTheSumsHave) {
  const World world = small_world(300);
  const World later = small_world(330);
  double additive = 0, full = 0;
  for (const RankingModel model : {RankingModel::additive, RankingModel::full}) {
    Ranker ranker = learned(world, quick(model));
    std::vector<AnswerRank> all;
    for (const auto day : days_of(later.facts)) {
      if (day.front().day < 300) continue;
      const auto ranks = ranker.rank(day, day.front().day);
      std::ranges::copy_if(ranks, std::back_inserter(all), [](const AnswerRank& rank) { return rank.relation == visits; });
      ranker.observe(day);
    }
    (model == RankingModel::additive ? additive : full) = reciprocal_rank(all);
  }
  EXPECT_GE(full, additive - 0.02);
  EXPECT_GT(full, 0.5);
}

TEST(Ranker, RefusesWhatIsNoHistory) {
  World world = small_world(3);
  Progress progress;
  const auto refusal = [&](const std::vector<Fact>& facts) { return Ranker::learn(world.vocabulary, facts, quick(), progress).error().message; };
  EXPECT_EQ(refusal({}), "there are no facts to learn from");
  EXPECT_EQ(refusal({{0, 0, 1, 5}, {0, 0, 1, 4}}), "the facts are out of order: day 4 comes after day 5");
  EXPECT_EQ(refusal({{0, 0, 99, 5}}), "the fact (0, 0, 99) of day 5 has a number that stands for nothing");
  EXPECT_EQ(refusal({{0, 3, 1, 5}}), "the fact (0, 3, 1) of day 5 has a number that stands for nothing");
}

TEST(Ranker, OneDayAndAStrangerGetAnAnswer) {
  World world = small_world(1);
  world.vocabulary.entities.emplace_back("Nobody has met her");
  const Ranker ranker = learned(world, quick());
  const auto ranked = ranker.first(8, visits, 1, 20);
  EXPECT_EQ(ranked.size(), 9U);
  for (const auto& entity : ranked) EXPECT_TRUE(std::isfinite(entity.score));
}

TEST(Ranker, ACancelledLearningEnds) {
  const World world = small_world(30);
  Progress progress;
  progress.cancel();
  EXPECT_EQ(Ranker::learn(world.vocabulary, world.facts, quick(), progress).error().kind, ErrorKind::cancelled);
}

TEST(ListwiseTrees, OfBagsTheMeanIsTaken) {
  CandidateLists lists{1, {1, 2, 1, 2, 2, 1}, {0, 0, 0, 0, 0, 0}, {0, 2, 4, 6}, {0, 2, 5}};
  TreeOptions options;
  options.trees = 3;
  options.least_weight = 0.1F;
  options.share_of_lists = options.share_of_features = 1;  // No bag draws others.
  Progress progress;
  const ListwiseTrees one = ListwiseTrees::learn(lists, options, progress).value();
  options.bags = 2;
  const ListwiseTrees two = ListwiseTrees::learn(lists, options, progress).value();
  EXPECT_EQ(two.trees(), 6U);
  std::vector<float> of_one, of_two;
  one.score(lists.rows, 1, of_one);
  two.score(lists.rows, 1, of_two);
  EXPECT_GT(of_one[0], of_one[1]);
  for (std::size_t i = 0; i < of_one.size(); ++i) EXPECT_NEAR(of_one[i], of_two[i], 1e-6F);
}

TEST(ListwiseTrees, LearnWhatDecides) {
  // The right one of four has the largest second feature; the first is noise.
  Random random(5, 0);
  CandidateLists lists;
  lists.features = 2;
  lists.begins = {0};
  for (int list = 0; list < 2000; ++list) {
    std::size_t best = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      lists.rows.push_back(static_cast<std::uint8_t>(random.below(256)));
      lists.rows.push_back(static_cast<std::uint8_t>(random.below(64) * 4 + i));  // No two are the same.
      lists.margins.push_back(0);
      const auto second = [&](std::size_t k) { return lists.rows[(lists.candidates() - i - 1 + k) * 2 + 1]; };
      if (second(i) > second(best)) best = i;
    }
    lists.right.push_back(static_cast<std::uint32_t>(lists.candidates() - 4 + best));
    lists.begins.push_back(static_cast<std::uint32_t>(lists.candidates()));
  }
  TreeOptions options;
  options.trees = 60;
  options.rate = 0.3F;
  options.share_of_features = 1;
  Progress progress;
  const ListwiseTrees trees = ListwiseTrees::learn(lists, options, progress).value();
  std::size_t first = 0;
  for (std::size_t list = 0; list < lists.lists(); ++list) {
    std::vector<float> scores;
    trees.score(std::span(lists.rows).subspan(lists.begins[list] * 2, 8), 2, scores);
    first += static_cast<std::uint32_t>(std::ranges::max_element(scores) - scores.begin()) + lists.begins[list] == lists.right[list] ? 1 : 0;
  }
  EXPECT_GT(static_cast<double>(first) / static_cast<double>(lists.lists()), 0.93);
  const auto uses = trees.uses(2);
  EXPECT_GT(uses[1], uses[0]);
  EXPECT_EQ(ListwiseTrees::learn(CandidateLists{}, options, progress).error().kind, ErrorKind::input);
}

}  // namespace
}  // namespace corollary::ranking
