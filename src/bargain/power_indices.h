#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/error.h"

namespace corollary::bargain {

/// A coalition wins if its weights reach the quota.
struct VotingGame {
  std::vector<double> weights;  ///< 0 or more; decimals are scaled to whole numbers.
  double quota = 0;             ///< More than 0.
};

/// How often a member decides, in the order of the members.
struct PowerIndices {
  /// The share of all orders of the members in which it is the one that makes the coalition win. Sums to 1 unless nobody can win.
  std::vector<double> shapley_shubik;
  /// The share of the coalitions of the others that win with it alone: the probability that its vote decides if all vote at random.
  std::vector<double> banzhaf_absolute;
  /// The same as shares of their sum.
  std::vector<double> banzhaf;
};

/// Coalitions are counted as whole numbers of 256 bits: only the last division rounds.
///
/// Errors: `input` for no members, more than 250, a number that is out of its range or has more than nine decimals, and for games of
/// more than 36 members whose quota is too large to tabulate (more than 2,000,000 / (n + 1) after scaling).
/// Cost:   O(n² W) for n members and a quota of W; where that is too large, O(n 2^(n/2)) by halves.
/// Source: Shapley & Shubik 1954; Banzhaf 1965; the counting as in Mann & Shapley 1962, the halves as in Klinz & Woeginger 2005.
Result<PowerIndices> power_indices(const VotingGame& game);

/// Players as bits: player 0 is the lowest.
using PlayerSet = std::uint32_t;

/// The same for any game: `wins` says whether a coalition wins. It must be monotone: more players never make it lose.
///
/// Errors: `input` for no players, or more than 24.
/// Cost:   2^n questions, and O(n 2^n).
Result<PowerIndices> power_indices(std::size_t players, const std::function<bool(PlayerSet)>& wins);

}  // namespace corollary::bargain
