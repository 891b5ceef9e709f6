#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bargain/ensemble.h"
#include "base/error.h"

namespace corollary::bargain {

/// Issues with their outcomes, and the rows that hold none.
struct DeuTable {
  std::vector<SettledIssue> issues;
  std::vector<std::string> skipped;  ///< "deu.tsv:14: issue 'd00032i1': …", one a row.
};

/// Reads the table of the project Decision-making in the European Union: tab-separated, texts in double quotes. The second line is no issue; it
/// holds each actor's capability, above its column of positions. `isnr` is an issue's name, `prnr` the proposal that it belongs to; the actor
/// `com` has its position in `pcom` and its salience (0 to 100) in `scom`; `rp` is what happens without a decision, `out` the outcome.
///
/// An actor without a position has no stake. One with a position but without a salience has salience 0: it weighs nothing, and its position
/// is one of those that are held. Columns of other things are not read.
///
/// A row is skipped for a cell that is no number, an outcome that is missing or off the scale, a name that was there before, and all that
/// `check` finds. Errors: `input` for a missing column, without capabilities, for a row of another length, and if no issue is left.
Result<DeuTable> parse_deu(std::string_view name, std::string_view text);

}  // namespace corollary::bargain
