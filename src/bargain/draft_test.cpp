#include "bargain/draft.h"

#include <gtest/gtest.h>

#include "bargain/scenario_toml.h"
#include "bargain/test_assembly.h"

namespace corollary::bargain {
namespace {

const Catalogue& catalogue() {
  static const Catalogue made = *Catalogue::built_in();
  return made;
}

// Twelve calls: the United States and Israel against the others, Germany in the middle; Palau is never there.
RollCalls roll_calls() {
  return assembly({"United States", "Israel", "Germany", "Russia", "Congo - Kinshasa", "Palau"}, times(12, "nnayy-"));
}

DraftRequest request(std::vector<std::string> actors) { return {std::move(actors), {"hr"}, {2011, 2015}, {}, {}}; }

Capabilities capabilities() { return {{{"USA", 2015, 0.1333626}, {"RUS", 2010, 0.04}, {"DEU", 2015, 0.0165}, {"USA", 2016, 0.2}}, 0}; }

TEST(Draft, PutsActorsWhereTheirVotesAre) {
  const auto draft = draft_scenario(request({"Russia", "US", "DEU", "COD"}), roll_calls(), {}, catalogue());
  ASSERT_TRUE(draft.has_value()) << draft.error().message;
  ASSERT_EQ(draft->scenario.issues.size(), 1U);
  const Issue& issue = draft->scenario.issues[0];
  EXPECT_EQ(issue.id, "hr");
  EXPECT_EQ(issue.low, "fewer yes votes: United States, Israel and Germany");
  ASSERT_EQ(issue.stakes.size(), 4U);
  EXPECT_EQ(issue.stakes[0].actor, "RUS");
  EXPECT_EQ(issue.stakes[0].position, 100);
  EXPECT_EQ(issue.stakes[1].actor, "USA");
  EXPECT_EQ(issue.stakes[1].position, 0);
  EXPECT_EQ(issue.stakes[2].position, 50);
  EXPECT_EQ(issue.stakes[3].position, 100);
  EXPECT_TRUE(draft->left_out.empty());
}

TEST(Draft, EveryNumberSaysWhereItComesFromAndWhatIsAssumed) {
  const auto draft = draft_scenario(request({"USA", "DEU"}), roll_calls(), capabilities(), catalogue());
  ASSERT_TRUE(draft.has_value()) << draft.error().message;
  const Stake& stake = draft->scenario.issues[0].stakes[0];
  EXPECT_EQ(stake.capability, 13.34) << "of 2015: 2016 is later than the votes";
  EXPECT_EQ(stake.why,
            "Position: drafted from 12 UN votes on human rights, 2011–2015 (first principal component; 80 % interval 0 to 0); a prior, to be edited. "
            "Capability: the Correlates of War index of 2015, in per cent of the world. Salience: assumed.");
  EXPECT_EQ(draft->stakes[0].capability_year, 2015);
  EXPECT_EQ(draft->stakes[0].votes_cast, 12U);
  const auto without = draft_scenario(request({"USA", "DEU"}), roll_calls(), {}, catalogue());
  EXPECT_NE(without->scenario.issues[0].stakes[0].why.find("Capability: assumed equal."), std::string::npos);
}

TEST(Draft, APositionThatDependsOnTheCallsHasASpread) {
  RollCalls some = assembly({"United States", "Israel", "Germany", "Russia", "China"}, times(10, "nnyyy") + times(8, "nnnyy") + times(4, "nnnay"));
  const auto draft = draft_scenario(request({"USA", "DEU", "CHN"}), some, {}, catalogue());
  ASSERT_TRUE(draft.has_value()) << draft.error().message;
  const std::vector<Stake>& stakes = draft->scenario.issues[0].stakes;
  EXPECT_FALSE(stakes[0].position_spread.has_value()) << "all calls agree on it";
  ASSERT_TRUE(stakes[1].position_spread.has_value());
  EXPECT_EQ(stakes[1].position_spread->middle, stakes[1].position);
  EXPECT_NEAR(stakes[1].position_spread->deviation, (draft->stakes[1].range.high - draft->stakes[1].range.low) / 2.563, 0.06);
  EXPECT_LT(draft->stakes[1].range.low, stakes[1].position);
  EXPECT_GT(draft->stakes[1].range.high, stakes[1].position);
}

TEST(Draft, SalienceIsAssumedAndItsSharesOfThreeTopicsDoNotExceedOne) {
  RollCalls some = roll_calls();
  some.topics = {{"hr", "human rights"}, {"nu", "nuclear weapons"}, {"ec", "trade"}};
  for (RollCall& call : some.calls) call.topics = {0, 1, 2};
  DraftRequest asked = request({"USA", "RUS"});
  EXPECT_EQ(draft_scenario(asked, some, {}, catalogue())->scenario.issues[0].stakes[0].salience, 0.5);
  asked.topics = {"hr", "nu", "ec"};
  EXPECT_EQ(draft_scenario(asked, some, {}, catalogue())->scenario.issues[2].stakes[0].salience, 0.33);
  asked.salience = 0.25;
  EXPECT_EQ(draft_scenario(asked, some, {}, catalogue())->scenario.issues[2].stakes[0].salience, 0.25);
}

TEST(Draft, WhoCannotBeDraftedIsNamedAndNotMadeUp) {
  const auto draft = draft_scenario(request({"USA", "RUS", "Palau", "Israel", "United States"}), roll_calls(), capabilities(), catalogue());
  ASSERT_TRUE(draft.has_value()) << draft.error().message;
  EXPECT_EQ(draft->scenario.issues[0].stakes.size(), 2U);
  EXPECT_EQ(draft->left_out, (std::vector<std::string>{"hr: PLW has fewer than ten votes in 2011–2015", "hr: ISR has no capability up to 2015"}));
  const auto alone = draft_scenario(request({"USA", "Palau"}), roll_calls(), {}, catalogue());
  ASSERT_FALSE(alone.has_value());
  EXPECT_EQ(alone.error().message, "topic 'hr': 1 of the actors can be drafted, expected two or more; hr: PLW has fewer than ten votes in 2011–2015");
}

TEST(Draft, ReadsBackAsAScenario) {
  const auto draft = draft_scenario(request({"USA", "DEU", "RUS"}), roll_calls(), capabilities(), catalogue());
  ASSERT_TRUE(draft.has_value());
  const auto read = parse_scenario("draft.toml", to_toml(draft->scenario));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->issues[0].stakes, draft->scenario.issues[0].stakes);
}

TEST(Draft, WhatCannotBeMeantIsAUsageError) {
  const auto error = [](DraftRequest asked) {
    const auto draft = draft_scenario(asked, roll_calls(), {}, catalogue());
    EXPECT_FALSE(draft.has_value());
    return draft ? Error{ErrorKind::store, ""} : draft.error();
  };
  EXPECT_EQ(error(request({"USA", "Atlantis"})).message, "'Atlantis' is no party that is known; expected a code or a name of a state");
  EXPECT_EQ(error(request({})).kind, ErrorKind::usage);
  DraftRequest backwards = request({"USA", "RUS"});
  backwards.years = {2015, 2011};
  EXPECT_EQ(error(backwards).kind, ErrorKind::usage);
  DraftRequest twice = request({"USA", "RUS"});
  twice.topics = {"hr", "hr"};
  EXPECT_EQ(error(twice).message, "topic 'hr' is there twice");
  DraftRequest elsewhere = request({"USA", "RUS"});
  elsewhere.topics = {"ec"};
  EXPECT_EQ(error(elsewhere).kind, ErrorKind::input);
}

}  // namespace
}  // namespace corollary::bargain
