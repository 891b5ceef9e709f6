#include "bargain/scenario_decide.h"

#include <gtest/gtest.h>

#include <string>

namespace corollary::bargain {
namespace {

DecideScenario parsed(std::string_view text) {
  Result<DecideScenario> read = parse_decide("f.txt", text);
  EXPECT_TRUE(read) << read.error().message;
  return read ? *std::move(read) : DecideScenario();
}

std::string message(std::string_view text) {
  const Result<DecideScenario> read = parse_decide("f.txt", text);
  return read ? "no error" : read.error().message;
}

TEST(Decide, RowsWithTabsAndQuotesBecomeStakesFrom0To100) {
  const DecideScenario read = parsed(
      "'#A'\t'city'\t'City'\t''\n"
      "'#A'\t'shops'\t'Shops'\t''\n"
      "'#P'\t'toll'\t'How high?'\t'in euros'\n"
      "'#M'\t'toll'\t0.5\n"
      "'#M'\t'toll'\t7\n"
      "'#D'\t'shops'\t'toll'\t0.5\t0.8\t0.9\n"
      "'#D'\t'city'\t'toll'\t3.75\t0.7\t1.0\n");
  ASSERT_EQ(read.scenario.issues.size(), 1U);
  const Issue& issue = read.scenario.issues[0];
  EXPECT_EQ(issue.id, "toll");
  EXPECT_EQ(issue.question, "How high?");
  EXPECT_EQ(issue.low, "0.5");
  EXPECT_EQ(issue.high, "7");
  ASSERT_EQ(issue.stakes.size(), 2U);
  EXPECT_EQ(issue.stakes[0], (Stake{"city", 50, 0.7, 1, ""}));  // As the actors' rows are ordered.
  EXPECT_EQ(issue.stakes[1], (Stake{"shops", 0, 0.8, 0.9, ""}));
  EXPECT_EQ(read.scales[0].label("toll"), "toll [0.5 - 7]");
  EXPECT_DOUBLE_EQ(read.scales[0].native(50), 3.75);
  EXPECT_TRUE(read.warnings.empty());
}

TEST(Decide, RowsWithSemicolonsCommentsAndMeaningsAreRead) {
  const DecideScenario read = parsed(
      "\xEF\xBB\xBF#O;Paris;;\r\n#/;a comment;;\r\n#A;EU;European Union\r\n;;;\r\n\r\n#P;legal;Legal form\r\n#M;legal;100;binding\r\n#M;legal;30;partly\r\n"
      "#M;legal;0;not binding\r\n#D;EU;legal;70;0.7;0.75\r\n");
  ASSERT_EQ(read.scenario.issues.size(), 1U);
  EXPECT_EQ(read.scenario.issues[0].low, "not binding");
  EXPECT_EQ(read.scenario.issues[0].high, "binding");
  EXPECT_EQ(read.scenario.issues[0].stakes[0], (Stake{"EU", 70, 0.7, 0.75, ""}));
}

TEST(Decide, RowsMayComeInAnyOrderAndAnActorMayHaveNoStakeInAnIssue) {
  const DecideScenario read = parsed("#D\tA\tq\t1\t1\t1\n#D\tA\tp\t2\t1\t1\n#D\tB\tp\t0\t1\t1\n#M\tp\t2\n#M\tp\t0\n#M\tq\t0\n#M\tq\t4\n#P\tp\n#P\tq\n#A\tB\n#A\tA\n");
  ASSERT_EQ(read.scenario.issues.size(), 2U);
  EXPECT_EQ(read.scenario.issues[0].stakes.size(), 2U);
  EXPECT_EQ(read.scenario.issues[0].stakes[0].actor, "B");
  EXPECT_EQ(read.scenario.issues[0].stakes[1].position, 100);
  EXPECT_EQ(read.scenario.issues[1].stakes.size(), 1U);
  EXPECT_EQ(read.scenario.issues[1].stakes[0].position, 25);
}

TEST(Decide, ApostrophesAndDoubledQuotesBelongToTheText) {
  const DecideScenario read = parsed("'#A'\t'l''Oise'\n#A\td'Artois\n'#P'\t'p; or \t not'\n#D\t'l''Oise'\t'p; or \t not'\t0\t1\t1\n#D\td'Artois\t'p; or \t not'\t1\t0\t1\n");
  EXPECT_EQ(read.scenario.issues.at(0).id, "p; or \t not");
  EXPECT_EQ(read.scenario.issues[0].stakes[0].actor, "l'Oise");
  EXPECT_EQ(read.scenario.issues[0].stakes[1].actor, "d'Artois");
}

TEST(Decide, WhatIsOddIsAWarning) {
  const DecideScenario read = parsed("#A\tA\n#A\tB\xE9\n#P\tp\n#P\tq\n#M\tq\t0\n#M\tq\t1\n#D\tA\tp\t0\t0.8\t1\n#D\tA\tq\t1\t0.7\t1\n#D\tB\xE9\tq\t0\t1\t1\n");
  ASSERT_EQ(read.warnings.size(), 3U);
  EXPECT_EQ(read.warnings[0], "f.txt:2: not UTF-8: the file is read as Windows-1252");
  EXPECT_EQ(read.warnings[1], "f.txt:3: issue 'p' has no #M rows: taken to go from 0 to 100");
  EXPECT_EQ(read.warnings[2], "f.txt: the saliences of 1 of 2 actors add up to more than 1, those of 'A' to 1.5");
  EXPECT_EQ(read.scenario.issues[1].stakes[1].actor, "B\xC3\xA9");
}

TEST(Decide, EveryMistakeHasItsLine) {
  EXPECT_EQ(message("#A\tA\n"
                    "#P\tp\n"
                    "#M\tp\t0\n"
                    "#M\tp\t7\n"
                    "#D\tA\tp\t8\t0.5\t1\n"
                    "#D\tA\tp\t7\t1.5\t-1\n"
                    "#D\tB\tp\t7\t0.5\t1\n"
                    "#D\tA\tr\t7\t0.5\t1\n"
                    "#D\tA\tp\tx\t0.5\tnan\n"
                    "#D\tA\tp\t1\n"
                    "#Q\tA\n"
                    "#A\tA\n"
                    "#P\n"
                    "#A\t'C\n"),
            "f.txt:5: position 8 is outside the scale of issue 'p' (0 to 7); "
            "f.txt:6: salience 1.5 is not in its range (0 to 1); "
            "f.txt:6: power -1 is not in its range (0 or more); "
            "f.txt:7: actor 'B' has no row of its own: expected one that begins with #A; "
            "f.txt:8: issue 'r' has no row of its own: expected one that begins with #P; "
            "f.txt:9: position 'x' is not a number (0 to 7); "
            "f.txt:9: power 'nan' is not a number (0 or more); "
            "f.txt:10: 4 cells: expected #D, actor, issue, position, salience, power; "
            "f.txt:11: '#Q' is no kind of row: expected #A, #P, #M, #D, #O or #/; "
            "f.txt:12: actor 'A' is there twice; "
            "f.txt:13: an issue without a name: expected #P, name; "
            "f.txt:14: a quote is never closed");
}

TEST(Decide, WhatOnlyTheWholeFileShowsHasTheLineOfItsIssue) {
  EXPECT_EQ(message(""), "f.txt:1: no #P rows: expected at least one issue");
  EXPECT_EQ(message("#A\tA\n#P\tp\n#M\tp\t3\n#D\tA\tp\t3\t1\t1\n"), "f.txt:2: the scale of issue 'p' goes from 3 to 3: expected #M rows with two ends");
  EXPECT_EQ(message("#A\tA\n#P\tp\n#M\tp\t-1e308\n#M\tp\t1e308\n#D\tA\tp\t3\t1\t1\n"),
            "f.txt:2: the scale of issue 'p' goes from -1e308 to 1e308: expected #M rows with two ends");
  EXPECT_EQ(message("#A\tA\n#P\tp\n#D\tA\tp\t3\t1\t1\n#D\tA\tp\t3\t1\t1\n"), "f.txt:4: actor 'A' has a second stake in issue 'p'");
  EXPECT_EQ(message("#A\tA\n#P\tp\n"), "f.txt:2: issue 'p': no actors: expected at least one stake");
  EXPECT_EQ(message("#A\tA\n#P\tp\n#D\tA\tp\t3\t0\t1\n"), "f.txt:2: issue 'p': no actor has both salience and capability above 0");
}

// Rows 86 and 87 of a published example of mistakes, in the file's own form; it has no #M rows.
TEST(Decide, PublishedMistakesAreFound) {
  EXPECT_EQ(message("#O\tCopenhagen negotiations\n#A\tRussia\tRussia\n#A\tChina India\tChina India\n#P\tControl\tlevel of control\n"
                    "#D\tRussia\tControl\t160\t0.1\t0.013\n#D\tChina India\tControl\t75\t0.75\t-0.247\n"),
            "f.txt:5: position 160 is outside the scale of issue 'Control' (0 to 100); f.txt:6: power -0.247 is not in its range (0 or more)");
}

}  // namespace
}  // namespace corollary::bargain
