#include "fetch/plan.h"

#include <gtest/gtest.h>

#include "record/test_world.h"

namespace corollary::fetch {
namespace {

using record::day;

const Stream kEvents{Generation::gdelt2, Kind::events, false};

// A list with these quarters of 1 January 2018, and the first of `newest`.
FileList list_of(const std::set<int>& quarters, const std::string& newest) {
  FileList list;
  for (const int quarter : quarters) {
    const std::string name = format("20180101{:02}{:02}00.export.CSV.zip", quarter / 4, quarter % 4 * 15);
    list.files.push_back({name, *FileName::read(name), 10, ""});
  }
  list.newest = Slot{day(newest), 0};
  return list;
}

std::set<int> all_but(std::set<int> without) {
  std::set<int> quarters;
  for (int quarter = 0; quarter < kQuartersOfDay; ++quarter) {
    if (!without.contains(quarter)) quarters.insert(quarter);
  }
  return quarters;
}

const DateRange kDay{day("2018-01-01"), day("2018-01-01")};

TEST(Plan, HasEachFileWithWhatItCovers) {
  const Plan plan = plan_of(kEvents, list_of(all_but({}), "2018-01-02"), kDay);
  ASSERT_EQ(plan.files.size(), 96U);
  EXPECT_EQ(plan.files[95].path, "gdeltv2/20180101234500.export.CSV.zip");
  EXPECT_EQ(plan.files[95].covers.quarter, 95);
  EXPECT_TRUE(plan.gaps.empty());
  EXPECT_FALSE(plan.not_yet);
}

TEST(Plan, TakesAFewQuartersNeverPublishedForEmptyAndManyForMissing) {
  const Plan few = plan_of(kEvents, list_of(all_but({3, 4, 5, 6, 7, 95}), "2018-01-02"), kDay);
  ASSERT_EQ(few.gaps.size(), 1U);
  EXPECT_EQ(few.gaps[0].quarters, (std::vector<int>{3, 4, 5, 6, 7, 95}));
  EXPECT_TRUE(few.gaps[0].counts_as_empty);
  EXPECT_FALSE(plan_of(kEvents, list_of(all_but({3, 4, 5, 6, 7, 8, 95}), "2018-01-02"), kDay).gaps[0].counts_as_empty);
}

TEST(Plan, DoesNotTakeForEmptyWhatALineThatCannotBeReadMayHaveSaid) {
  FileList list = list_of(all_but({3}), "2018-01-02");
  list.doubtful.insert(day("2018-01-01"));
  EXPECT_FALSE(plan_of(kEvents, list, kDay).gaps[0].counts_as_empty);
}

TEST(Plan, KnowsWhatIsNotYetPublished) {
  FileList list = list_of({0, 1, 2}, "2018-01-01");
  list.newest->quarter = 2;
  const Plan plan = plan_of(kEvents, list, {day("2018-01-01"), day("2018-01-03")});
  EXPECT_TRUE(plan.gaps.empty());
  EXPECT_EQ(plan.not_yet, (DateRange{day("2018-01-01"), day("2018-01-03")}));
  EXPECT_EQ(plan_of(kEvents, FileList{}, kDay).not_yet, kDay);
}

TEST(Plan, OfTheLastDayTakesNothingForEmpty) {
  FileList list = list_of(all_but({94}), "2018-01-01");  // The list may be written just now.
  list.newest->quarter = 95;
  EXPECT_FALSE(plan_of(kEvents, list, kDay).gaps[0].counts_as_empty);
}

TEST(Plan, OfWholeDaysNamesThoseThatTheListLacks) {
  FileList list;
  for (const char* const name : {"20140301.export.CSV.zip", "20140303.export.CSV.zip"}) list.files.push_back({name, *FileName::read(name), 10, ""});
  list.newest = Slot{day("2014-03-03"), 0};
  const Plan plan = plan_of({Generation::gdelt1, Kind::events, false}, list, {day("2014-03-01"), day("2014-03-04")});
  ASSERT_EQ(plan.gaps.size(), 1U);
  EXPECT_EQ(plan.gaps[0].day, day("2014-03-02"));
  EXPECT_FALSE(plan.gaps[0].counts_as_empty);
  EXPECT_EQ(plan.not_yet, (DateRange{day("2014-03-04"), day("2014-03-04")}));
}

}  // namespace
}  // namespace corollary::fetch
