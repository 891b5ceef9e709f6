#pragma once

#include <string>

#include "bargain/scenario.h"

namespace corollary::bargain {

/// A scenario as the text that `parse_scenario` reads back: the same texts, numbers to the last bit, ranges, powers and counterfactuals.
/// Everything keeps its order; what is not given is left out. Where a number has a range, the range is written: the number beside it
/// reads back as its middle. The scenario must pass `check`, its texts be UTF-8.
std::string to_toml(const Scenario& scenario);

}  // namespace corollary::bargain
