#include "bargain/scenario.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>


namespace corollary::bargain {
namespace {

const char* const kSanctions = R"([[issues]]
id = "sanctions"
question = "How much of the sanctions stays?"
low = "all lifted"
high = "all kept"
no_deal = 80

[[issues.stakes]]
actor = "USA"
position = 75
salience = 0.5
capability = 100
why = "Congress leans towards more."

[[issues.stakes]]
actor = "RUS"
position = 10.5
salience = 0.8
capability = 60
)";

/// The text above with one piece exchanged; the piece must be there.
std::string with(const std::string& piece, const std::string& other) {
  std::string text = kSanctions;
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), other);
}

std::string error_of(const std::string& text) {
  const Result<Scenario> scenario = parse_scenario("case.toml", text);
  EXPECT_FALSE(scenario.has_value()) << text;
  return scenario ? "" : scenario.error().message;
}

TEST(Scenario, ReadsIssuesWithTheirStakes) {
  const Result<Scenario> scenario = parse_scenario("case.toml", kSanctions);
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  const Issue* const issue = scenario->issue("sanctions");
  ASSERT_NE(issue, nullptr);
  EXPECT_EQ(issue->question, "How much of the sanctions stays?");
  EXPECT_EQ(issue->low, "all lifted");
  EXPECT_EQ(issue->high, "all kept");
  EXPECT_EQ(issue->no_deal, 80);
  ASSERT_EQ(issue->stakes.size(), 2U);
  EXPECT_EQ(issue->stakes[0], (Stake{"USA", 75, 0.5, 100, "Congress leans towards more."}));
  EXPECT_EQ(issue->stakes[1], (Stake{"RUS", 10.5, 0.8, 60, ""}));
  EXPECT_EQ(scenario->issue("syria"), nullptr);
}

TEST(Scenario, NoDealMayBeLeftOut) {
  const Result<Scenario> scenario = parse_scenario("case.toml", with("no_deal = 80\n", ""));
  ASSERT_TRUE(scenario.has_value());
  EXPECT_FALSE(scenario->issues[0].no_deal.has_value());
}

TEST(Scenario, OtherTablesOfACaseAreLeftToOthers) {
  const std::string text = "title = \"Helsinki\"\nas_of = 2018-07-15\n[event]\ndate = 2018-07-16\n";
  const Result<Scenario> without = parse_scenario("case.toml", text);
  ASSERT_TRUE(without.has_value());
  EXPECT_TRUE(without->issues.empty());
  EXPECT_EQ(parse_scenario("case.toml", text + kSanctions)->issues.size(), 1U);
}

TEST(Scenario, AnErrorIsOneLineWithFileAndLine) {
  EXPECT_EQ(error_of(with("position = 75", "position = 120")),
            "case.toml:10: position 120 is not in its range (0 to 100)");
  EXPECT_EQ(error_of(with("position = 75", "position = -1")),
            "case.toml:10: position -1 is not in its range (0 to 100)");
  EXPECT_EQ(error_of(with("salience = 0.8", "salience = 80")),
            "case.toml:18: salience 80 is not in its range (0 to 1)");
  EXPECT_EQ(error_of(with("capability = 60", "capability = -60")),
            "case.toml:19: capability -60 is not in its range (0 or more)");
  EXPECT_EQ(error_of(with("no_deal = 80", "no_deal = 101")), "case.toml:6: no_deal 101 is not in its range (0 to 100)");
}

TEST(Scenario, NotANumberIsInNoRange) {
  EXPECT_EQ(error_of(with("position = 75", "position = nan")),
            "case.toml:10: position nan is not in its range (0 to 100)");
  EXPECT_EQ(error_of(with("capability = 60", "capability = inf")),
            "case.toml:19: capability inf is not in its range (0 or more)");
}

TEST(Scenario, AWrongTypeIsNamed) {
  EXPECT_EQ(error_of(with("salience = 0.5", "salience = \"high\"")),
            "case.toml:11: 'salience' is not a number (0 to 1)");
  EXPECT_EQ(error_of(with("low = \"all lifted\"", "low = \"\"")),
            "case.toml:4: 'low' is not a text with something in it");
  EXPECT_EQ(error_of("issues = 3\n"), "case.toml:1: 'issues' is not a list of tables ([[issues]])");
  EXPECT_EQ(error_of("issues = [3]\n"), "case.toml:1: 'issues' is not a list of tables ([[issues]])");
}

