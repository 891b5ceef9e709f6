#pragma once

#include "evaluate/evaluate.h"

namespace corollary::evaluate {

// One function a suite, each in a file of its name. Errors: those of `score_coding`.

/// Trees against CoNLL-U: `uas` and `las` (without subtypes, as in the CoNLL 2018 shared task), `upos`, `xpos`,
/// `lemma`, each as F1 of aligned words from raw text; with the prefix `gold_` from the file's own tokens.
Result<Scores> score_conllu(const Options& options, const Readers& readers, Progress& progress);

/// Records of PETRARCH's validation suites, and of TABARI's, with the project dictionaries beside them: see keds_suite.h.
Result<Scores> score_petrarch(const Options& options, const Readers& readers, Progress& progress);
Result<Scores> score_tabari(const Options& options, const Readers& readers, Progress& progress);

}  // namespace corollary::evaluate
