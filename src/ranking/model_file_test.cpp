#include "ranking/model_file.h"

#include <gtest/gtest.h>

#include "base/model_bytes.h"
#include "ranking/test_world.h"

namespace corollary::ranking {
namespace {

LearnedRanking learned_ranking(std::int32_t days, RankingModel model = RankingModel::full) {
  const World world = small_world(days);
  return {world.vocabulary, learned(world, quick(model)), 0, days - 1, 24, 17532};
}

bool same_bits(const std::vector<Ranked>& a, const std::vector<Ranked>& b) {
  return std::ranges::equal(a, b, [](const Ranked& x, const Ranked& y) { return x.entity == y.entity && x.score == y.score; });
}

// All questions of a day get the same answer, bit for bit.
void expect_same_answers(const Ranker& a, const Ranker& b, std::int32_t day) {
  for (std::uint32_t relation = 0; relation < a.state().directed_relations(); ++relation) {
    for (std::uint32_t subject = 0; subject < a.state().entities(); ++subject) {
      EXPECT_TRUE(same_bits(a.first(subject, relation, day, 100), b.first(subject, relation, day, 100))) << subject << ", " << relation << " on day " << day;
    }
  }
}

TEST(RankingModelFile, WhatIsReadRanksAndFollowsAsWhatWasWritten) {
  LearnedRanking written = learned_ranking(100);
  auto read = ranking_of("a.model", bytes_of(written).value());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->vocabulary.entities, written.vocabulary.entities);
  EXPECT_EQ(read->vocabulary.relations, written.vocabulary.relations);
  EXPECT_EQ(read->first_day, 0);
  EXPECT_EQ(read->last_day, 99);
  EXPECT_EQ(read->time_per_day, 24);
  EXPECT_EQ(read->epoch, 17532);
  EXPECT_EQ(read->ranker.options().trees.trees, 20U);
  expect_same_answers(written.ranker, read->ranker, 100);
  const World later = small_world(120);
  for (const auto day : days_of(later.facts)) {
    if (day.front().day < 100) continue;
    for (Ranker* const ranker : {&written.ranker, &read->ranker}) {
      if (day.front().day < 110) {
        ranker->observe(day);
      } else {
        ranker->observe_and_learn(day);
      }
    }
  }
  expect_same_answers(written.ranker, read->ranker, 121);
  EXPECT_EQ(bytes_of(written).value(), bytes_of(*read).value()) << "all that is written, and with it all that is known, is the same";
}

TEST(RankingModelFile, AnAdditiveModelHasNoTrees) {
  const LearnedRanking written = learned_ranking(30, RankingModel::additive);
  const auto read = ranking_of("a.model", bytes_of(written).value());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ranker.trees().trees(), 0U);
  expect_same_answers(written.ranker, read->ranker, 30);
}

TEST(RankingModelFile, WhatWasLearnedForQuestionsFarAheadIsReadAsWell) {
  const World world = small_world(100);
  RankerOptions options = quick();
  options.most_lead = 20;
  const LearnedRanking written = {world.vocabulary, learned(world, options), 0, 99};
  const auto read = ranking_of("a.model", bytes_of(written).value());
  ASSERT_TRUE(read) << read.error().message;
  expect_same_answers(written.ranker, read->ranker, 110);
}

TEST(RankingModelFile, TheNumberOfThreadsChangesNoByte) {
  const World world = small_world(60);
  RankerOptions options = quick();
  const LearnedRanking one = {world.vocabulary, learned(world, options), 0, 59};
  options.threads = 3;
  EXPECT_EQ(bytes_of(one).value(), bytes_of({world.vocabulary, learned(world, options), 0, 59}).value());
}

TEST(RankingModelFile, WhatSawTheListsOfDaysIsNotKept) {
  const World world = small_world(30);
  RankerOptions options = quick();
  options.day_list = true;
  const auto bytes = bytes_of({world.vocabulary, learned(world, options), 0, 29});
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().message, "a model that was learned with the lists of days is for comparison only, and is not kept in a file");
}

constexpr std::size_t kHeader = 24;
constexpr ModelKind kKind = {"CORORANK", 1, ""};

TEST(RankingModelFile, WhatIsNoneIsRefusedInALine) {
  const std::string file = bytes_of(learned_ranking(20)).value();
  const auto refusal = [](const std::string& bytes) { return ranking_of("a.model", bytes).error().message; };
  EXPECT_EQ(refusal(""), "a.model: this is no model of the ranking");
  EXPECT_EQ(refusal("COROTEXT" + file.substr(8)), "a.model: this is no model of the ranking");
  EXPECT_EQ(refusal(model_file_of(file.substr(kHeader), {"CORORANK", 2, ""})), "a.model: the model has version 2, expected 1");
  EXPECT_EQ(refusal(file.substr(0, file.size() / 2)), "a.model: the model is damaged: its checksum does not fit");
  std::string changed = file;
  changed[file.size() / 3] ^= 1;
  EXPECT_EQ(refusal(changed), "a.model: the model is damaged: its checksum does not fit");
  std::string features = file.substr(kHeader);
  features[0] ^= 1;
  EXPECT_EQ(refusal(model_file_of(features, kKind)), "a.model: the model was learned with other features than this program has; learn it anew");
}

// A checksum that fits does not make a model: of bytes cut or changed anywhere, what loads answers, and all else is refused.
TEST(RankingModelFile, NumbersOutOfRangeAreRefusedAndNeverACrash) {
  const std::string payload = bytes_of(learned_ranking(12)).value().substr(kHeader);
  for (std::size_t size = 0; size < payload.size(); size += 1 + size / 20) {
    EXPECT_FALSE(ranking_of("a.model", model_file_of(payload.substr(0, size), kKind))) << "cut to " << size;
  }
  Random random(1, 0);
  std::size_t refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string changed = payload;
    changed[random.below(changed.size())] = static_cast<char>(random.below(256));
    const auto read = ranking_of("a.model", model_file_of(changed, kKind));
    refused += read ? 0 : 1;
    if (read) {
      EXPECT_FALSE(read->ranker.first(0, 0, read->ranker.state().last_day() + 1, 3).empty());
    }
  }
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace corollary::ranking