TEST(Scenario, AnActorHasOneStakeInAnIssue) {
  EXPECT_EQ(error_of(with("actor = \"RUS\"", "actor = \"USA\"")),
            "case.toml:15: issue 'sanctions': actor 'USA' has two stakes");
}

TEST(Scenario, AnIssueHasAnId) {
  EXPECT_EQ(error_of(with("id = \"sanctions\"\n", "")), "case.toml:1: an issue without 'id'");
  EXPECT_EQ(error_of(std::string(kSanctions) + kSanctions), "case.toml:20: issue 'sanctions' is there twice");
}

TEST(Scenario, AnIssueNeedsActors) {
  const std::string text = kSanctions;
  EXPECT_EQ(error_of(text.substr(0, text.find("[[issues.stakes]]"))),
            "case.toml:1: issue 'sanctions': no actors: expected at least one stake");
}

TEST(Scenario, SomebodyMustHaveWeight) {
  const std::string text = kSanctions;
  std::string one = text.substr(0, text.rfind("[[issues.stakes]]"));
  one.replace(one.find("capability = 100"), 16, "capability = 0");
  EXPECT_EQ(error_of(one), "case.toml:1: issue 'sanctions': no actor has both salience and capability above 0");
}

TEST(Scenario, AnUnknownKeyIsNotOverlooked) {
  EXPECT_EQ(error_of(with("salience = 0.5", "sailence = 0.5")), "case.toml:11: a stake has no key 'sailence'");
  EXPECT_EQ(error_of(with("no_deal = 80", "nodeal = 80")), "case.toml:6: an issue has no key 'nodeal'");
}

TEST(Scenario, WhatIsNotTomlSaysSoWithItsLine) {
  const std::string error = error_of("[[issues]]\nid = \n");
  EXPECT_EQ(error.find("case.toml:2: not TOML: "), 0U) << error;
  EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  EXPECT_FALSE(error_of("\xff\xfe").empty());
}

TEST(Scenario, ValuesMadeInAProgramAreCheckedTheSameWay) {
  Issue issue = parse_scenario("case.toml", kSanctions)->issues[0];
  EXPECT_TRUE(check(issue).has_value());
  issue.stakes[1].position = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(check(issue).error().message,
            "issue 'sanctions': actor 'RUS': position nan is not in its range (0 to 100)");
}

TEST(Scenario, ANumberMayBeARangeOrADistribution) {
  const auto scenario = parse_scenario("case.toml", with("position = 75", "position = [60, 75, 90]"));
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  const Stake& usa = scenario->issues[0].stakes[0];
  EXPECT_EQ(usa.position, 75);
  EXPECT_EQ(usa.position_spread, (Spread{Spread::Shape::triangular, 60, 75, 90}));
  EXPECT_FALSE(usa.salience_spread);
  const auto uniform = parse_scenario("case.toml", with("no_deal = 80", "no_deal = [70, 80]"));
  ASSERT_TRUE(uniform.has_value()) << uniform.error().message;
  EXPECT_EQ(uniform->issues[0].no_deal, 75);
  EXPECT_EQ(uniform->issues[0].no_deal_spread, (Spread{Spread::Shape::uniform, 70, 75, 80}));
  const auto normal = parse_scenario("case.toml", with("salience = 0.5", "salience = { mean = 0.5, deviation = 0.1 }"));
  ASSERT_TRUE(normal.has_value()) << normal.error().message;
  EXPECT_EQ(normal->issues[0].stakes[0].salience_spread, (Spread{Spread::Shape::normal, 0, .5, 1, .1}));
  EXPECT_EQ(error_of(with("position = 75", "position = [90, 60]")), "case.toml:10: position from 90 over 75 to 60 is no range");
  EXPECT_EQ(error_of(with("position = 75", "position = [60, 110]")), "case.toml:10: position 110 is not in its range (0 to 100)");
  EXPECT_EQ(error_of(with("position = 75", "position = [60]")),
            "case.toml:10: 'position' is a list of 1 numbers: expected [low, high] or [low, likely, high]");
  EXPECT_EQ(error_of(with("position = 75", "position = { mean = 60 }")), "case.toml:10: position without 'deviation'");
  EXPECT_EQ(error_of(with("position = 75", "position = { mean = 60, deviation = 0 }")), "case.toml:10: position with the deviation 0: expected one above 0");
  EXPECT_EQ(error_of(with("position = 75", "position = nan")), "case.toml:10: position nan is not in its range (0 to 100)");
}

