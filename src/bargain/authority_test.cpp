#include "bargain/authority.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::bargain {
namespace {

/// Whether the formula holds when exactly those of `consenting` agree.
bool passes(std::string_view text, const std::vector<std::string>& consenting, double days = 1e9) {
  const Result<Formula> formula = parse_formula(text);
  EXPECT_TRUE(formula) << text << ": " << formula.error().message;
  return holds(*formula, [&](const std::string& name) { return std::ranges::find(consenting, name) != consenting.end(); }, days);
}

std::string error_of(std::string_view text) {
  const Result<Formula> formula = parse_formula(text);
  return formula ? "none" : formula.error().message;
}

TEST(Formula, AndBindsCloserThanOr) {
  constexpr std::string_view text = "president and senate or house and senate";
  EXPECT_TRUE(passes(text, {"president", "senate"}));
  EXPECT_TRUE(passes(text, {"house", "senate"}));
  EXPECT_FALSE(passes(text, {"president", "house"}));
  EXPECT_TRUE(passes("president and (senate or house)", {"president", "house"}));
  EXPECT_FALSE(passes("president and (senate or house)", {"senate", "house"}));
}

TEST(Formula, AQuotaCountsWeights) {
  // The Council of 1958: 12 of 17 votes.
  constexpr std::string_view council = "12 of (FRA*4, DEU*4, ITA*4, BEL*2, NLD*2, LUX)";
  EXPECT_TRUE(passes(council, {"FRA", "DEU", "ITA"}));
  EXPECT_FALSE(passes(council, {"FRA", "DEU", "BEL", "LUX"}));
  EXPECT_TRUE(passes("2/3 of (A, B, C)", {"A", "C"}));
  EXPECT_FALSE(passes("more than 2/3 of (A, B, C)", {"A", "C"}));
  EXPECT_TRUE(passes("55% of (A*30, B*25, C*45)", {"A", "B"}));
  EXPECT_FALSE(passes("more than 55% of (A*30, B*25, C*45)", {"A", "B"}));
  EXPECT_TRUE(passes("2 of (A and B, C, D)", {"A", "B", "D"}));
  EXPECT_FALSE(passes("2 of (A and B, C, D)", {"A", "D"}));
}

TEST(Formula, AnOverrideStandsBesideTheOneOverridden) {
  constexpr std::string_view law = "house and senate and president override 2/3 of (house*290, senate*67)";
  EXPECT_TRUE(passes(law, {"house", "senate", "president"}));
  EXPECT_TRUE(passes(law, {"house"}));  // 290 of 357.
  EXPECT_FALSE(passes(law, {"senate", "president"}));
}

TEST(Formula, AWaitIsOpenOnlyOnceItIsOver) {
  EXPECT_FALSE(passes("committee after 90 days", {"committee"}, 60));
  EXPECT_TRUE(passes("committee after 90 days", {"committee"}, 90));
  EXPECT_FALSE(passes("committee after 90 days", {}, 90));
}

TEST(Formula, IsReadBackAsWritten) {
  for (const std::string_view text :
       {"A", "'the Senate of the Republic' and B", "A and (B or C)", "(A and B) or C or D", "A override (2 of (B, C*2))", "more than 1.5 of (A, B, C)",
        "((A or B) after 30 days) and C", "(A or B) or C", "2 of (A and B, (C or D)*2, E)", "A and (B and C)", "'and' or 'of'", "'O''Brien' and B"}) {
    const Result<Formula> formula = parse_formula(text);
    ASSERT_TRUE(formula) << text << ": " << formula.error().message;
    EXPECT_EQ(*parse_formula(to_text(*formula)), *formula) << text << " was written as " << to_text(*formula);
  }
  EXPECT_EQ(approvers(*parse_formula("B and (A or B) and 1 of (C, A)")), (std::vector<std::string>{"B", "A", "C"}));
}

TEST(Formula, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of(""), "the formula names nobody");
  EXPECT_EQ(error_of("president and"), "character 14: expected an actor");
  EXPECT_EQ(error_of("president congress"), "character 11: 'congress' where the formula should end");
  EXPECT_EQ(error_of("(A or B"), "character 8: expected ')'");
  EXPECT_EQ(error_of("A & B"), "character 3: '&' has no meaning here");
  EXPECT_EQ(error_of("'A"), "character 1: a quote is never closed");
  EXPECT_EQ(error_of("A and '' and B"), "character 7: a name is empty");
  EXPECT_EQ(error_of(std::string(70'000, 'A')), "a formula of 70000 characters: expected at most 65536");
  EXPECT_EQ(error_of("4 of (A, B)"), "character 1: a quota of 4 of the weight 2 can never matter");
  EXPECT_EQ(error_of("2 of A"), "character 6: 'A' where '(' was expected");
  EXPECT_EQ(error_of("A after soon"), "character 9: 'soon' where a number of days was expected");
  EXPECT_EQ(error_of("1 of (A*0)"), "character 9: '0' where a weight above 0 was expected");
  EXPECT_EQ(error_of(std::string(10'000, '(')), "character 65: more than 64 brackets within each other");
}

TEST(Power, HasADirectionAndAStretch) {
  const Power lift = *parse_power("down: president and congress");
  EXPECT_EQ(lift.direction, Direction::down);
  EXPECT_EQ(lift.low, 0);
  EXPECT_EQ(lift.high, 100);
  const Power freeze = *parse_power("up 80 to 100: president");
  EXPECT_EQ(freeze.direction, Direction::up);
  EXPECT_EQ(freeze.low, 80);
  EXPECT_EQ(to_text(freeze), "up 80 to 100: president");
  EXPECT_EQ(parse_power("down below 50: A")->high, 50);
  EXPECT_EQ(parse_power("up above 50: A")->low, 50);
  EXPECT_EQ(parse_power("sideways: A").error().message, "character 1: 'sideways' where 'down', 'up' or 'both' was expected");
  EXPECT_EQ(parse_power("up 50: A").error().message, "character 6: ':' where 'to' was expected");
  EXPECT_EQ(parse_power("up 60 to 40: A").error().message, "the stretch from 60 to 40 is none");
  EXPECT_EQ(parse_power("up 0 to 101: A").error().message, "character 9: '101' where a number of the scale, 0 to 100, was expected");
  EXPECT_EQ(parse_power("up A").error().message, "character 4: 'A' where a number of the scale, 0 to 100, was expected");
  EXPECT_EQ(parse_power("up").error().message, "character 3: expected ':' and who has to consent");
}

TEST(Needed, AsksForEachStretchOnTheWay) {
  const std::vector<Power> powers = {*parse_power("down 50 to 100: president"), *parse_power("down below 50: president and congress"),
                                     *parse_power("down below 20: court"), *parse_power("up: president")};
  EXPECT_EQ(to_text(*needed(powers, 80, 60)), "president");
  EXPECT_EQ(to_text(*needed(powers, 80, 30)), "(president and congress) and president");
  EXPECT_EQ(to_text(*needed(powers, 80, 10)), "((president and congress) or court) and (president and congress) and president");
  EXPECT_EQ(to_text(*needed(powers, 80, 100)), "president");
  EXPECT_TRUE(needed(powers, 80, 80)->parts.empty());
  EXPECT_FALSE(needed({*parse_power("up: A")}, 80, 60));
  EXPECT_FALSE(needed({*parse_power("down 70 to 100: A")}, 80, 60)) << "the way from 70 to 60 is open to nobody";
}

}  // namespace
}  // namespace corollary::bargain
