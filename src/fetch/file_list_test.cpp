#include "fetch/file_list.h"

#include <gtest/gtest.h>

#include "base/lines.h"
#include "record/test_world.h"

namespace corollary::fetch {
namespace {

using record::day;

const std::string kMd5 = "0123456789abcdef0123456789ABCDEF";

std::string line(const std::string& name) { return "150383 " + kMd5 + " http://data.gdeltproject.org/gdeltv2/" + name; }

Result<FileList> list_of(std::string_view text, DateRange days = {day("2018-01-01"), day("2018-01-02")}) {
  MasterListReader reader("list", days);
  for_each_line(text, [&](std::string_view each, std::size_t) { reader.add(each); });
  return std::move(reader).finish();
}

TEST(FileName, SaysKindDaysAndQuarter) {
  const auto slot = FileName::read("20180101134500.translation.gkg.csv.zip");
  ASSERT_TRUE(slot);
  EXPECT_EQ(slot->kind, Kind::gkg);
  EXPECT_TRUE(slot->translated);
  EXPECT_EQ(slot->quarter, 55);
  EXPECT_EQ(slot->days, (DateRange{day("2018-01-01"), day("2018-01-01")}));
  EXPECT_EQ(FileName::read("20140301.export.CSV.zip")->days.first, day("2014-03-01"));
  EXPECT_EQ(FileName::read("201202.zip")->days, (DateRange{day("2012-02-01"), day("2012-02-29")}));
  EXPECT_EQ(FileName::read("201212.zip")->days.last, day("2012-12-31"));
  EXPECT_EQ(FileName::read("1979.zip")->days, (DateRange{day("1979-01-01"), day("1979-12-31")}));
}

TEST(FileName, IsNoneOfAnotherName) {
  for (const char* const name : {"", "x", "../20180101.export.CSV.zip", "20180101.export.CSV.zip/..", "20180230.export.CSV.zip", "20180101001400.export.CSV.zip",
                                 "20180101240000.export.CSV.zip", "20180101001501.export.CSV.zip", "20180101001500.export.csv.zip", "201213.zip", "201200.zip",
                                 "GDELT.MASTERREDUCEDV2.1979-2013.zip", "20180101.zip", "19 9.zip", "-979.zip"}) {
    EXPECT_FALSE(FileName::read(name)) << name;
  }
}

TEST(FileList, TakesFilesOfTheDaysAndKnowsTheNewest) {
  const auto list = list_of(line("20171231234500.export.CSV.zip") + "\r\n" + line("20180101000000.export.CSV.zip") + "\n" +
                            line("20180101000000.mentions.CSV.zip") + "\n" + line("20180105120000.export.CSV.zip") + "\n");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->files.size(), 2U);
  EXPECT_EQ(list->files[0].name, "20180101000000.export.CSV.zip");
  EXPECT_EQ(list->files[0].bytes, 150383U);
  EXPECT_EQ(list->files[0].md5, "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(list->newest->text(), "2018-01-05 12:00");
}

TEST(FileList, CountsALineThatCannotBeReadAndDoubtsItsDay) {
  std::string text;
  for (int quarter = 0; quarter < 12; ++quarter) text += line(format("2018010100{:02}00.export.CSV.zip", quarter % 4 * 15)) + "\n";
  const auto list = list_of(text + "150383 http://data.gdeltproject.org/gdeltv2/20180101030000.export.CSV.zip\n" + line("20180102000000.export.CSV.zip"));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->unreadable, 1);
  EXPECT_EQ(list->first_unreadable, (std::vector<std::string>{"list:13: 2 columns, expected size, MD5 and URL"}));
  EXPECT_EQ(list->doubtful, (std::set<Date>{day("2018-01-01"), day("2018-01-02")}));
}

TEST(FileList, IsNoneIfItIsAPageOrEmpty) {
  EXPECT_EQ(list_of("<html>\n<body>Please log in</body>\n</html>\n").error().message,
            "list: is no list of GDELT: 3 of 3 lines cannot be read; the first: list:1: 1 columns, expected size, MD5 and URL");
  EXPECT_FALSE(list_of(""));
  EXPECT_FALSE(list_of("-5 " + kMd5 + " http://x/20180101000000.export.CSV.zip\n"));
  EXPECT_FALSE(list_of("99999999999999999999 " + kMd5 + " http://x/20180101000000.export.CSV.zip\n"));
  EXPECT_FALSE(list_of("5 0123 http://x/20180101000000.export.CSV.zip\n"));
}

TEST(FileList, OfAFileMustEndWithALine) {
  const record::TestFolder folder;
  folder.write("list", line("20180101000000.export.CSV.zip") + "\n" + line("20180101001500.ex"));
  EXPECT_EQ(read_master_list(folder / "list", {day("2018-01-01"), day("2018-01-01")}).error().message, "list: its last line has no end: the list was cut short");
}

TEST(FileList, OfDaysNeedsSumAndSize) {
  const std::string sums = kMd5 + "  20140302.export.CSV.zip\n" + kMd5 + "  20140301.export.CSV.zip\n" + kMd5 + "  GDELT.MASTERREDUCEDV2.1979-2013.zip\n" + kMd5 + "  201202.zip\n";
  const auto list = read_daily_lists(sums, "7 20140302.export.CSV.zip\n9 201202.zip\n5 GDELT.MASTERREDUCEDV2.1979-2013.zip\n", {day("2012-02-29"), day("2014-03-02")});
  ASSERT_TRUE(list);
  ASSERT_EQ(list->files.size(), 2U);
  EXPECT_EQ(list->files[0].name, "201202.zip");
  EXPECT_EQ(list->files[1].bytes, 7U);
  EXPECT_EQ(list->newest->day, day("2014-03-02"));
  EXPECT_FALSE(read_daily_lists("<html>\n", "", {day("2014-03-01"), day("2014-03-02")}));
}

}  // namespace
}  // namespace corollary::fetch
