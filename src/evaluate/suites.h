#pragma once

#include "evaluate/evaluate.h"

namespace corollary::evaluate {

// One function a suite, each in a file of its name. Errors: those of `score_coding`.

/// Trees against CoNLL-U: `uas` and `las` (without subtypes, as in the CoNLL 2018 shared task), `upos`, `xpos`,
/// `lemma`, each as F1 of aligned words from raw text; with the prefix `gold_` from the file's own tokens.
Result<Scores> score_conllu(const Options& options, const Readers& readers, Progress& progress);

/// One report against a list of its events and statements (`report_gold.h` says how they are aligned).
Result<Scores> score_report(const Options& options, const Readers& readers, Progress& progress);

/// Short phrases as actors, in JSON Lines with `text`, `args` (`query_date`, a country beside it) and `expect` (`country`,
/// `code_1`): `accuracy` (country and sector right, where stated), `country_accuracy`, `sector_accuracy`. Rows that look a
/// page of an encyclopedia up (`query_wiki`, or that expect only its title) and rows marked `skip` are counted apart.
Result<Scores> score_actors(const Options& options, const Readers& readers, Progress& progress);

/// Records of PETRARCH's validation suites, and of TABARI's, with the project dictionaries beside them: see keds_suite.h.
Result<Scores> score_petrarch(const Options& options, const Readers& readers, Progress& progress);
Result<Scores> score_tabari(const Options& options, const Readers& readers, Progress& progress);

}  // namespace corollary::evaluate
