#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

/// Rows of numbers, 0 at first. A row can be read past its last column to the end of a whole vector; what is read there means nothing.
class Rows {
 public:
  static constexpr std::size_t kLanes = 4;  ///< Numbers that are worked on together.

  Rows() = default;
  Rows(std::size_t rows, std::size_t columns) : stride_((columns + kLanes - 1) / kLanes * kLanes), values_(rows * stride_) {}

  double* operator[](std::size_t row) { return values_.data() + row * stride_; }
  const double* operator[](std::size_t row) const { return values_.data() + row * stride_; }

 private:
  std::size_t stride_ = 0;
  std::vector<double> values_;
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

/// One actor as a party to a challenger's contests, in the eyes of whoever looks at them.
struct Party {
  double weight;               ///< capability · salience.
  double risk;                 ///< Its risk attitude.
  double worth_of_challenger;  ///< What the challenger's position is worth to it …
  double worth_of_own;         ///< … and what its own is.
  // What the three positions are worth to it once the challenger has won, if it is a third party and joined …
  double won_with;      ///< … the challenger …
  double won_against;   ///< … or the target.
};

/// The party with its last two numbers filled in.
Party committed(ThirdPartyCommitment commitment, double weight, double risk, double worth_of_challenger, double worth_of_own);

/// A challenger's contests with every actor.
struct Contests {
  std::size_t challenger;
  std::span<const Party> parties;        ///< All actors.
  std::span<const std::size_t> targets;  ///< All actors once, in the order of the columns below.
  /// Of each actor's ideal (row) from each target's position (column): the distance, at most 1, and 1 less the distance.
  /// A position is worth closeness · (1 + distance · risk).
  const Rows& distance;
  const Rows& closeness;
};

/// How strong the two sides of a few contests would be.
struct Sides {
  std::array<double, Rows::kLanes> challenger;
  std::array<double, Rows::kLanes> target;
};

/// The sides of the contests with the targets of the columns `first`, `first + 1` …, as many as there are lanes: the two themselves,
/// then third parties in the order of `parties`, each of which looks at the contest of those two and itself alone. To each side 1e-10 is
/// added. What stands for the challenger itself, or past the last column, means nothing. `first` is a multiple of the number of lanes.
/// Cost: O(actors).
Sides contest_sides(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first,
                    Instructions instructions = best_instructions());

}  // namespace corollary::bargain
