#include "evaluate/vote_cut.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace corollary::evaluate {
namespace {

using bargain::Vote;

/// Votes at the positions 0, 10, 20 …, a letter each: y, n, a.
std::vector<Cast> cast(std::string_view letters) {
  std::vector<Cast> votes;
  for (const char letter : letters) {
    votes.push_back({10.0 * static_cast<double>(votes.size()), letter == 'y' ? Vote::yes : letter == 'n' ? Vote::no : Vote::abstain});
  }
  return votes;
}

TEST(VoteCut, TellsTwoSidesApartInEitherDirection) {
  const Cut up = best_cut(cast("nnayy"));
  EXPECT_EQ(up.errors, 0U);
  EXPECT_EQ(up.at, 25);
  EXPECT_TRUE(up.yes(30));
  EXPECT_FALSE(up.yes(20));
  const Cut down = best_cut(cast("yyna"));
  EXPECT_EQ(down.errors, 0U);
  EXPECT_TRUE(down.yes(0));
  EXPECT_FALSE(down.yes(30));
}

TEST(VoteCut, AVoteOnTheWrongSideIsAnError) {
  EXPECT_EQ(best_cut(cast("nnynnyyy")).errors, 1U);
  EXPECT_EQ(best_cut(cast("ynyn")).errors, 1U);
  EXPECT_EQ(best_cut(cast("yynyy")).errors, 1U) << "no worse than calling all yes";
  EXPECT_EQ(best_cut(cast("yyyy")).errors, 0U);
  EXPECT_EQ(best_cut({}).errors, 0U);
}

TEST(VoteCut, StatesAtOnePositionAreNotToldApart) {
  const std::vector<Cast> votes = {{0, Vote::no}, {50, Vote::no}, {50, Vote::yes}, {50, Vote::yes}, {100, Vote::yes}};
  EXPECT_EQ(best_cut(votes).errors, 1U);
  EXPECT_EQ(best_cut(votes).at, 25);
}

TEST(VoteCut, OfEqualCutsTheOneInTheWidestGapIsTaken) {
  // One error is made by a cut below 10 as well as by one above 20; the gap above 20 is wide.
  const std::vector<Cast> votes = {{0, Vote::no}, {1, Vote::no}, {10, Vote::yes}, {20, Vote::no}, {60, Vote::yes}, {61, Vote::yes}};
  EXPECT_EQ(best_cut(votes).errors, 1U);
  EXPECT_EQ(best_cut(votes).at, 40);
}

TEST(VoteCut, AVoteThatIsHeldOutDoesNotHelpToTellItself) {
  EXPECT_EQ(errors_held_out(std::vector<Cast>{{0, Vote::no}, {1, Vote::no}, {98, Vote::yes}, {99, Vote::yes}}), 0U);
  EXPECT_EQ(best_cut(cast("nnnny")).errors, 0U);
  EXPECT_EQ(errors_held_out(cast("nnnny")), 1U) << "without it nobody votes yes";
  EXPECT_EQ(errors_held_out({}), 0U);
}

TEST(VoteCut, TwoCutsTellThreeVotesApart) {
  EXPECT_EQ(errors_of_two_cuts(cast("nnaayy")), 0U);
  EXPECT_EQ(errors_of_two_cuts(cast("yyaann")), 0U);
  EXPECT_EQ(errors_of_two_cuts(cast("nnyy")), 0U) << "nobody need abstain";
  EXPECT_EQ(errors_of_two_cuts(cast("aannyy")), 2U) << "abstention lies between no and yes";
}

TEST(VoteCut, TheMajorityIsOfYesAgainstTheRest) {
  EXPECT_EQ(errors_of_majority(cast("nnayyyy")), 3U);
  EXPECT_EQ(errors_of_majority(cast("nnaay")), 1U);
}

TEST(VoteCut, TheAreaIsTheShareOfPairsInOrder) {
  EXPECT_EQ(area_under_curve(cast("nnyy")), 1);
  EXPECT_EQ(area_under_curve(cast("yynn")), 1);
  EXPECT_EQ(area_under_curve(cast("nyny")), 0.75);
  EXPECT_EQ(area_under_curve(cast("yyy")), 0.5);
  EXPECT_EQ(area_under_curve(std::vector<Cast>{{50, Vote::yes}, {50, Vote::no}}), 0.5);
}

}  // namespace
}  // namespace corollary::evaluate
