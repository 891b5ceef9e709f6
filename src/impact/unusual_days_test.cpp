#include "impact/unusual_days.h"

#include <gtest/gtest.h>

#include <vector>

namespace corollary::impact {
namespace {

const Date kFirst = Date::from_ymd(2018, 7, 1).value();

NamedSeries series_of(std::vector<std::uint32_t> counts) {
  const std::vector<std::uint8_t> covered(counts.size(), 1);
  return {"A–B", {kFirst, std::move(counts), covered}};
}

DateRange all_days(const NamedSeries& series) { return series.counts.days(); }

TEST(UnusualDays, AreFarAboveTheOthersOfTheWindow) {
  const NamedSeries series = series_of({2, 3, 2, 4, 33, 47, 3, 2, 3});
  const std::vector<UnusualDay> unusual = unusual_days(series, all_days(series), 4);
  ASSERT_EQ(unusual.size(), 2U);
  EXPECT_EQ(unusual[0].day, kFirst + Days{4});
  EXPECT_EQ(unusual[0].count, 33U);
  EXPECT_EQ(unusual[1].count, 47U);
  EXPECT_NEAR(unusual[0].usual, 19.0 / 7, 1e-12);
  EXPECT_EQ(unusual[0].who, "A–B");
}

TEST(UnusualDays, ALastingChangeMakesNone) {
  const NamedSeries series = series_of({2, 3, 2, 4, 3, 30, 33, 28, 31, 35});
  const DateRange after{kFirst + Days{5}, kFirst + Days{9}};
  EXPECT_TRUE(unusual_days(series, after, 4).empty());
}

TEST(UnusualDays, AFewActsOnAQuietPairAreNone) {
  const NamedSeries series = series_of({0, 0, 3, 0, 0, 0, 4, 0, 0});
  EXPECT_TRUE(unusual_days(series, all_days(series), 4).empty());
}

TEST(UnusualDays, ADayThatIsNotCoveredIsNone) {
  NamedSeries series = series_of({2, 3, 90, 2, 3});
  series.counts.covered[2] = 0;
  EXPECT_TRUE(unusual_days(series, all_days(series), 4).empty());
  EXPECT_TRUE(unusual_days(series, {kFirst - Days{20}, kFirst - Days{10}}, 4).empty());
}

TEST(UnusualDays, OfAPanelSayWhoseTheyAreAndOnWhichSide) {
  Panel panel;
  panel.pair = series_of({2, 2, 40, 2, 2, 9, 2, 2, 2, 2, 2});
  panel.parties = {panel.pair};
  panel.parties[0].name = "A";
  panel.parties[0].counts.count = {5, 5, 60, 5, 5, 9, 5, 70, 5, 5, 5};
  const std::vector<UnusualDay> unusual = unusual_days(panel, {5, 5}, kFirst + Days{5}, 4);
  ASSERT_EQ(unusual.size(), 3U);
  EXPECT_EQ(unusual[0].who, "A–B");
  EXPECT_EQ(unusual[1].who, "A");
  EXPECT_EQ(unusual[1].day, kFirst + Days{2});
  EXPECT_TRUE(unusual[1].before);
  EXPECT_EQ(unusual[2].day, kFirst + Days{7});
  EXPECT_FALSE(unusual[2].before);

  const Panel rest = without(panel, unusual);
  EXPECT_EQ(rest.pair.counts.covered, (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1}));
  EXPECT_EQ(rest.pair.counts.count[2], 0U);
}

}  // namespace
}  // namespace corollary::impact
