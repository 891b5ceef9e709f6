#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

const fs::path kPublished = fs::path(COROLLARY_SOURCE_DIR) / "tests/published/bargaining/exchange";

Options options_of(const fs::path& input, const fs::path& expected) {
  Options options;
  options.input = input;
  options.expected = expected;
  options.errors_most = 3;
  return options;
}

std::map<std::string, double> values_of(const Result<Scores>& scores) {
  std::map<std::string, double> values;
  EXPECT_TRUE(scores) << scores.error().message;
  if (!scores) return values;
  for (const Scores::Value& value : scores->values) values[value.name] = value.value;
  for (const std::string& error : scores->errors) ADD_FAILURE() << error;
  return values;
}

std::map<std::string, double> decide(const fs::path& input, const fs::path& expected) {
  Progress progress;
  return values_of(score_decide(options_of(input, expected), progress));
}

TEST(Published, EqualGainExchangesOfTheParisNegotiationsAreReproduced) {
  Progress progress;
  auto values = values_of(score_equal_gain(options_of(kPublished / "paris.txt", kPublished / "paris_exchanges.csv"), progress));
  EXPECT_EQ(values["exchanges"], 20);
  EXPECT_EQ(values["exchanges_expected"], 20);
  EXPECT_EQ(values["differing_exchanges"], 0);
  EXPECT_LT(values["largest_difference"], 1e-9);
}

TEST(Published, ThreeIterationsOfDecideOnCopenhagenAndTheTollAreReproduced) {
  for (const auto& [name, count] : {std::pair("copenhagen", 136), std::pair("toll", 115)}) {
    auto values = decide(kPublished / (std::string(name) + ".txt"), kPublished / (std::string(name) + "_exchanges.csv"));
    EXPECT_EQ(values["exchanges"], count) << name;
    EXPECT_EQ(values["exchanges_expected"], count) << name;
    EXPECT_EQ(values["differing_exchanges"], 0) << name;
    EXPECT_LT(values["largest_difference"], 1e-9) << name;
  }
}

TEST(Published, DecidesOutcomesOfEachIterationAreReproduced) {
  for (const std::string name : {"copenhagen", "toll"}) {
    auto values = decide(kPublished / (name + ".txt"), kPublished / (name + "_nbs.csv"));
    EXPECT_EQ(values["outcomes_expected"], 4) << name;
    EXPECT_EQ(values["differing_outcomes"], 0) << name;
    EXPECT_LT(values["largest_difference"], 1e-9) << name;
  }
}

class SuiteDecide : public testing::Test {
 protected:
  SuiteDecide() : folder_(fs::temp_directory_path() / ("corollary_suite_decide_" + std::to_string(getpid()))) { fs::create_directories(folder_); }
  ~SuiteDecide() override { fs::remove_all(folder_); }

  fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  std::string message(Result<Scores> (*score)(const Options&, Progress&), const fs::path& expected) const {
    Progress progress;
    const Result<Scores> scores = score(options_of(kPublished / "paris.txt", expected), progress);
    return scores ? "no error" : scores.error().message.substr(folder_.string().size() + 1);
  }
  fs::path folder_;
};

TEST_F(SuiteDecide, RowsThatDifferAndRowsThatAreMissingAreCounted) {
  // The first published row with a gain of 1 instead of 1.1289…, then none of the other nineteen.
  const fs::path expected = file("e.csv", "USA;mrv;China;differentiation;1;70;-63.640626787144;6.35937321285599;0;80;-60;20;20;FALSE;TRUE\n");
  Progress progress;
  const Result<Scores> scores = score_equal_gain(options_of(kPublished / "paris.txt", expected), progress);
  ASSERT_TRUE(scores);
  std::map<std::string, double> values;
  for (const Scores::Value& value : scores->values) values[value.name] = value.value;
  EXPECT_EQ(values["differing_exchanges"], 20);
  EXPECT_NEAR(values["largest_difference"], 0.128903122498, 1e-12);
  EXPECT_EQ(scores->errors.size(), 3U);
  EXPECT_EQ(scores->listings.at(0).rows.size(), 20U);
  EXPECT_EQ(scores->listings[0].columns.size(), scores->listings[0].rows[0].size());
}

TEST_F(SuiteDecide, BadExpectedFilesAreNamedWithTheirLine) {
  EXPECT_EQ(message(score_equal_gain, file("a.csv", "\nUSA;mrv\n")),
            "a.csv:2: 2 cells, expected 15 parted by semicolons: two names twice, nine numbers, two of TRUE and FALSE");
  EXPECT_EQ(message(score_equal_gain, file("b.csv", "a;b;c;d;x;1;1;1;1;1;1;1;1;TRUE;TRUE\n")), "b.csv:1: 'x' is not a number");
  EXPECT_TRUE(message(score_decide, file("c.csv", "iteration,i\n0,USA\n")).starts_with("c.csv"));
  EXPECT_EQ(message(score_decide, file("d.csv", "iteration(-1=initial),differentiation [0 - 100],mrv [0 - 100],legal [0 - 100]\nx,1,2,3\n")),
            "d.csv:2: 'x' is no iteration (-1 to 999)");
  EXPECT_EQ(message(score_decide, file("e.csv", "iteration(-1=initial),differentiation [0 - 100],mrv [0 - 100],legal [0 - 100]\n")), "e.csv:1: no iterations");
}

}  // namespace
}  // namespace corollary::evaluate
