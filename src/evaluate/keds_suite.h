#pragma once

#include "evaluate/evaluate.h"

namespace corollary::evaluate {

/// Scores coding on the records of a KEDS validation suite, with the project dictionaries that lie beside it.
///
/// An event counts by its source, target and code. `precision`, `recall`, `f1`: all three; `root_`: of the code its
/// first two digits; `sides_`: who and whom alone; `accuracy`: records with events whose events are exactly those.
/// With the prefix `own_`: what our own lexicon makes of the same records, with the suite's actors and agents as user
/// names; sides then count by party and the first sector. Records that are switched off (`evaluate` false) or only
/// change settings are no cases; expected events without a named side are left out, since no event has none.
/// Errors: `not_found` or `input` for the suite or its dictionaries; a line of a dictionary that cannot be read goes to
/// `skipped`.
Result<Scores> score_keds(const Options& options, const Readers& readers, Progress& progress);

}  // namespace corollary::evaluate
