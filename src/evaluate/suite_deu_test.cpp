#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

// Twelve proposals of two issues each; the first issue ends with the Commission, the second with France.
std::string table_of(std::string_view first_issue) {
  std::string text = "\"isnr\"\t\"prnr\"\t\"pcom\"\t\"pfr\"\t\"scom\"\t\"sfr\"\t\"rp\"\t\"out\"\n\t\t\"1\"\t\"1\"\t\t\t\t\n";
  for (int proposal = 0; proposal < 12; ++proposal) {
    for (int issue = 0; issue < 2; ++issue) {
      const std::string name = proposal + issue == 0 ? std::string(first_issue) : "p" + std::to_string(proposal) + "i" + std::to_string(issue);
      text += "\"" + name + "\"\t\"p" + std::to_string(proposal) + "\"\t80\t20\t50\t50\t0\t" + (issue == 0 ? "80" : "20") + "\n";
    }
  }
  return text;
}

class SuiteDeu : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("suite_deu_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<Scores> score(const std::string& text, std::size_t folds = 0, std::uint64_t seed = 1) {
    Options options;
    options.input = folder_ / "deu.tsv";
    options.folds = folds;
    options.seed = seed;
    if (const auto written = write_file(options.input, text); !written) return std::unexpected(written.error());
    Progress progress;
    return score_deu(options, progress);
  }

  fs::path folder_;
};

double value_of(const Scores& scores, std::string_view name) {
  const auto value = std::ranges::find_if(scores.values, [&](const Scores::Value& one) { return one.name == name; });
  return value == scores.values.end() ? -1 : value->value;
}

const Scores::Listing* listing_of(const Scores& scores, std::string_view name) {
  const auto listing = std::ranges::find_if(scores.listings, [&](const Scores::Listing& one) { return one.name == name; });
  return listing == scores.listings.end() ? nullptr : &*listing;
}

TEST_F(SuiteDeu, IssuesThatNobodyHasSeenAreSettledByTheWeightsOfTheProgram) {
  const auto scores = score(table_of("p0i0"));
  ASSERT_TRUE(scores) << scores.error().message;
  EXPECT_EQ(scores->n, 24U);
  EXPECT_EQ(value_of(*scores, "proposals"), 12);
  EXPECT_EQ(value_of(*scores, "cross_validated"), 0);
  EXPECT_DOUBLE_EQ(value_of(*scores, "mae_compromise"), 30);  // At 50 always.
  EXPECT_DOUBLE_EQ(value_of(*scores, "mae_no_deal"), 50);
  EXPECT_LT(value_of(*scores, "crps"), 30);
  EXPECT_DOUBLE_EQ(value_of(*scores, "crps_ratio"), value_of(*scores, "crps") / 30);
  EXPECT_EQ(listing_of(*scores, "ablations"), nullptr);
  ASSERT_NE(listing_of(*scores, "predictions"), nullptr);
  EXPECT_EQ(listing_of(*scores, "predictions")->rows.size(), 24U);
}

TEST_F(SuiteDeu, OneIssueThatTheWeightsLearnedFromIsEnoughToCrossValidate) {
  const auto scores = score(table_of("d00032i1"));
  ASSERT_TRUE(scores) << scores.error().message;
  EXPECT_EQ(value_of(*scores, "carried_weights_saw"), 1);
  EXPECT_EQ(value_of(*scores, "cross_validated"), 1);
  EXPECT_EQ(value_of(*scores, "folds"), 10);
}

TEST_F(SuiteDeu, CrossValidationLearnsThatOutcomesArePositions) {
  const auto carried = score(table_of("p0i0"));
  const auto learned = score(table_of("p0i0"), 4);
  ASSERT_TRUE(carried && learned);
  EXPECT_EQ(value_of(*learned, "cross_validated"), 1);
  EXPECT_LT(value_of(*learned, "crps"), value_of(*carried, "crps"));
  ASSERT_NE(listing_of(*learned, "ablations"), nullptr);
  // Without positions to fall on, it does worse than with them.
  const auto& rows = listing_of(*learned, "ablations")->rows;
  const auto position = std::ranges::find_if(rows, [](const auto& row) { return row.front() == "position"; });
  ASSERT_NE(position, rows.end());
  EXPECT_GT(std::stod((*position)[1]), value_of(*learned, "crps_ratio"));
}

TEST_F(SuiteDeu, TheSameSeedGivesTheSameNumbersAndCalibrationSumsToOne) {
  const auto first = score(table_of("p0i0"), 3, 7), second = score(table_of("p0i0"), 3, 7);
  ASSERT_TRUE(first && second);
  for (std::size_t i = 0; i < first->values.size(); ++i) EXPECT_EQ(first->values[i].value, second->values[i].value);
  double sum = 0;
  for (const auto& row : listing_of(*first, "transform")->rows) sum += std::stod(row[2]);
  EXPECT_NEAR(sum, 1, 0.006);  // Ten numbers of three decimals.
}

TEST_F(SuiteDeu, MoreFoldsThanProposalsOrOneAreMistakesOfUse) {
  for (const std::size_t folds : {1U, 13U}) {
    const auto scores = score(table_of("p0i0"), folds);
    ASSERT_FALSE(scores);
    EXPECT_EQ(scores.error().kind, ErrorKind::usage);
  }
}

TEST_F(SuiteDeu, RowsThatCannotBeReadAreNamedAndLeftOut) {
  const auto scores = score(table_of("p0i0") + "\"bad\"\t\"p0\"\t80\t20\t50\t50\t0\t\n");
  ASSERT_TRUE(scores) << scores.error().message;
  EXPECT_EQ(scores->n, 24U);
  EXPECT_EQ(scores->skipped.size(), 1U);
}

}  // namespace
}  // namespace corollary::evaluate
