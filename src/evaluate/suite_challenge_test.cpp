#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(COROLLARY_SOURCE_DIR) / "tests/published/bargaining/challenge";

Result<Scores> score(const fs::path& input, const fs::path& expected) {
  Progress progress;
  Options options;
  options.input = input;
  options.expected = expected;
  options.errors_most = 3;
  return score_challenge(options, progress);
}

double value_of(const Scores& scores, std::string_view name) {
  for (const Scores::Value& value : scores.values) {
    if (value.name == name) return value.value;
  }
  ADD_FAILURE() << "there is no value " << name;
  return 0;
}

TEST(ScoreChallenge, GivesTheLogOfTheCarEmissionsByteByByte) {
  const Scores scores = score(kFolder / "car_emissions.csv", kFolder / "car_emissions.log").value();
  EXPECT_EQ(value_of(scores, "lines"), 142);
  EXPECT_EQ(value_of(scores, "differing_lines"), 0) << (scores.errors.empty() ? "" : scores.errors.front());
  EXPECT_EQ(value_of(scores, "identical"), 1);
  EXPECT_EQ(value_of(scores, "largest_difference"), 0);
}

TEST(ScoreChallenge, GivesTheLogOfTheOilPriceWhereNobodyMoves) {
  const Scores scores = score(kFolder / "oil_price.csv", kFolder / "oil_price.log").value();
  EXPECT_EQ(value_of(scores, "identical"), 1) << (scores.errors.empty() ? "" : scores.errors.front());
}

TEST(ScoreChallenge, SaysHowFarALogIsOff) {
  const Scores scores = score(kFolder / "oil_price.csv", kFolder / "car_emissions.log").value();
  EXPECT_EQ(value_of(scores, "identical"), 0);
  EXPECT_GT(value_of(scores, "differing_lines"), 50);
  EXPECT_GT(value_of(scores, "largest_difference"), 6);  // 13.9 and 7.0.
  EXPECT_EQ(scores.errors.size(), 3);
  EXPECT_EQ(scores.errors.front(), "line 1: expected 'Median position: 7.0', got 'Median position: 13.9'");
}

TEST(ScoreChallenge, ComesNearTheArticlesTable) {
  const Scores scores = score(kFolder / "car_emissions.csv", kFolder / "table2.tsv").value();
  EXPECT_EQ(scores.n, 8);
  EXPECT_LT(value_of(scores, "median_mae"), 0.075);
  EXPECT_LT(value_of(scores, "mean_mae"), 0.04);
  ASSERT_EQ(scores.errors.size(), 1);
  EXPECT_EQ(scores.errors.front(), "round 2: expected 9.9 and 7.5, got 9.60 and 7.55");
}

TEST(ScoreChallenge, ListsBothPresetsWithoutAnythingExpected) {
  const Scores scores = score(kFolder / "car_emissions.csv", "").value();
  ASSERT_EQ(scores.listings.size(), 2);
  EXPECT_EQ(scores.listings[0].rows.size(), 142);
  EXPECT_EQ(scores.listings[1].rows.size(), 11);
  EXPECT_EQ(scores.listings[1].rows[0][1], "7");  // The median at the start.
}

}  // namespace
}  // namespace corollary::evaluate
