#include "formats/cells.h"

#include <gtest/gtest.h>

namespace corollary::formats {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

TEST(Cells, ADayIsReadInEachWayThatTheFormatsWriteIt) {
  for (const std::string_view text : {"20180131", "2018-01-31", "2018-01-31 00:00:00.000", "2018-01-31T12:00:00Z",
                                      "1/31/2018", "01/31/2018", "31 January 2018"}) {
    EXPECT_EQ(day_in(text), day("2018-01-31")) << text;
  }
  EXPECT_EQ(day_in("1/2/2018"), day("2018-01-02"));  // The month stands first.
}

TEST(Cells, WhatIsNoDayOfTheCalendarIsNoDay) {
  for (const std::string_view text :
       {"", "x", "20180230", "20181301", "2018-02-30", "2018-2-3", "2018-01-31x", "13/1/2018", "2/30/2018", "00000101",
        "31 Januember 2018", "2018013", "201801310", "//2018", " /  /2018", "1/1/18"}) {
    EXPECT_EQ(day_in(text), std::nullopt) << text;
  }
}

TEST(Cells, DaysAgreeWithTheCalendar) {
  for (std::int32_t number = -719'162; number < 2'932'896; number += 577) {
    const Date date = Date::from_day_number(number);
    EXPECT_EQ(day_in(compact(date)), date);
  }
}

TEST(Cells, ANumberIsReadAsTheNearestDouble) {
  EXPECT_EQ(number_in("-2.56410256410256"), -2.56410256410256);
  EXPECT_EQ(number_in("-0.11641443538999001"), -0.11641443538999001);
  EXPECT_EQ(number_in("9007199254740993"), 9007199254740993.0);
  EXPECT_EQ(number_in("123456789012345678901234567890"), 123456789012345678901234567890.0);
  EXPECT_EQ(number_in("1e-3"), 1e-3);
  EXPECT_EQ(number_in("144."), 144);
}

TEST(Cells, WhatIsNoFiniteNumberIsNoNumber) {
  for (const std::string_view text : {"", "-", ".", "1,5", "1.2.3", "nan", "inf", "1e999", "0x10", " 1", "1 ", "+1"}) {
    EXPECT_EQ(number_in(text), std::nullopt) << text;
  }
}

TEST(Cells, FractionDateIsThatOfTheRowsNotOfTheDocuments) {
  EXPECT_EQ(fraction_date(day("2017-12-02")), 2017.9096);
  EXPECT_EQ(fraction_date(day("2007-07-04")), 2007.5041);
}

TEST(Cells, AFaultSaysWhatWasReadAndWhatWasExpected) {
  EXPECT_EQ(fault_in("91", FieldKind::latitude), "'91' is not a latitude from -90 to 90");
  EXPECT_EQ(fault_in("x", FieldKind::cameo), "'x' is not a CAMEO code (two to four digits)");
  EXPECT_EQ(fault_in("036", FieldKind::cameo), std::nullopt);
  EXPECT_EQ(fault_in("", FieldKind::number), std::nullopt);
  EXPECT_EQ(fault_in("NA", FieldKind::number), std::nullopt);
}

TEST(Cells, BytesThatAreNotUtf8AreReadAsWindows1252) {
  std::string text;
  assign_utf8(text,
              "Espa\xF1"
              "a \x96 \x80");
  EXPECT_EQ(text, "España – €");
  assign_utf8(text, "España");
  EXPECT_EQ(text, "España");
}

}  // namespace
}  // namespace corollary::formats
