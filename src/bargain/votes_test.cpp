#include "bargain/votes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "bargain/test_assembly.h"

namespace corollary::bargain {
namespace {

constexpr Years kYears{2015, 2015};

VotePositions positions_of(const RollCalls& roll_calls) {
  const auto positions = positions_from_votes(roll_calls, "hr", kYears);
  EXPECT_TRUE(positions.has_value()) << positions.error().message;
  return positions.value_or(VotePositions{});
}

/// States 0 to 11 in one order: in call k those above k vote yes. Each of the eleven calls comes three times.
std::vector<std::string> ordered_calls() {
  std::vector<std::string> calls;
  for (std::size_t k = 0; k < 33; ++k) calls.push_back(std::string(k % 11 + 1, 'n') + std::string(11 - k % 11, 'y'));
  return calls;
}
const std::vector<std::string> kTwelve = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};

TEST(Votes, TwoBlocsStandAtTheEndsAndWhoAbstainsInTheMiddle) {
  const VotePositions found = positions_of(assembly({"A", "B", "C", "D", "E"}, times(12, "nyayn")));
  ASSERT_EQ(found.positions.size(), 5U);
  EXPECT_NEAR(found.positions[0], 0, 1e-6);
  EXPECT_NEAR(found.positions[1], 100, 1e-6);
  EXPECT_NEAR(found.positions[2], 50, 1e-6);
  EXPECT_NEAR(found.positions[3], 100, 1e-6);
  EXPECT_NEAR(found.positions[4], 0, 1e-6);
  EXPECT_NEAR(found.explained, 1, 1e-9);
}

TEST(Votes, MoreYesVotesLieTowardsAHundredWhereverTheFirstCallPoints) {
  const VotePositions found = positions_of(assembly({"A", "B", "C", "D"}, times(4, "yynn") + times(9, "nnyy")));
  EXPECT_NEAR(found.positions[0], 0, 1e-6);
  EXPECT_NEAR(found.positions[3], 100, 1e-6);
  EXPECT_LT(found.slopes[0], 0);
  EXPECT_GT(found.slopes[12], 0);
}

TEST(Votes, APlantedOrderIsFound) {
  const VotePositions found = positions_of(assembly(kTwelve, ordered_calls()));
  ASSERT_EQ(found.positions.size(), 12U);
  EXPECT_TRUE(std::ranges::is_sorted(found.positions));
  EXPECT_NEAR(found.positions[3] + found.positions[8], 100, 1e-6) << "the votes are symmetric";
}

TEST(Votes, APlantedOrderIsFoundThoughAQuarterOfTheVotesIsMissing) {
  std::vector<std::string> calls = ordered_calls();
  for (std::size_t call = 0; call < calls.size(); ++call) {
    for (std::size_t state = 0; state < 12; ++state) {
      if ((7 * call + 3 * state) % 4 == 0) calls[call][state] = '-';
    }
  }
  const VotePositions found = positions_of(assembly(kTwelve, calls));
  ASSERT_EQ(found.positions.size(), 12U);
  for (std::size_t i = 0; i + 2 < 12; ++i) EXPECT_LT(found.positions[i], found.positions[i + 2]) << i;
}

TEST(Votes, BeingAbsentDrawsNobodyToTheMiddle) {
  // D votes as A does, but in half of the calls only.
  const VotePositions found = positions_of(assembly({"A", "B", "C", "D"}, times(10, "yyny") + times(10, "yyn-")));
  EXPECT_NEAR(found.positions[3], found.positions[0], 1e-6);
  EXPECT_EQ(found.votes_cast, (std::vector<std::size_t>{20, 20, 20, 10}));
}

TEST(Votes, CallsWithoutDivisionAndStatesWithFewVotesAreLeftOut) {
  const RollCalls roll_calls = assembly({"A", "B", "C", "D"}, times(9, "yyny") + times(3, "yyn-") + times(5, "yyyy"));
  const VotePositions found = positions_of(roll_calls);
  EXPECT_EQ(found.states, (std::vector<std::size_t>{0, 1, 2})) << "the five calls in which D agrees with all do not count";
  EXPECT_EQ(found.calls.size(), 12U);
  EXPECT_FALSE(is_divided(roll_calls, 16));
  EXPECT_TRUE(is_divided(roll_calls, 0));
}

TEST(Votes, WhatTellsNobodyApartIsAnError) {
  const auto same = positions_from_votes(assembly({"A", "B"}, times(12, "yy")), "hr", kYears);
  ASSERT_FALSE(same.has_value());
  EXPECT_EQ(same.error().message,
            "topic 'hr', 2015: 12 roll calls, 0 of them divided, and 0 states with 10 votes in these: too little to tell states apart");
  EXPECT_FALSE(positions_from_votes(assembly({"A", "B"}, times(12, "yn")), "hr", {2011, 2014}).has_value());
  EXPECT_FALSE(positions_from_votes(assembly({"A", "B"}, times(12, "yn")), "nu", kYears).has_value());
  EXPECT_FALSE(positions_from_votes(assembly({"A", "B", "C"}, times(12, "y--") + times(12, "-n-")), "hr", kYears).has_value());
}

TEST(Votes, ARangeHoldsThePositionAndIsWiderForAStateThatVotesRarely) {
  // L votes yes in the calls 11 to 20 only, where the others are divided in another way each time.
  std::vector<std::string> calls = ordered_calls();
  for (std::size_t call = 0; call < calls.size(); ++call) calls[call] += call >= 11 && call < 21 ? (call % 3 == 0 ? "n" : "y") : "-";
  std::vector<std::string> states = kTwelve;
  states.emplace_back("rare");
  const RollCalls roll_calls = assembly(states, calls);
  const VotePositions found = positions_of(roll_calls);
  const std::vector<PositionRange> ranges = position_ranges(roll_calls, found);
  ASSERT_EQ(ranges.size(), 13U);
  double widest = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_LE(ranges[i].low, found.positions[i]);
    EXPECT_GE(ranges[i].high, found.positions[i]);
    widest = std::max(widest, ranges[i].high - ranges[i].low);
  }
  EXPECT_GT(ranges[12].high - ranges[12].low, widest);
}

