#pragma once

#include <string>

#include "bargain/scenario.h"

namespace corollary::bargain {

/// A scenario as the text that `parse_scenario` reads back: the same ids, texts and numbers to the last bit. Issues and stakes keep
/// their order; `no_deal` and `why` are left out where they are not given. Texts must be UTF-8.
std::string to_toml(const Scenario& scenario);

}  // namespace corollary::bargain
