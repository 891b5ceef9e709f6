#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "evaluate/evaluate.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

/// A folder with the votes of ten states: 25 calls of one year in which the first five vote no, then 20 of another.
class UnVotes : public testing::Test {
 protected:
  void write(int past, int later, const std::string& later_votes) {
    std::string calls = "rcid,date,descr\n", issues = "rcid,short_name,issue\n", votes = "rcid,country,vote\n";
    for (int call = 0; call < 45; ++call) {
      calls += format("{},{}-06-01,A call\n", call, call < 25 ? past : later);
      issues += format("{},hr,Human rights\n", call);
      const std::string letters = call < 25 ? "nnnnnyyyyy" : later_votes;
      for (std::size_t state = 0; state < letters.size(); ++state) {
        votes += format("{},S{},{}\n", call, state, letters[state] == 'y' ? "yes" : letters[state] == 'n' ? "no" : "abstain");
      }
    }
    ASSERT_TRUE(write_file(folder_ / "un_roll_calls.csv", calls).has_value());
    ASSERT_TRUE(write_file(folder_ / "un_roll_call_issues.csv", issues).has_value());
    ASSERT_TRUE(write_file(folder_ / "un_votes.csv", votes).has_value());
  }
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    ASSERT_TRUE(make_folder(folder_).has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }

  Scores scores() {
    Options options;
    options.input = folder_;
    options.errors_most = 1;
    Progress progress;
    const auto scored = score_bargain("un-votes", options, progress);
    EXPECT_TRUE(scored.has_value()) << scored.error().message;
    return scored.value_or(Scores{});
  }
  static double value(const Scores& scores, std::string_view name) {
    const auto found = std::ranges::find(scores.values, name, &Scores::Value::name);
    EXPECT_NE(found, scores.values.end()) << name;
    return found == scores.values.end() ? -1 : found->value;
  }

  fs::path folder_;
};

TEST_F(UnVotes, VotesAlongTheSameLineAreToldAndThoseAcrossItAreNot) {
  write(2012, 2017, "nnnnayyyyy");
  Scores told = scores();
  EXPECT_EQ(told.n, 200U);
  EXPECT_EQ(value(told, "accuracy"), 1);
  EXPECT_EQ(value(told, "accuracy_by_majority"), 0.5);
  EXPECT_EQ(value(told, "apre"), 1);
  EXPECT_EQ(value(told, "auc"), 1);
  EXPECT_TRUE(told.errors.empty());
  write(2012, 2017, "nynynynyny");
  told = scores();
  EXPECT_DOUBLE_EQ(value(told, "accuracy"), 0.6) << "of either bloc two or three vote yes";
  EXPECT_DOUBLE_EQ(value(told, "apre"), 0.2);
  EXPECT_EQ(told.errors.size(), 1U);
}

TEST_F(UnVotes, OtherYearsAreDividedInTheSameWay) {
  write(1999, 2004, "nnnnayyyyy");
  const Scores told = scores();
  EXPECT_EQ(value(told, "accuracy"), 1);
  EXPECT_EQ(told.listings.at(0).rows.at(0).at(1), "1996–2000");
  EXPECT_EQ(told.listings.at(0).rows.at(0).at(2), "2001–2004");
}

TEST_F(UnVotes, ASetThatCannotBeScoredIsAnError) {
  write(1980, 2017, "nnnnayyyyy");
  Options options;
  options.input = folder_;
  Progress progress;
  const auto scored = score_bargain("un-votes", options, progress);
  ASSERT_FALSE(scored.has_value());
  EXPECT_EQ(scored.error().kind, ErrorKind::input);
}

}  // namespace
}  // namespace corollary::evaluate
