#include "bargain/scenario_ktab.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

constexpr std::string_view kCsv = R"(Tolls,"A toll, in two parts",2,2,
Actor,Description,Power,Height,Sal,Use,Sal,
Town, "For it, mostly", 10.5, 75.79, 40, 6.37,  5.91,
Shops,,3,0,33.3,100,0,
)";

std::string message(const Result<KtabScenario>& result) { return result ? "" : result.error().message; }
std::string csv_message(std::string_view text) { return message(parse_ktab_csv("f.csv", text)); }
std::string xml_message(std::string_view text) { return message(parse_ktab_xml("f.xml", text)); }
std::string with(std::string text, std::string_view part, std::string_view instead) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, part.size(), instead);
}

void expect_tolls(const Result<KtabScenario>& read) {
  ASSERT_TRUE(read.has_value()) << message(read);
  EXPECT_EQ(read->name, "Tolls");
  EXPECT_EQ(read->description, "A toll, in two parts");
  ASSERT_EQ(read->scenario.issues.size(), 2U);
  EXPECT_EQ(read->scenario.issues[1].id, "Use");
  const std::vector<Stake>& height = read->scenario.issues[0].stakes;
  ASSERT_EQ(height.size(), 2U);
  EXPECT_EQ(height[0], (Stake{"Town", 75.79, .4, 10.5, "For it, mostly"}));
  EXPECT_EQ(height[1], (Stake{"Shops", 0, 33.3 / 100.0, 3, ""}));
  EXPECT_EQ(read->scenario.issues[1].stakes[0].salience, 5.91 / 100.0);
  EXPECT_TRUE(read->warnings.empty());
}

TEST(KtabCsv, GivesIssuesWithStakes) { expect_tolls(parse_ktab_csv("f.csv", kCsv)); }

TEST(KtabCsv, FinalCommasByteOrderMarksLineEndsAndBlankLinesDoNotMatter) {
  std::string text(kCsv);
  expect_tolls(parse_ktab_csv("f.csv", "\xEF\xBB\xBF" + text));
  std::string other;
  for (const char c : text) {
    if (c == '\n') {
      while (other.ends_with(',')) other.pop_back();
      other += "\r\n \r\n";
    } else {
      other += c;
    }
  }
  expect_tolls(parse_ktab_csv("f.csv", other));
  expect_tolls(parse_ktab_csv("f.csv", with(text, "2,2,", "2,2,0,,,,")));
}

TEST(KtabCsv, AnErrorSaysWhere) {
  const std::string text(kCsv);
  EXPECT_EQ(csv_message(with(text, "2,2,", "3,2,")), "f.csv:4: the first line says 3 actors, there are rows of 2");
  EXPECT_EQ(csv_message(with(text, "2,2,", "2,1,")), "f.csv:2: the first line says 1 issues, the columns are those of 2");
  EXPECT_EQ(csv_message(with(text, "2,2,", "two,2,")), "f.csv:1: 'two' is no number of actors");
  EXPECT_EQ(csv_message(with(text, "75.79", "175.79")), "f.csv:3: actor 'Town' has on 'Height' the position 175.79: expected 0 to 100");
  EXPECT_EQ(csv_message(with(text, "10.5", "-1")), "f.csv:3: actor 'Town' has capability -1: expected 0 to 100000000");
  EXPECT_EQ(csv_message(with(text, "10.5", "much")), "f.csv:3: 'much' is no number (cell 3)");
  EXPECT_EQ(csv_message(with(text, " 40,", " 94.5,")), "f.csv:3: actor 'Town' has saliences that sum to 100.41: expected at most 100");
  EXPECT_EQ(csv_message(with(text, "33.3,100,0,", "33.3,100,")), "f.csv:4: a row of 6 cells: expected 7");
  EXPECT_EQ(csv_message(with(text, "Shops", "Town")), "f.csv:4: actor 'Town' is there twice");
  EXPECT_EQ(csv_message(with(text, "Use", "Height")), "f.csv:2: issue 'Height' is there twice");
  EXPECT_EQ(csv_message(with(text, "mostly\"", "mostly")), "f.csv:3: a quote is not closed");
  EXPECT_EQ(csv_message(with(text, "Shops", "Sh\xFFps")), "f.csv:4: not UTF-8");
  EXPECT_TRUE(csv_message("").starts_with("f.csv:1: not a scenario of KTAB"));
}

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>Tolls</name>
  <desc>A toll, in two parts</desc>
  <prngSeed>03507583219545544127</prngSeed>
  <Dimensions><dName>Height</dName><dName>Use</dName></Dimensions>
  <Actors>
    <Actor><name>Town</name><description>For it, mostly</description><capability>10.5</capability>
      <Position><dCoord>75.79</dCoord><dCoord>6.37</dCoord></Position><Salience><dSal>40</dSal><dSal>5.91</dSal></Salience></Actor>
    <Actor><name>Shops</name><description/><capability> 3 </capability>
      <Position><dCoord>0</dCoord><dCoord>100</dCoord></Position><Salience><dSal>33.3</dSal><dSal>0</dSal></Salience></Actor>
  </Actors>
</Scenario>
)";

constexpr std::string_view kParameters = R"(<ModelParameters>
<VictoryProbModel>Octic</VictoryProbModel><PCEModel>MarkovIncentive</PCEModel><StateTransitions>Stochastic</StateTransitions>
<VotingRule>PropCbc</VotingRule><BigRAdjust>TwoThirds</BigRAdjust><BigRRange>Max</BigRRange><ThirdPartyCommit>NoCommit</ThirdPartyCommit>
<InterVecBrgn>S1P1</InterVecBrgn><BargnModel>PWCompInterp</BargnModel></ModelParameters><Dimensions>)";

