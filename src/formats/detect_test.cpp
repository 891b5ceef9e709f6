#include <gtest/gtest.h>

#include <algorithm>

#include "formats/test_rows.h"

namespace corollary::formats {
namespace {

std::string gdelt_row(Format version) {
  return row_of(version, {{"GLOBALEVENTID", "719"}, {"SQLDATE", "20171202"}, {"EventCode", "043"}, {"QuadClass", "1"}});
}

// "GDELT 2.0 events" or "ICEWS: no CAMEO Code column", or the error.
std::string found(std::string_view head) {
  const auto layout = detect(head);
  if (!layout) {
    return layout.error().message;
  }
  return format("{}{}{}", title(layout->format), layout->variant.empty() ? "" : ": ", layout->variant);
}

TEST(Detect, TellsGdeltsFilesApartByTheirColumns) {
  EXPECT_EQ(found(gdelt_row(Format::gdelt2)), "GDELT 2.0 events");
  EXPECT_EQ(found(gdelt_row(Format::gdelt1)), "GDELT 1.0 events");
  std::string before_2013 = gdelt_row(Format::gdelt1);
  before_2013.erase(before_2013.rfind('\t'), 1);
  EXPECT_EQ(found(before_2013), "GDELT 1.0 events: no SOURCEURL column");
  EXPECT_EQ(found(row_of(Format::gdelt_mentions, {{"GLOBALEVENTID", "719"}, {"MentionTimeDate", "20170701234500"}})),
            "GDELT mentions");
  EXPECT_EQ(found(row_of(Format::gkg2, {{"GKGRECORDID", "20170701234500-0"}, {"DATE", "20170701234500"}})),
            "GDELT GKG 2");
  EXPECT_EQ(found(row_of(Format::gkg1, {{"DATE", "20170701"}, {"NUMARTS", "1"}})), "GDELT GKG 1");
}

TEST(Detect, ReadsAHeaderInAnyOrderWithColumnsOfItsOwn) {
  std::string header, row;
  for (const std::string& column : documented_layout(Format::gdelt2).columns) {
    header += (header.empty() ? "" : "\t") + column;
    if (column == "EventCode") {
      header += "\tCAMEOCodeDescription";
    }
  }
  const auto layout = detect(header + "\n");
  ASSERT_TRUE(layout.has_value());
  EXPECT_EQ(layout->variant, "with CAMEOCodeDescription");
  EXPECT_TRUE(layout->dialect.header);
  EXPECT_EQ(layout->where[26], 26U);
  EXPECT_EQ(layout->where[27], 28U);
}

TEST(Detect, KnowsIcewsAndItsVariants) {
  const std::string header = header_of(Format::icews);
  EXPECT_EQ(found(header + row_of(Format::icews, {{"Event ID", "1"}, {"Event Date", "2018-06-01"}})), "ICEWS");
  EXPECT_EQ(found(header + row_of(Format::icews, {{"Event ID", "1"}, {"Event Date", "1/1/2017"}})),
            "ICEWS: month/day/year");
  EXPECT_EQ(found("Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tIntensity\tTarget "
                  "Name\tTarget Sectors\t"
                  "Target Country\tStory ID\tSentence "
                  "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"),
            "ICEWS: no CAMEO Code column");
  EXPECT_EQ(found("\"event_id\",\"event_date\",\"source_name\",\"source_sectors\",\"source_country\",\"event_text\","
                  "\"cameo_code\",\"intensity\","
                  "\"target_name\",\"target_sectors\",\"target_country\",\"story_id\",\"sentence_number\","
                  "\"publisher\",\"city\",\"year\"\n"),
            "ICEWS: commas; no District column; no Province column; no Country column; no Latitude column; no "
            "Longitude column; with year");
}

TEST(Detect, KnowsTheOthersByHeaderOrByTheLookOfTheirRows) {
  for (const Format format : {Format::polecat, Format::acled, Format::ged, Format::event_csv}) {
    EXPECT_EQ(found(header_of(format)), title(format));
    EXPECT_EQ(found("\xEF\xBB\xBF" + header_of(format)), title(format));
  }
  const std::string phoenix =
      row_of(Format::phoenix, {{"EventID", "0_v0.2.0"}, {"Date", "20140620"}, {"EventCode", "043"}});
  EXPECT_EQ(found(phoenix), "Phoenix");
  const std::string ged = row_of(Format::ged, {{"id", "1"},
                                               {"type_of_violence", "1"},
                                               {"date_start", "2016-01-01"},
                                               {"date_end", "2016-01-02"},
                                               {"best", "1"},
                                               {"high", "1"},
                                               {"low", "1"}});
  EXPECT_EQ(found(ged), "UCDP GED: no header");
  std::string semicolons = header_of(Format::acled);
  std::ranges::replace(semicolons, ',', ';');
  EXPECT_EQ(found(semicolons), "ACLED: semicolons");
  EXPECT_EQ(found("{\"schema\":\"corollary.event/1\",\"id\":\"1\"}\n"), "corollary.event/1 lines");
}

TEST(Detect, KnowsMarksAndEndsOfLines) {
  std::string text = "\xEF\xBB\xBF" + header_of(Format::acled);
  text.insert(text.size() - 1, "\r");
  const auto layout = detect(text);
  ASSERT_TRUE(layout.has_value());
  EXPECT_TRUE(layout->dialect.byte_order_mark);
  EXPECT_TRUE(layout->dialect.crlf);
  EXPECT_EQ(layout->columns.back(), "timestamp");
}

TEST(Detect, SaysWhatItFoundAndWhatItExpected) {
  using namespace std::string_view_literals;
  EXPECT_TRUE(found("").starts_with("the file is empty; expected GDELT events"));
  EXPECT_TRUE(found("   \n\n   ").starts_with("the file is blank; expected"));
  EXPECT_TRUE(found("\xFF\xFE\0\0"sv).starts_with("a NUL byte in the first line"));
  EXPECT_TRUE(found("event_id\tstory_date\tsource\n1\t2\t3\n")
                  .starts_with("a first line of 3 columns (event_id, story_date, source)"));
  EXPECT_TRUE(found("{\"schema\":\"corollary.brief/1\"}").starts_with("lines of the schema 'corollary.brief/1'"));
  EXPECT_TRUE(found("{\"a\":1}").starts_with("JSON without a schema"));
  EXPECT_TRUE(found(row_of(Format::gdelt2, {{"GLOBALEVENTID", "x"}}))
                  .starts_with("as many columns as GDELT 2.0 events, but GLOBALEVENTID 'x' is not a whole number"));
}

TEST(Detect, OneBadRowDoesNotHideTheFormat) {
  EXPECT_EQ(found(row_of(Format::gdelt2, {{"GLOBALEVENTID", "x"}}) + gdelt_row(Format::gdelt2)), "GDELT 2.0 events");
}

}  // namespace
}  // namespace corollary::formats
