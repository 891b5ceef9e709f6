#pragma once

#include <cstddef>
#include <span>

#include "bargain/roll_calls.h"

namespace corollary::evaluate {

/// A vote in one roll call, with the position that the state was known to have.
struct Cast {
  double position = 0;
  bargain::Vote vote = bargain::Vote::absent;
};

/// A point of the scale that tells those who vote yes from the others.
struct Cut {
  double at = 0;
  bool yes_above = true;
  std::size_t errors = 0;  ///< Votes on the wrong side.

  /// Whether a state votes yes by this cut.
  [[nodiscard]] bool yes(double position) const { return (position > at) == yes_above; }
};

// Votes are given by position, ascending; none is absent.

/// The cut with the fewest errors, in either direction and also with all on one side; of several the one in the widest gap, then the
/// lowest, then that with yes above. Cost: O(n). Source: Poole 2000, optimal classification in one dimension.
Cut best_cut(std::span<const Cast> votes);

/// How many are wrong when each vote is told by the cut that the others give. Cost: O(n²).
std::size_t errors_held_out(std::span<const Cast> votes);

/// How many are wrong by the two best cuts between no, abstain and yes, in this order or its reverse. Cost: O(n).
std::size_t errors_of_two_cuts(std::span<const Cast> votes);

/// How many are wrong if all are told to vote as most do: yes, or not yes.
std::size_t errors_of_majority(std::span<const Cast> votes);

/// The probability that of one that votes yes and one that does not the first stands further on its side, the better direction taken; ties count
/// half. One half if all vote alike. Cost: O(n).
double area_under_curve(std::span<const Cast> votes);

}  // namespace corollary::evaluate