TEST(KtabXml, GivesTheSameAsTheCsv) {
  const auto read = parse_ktab_xml("f.xml", kXml);
  expect_tolls(read);
  EXPECT_EQ(read->options.seed, 3507583219545544127U);
  EXPECT_EQ(read->options.election, Election::conditional);
  expect_tolls(parse_ktab_xml("f.xml", "\xEF\xBB\xBF" + std::string(kXml)));
}

TEST(KtabXml, ReadsTheModelParametersAndThePullsOfIdeals) {
  std::string text = with(std::string(kXml), "<Dimensions>", kParameters);
  text = with(text, "</Actors>", R"(</Actors><IdealAdjustment><iaPair><adjustingIdeal>Town</adjustingIdeal><referencePos>Shops</referencePos>
<adjust>0.07</adjust></iaPair></IdealAdjustment>)");
  const auto read = parse_ktab_xml("f.xml", text);
  ASSERT_TRUE(read.has_value()) << message(read);
  EXPECT_EQ(read->options.victory, VictoryModel::octic);
  EXPECT_EQ(read->options.election, Election::markov_incentive);
  EXPECT_EQ(read->options.transitions, Transitions::stochastic);
  EXPECT_EQ(read->options.voting, VotingRule::proportional_cubic);
  EXPECT_EQ(read->options.risk_insight, RiskInsight::two_thirds);
  EXPECT_EQ(read->options.risk_range, RiskRange::high);
  EXPECT_EQ(read->options.third_parties, ThirdPartyCommitment::none);
  EXPECT_EQ(read->options.interpolation, Interpolation::linear);
  EXPECT_EQ(read->options.offers, OfferModel::compromise);
  ASSERT_EQ(read->options.ideal_pulls.size(), 1U);
  EXPECT_EQ(read->options.ideal_pulls[0].actor, "Town");
  EXPECT_EQ(read->options.ideal_pulls[0].reference, "Shops");
  EXPECT_EQ(read->options.ideal_pulls[0].share, .07);
}

TEST(KtabXml, TakesWithAWarningWhatItCanDoWithout) {
  std::string text = with(std::string(kXml), "<dCoord>75.79</dCoord>", "<dCoord></dCoord>");
  text = with(text, "<Dimensions>", with(std::string(kParameters), "<BigRRange>Max</BigRRange>", ""));
  const auto read = parse_ktab_xml("f.xml", text);
  ASSERT_TRUE(read.has_value()) << message(read);
  EXPECT_EQ(read->scenario.issues[0].stakes[0].position, 0);
  EXPECT_EQ(read->options.risk_range, RiskRange::middle);
  EXPECT_EQ(read->warnings, (std::vector<std::string>{"f.xml:6: <ModelParameters> without <BigRRange>: the default is taken",
                                                      "f.xml:12: actor 'Town' has an empty <dCoord>: taken as 0"}));
  const auto unnamed = parse_ktab_xml("f.xml", with(std::string(kXml), "<Dimensions><dName>Height</dName><dName>Use</dName></Dimensions>", ""));
  ASSERT_TRUE(unnamed.has_value());
  EXPECT_EQ(unnamed->scenario.issues[1].id, "Dimension 2");
  EXPECT_EQ(unnamed->warnings.size(), 1U);
}

TEST(KtabXml, AnErrorSaysWhere) {
  const std::string text(kXml);
  EXPECT_EQ(xml_message(with(text, "</Actors>", "")), "f.xml:13: not XML: start-end tags mismatch");
  EXPECT_EQ(xml_message("<a/>"), "f.xml:1: not a scenario of KTAB: expected an element <Scenario>");
  EXPECT_EQ(xml_message(with(text, "75.79", "high")), "f.xml:9: <dCoord> 'high' is no number");
  EXPECT_EQ(xml_message(with(text, "<dCoord>0</dCoord>", "")), "f.xml:11: actor 'Shops' has 1 <dCoord>: expected 2, one for each dimension");
  EXPECT_EQ(xml_message(with(text, "<capability>10.5</capability>", "")), "f.xml:8: <Actor> without <capability>");
  EXPECT_EQ(xml_message(with(text, "<dSal>40", "<dSal>400")), "f.xml:8: actor 'Town' has on 'Height' the salience 400: expected 0 to 100");
  EXPECT_EQ(xml_message(with(text, "03507", "x")), "f.xml:5: <prngSeed> 'x583219545544127' is no seed (a whole number of 64 bits)");
  EXPECT_EQ(xml_message(with(text, "<Dimensions>", with(std::string(kParameters), "Octic", "Cubic"))),
            "f.xml:7: <VictoryProbModel> 'Cubic': expected Linear, Square, Quartic, Octic or Binary");
  EXPECT_EQ(xml_message(with(text, "</Actors>", R"(</Actors><IdealAdjustment><iaPair><adjustingIdeal>Nobody</adjustingIdeal></iaPair></IdealAdjustment>)")),
            "f.xml:12: <adjustingIdeal> 'Nobody' is no actor");
}

TEST(Ktab, ItsOwnExampleOfXmlIsReadAndRuns) {
  const auto read = read_ktab(std::string(COROLLARY_SOURCE_DIR) + "/tests/published/bargaining/ktab/smpExample.xml");
  ASSERT_TRUE(read.has_value()) << message(read);
  EXPECT_EQ(read->scenario.issues[0].stakes.size(), 5U);
  EXPECT_EQ(read->warnings.size(), 1U);
  EXPECT_EQ(read->options.ideal_pulls.size(), 6U);
  EXPECT_TRUE(spatial(stake_table(read->scenario), read->options).has_value());
}

}  // namespace
}  // namespace corollary::bargain