TEST(Votes, AResolutionThatComesBackCountsAsOneWitness) {
  // Four resolutions, each voted on six times.
  RollCalls often = assembly({"A", "B", "C", "D"}, times(6, "nyyy") + times(6, "nnyy") + times(6, "nnay") + times(6, "nnny"));
  const auto width_of_c = [](const RollCalls& roll_calls) {
    const PositionRange range = position_ranges(roll_calls, positions_of(roll_calls)).at(2);
    return range.high - range.low;
  };
  const double apart = width_of_c(often);
  for (std::size_t i = 0; i < often.calls.size(); ++i) often.calls[i].title = format("Resolution {}", i / 6);
  const double together = width_of_c(often);
  EXPECT_GT(apart, 0);
  EXPECT_GT(together, 1.5 * apart);
  for (RollCall& call : often.calls) call.title.clear();
  EXPECT_EQ(width_of_c(often), apart) << "nothing is known of calls without a title";
}

TEST(Votes, CallsThatAreAllAlikeLeaveNoDoubt) {
  const RollCalls roll_calls = assembly({"A", "B", "C"}, times(12, "nya"));
  for (const PositionRange& range : position_ranges(roll_calls, positions_of(roll_calls))) EXPECT_NEAR(range.high, range.low, 1e-6);
}

TEST(Votes, TheSameVotesAndSeedGiveTheSameNumbers) {
  const RollCalls roll_calls = assembly(kTwelve, ordered_calls());
  const VotePositions once = positions_of(roll_calls), again = positions_of(roll_calls);
  EXPECT_EQ(once.positions, again.positions);
  const auto lows = [&](std::uint64_t seed) {
    std::vector<double> all;
    for (const PositionRange& range : position_ranges(roll_calls, once, {50, seed})) all.push_back(range.low);
    return all;
  };
  EXPECT_EQ(lows(1), lows(1));
  EXPECT_NE(lows(1), lows(2));
}

}  // namespace
}  // namespace corollary::bargain
