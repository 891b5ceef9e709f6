#include "evaluate/b_cubed.h"

#include <gtest/gtest.h>

#include <map>

#include "base/file.h"
#include "base/table.h"
#include "reports/reader.h"
#include "reports/stories.h"

namespace corollary::evaluate {
namespace {

using Found = std::vector<std::size_t>;
using Expected = std::vector<std::string>;

TEST(BCubed, AGroupingThatIsTheExpectedOneIsPerfect) {
  const Agreement same = b_cubed(Found{7, 7, 1}, Expected{"a", "a", "b"}, {true, true, true});
  EXPECT_DOUBLE_EQ(same.precision, 1);
  EXPECT_DOUBLE_EQ(same.recall, 1);
}

TEST(BCubed, OneGroupOfAllHasFullRecallAndSingleItemsFullPrecision) {
  const std::vector<bool> all(4, true);
  const Agreement one = b_cubed(Found{0, 0, 0, 0}, Expected{"a", "a", "b", "c"}, all);
  EXPECT_DOUBLE_EQ(one.precision, (2.0 / 4 + 2.0 / 4 + 1.0 / 4 + 1.0 / 4) / 4);
  EXPECT_DOUBLE_EQ(one.recall, 1);
  const Agreement apart = b_cubed(Found{0, 1, 2, 3}, Expected{"a", "a", "b", "c"}, all);
  EXPECT_DOUBLE_EQ(apart.precision, 1);
  EXPECT_DOUBLE_EQ(apart.recall, (0.5 + 0.5 + 1 + 1) / 4);
  EXPECT_DOUBLE_EQ(apart.f1(), 2 * 0.75 / 1.75);
}

TEST(BCubed, ItemsThatDoNotCountAreNotLookedAt) {
  EXPECT_DOUBLE_EQ(b_cubed(Found{0, 0, 0}, Expected{"a", "a", "b"}, {true, true, false}).precision, 1);
  EXPECT_DOUBLE_EQ(b_cubed(Found{0}, Expected{"a"}, {false}).f1(), 0);
}

TEST(PublishedDuplicates, StoriesAreFoundAsTheyWereLabelled) {
  const std::string folder = std::string(COROLLARY_SOURCE_DIR) + "/tests/published/duplicates/";
  const auto labels = read_tsv("gold.tsv", read_file(folder + "gold.tsv").value());
  std::map<std::string, std::string> story_of;
  for (const auto& row : labels->rows) story_of[row.cells[0]] = row.cells[1];
  const auto read = reports::read_reports("reports.jsonl", read_file(folder + "reports.jsonl").value(), {});
  ASSERT_TRUE(read && read->rejected.empty());
  ASSERT_EQ(read->reports.size(), story_of.size());
  Expected expected;
  for (const Report& report : read->reports) expected.push_back(story_of.at(report.id));
  EXPECT_GE(b_cubed(reports::stories_of(read->reports), expected, std::vector<bool>(expected.size(), true)).f1(), 0.95);
}

}  // namespace
}  // namespace corollary::evaluate
