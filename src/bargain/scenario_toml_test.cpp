#include "bargain/scenario_toml.h"

#include <gtest/gtest.h>

#include <string>

namespace corollary::bargain {
namespace {

TEST(ScenarioToml, IsWrittenAsAnAnalystWould) {
  const Scenario scenario{{{"water", "How much flows?", "none", "all", 20.5, {{"EGY", 90, 1, 2.5, ""}, {"ETH", 10, 0.5, 1, "Fills the dam."}}}}};
  EXPECT_EQ(to_toml(scenario), R"([[issues]]
id = "water"
question = "How much flows?"
low = "none"
high = "all"
no_deal = 20.5

[[issues.stakes]]
actor = "EGY"
position = 90
salience = 1
capability = 2.5

[[issues.stakes]]
actor = "ETH"
position = 10
salience = 0.5
capability = 1
why = "Fills the dam."
)");
}

TEST(ScenarioToml, WhatIsWrittenReadsBackToTheLastBit) {
  const std::string awkward = std::string("\"quoted\" \\ back\nslash\t\x01\x7F é ") + '\0' + "#";
  Scenario scenario;
  for (const std::string id : {"one", "two"}) {
    scenario.issues.push_back({id, awkward, awkward, "x", {}, {{"\"O'Brien\" \\ é", 100.0 / 3, 0.1, 1e-300, awkward}, {"B", 0, 1, 1.7e308, ""}}});
  }
  scenario.issues[1].no_deal = 1e-7;
  const auto read = parse_scenario("written", to_toml(scenario));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->issues.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read->issues[i].id, scenario.issues[i].id);
    EXPECT_EQ(read->issues[i].question, awkward);
    EXPECT_EQ(read->issues[i].low, awkward);
    EXPECT_EQ(read->issues[i].no_deal, scenario.issues[i].no_deal);
    EXPECT_EQ(read->issues[i].stakes, scenario.issues[i].stakes);
  }
}

TEST(ScenarioToml, RangesPowersAndCounterfactualsAreKept) {
  const std::string text = R"(within_days = 30

[[issues]]
id = "water"
question = "How much flows?"
low = "none"
high = "all"
no_deal = [10, 30]
authority = ["down: ETH and 'the league'", "up 20 to 100: ETH"]

[[issues.stakes]]
actor = "ETH"
position = { mean = 10, deviation = 2.5 }
salience = [0.25, 0.5, 0.625]
capability = [1, 2]

[[issues.stakes]]
actor = "the league"
position = 80
salience = 0.5
capability = 1

[[counterfactuals]]
name = "A \"wet\" year"
changes = ["water/ETH/position += 5", "*/*/salience *= 0.5"]
)";
  const auto read = parse_scenario("case.toml", text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(to_toml(*read), text);
}

TEST(ScenarioToml, NoIssuesAreNoText) { EXPECT_EQ(to_toml({}), ""); }

}  // namespace
}  // namespace corollary::bargain
