#include "bargain/switches.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

TEST(Switches, SetWhatTheyName) {
  ChallengeOptions challenge;
  ASSERT_TRUE(set_switch(challenge, "denominator = weights"));
  ASSERT_TRUE(set_switch(challenge, "status_quo_stays=0.25"));
  ASSERT_TRUE(set_switch(challenge, "choice_of_compromise=last"));
  ASSERT_TRUE(set_switch(challenge, "change_is_better=0.5"));
  EXPECT_EQ(challenge.denominator, ChallengeOptions::Denominator::weights);
  EXPECT_EQ(challenge.status_quo_stays, .25);
  EXPECT_EQ(challenge.choice_of_compromise, ChallengeOptions::Choice::last);
  EXPECT_EQ(challenge.choice_of_conflict, ChallengeOptions::Choice::least_move);
  EXPECT_EQ(challenge.change_is_better, .5);
  ASSERT_TRUE(set_switch(challenge, "change_is_better=by_median"));
  EXPECT_FALSE(challenge.change_is_better);
  SpatialOptions spatial;
  ASSERT_TRUE(set_switch(spatial, "election=markov_incentive"));
  ASSERT_TRUE(set_switch(spatial, "turns_most=12"));
  EXPECT_EQ(spatial.election, Election::markov_incentive);
  EXPECT_EQ(spatial.turns_most, 12U);
}

TEST(Switches, SayWhatThereIs) {
  ChallengeOptions challenge;
  EXPECT_EQ(set_switch(challenge, "denominator=most").error().message, "'denominator=most' is no setting of the challenge model: denominator may be pair, all_pairs, weights");
  EXPECT_EQ(set_switch(challenge, "denominator").error().message, "'denominator' is no setting of the challenge model: denominator may be pair, all_pairs, weights");
  EXPECT_EQ(set_switch(challenge, "status_quo_stays=2").error().message, "'status_quo_stays=2' is no setting of the challenge model: status_quo_stays may be 0 to 1");
  EXPECT_EQ(set_switch(challenge, "status_quo_stays=nan").error().message.find("'status_quo_stays=nan' is no setting"), 0U);
  SpatialOptions spatial;
  EXPECT_EQ(set_switch(spatial, "q=1").error().message.find("the spatial model has no switch 'q': expected NAME=VALUE, NAME one of victory, election"), 0U);
}

TEST(Switches, EveryListedValueIsTaken) {
  for (const std::string& line : challenge_switches()) {
    const std::string name = line.substr(0, line.find(':'));
    std::string value = line.substr(line.find(": ") + 2);
    value = value.substr(0, value.find_first_of(", "));
    ChallengeOptions options;
    EXPECT_TRUE(set_switch(options, name + "=" + value).has_value()) << line;
  }
  EXPECT_EQ(spatial_switches().front(), "victory: linear, square, quartic, octic, binary");
}

}  // namespace
}  // namespace corollary::bargain
