#include "bargain/stake_table.h"

#include <gtest/gtest.h>

namespace corollary::bargain {
namespace {

Issue issue(std::string id, std::vector<Stake> stakes) { return {std::move(id), "?", "none", "all", std::nullopt, std::move(stakes)}; }

TEST(StakeTable, HasARowForEachActorInTheOrderOfFirstMention) {
  const StakeTable table = stake_table({{issue("tariffs", {{"B", 10, .5, 4, ""}, {"A", 20, 1, 2, ""}}), issue("quotas", {{"A", 90, .25, 2, ""}, {"C", 0, 1, 1, ""}})}});
  EXPECT_EQ(table.actors, (std::vector<std::string>{"B", "A", "C"}));
  EXPECT_EQ(table.issues, (std::vector<std::string>{"tariffs", "quotas"}));
  EXPECT_EQ(table.position, (std::vector<double>{10, 0, 20, 90, 0, 0}));
  EXPECT_EQ(table.has_stake, (std::vector<bool>{true, false, true, true, false, true}));
  EXPECT_EQ(table.weight(0, 0), 2);
  EXPECT_EQ(table.weight(1, 1), .5);
  EXPECT_EQ(table.weight(0, 1), 0);
}

TEST(StakeTable, ACommonCapabilityNeedsEveryStakeAndOneNumber) {
  const auto message = [](const Scenario& scenario) {
    const auto capability = common_capability(stake_table(scenario));
    return capability ? std::string() : capability.error().message;
  };
  EXPECT_EQ(*common_capability(stake_table({{issue("a", {{"X", 1, 1, 3, ""}, {"Y", 1, 1, 4, ""}})}})), (std::vector<double>{3, 4}));
  EXPECT_EQ(message({{issue("a", {{"X", 1, 1, 3, ""}}), issue("b", {{"Y", 1, 1, 3, ""}})}}),
            "actor 'X' has no stake in issue 'b': this model needs a position of every actor on every issue");
  EXPECT_EQ(message({{issue("a", {{"X", 1, 1, 3, ""}}), issue("b", {{"X", 1, 1, 5, ""}})}}),
            "actor 'X' has capability 3 on issue 'a' and 5 on 'b': this model knows one for all issues");
}

}  // namespace
}  // namespace corollary::bargain
