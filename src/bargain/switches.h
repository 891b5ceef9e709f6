#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bargain/challenge.h"
#include "bargain/spatial.h"
#include "base/error.h"

namespace corollary::bargain {

/// Sets what the literature leaves open, by its name in `ChallengeOptions` or `SpatialOptions`: "denominator=pair", "status_quo_stays=0.5",
/// "risk_range=high". Errors: `input` that names the values of the switch, or all switches.
Result<void> set_switch(ChallengeOptions& options, std::string_view text);
Result<void> set_switch(SpatialOptions& options, std::string_view text);

/// A switch and its values, a number as "0 to 1": "denominator: pair, all_pairs, weights".
std::vector<std::string> challenge_switches();
std::vector<std::string> spatial_switches();

}  // namespace corollary::bargain
