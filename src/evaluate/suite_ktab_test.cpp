#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

const fs::path kPublished = fs::path(COROLLARY_SOURCE_DIR) / "tests/published/bargaining/ktab";

Result<Scores> score(const fs::path& input, const fs::path& expected = {}) {
  Options options;
  options.input = input;
  options.expected = expected;
  options.errors_most = 3;
  Progress progress;
  return score_ktab(options, progress);
}

double value(const Scores& scores, std::string_view name) {
  const auto found = std::ranges::find(scores.values, name, &Scores::Value::name);
  return found == scores.values.end() ? -1 : found->value;
}

// A file that is there as long as the test runs.
struct File {
  File(const std::string& name, std::string_view text) : path(fs::temp_directory_path() / ("corollary_ktab_" + name)) {
    EXPECT_TRUE(write_file(path, text).has_value());
  }
  ~File() { fs::remove(path); }
  fs::path path;
};

// A and B meet at 20 in the first turn (see spatial_test.cpp).
constexpr std::string_view kMeeting = "Toll,,2,1,\nActor,Description,Power,Height,Sal,\nA,,2,0,50,\nB,,1,100,50,\n";
constexpr std::string_view kHistory = "History of actor positions over time: \nA, Height:   0.0  20.0  20.0 \nB, Height: 100.0  20.0  20.0 \n";

TEST(Published, KtabsHistoriesAreReproducedToTheDigit) {
  for (const auto& [name, cells, turns] : {std::tuple("dummyData_3Dim", 231, 10), std::tuple("dummyData_6Dim", 4860, 29), std::tuple("SOE-Pol-Comp", 728, 27)}) {
    const auto history = score(kPublished / format("{}.csv", name), kPublished / format("expected_{}.txt", name));
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(value(*history, "cells"), cells);
    EXPECT_EQ(value(*history, "differing_cells"), 0) << (history->errors.empty() ? "" : history->errors.front());
    EXPECT_EQ(value(*history, "differing_probability_cells"), 0);
    EXPECT_EQ(value(*history, "turns"), turns);
    EXPECT_EQ(value(*history, "turns_expected"), turns);
    const auto changes = score(kPublished / format("{}.csv", name), kPublished / format("expected_{}_frac.txt", name));
    ASSERT_TRUE(changes.has_value());
    EXPECT_EQ(value(*changes, "cells"), turns);
    EXPECT_EQ(value(*changes, "differing_cells"), 0);
    EXPECT_EQ(value(*changes, "turns_expected"), turns);
  }
}

TEST(SuiteKtab, CountsCellsThatDifferAndCellsThatOnlyOneSideHas) {
  const File input("a.csv", kMeeting);
  const auto counted = [&](std::string text, std::string_view part, std::string_view instead) {
    const File expected("a.txt", text.replace(text.find(part), part.size(), instead));
    return value(*score(input.path, expected.path), "differing_cells");
  };
  const std::string history(kHistory);
  EXPECT_EQ(counted(history, "A", "A"), 0);
  EXPECT_EQ(counted(history, "20.0", "20.1"), 1);
  EXPECT_EQ(counted(history, "  20.0 \nB", "\nB"), 1);           // Shorter …
  EXPECT_EQ(counted(history, "20.0 \nB", "20.0  20.0 \nB"), 1);  // … and longer than the run.
  EXPECT_EQ(counted(history, "B, Height: 100.0  20.0  20.0 \n", ""), 3);
  EXPECT_EQ(counted(history, "B,", "C,"), 6);
}

TEST(SuiteKtab, ListsTheFirstDifferences) {
  const File input("b.csv", kMeeting), expected("b.txt", "A, Height: 0.0 21.0\nB, Height: 100.0 20.0 20.0\n");
  const auto scores = score(input.path, expected.path);
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->errors, (std::vector<std::string>{"A, Height, state 1: expected 21.0, got 20.0", "A, Height, state 2: expected nothing, got 20.0"}));
  EXPECT_EQ(value(*scores, "turns"), 2);
  EXPECT_EQ(value(*scores, "turns_expected"), 1);
}

TEST(SuiteKtab, WithoutAnExpectedFileGivesTheHistory) {
  const File input("c.csv", kMeeting);
  const auto scores = score(input.path);
  ASSERT_TRUE(scores.has_value());
  ASSERT_EQ(scores->listings.size(), 3U);
  const Scores::Listing& history = scores->listings[0];
  EXPECT_EQ(history.name, "history");
  EXPECT_EQ(history.columns, (std::vector<std::string>{"actor", "issue", "0", "1", "2"}));
  EXPECT_EQ(history.rows, (std::vector<std::vector<std::string>>{{"A", "Height", "0.0", "20.0", "20.0"}, {"B", "Height", "100.0", "20.0", "20.0"}}));
  EXPECT_EQ(scores->listings[1].rows[0], (std::vector<std::string>{"A", "0.6667", "1.0000", "1.0000"}));
  EXPECT_EQ(scores->listings[2].rows, (std::vector<std::vector<std::string>>{{"0.9999", "0.0000"}}));
}

TEST(SuiteKtab, RunsStochasticScenariosWithoutChance) {
  const auto scores = score(kPublished / "smpExample.xml");
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->skipped.size(), 2U);
}

TEST(SuiteKtab, RefusesAnExpectedFileOfAnotherKind) {
  const File input("d.csv", kMeeting), expected("d.txt", "nothing of the kind\n");
  EXPECT_FALSE(score(input.path, expected.path).has_value());
}

}  // namespace
}  // namespace corollary::evaluate
