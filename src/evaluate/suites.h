#pragma once

#include "evaluate/evaluate.h"

namespace corollary::evaluate {

// One function a suite, each in a file of its name. Errors: those of `score_coding`.

/// Trees against CoNLL-U: `uas` and `las` (without subtypes, as in the CoNLL 2018 shared task), `upos`, `xpos`,
/// `lemma`, each as F1 of aligned words from raw text; with the prefix `gold_` from the file's own tokens.
Result<Scores> score_conllu(const Options& options, const Readers& readers, Progress& progress);

/// Factuality of predicates against MEANTIME or UDS-IH2 (`read_factuality_set`): `pearson`, `mae` on [-3, 3], and
/// `pearson_rules_alone`, without the regression.
Result<Scores> score_factuality(const Options& options, const Readers& readers, Progress& progress);

/// Modality of marked predicates in four classes. The input is a table of places in JSON Lines under shared/data/text
/// (tests/published/modality/items.tsv) with the classes in `expected`, else in gold.tsv or pass1.tsv beside it; or JSON
/// Lines of {"text", "begin", "end", "modality"}. `macro_f1`, an F1 each class, `accuracy`, and `macro_f1_odd` and
/// `macro_f1_even` for the items of odd and even number.
Result<Scores> score_modality(const Options& options, const Readers& readers, Progress& progress);

}  // namespace corollary::evaluate
