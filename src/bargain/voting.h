#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bargain/lanes.h"

namespace corollary::bargain {

/// How strongly an actor backs the one of two options that is worth more to it. `gain` is the difference of what they are worth to
/// it, -1 to 1.
enum class VotingRule : std::uint8_t {
  binary,               ///< With all its weight, whatever the gain (down to 1e-8, below which it fades).
  proportional_binary,  ///< 0.8 of `proportional` and 0.2 of `binary`.
  proportional,         ///< weight · gain.
  proportional_cubic,   ///< Half `proportional`, half `cubic`.
  cubic,                ///< weight · gain³.
  asymmetric            ///< A loss counts in full, a gain two thirds.
};

/// What a third party that joins a side of a contest stakes on it. With `none` and `full` it stakes the same on either, so that third
/// parties weigh nothing in a proportional vote.
enum class ThirdPartyCommitment : std::uint8_t {
  none,  ///< It keeps its position, whoever wins.
  semi,  ///< It takes the winner's position if the side that it joined loses.
  full   ///< It takes the winner's position either way.
};

/// What the sums are worked out with. The results have the same bits.
enum class Instructions : std::uint8_t { portable, avx2 };
/// The best that this machine has.
Instructions best_instructions();

/// For each pair of options i > j the weight of the votes for i against j, at [i][j], and of those for j against i, at [j][i]; on the
/// diagonal nobody. To each 1e-8 is added, so that no share of two of them is 0/0.
/// `worth` holds a row for each actor, a column for each option; `strengths` has a row and a column for each option.
/// Cost: O(actors · options²). The sums go through the actors in their order.
void coalition_strengths(VotingRule rule, std::span<const double> weights, const Rows& worth, std::size_t options, Rows& strengths,
                         Instructions instructions = best_instructions());

/// The actors as parties to the contests of one challenger, in the eyes of whoever looks at them. Each has a number for every actor.
struct Parties {
  explicit Parties(std::size_t actors)
      : weight(actors), risk(actors), worth_of_challenger(actors), worth_of_own(actors), won_with(actors), won_against(actors) {}

  std::vector<double> weight;               ///< capability · salience.
  std::vector<double> risk;                 ///< Its risk attitude.
  std::vector<double> worth_of_challenger;  ///< What the challenger's position is worth to it …
  std::vector<double> worth_of_own;         ///< … and what its own is.
  // What the three positions are worth to it once the challenger has won, if it is a third party and joined …
  std::vector<double> won_with;     ///< … the challenger …
  std::vector<double> won_against;  ///< … or the target.

  /// Fills in the last two.
  void commit(ThirdPartyCommitment commitment) {
    for (std::size_t n = 0; n < weight.size(); ++n) {
      const double twice = worth_of_challenger[n] + worth_of_challenger[n];
      won_with[n] = twice + (commitment == ThirdPartyCommitment::full ? worth_of_challenger[n] : worth_of_own[n]);
      won_against[n] = twice + (commitment == ThirdPartyCommitment::none ? worth_of_own[n] : worth_of_challenger[n]);
    }
  }
};

/// A challenger's contests. In the rows of the tables a column for each target.
struct Contests {
  std::size_t challenger;
  const Parties& parties;
  std::span<const std::size_t> targets;  ///< The actor of each column. One may have several.
  /// Of each actor's ideal (row) from each target's position: the distance, at most 1, and 1 less the distance.
  /// A position is worth closeness · (1 + distance · risk).
  const Rows& distance;
  const Rows& closeness;
  const Rows& third_party_weight;  ///< Each actor's weight, but 0 for the target itself.
};

/// How strong the two sides of a few contests would be.
struct Sides {
  std::array<double, Rows::kLanes> challenger;
  std::array<double, Rows::kLanes> target;
};

/// The sides of the contests with the targets of the columns `first`, `first + 1` …, as many as there are lanes: the two themselves,
/// then third parties in the order of `parties`, each of which looks at the contest of those two and itself alone. To each side 1e-10 is
/// added. What stands for the challenger itself means nothing. Cost: O(actors).
Sides contest_sides(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first,
                    Instructions instructions = best_instructions());

}  // namespace corollary::bargain
