#include "base/table.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(const Table& table) {
  std::vector<Cells> rows;
  for (const Table::Row& row : table.rows) {
    rows.push_back(row.cells);
  }
  return rows;
}

std::string error_of(const Result<Table>& table) { return table ? "none" : table.error().message; }

TEST(ReadTsv, TheFirstLineNamesTheColumnsAndCommentsAreLeftOut) {
  const auto table = read_tsv("a.tsv", "# note\ncode\tname\nPOL\tPoland\n\n# more\nRUS\t\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (Cells{"code", "name"}));
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"POL", "Poland"}, {"RUS", ""}}));
  EXPECT_EQ(table->rows[1].line, 6U);
}

TEST(ReadTsv, QuotesAreLettersAndLinesMayEndInCrlf) {
  const auto table = read_tsv("a.tsv", "a\tb\r\n\"x\ty\"");
  ASSERT_TRUE(table);
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"\"x", "y\""}}));
}

TEST(ReadTsv, ARowWithAnotherNumberOfCellsIsAnErrorWithItsPlace) {
  EXPECT_EQ(error_of(read_tsv("a.tsv", "code\tname\nPOL\n")), "a.tsv:2: 1 cells, expected 2 (code, name)");
}

TEST(ReadTsv, ATableWithoutALineIsAnError) {
  EXPECT_EQ(error_of(read_tsv("a.tsv", "# only a comment\n")), "a.tsv: is empty, expected a line of column names");
  EXPECT_EQ(error_of(read_tsv("a.tsv", "")), "a.tsv: is empty, expected a line of column names");
}

TEST(ReadCsv, QuotesHoldCommasQuotesAndLineBreaks) {
  const auto table = read_csv("a.csv", "a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\nlines\",\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"x, y", "he said \"no\""}, {"two\nlines", ""}}));
}

TEST(ReadCsv, ABinaryFileIsAnErrorWithItsPlace) {
  EXPECT_EQ(error_of(read_csv("a.csv", std::string_view("a,b\n1,\0\n", 9))),
            "a.csv:2: a NUL byte, expected comma-separated text and not a binary file");
}

TEST(ReadCsv, ARowsLineIsWhereItBegins) {
  const auto table = read_csv("a.csv", "a\n\"1\n2\n3\"\nlast\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0].line, 2U);
  EXPECT_EQ(table->rows[1].line, 5U);
}

TEST(ReadCsv, AByteOrderMarkAndCrlfAreAccepted) {
  const auto table = read_csv("a.csv",
                              "\xEF\xBB\xBF"
                              "a,b\r\n1,2\r\n\r\n3,4");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (Cells{"a", "b"}));
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"1", "2"}, {"3", "4"}}));
}

TEST(ReadCsv, AQuoteWithinACellIsALetter) {
  const auto table = read_csv("a.csv", "a,b\n5\" gun,x\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"5\" gun", "x"}}));
}

TEST(ReadCsv, AnEmptyQuotedCellIsEmpty) {
  const auto table = read_csv("a.csv", "a,b\n\"\",\"\"\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(rows_of(*table), (std::vector<Cells>{{"", ""}}));
}

TEST(ReadCsv, AQuoteThatIsNeverClosedIsAnErrorWhereItWasOpened) {
  EXPECT_EQ(error_of(read_csv("a.csv", "a\n1\n\"2\n3\n4\n")), "a.csv:3: a quote is opened here and never closed");
}

TEST(ReadCsv, ARowWithAnotherNumberOfCellsIsSetAsideWithItsLineAndTheOthersGoOn) {
  const auto table = read_csv("a.csv", "a,b\n\"1\n1\",2\n1,2,3\n4,5\n");

  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 2U);
  ASSERT_EQ(table->rejected.size(), 1U);
  EXPECT_EQ(table->rejected.front().line, 4U);
  EXPECT_EQ(table->rejected.front().reason, "3 cells, expected 2 (a, b)");
}

TEST(Table, AColumnIsFoundByNameOrTheOthersAreListed) {
  const auto table = read_csv("a.csv", "date,type\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->column("type").value(), 1U);
  EXPECT_EQ(table->column("mode").error().message, "a.csv: there is no column 'mode' (columns: date, type)");
}

}  // namespace
}  // namespace corollary
