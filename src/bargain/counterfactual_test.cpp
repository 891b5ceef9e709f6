#include "bargain/counterfactual.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

Scenario two_issues() {
  return {{{"tariffs", "?", "none", "all", 50, {{"USA", 80, .5, 100, ""}, {"EUR/JPN", 20, .25, 60, ""}}}, {"quotas", "?", "none", "all", std::nullopt, {{"USA", 70, .5, 100, ""}}}}};
}

TEST(Change, IsReadBackAsWritten) {
  for (const char* const text : {"tariffs/USA/position = 60", "tariffs/EUR/JPN/salience *= 0.5", "*/USA/capability += 10", "tariffs/no_deal = 100"}) {
    const Result<Change> change = parse_change(text);
    ASSERT_TRUE(change.has_value()) << text;
    EXPECT_EQ(to_text(*change), text);
  }
  EXPECT_EQ(parse_change("tariffs/USA/position-=5")->value, -5);
}

TEST(Change, SaysWhatWasExpected) {
  for (const char* const text : {"", "=", "USA = 5", "tariffs/USA = 5", "tariffs/USA/power = 5", "tariffs/USA/position = much", "tariffs/USA/position", "tariffs//position = 5"}) {
    const Result<Change> change = parse_change(text);
    ASSERT_FALSE(change.has_value()) << text;
    EXPECT_EQ(change.error().message.find(std::string("change '") + text + "': expected ISSUE/ACTOR/ATTRIBUTE"), 0U) << change.error().message;
  }
}

TEST(Changed, SetsAddsAndMultiplies) {
  const Scenario scenario = two_issues();
  EXPECT_EQ(changed(scenario, *parse_change("tariffs/USA/position = 60"))->issues[0].stakes[0].position, 60);
  EXPECT_EQ(changed(scenario, *parse_change("tariffs/USA/position += 60"))->issues[0].stakes[0].position, 100) << "stays on the scale";
  const Scenario all = *changed(scenario, *parse_change("*/USA/capability *= 0.5"));
  EXPECT_EQ(all.issues[0].stakes[0].capability, 50);
  EXPECT_EQ(all.issues[1].stakes[0].capability, 50);
  EXPECT_EQ(all.issues[0].stakes[1].capability, 60);
  EXPECT_EQ(changed(scenario, *parse_change("*/no_deal = 10"))->issues[1].no_deal, 10);
}

TEST(Changed, RefusesWhatNamesNothingOrCannotBeSettled) {
  const auto message = [](const char* text) { return changed(two_issues(), *parse_change(text)).error().message; };
  EXPECT_EQ(message("tariffs/CHN/position = 60"), "change 'tariffs/CHN/position = 60' names nothing of the scenario");
  EXPECT_EQ(message("quotas/no_deal += 5"), "change 'quotas/no_deal += 5' names nothing of the scenario");
  EXPECT_EQ(message("tariffs/USA/position = 160"),
            "change 'tariffs/USA/position = 160': issue 'tariffs': actor 'USA': position 160 is not in its range (0 to 100)");
  EXPECT_EQ(message("quotas/USA/salience = 0"), "change 'quotas/USA/salience = 0': issue 'quotas': no actor has both salience and capability above 0");
}

TEST(Changed, TakesTheSpreadAlong) {
  Scenario scenario = two_issues();
  Stake& usa = scenario.issues[0].stakes[0];
  usa.position_spread = Spread{Spread::Shape::uniform, 70, 80, 90};
  EXPECT_EQ(changed(scenario, *parse_change("tariffs/USA/position -= 10"))->issues[0].stakes[0].position_spread, (Spread{Spread::Shape::uniform, 60, 70, 80}));
  EXPECT_FALSE(changed(scenario, *parse_change("tariffs/USA/position = 10"))->issues[0].stakes[0].position_spread);
  usa.position_spread = Spread{Spread::Shape::normal, 0, 80, 100, 4};
  EXPECT_EQ(changed(scenario, *parse_change("tariffs/USA/position *= 0.5"))->issues[0].stakes[0].position_spread, (Spread{Spread::Shape::normal, 0, 40, 100, 2}));
  EXPECT_FALSE(changed(scenario, *parse_change("tariffs/USA/position *= 0"))->issues[0].stakes[0].position_spread);
}

}  // namespace
}  // namespace corollary::bargain
