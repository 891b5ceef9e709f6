#pragma once

#include <string>
#include <vector>

#include "bargain/challenge.h"

namespace corollary::bargain {

/// A run as text, in the layout of McKibben's implementation: who gave way to whom in each round, what both expected of it, where it went,
/// the weighted median and mean. Numbers are the shortest that read back as the same double.
///
/// That implementation prints the mean in place of the median after a round, and so does this; the run has both. It meets no demands: "gives in
/// to" is ours.
std::string challenge_log(const std::vector<std::string>& actors, const ChallengeRun& run);

}  // namespace corollary::bargain
