#include "base/date.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

TEST(Date, ADayIsReadAndWrittenTheSame) {
  for (const char* const iso : {"0001-01-01", "1899-12-31", "1970-01-01", "2000-02-29", "2018-07-16", "9999-12-31"}) {
    EXPECT_EQ(day(iso).iso(), iso);
  }
}

TEST(Date, WhatIsNoDayIsAnErrorThatSaysWhatWasExpected) {
  for (const char* const text :
       {"", "2018", "2018-7-16", "2018-07-16 ", "2018/07/16", "2018-13-01", "2018-00-10", "2018-02-30", "2019-02-29",
        "1900-02-29", "0000-01-01", "2018-07--1", "+018-07-16", "2O18-07-16"}) {
    const auto date = Date::parse(text);
    ASSERT_FALSE(date.has_value()) << text;
    EXPECT_EQ(date.error().kind, ErrorKind::input);
    EXPECT_EQ(date.error().message, format("'{}' is not a day (YYYY-MM-DD)", text));
  }
}

TEST(Date, PartsOutsideTheirRangeAreAnError) {
  EXPECT_FALSE(Date::from_ymd(2018, -1, 1));
  EXPECT_FALSE(Date::from_ymd(2018, 7, 257));  // 257 is 1 in eight bits.
  EXPECT_FALSE(Date::from_ymd(40000, 1, 1));
  EXPECT_TRUE(Date::from_ymd(2016, 2, 29));
}

TEST(Date, DaysAreCountedFromTheFirstOf1970) {
  EXPECT_EQ(Date().iso(), "1970-01-01");
  EXPECT_EQ(day("1970-01-02").day_number(), 1);
  EXPECT_EQ(day("1969-12-31").day_number(), -1);
  EXPECT_EQ(Date::from_day_number(17728), day("2018-07-16"));
}

TEST(Date, ArithmeticGoesOverLeapDays) {
  EXPECT_EQ(day("2016-02-28") + Days{2}, day("2016-03-01"));
  EXPECT_EQ(day("2018-01-01") - Days{1}, day("2017-12-31"));
  EXPECT_EQ((day("2017-01-01") - day("2016-01-01")).count, 366);
  EXPECT_LT(day("2018-07-15"), day("2018-07-16"));
}

TEST(Date, TheWeekBeginsOnMonday) {
  EXPECT_EQ(day("2018-07-16").weekday(), 0);
  EXPECT_EQ(day("2018-07-22").weekday(), 6);
  EXPECT_EQ(day("1969-12-31").weekday(), 2);  // Before the first day number, too.
}

TEST(Date, IsWrittenAsASentenceWantsIt) {
  EXPECT_EQ(day("2018-07-16").written(), "16 July 2018");
  EXPECT_EQ(day("2018-09-01").written_without_year(), "1 September");
}

TEST(DateRange, BothEndsBelongToIt) {
  const DateRange week = {day("2018-07-16"), day("2018-07-22")};
  EXPECT_EQ(week.length(), 7);
  EXPECT_TRUE(week.contains(week.first));
  EXPECT_TRUE(week.contains(week.last));
  EXPECT_FALSE(week.contains(week.last + Days{1}));
  EXPECT_FALSE(week.contains(week.first - Days{1}));
}

TEST(MonthNumber, TakesNamesAndTheirShortForms) {
  EXPECT_EQ(month_number("July"), 7);
  EXPECT_EQ(month_number("jul"), 7);
  EXPECT_EQ(month_number("JUL."), 7);
  EXPECT_EQ(month_number("Sept."), 9);
  EXPECT_EQ(month_number("may"), 5);
}

TEST(MonthNumber, TakesNothingElse) {
  for (const char* const text : {"", ".", "Ju", "Juli", "Marc", "7", "July 4"}) {
    EXPECT_EQ(month_number(text), std::nullopt) << text;
  }
}

TEST(WeekdayNumber, TakesFullNamesOnly) {
  EXPECT_EQ(weekday_number("monday"), 0);
  EXPECT_EQ(weekday_number("Sunday"), 6);
  EXPECT_EQ(weekday_number("Mon"), std::nullopt);
  EXPECT_EQ(weekday_number("July"), std::nullopt);
}

}  // namespace
}  // namespace corollary
