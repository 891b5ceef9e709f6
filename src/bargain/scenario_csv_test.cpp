#include "bargain/scenario_csv.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

std::string error_of(std::string_view text) {
  const auto table = parse_actor_table("actors.csv", text);
  return table ? "" : table.error().message;
}

TEST(ActorTable, HasItsColumnsInAnyOrderAndCase) {
  const ActorTable table = parse_actor_table("actors.csv", "SALIENCE,Name,note,capability,Position\n0.5,A,x,2,14.25\n1,\"B, united\",,3.5,12.75\n").value();
  EXPECT_EQ(table.actors, (std::vector<std::string>{"A", "B, united"}));
  EXPECT_EQ(table.capability, (std::vector<double>{2, 3.5}));
  EXPECT_EQ(table.position, (std::vector<double>{14.25, 12.75}));
  EXPECT_EQ(table.salience, (std::vector<double>{0.5, 1}));
}

TEST(ActorTable, MayEndItsLinesInACarriageReturnAlone) {
  const ActorTable table = parse_actor_table("actors.csv", "Actor,Capability,Position,Salience\rA,1,4,80\rB,1,10,5").value();
  EXPECT_EQ(table.actors, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(table.salience, (std::vector<double>{0.8, 0.05})) << "percent, as 80 is more than 1";
}

TEST(ActorTable, IsAScenarioFromItsOutermostPositions) {
  const ActorTable table = parse_actor_table("actors.csv", "actor,capability,position,salience\nA,1,4,0.8\nB,2,10,1\nC,3,7,0\n").value();
  const Scenario scenario = table.scenario("years");
  ASSERT_EQ(scenario.issues.size(), 1);
  const Issue& issue = scenario.issues[0];
  EXPECT_EQ(issue.id, "years");
  EXPECT_EQ(issue.low, "4");
  EXPECT_EQ(issue.high, "10");
  EXPECT_EQ(issue.stakes, (std::vector<Stake>{{"A", 0, 0.8, 1, ""}, {"B", 100, 1, 2, ""}, {"C", 50, 0, 3, ""}}));
  EXPECT_TRUE(check(issue).has_value());
}

TEST(ActorTable, KeepsItsUnitsForTheChallengeModel) {
  const ChallengeActors actors = parse_actor_table("actors.csv", "actor,capability,position,salience\nA,1,4,0.8\nB,2,10,1\n").value().challenge_actors();
  EXPECT_EQ(actors.position, (std::vector<double>{4, 10}));
  EXPECT_EQ(actors.range, 6);
}

TEST(ActorTable, NamesWhatIsWrong) {
  EXPECT_EQ(error_of("actor,position,salience\nA,1,1\n"), "actors.csv:1: no column 'capability'; expected actor (or name), capability, position and salience");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,x,1\n"), "actors.csv:2: position 'x'; expected a number");
  EXPECT_EQ(error_of("actor,capability,position,salience\rA,1,1,1\rB,-1,1,1"), "actors.csv:3: capability '-1'; expected a number of 0 or more");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,1,101\n"), "actors.csv:2: salience '101'; expected a number from 0 to 100");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,1,1\nA,1,2,1\n"), "actors.csv:3: actor 'A' is used twice");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,1\n").substr(0, 13), "actors.csv:2:");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,1,1\n"), "actors.csv: 1 actors; expected at least two");
  EXPECT_EQ(error_of("actor,capability,position,salience\nA,1,5,1\nB,1,5,1\n"), "actors.csv: all positions are 5; expected two that differ");
}

}  // namespace
}  // namespace corollary::bargain