TEST(Scenario, ReadsWhoMayDoWhat) {
  const auto scenario = parse_scenario("case.toml", with("no_deal = 80", "no_deal = 80\nauthority = [\"down: USA and RUS\", \"up: USA\"]"));
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  ASSERT_EQ(scenario->issues[0].authority.size(), 2U);
  EXPECT_EQ(to_text(scenario->issues[0].authority[0]), "down: USA and RUS");
  EXPECT_EQ(error_of(with("no_deal = 80", "authority = \"up: USA\"")), "case.toml:1: issue 'sanctions': authority needs 'no_deal': from where is the issue moved?");
  EXPECT_EQ(error_of(with("no_deal = 80", "no_deal = 80\nauthority = \"up: \"")), "case.toml:7: character 5: expected an actor");
  EXPECT_EQ(error_of(with("no_deal = 80", "no_deal = 80\nauthority = \"up: CHN\"")),
            "case.toml: issue 'sanctions': authority 'up: CHN' names 'CHN', who has no stake in any issue");
}

TEST(Scenario, ReadsCounterfactualsAndTheTimeToDecide) {
  const auto scenario = parse_scenario("case.toml", "within_days = 30\n" + std::string(kSanctions) +
                                                        "[[counterfactuals]]\nname = \"Moscow gives way\"\nchanges = [\"sanctions/RUS/position = 60\"]\n");
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  EXPECT_EQ(scenario->within_days, 30);
  ASSERT_EQ(scenario->counterfactuals.size(), 1U);
  EXPECT_EQ(scenario->counterfactuals[0].name, "Moscow gives way");
  EXPECT_EQ(scenario->counterfactuals[0].changes, (std::vector<Change>{{"sanctions", "RUS", Attribute::position, Change::Operation::set, 60}}));
  EXPECT_EQ(error_of(std::string(kSanctions) + "[[counterfactuals]]\nname = \"nothing\"\n"),
            "case.toml:20: counterfactual 'nothing' changes nothing: expected a list 'changes'");
}

TEST(Scenario, SaysWhatIsLegalButOdd) {
  Scenario scenario = *parse_scenario("case.toml", kSanctions);
  EXPECT_TRUE(oddities(scenario).empty());
  scenario.issues.push_back(scenario.issues[0]);
  scenario.issues[1].id = "visas";
  scenario.issues[1].stakes[0].position = 10.5;
  scenario.issues[1].stakes[0].capability = 0;
  EXPECT_EQ(oddities(scenario), (std::vector<std::string>{"actor 'RUS': saliences sum to 1.6, above 1; the spatial model refuses that", "issue 'visas': all want 10.5",
                                                          "issue 'visas': actor 'USA' has no weight"}));
}

TEST(Scenario, IsTheSameAsJson) {
  const char* const json = R"({"issues": [{"id": "toll", "question": "How high?", "low": "none", "high": "ten", "no_deal": 0, "authority": ["up: A"],
    "stakes": [{"actor": "A", "position": [10, 30], "salience": 1, "capability": 2, "why": "said so"}]}], "within_days": 30})";
  const auto scenario = parse_scenario("toll.json", json);
  ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
  EXPECT_EQ(scenario->within_days, 30);
  ASSERT_EQ(scenario->issues.size(), 1U);
  EXPECT_EQ(scenario->issues[0].stakes[0], (Stake{"A", 20, 1, 2, "said so", Spread{Spread::Shape::uniform, 10, 20, 30}}));
  EXPECT_EQ(error_of("{\"issues\": [{\"id\": 5}]}"), "case.toml: 'id' is not a text with something in it");
  EXPECT_EQ(error_of("{\"issues\": null}"), "case.toml: null says nothing: leave the key out");
  EXPECT_EQ(error_of("{\"issues\": "), "case.toml: not JSON");
  EXPECT_EQ(error_of("{\"issues\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}"),
            "case.toml: more than 16 lists and objects within each other");
}

}  // namespace
}  // namespace corollary::bargain
