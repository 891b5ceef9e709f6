#include "formats/rows.h"

#include <gtest/gtest.h>

#include "formats/test_rows.h"

namespace corollary::formats {
namespace {

Layout three_columns(bool quoted, bool header = false) {
  Layout layout;
  layout.dialect = {
      .separator = quoted ? ',' : '\t', .quoted = quoted, .header = header, .byte_order_mark = false, .crlf = false};
  layout.columns = {"a", "b", "c"};
  return layout;
}

// "1[0,5) a|b|c" for a row, "1! reason" for a rejected one.
std::vector<std::string> steps(RowReader& reader) {
  std::vector<std::string> seen;
  for (RowStep step = *reader.next(); step != RowStep::end; step = *reader.next()) {
    if (step == RowStep::rejected) {
      seen.push_back(format("{}! {}", reader.rejection().line, reader.rejection().reason));
      continue;
    }
    const Row& row = reader.row();
    seen.push_back(format("{}[{},{}) {}|{}|{}", row.line, row.bytes.begin, row.bytes.end, row.cells[0], row.cells[1],
                          row.cells[2]));
  }
  return seen;
}

std::vector<std::string> rows_in(const Layout& layout, std::string_view text) {
  RowReader reader(layout, text);
  return steps(reader);
}

// The same, `size` bytes at a time.
std::vector<std::string> rows_in_pieces(const Layout& layout, std::string_view text, std::size_t size) {
  RowReader reader(layout, [text, size](std::string& bytes) mutable -> Result<bool> {
    bytes += text.substr(0, size);
    text.remove_prefix(std::min(size, text.size()));
    return !text.empty();
  });
  return steps(reader);
}

using Steps = std::vector<std::string>;

TEST(RowReader, GivesCellsLinesAndBytes) {
  EXPECT_EQ(rows_in(three_columns(false), "1\t2\t3\n\nlonger than eight bytes\t\t6\n7\t8\t9"),
            (Steps{"1[0,5) 1|2|3", "3[7,33) longer than eight bytes||6", "4[34,39) 7|8|9"}));
}

TEST(RowReader, QuotesMeanNothingBetweenTabs) {
  EXPECT_EQ(rows_in(three_columns(false), "\"a\tb\"\t\"\n"), (Steps{"1[0,7) \"a|b\"|\""}));
}

TEST(RowReader, TakesEitherEndOfLineAndAByteOrderMark) {
  EXPECT_EQ(rows_in(three_columns(false),
                    "\xEF\xBB\xBF"
                    "1\t2\t3\r\n4\t5\t6\r\n"),
            (Steps{"1[3,8) 1|2|3", "2[10,15) 4|5|6"}));
  EXPECT_EQ(rows_in(three_columns(true),
                    "\xEF\xBB\xBF"
                    "1,2,3\r\n4,5,6\r\n"),
            (Steps{"1[3,8) 1|2|3", "2[10,15) 4|5|6"}));
}

TEST(RowReader, PassesOverTheHeader) {
  EXPECT_EQ(rows_in(three_columns(true, true), "\na,b,c\n1,2,3\n"), (Steps{"3[7,12) 1|2|3"}));
  EXPECT_EQ(rows_in(three_columns(true, true), "a,b,c"), Steps());
}

TEST(RowReader, TakesOffQuotesAndReadsLineBreaksInThem) {
  EXPECT_EQ(
      rows_in(three_columns(true), "\"a, b\",\"say \"\"no\"\" or \"\"yes\"\"\",\"two\nlines\"\n4,\"\",\"\"\"\"\n"),
      (Steps{"1[0,42) a, b|say \"no\" or \"yes\"|two\nlines", "3[43,52) 4||\""}));
  EXPECT_EQ(rows_in(three_columns(true), "\"a\"b,c\"d\",\"\"\"e\"\"\"f\n"), (Steps{"1[0,18) ab|c\"d\"|\"e\"f"}));
}

TEST(RowReader, RejectsWithTheReasonAndGoesOn) {
  using namespace std::string_view_literals;
  EXPECT_EQ(rows_in(three_columns(false), "1\t2\n   \n1\t2\t3\t4\nx\0\t2\t3\n1\t2\t3"sv),
            (Steps{"1! 2 columns, expected 3", "2! the line is blank", "3! 4 columns, expected 3",
                   "4! the row holds a NUL byte", "5[23,28) 1|2|3"}));
}

TEST(RowReader, AQuoteThatIsNeverClosedTakesItsLineOnly) {
  EXPECT_EQ(rows_in(three_columns(true), "1,2,3\n4,\"5,6\n7,8,9\n"),
            (Steps{"1[0,5) 1|2|3", "2! a quote is opened in this row and never closed", "3[13,18) 7|8|9"}));
}

// Each line closes a quote and opens another, so that no row ends: read on from each line anew, this would take hours.
TEST(RowReader, BrokenQuotesDoNotMakeItSlow) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "x\"y,\"\n";
  const Steps seen = rows_in(three_columns(true), text);
  ASSERT_EQ(seen.size(), 200'000U);
  EXPECT_EQ(seen.front(), "1! over 67 columns, expected 3");
  EXPECT_EQ(seen.back(), "200000! a quote is opened in this row and never closed");
}

TEST(RowReader, DoesNotDependOnHowTheBytesCome) {
  const std::string text = "1,2,3\r\n\"a\"\"b\",\"c\nd\",e\n\n4,5\n\"x\n6,7,8\r\n";
  const Steps whole = rows_in(three_columns(true), text);
  for (std::size_t size = 1; size < text.size(); ++size)
    EXPECT_EQ(rows_in_pieces(three_columns(true), text, size), whole) << size;
  const std::string tabs =
      "\xEF\xBB\xBF"
      "1\t2\t3\r\nlong enough for words\té\tf\n\n4\t5\n6\t7\t8";
  const Steps of_tabs = rows_in(three_columns(false), tabs);
  for (std::size_t size = 1; size < tabs.size(); ++size)
    EXPECT_EQ(rows_in_pieces(three_columns(false), tabs, size), of_tabs) << size;
}

TEST(RowReader, RejectsARowOfOver16MegabytesAndGoesOn) {
  for (const bool quoted : {false, true}) {
    std::string text = std::string(17U << 20U, 'x') + "\n";
    text += quoted ? "1,2,3\n" : "1\t2\t3\n";
    const Steps seen = rows_in_pieces(three_columns(quoted), text, 1U << 20U);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0], "1! the row is longer than 16 megabytes");
    EXPECT_TRUE(seen[1].starts_with("2["));
    EXPECT_EQ(rows_in(three_columns(quoted), text), seen);
  }
}

TEST(RowReader, AFailingSupplyIsAnError) {
  RowReader reader(three_columns(false),
                   [](std::string&) -> Result<bool> { return fail(ErrorKind::input, "the disk is gone"); });
  const auto step = reader.next();
  ASSERT_FALSE(step.has_value());
  EXPECT_EQ(step.error().message, "the disk is gone");
}

TEST(RowReader, AnEmptyFileHasNoRows) {
  EXPECT_EQ(rows_in(three_columns(false), ""), Steps());
  EXPECT_EQ(rows_in(three_columns(true), "\xEF\xBB\xBF"), Steps());
}

TEST(RowReader, KnowsARowOfAsciiOnly) {
  RowReader reader(three_columns(false), "a\tb\tc\na\té\tc\n");
  ASSERT_EQ(*reader.next(), RowStep::row);
  EXPECT_TRUE(reader.row().ascii);
  ASSERT_EQ(*reader.next(), RowStep::row);
  EXPECT_FALSE(reader.row().ascii);
}

}  // namespace
}  // namespace corollary::formats
