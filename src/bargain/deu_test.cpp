#include "bargain/deu.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

constexpr std::string_view kHead = "\"isnr\"\t\"prnr\"\t\"pcom\"\t\"pfr\"\t\"scom\"\t\"sfr\"\t\"rp\"\t\"out\"\n\t\t\"4.1\"\t\"2.8\"\t\t\t\t\n";

std::string table_of(std::string_view rows) { return std::string(kHead) + std::string(rows); }

TEST(Deu, ARowIsAnIssueWithTheCapabilitiesOfTheSecondLine) {
  const auto read = parse_deu("deu.tsv", table_of("\"d1i1\"\t\"d1\"\t100\t30\t80\t50\t0\t40\n"));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->issues.size(), 1U);
  const SettledIssue& settled = read->issues.front();
  EXPECT_EQ(settled.issue.id, "d1i1");
  EXPECT_EQ(settled.negotiation, "d1");
  EXPECT_EQ(settled.issue.no_deal, 0);
  EXPECT_EQ(settled.outcome, 40);
  const std::vector<Stake> expected = {{"com", 100, 0.8, 4.1, ""}, {"fr", 30, 0.5, 2.8, ""}};
  EXPECT_EQ(settled.issue.stakes, expected);
}

TEST(Deu, WhoHasNoPositionHasNoStakeAndWhoHasNoSalienceWeighsNothing) {
  const auto read = parse_deu("deu.tsv", table_of("\"a\"\t\"d\"\t100\t\t80\t50\t\t40\n\"b\"\t\"d\"\t100\t30\t80\t\t\t40\n"));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->issues.size(), 2U);
  EXPECT_EQ(read->issues[0].issue.stakes.size(), 1U);
  EXPECT_FALSE(read->issues[0].issue.no_deal);
  ASSERT_EQ(read->issues[1].issue.stakes.size(), 2U);
  EXPECT_EQ(read->issues[1].issue.stakes[1].salience, 0);
}

TEST(Deu, RowsThatCannotBeSettledAreNamedWithTheirLine) {
  const auto read = parse_deu("deu.tsv", table_of("\"a\"\t\"d\"\t100\t0\t80\t50\t\t40\n"
                                                  "\"b\"\t\"d\"\t100\t0\t80\t50\t\t\n"       // No outcome,
                                                  "\"c\"\t\"d\"\tmuch\t0\t80\t50\t\t40\n"    // no number,
                                                  "\"d\"\t\"d\"\t100\t0\t0\t0\t\t40\n"       // nobody with weight,
                                                  "\"a\"\t\"d\"\t100\t0\t80\t50\t\t40\n"     // there twice,
                                                  "\"e\"\t\"d\"\t100\t0\t80\t50\t\t101\n"));  // off the scale.
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->issues.size(), 1U);
  ASSERT_EQ(read->skipped.size(), 5U);
  EXPECT_EQ(read->skipped[0], "deu.tsv:4: issue 'b': outcome '' is not on the scale (0 to 100)");
  EXPECT_EQ(read->skipped[1], "deu.tsv:5: pcom 'much' is no number");
  EXPECT_EQ(read->skipped[2], "deu.tsv:6: issue 'd': no actor has both salience and capability above 0");
  EXPECT_EQ(read->skipped[3], "deu.tsv:7: issue 'a' is there twice");
  EXPECT_EQ(read->skipped[4], "deu.tsv:8: issue 'e': outcome '101' is not on the scale (0 to 100)");
}

TEST(Deu, ATableWithoutCapabilitiesColumnsOrIssuesIsRefused) {
  for (const std::string& text : {std::string(), std::string("\"isnr\"\t\"out\"\n"), table_of(""), std::string("isnr\tprnr\tpcom\tscom\trp\tout\n\t\t\t\t\t\n"),
                                  std::string("isnr\tprnr\tpcom\trp\tout\n\t\t4.1\t\t\n"), table_of("\"b\"\t\"d\"\t100\t0\t80\t50\t\t\n")}) {
    const auto read = parse_deu("deu.tsv", text);
    ASSERT_FALSE(read) << text;
    EXPECT_TRUE(read.error().message.starts_with("deu.tsv:")) << read.error().message;
  }
}

}  // namespace
}  // namespace corollary::bargain
