#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

/// Reads a change. The issue ends at the first `/`, the attribute begins after the last, so that an actor's name may hold some.
///
///     sanctions/USA/position = 60      also `+=`, `-=`, `*=`
///     sanctions/*/salience *= 0.5      of all actors; `*/USA/capability = 0` on all issues
///     sanctions/no_deal = 100
///
/// Errors: `input` that says what was expected.
Result<Change> parse_change(std::string_view text);
/// As `parse_change` reads it back.
std::string to_text(const Change& change);

/// The scenario with one change. A changed number is known exactly, whatever spread it had; a factor or a sum moves the spread with it.
/// Positions and saliences stay in their ranges. Errors: `input` if the change names nothing of the scenario, or leaves an issue that
/// cannot be settled.
Result<Scenario> changed(const Scenario& scenario, const Change& change);
Result<Scenario> changed(const Scenario& scenario, const std::vector<Change>& changes);

}  // namespace corollary::bargain
