#pragma once

#include <string_view>
#include <vector>

#include "bargain/ensemble.h"
#include "base/error.h"

namespace corollary::bargain {

/// Reads the table of the project Decision-making in the European Union: tab-separated, texts in double quotes. The second line is no issue; it
/// holds each actor's capability, above its column of positions. `isnr` is an issue's name, `prnr` the proposal that it belongs to; the actor
/// `com` has its position in `pcom` and its salience (0 to 100) in `scom`; `rp` is what happens without a decision, `out` the outcome.
///
/// An actor without a position has no stake. One with a position but without a salience has salience 0: it weighs nothing, and its position
/// is one of those that are held. Columns of other things are not read.
///
/// Errors: `input` with the line, for a missing column, a cell that is no number, an issue without an outcome, one that is there twice, and
/// all that `check` finds.
Result<std::vector<SettledIssue>> parse_deu(std::string_view name, std::string_view text);

}  // namespace corollary::bargain
