#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bargain/roll_calls.h"
#include "base/error.h"

namespace corollary::bargain {

/// Whether a roll call can tell states apart: the standard deviation of its votes (no 0, abstain ½, yes 1) is 0.05 or more.
bool is_divided(const RollCalls& roll_calls, std::size_t call);

/// Where states stand on a topic, by how they voted. The scale is that of the votes: 0 and 100 are the ends of the assembly, not
/// of a question of policy. A prior that an analyst edits, never a measurement.
struct VotePositions {
  std::vector<std::size_t> states;      ///< Numbers in `RollCalls::states`, ascending.
  std::vector<double> positions;        ///< Of each of these, 0 to 100; towards 100 more votes are yes.
  std::vector<std::size_t> votes_cast;  ///< By each of these, in the calls below.
  std::vector<std::size_t> calls;       ///< The roll calls that went in, ascending.
  std::vector<double> slopes;           ///< Of each of these: the vote (0 to 1) gained by one standard deviation of position.
  double explained = 0;                 ///< Share of the variance of the votes cast that one dimension explains, 0 to 1.
};

/// The first principal component of the votes (no 0, abstain ½, yes 1), centred call by call. Left out are roll calls that are not
/// divided, and then states with fewer than ten votes. What a state did not vote on counts neither for nor against: each position is
/// fitted to the votes cast. With complete votes that is the principal component; with missing ones it agrees better with ideal points,
/// and with later votes, than putting the call's mean in their place. The scale ends at the percentiles 0.5 and 99.5 of the states.
/// Errors: `input` if there is no such topic, or its votes in those years tell no states apart.
/// Cost: O(states · calls) for each of 10 to 30 passes. Source: Wold 1966, principal components with missing values by alternating
/// least squares; Bailey, Strezhnev, Voeten 2017 for abstention as the middle of three votes.
Result<VotePositions> positions_from_votes(const RollCalls& roll_calls, std::string_view topic, Years years);

/// Where a position lies in four of five cases.
struct PositionRange {
  double low = 0;
  double high = 0;
};

struct Resampling {
  std::size_t samples = 200;
  std::uint64_t seed = 1;
};

/// How far each position depends on which resolutions happened to be voted on: its 10th and 90th percentile over samples of the roll
/// calls drawn with replacement, widened to the position itself where that lies outside. Calls of one title are drawn together, since a
/// resolution comes back each year with nearly the same votes. In the order of `positions.states`. It says nothing of whether votes show
/// what a state wants, and is no forecast of how it will vote. Cost: that of `positions_from_votes` for each sample.
std::vector<PositionRange> position_ranges(const RollCalls& roll_calls, const VotePositions& positions, const Resampling& resampling = {});

}  // namespace corollary::bargain
