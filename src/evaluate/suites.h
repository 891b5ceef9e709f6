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

/// Factuality of predicates against MEANTIME or UDS-IH2 (`read_factuality_set`): `pearson`, `mae` on [-3, 3], and
/// `pearson_rules_alone`, without the regression.
Result<Scores> score_factuality(const Options& options, const Readers& readers, Progress& progress);

/// Modality of marked predicates in four classes. The input is a table of places in JSON Lines under shared/data/text
/// (tests/published/modality/items.tsv) with the classes in `expected`, else in gold.tsv or pass1.tsv beside it; or JSON
/// Lines of {"text", "begin", "end", "modality"}. `macro_f1`, an F1 each class, `accuracy`, and `macro_f1_odd` and
/// `macro_f1_even` for the items of odd and even number.
Result<Scores> score_modality(const Options& options, const Readers& readers, Progress& progress);

/// Event types on a PLV file (`plv_set.h`): `root_macro_f1`, `quad_macro_f1`, `accuracy`, and F1 of each root. With folds by
/// cross-validation, grouped by sentence; without by the model beside the program, with `trained_on`, the cases whose
/// sentence it learned from.
Result<Scores> score_plv(const Options& options, const Readers& readers, Progress& progress);

/// Press releases of the White House and the Kremlin whose title names a call, meeting or visit (`title_encounter.h`), in JSON Lines.
/// Expected is what the title says: the host's official and the others, PLOVER's CONSULT, and the day of publication or the one
/// before. The coder reads the text without the title, and knows the day and the publisher (by the line's `publisher`, else by its
/// id). An item is right if one event that happened is of the type, has the parties and the day: with parties abroad exactly their
/// codes beside the host's official; within one country another person or group of it, by name, office or sector.
///
/// `accuracy`; its value on the two halves by the id's hash; `type`, then `parties` and `date` of some event of the type;
/// `right_with_mode` (also by telephone, as a visit or in person, as the title has it); `named` and `accuracy_where_named`, the items
/// whose text has a word of the others' phrases or of their countries' names; and the same for each publisher. Left out are titles
/// that name nobody else, or only a region ("European leaders").
Result<Scores> score_titles(const Options& options, const Readers& readers, Progress& progress);

/// Events of running text that somebody judged (`judged_events.h`): the input is the file of reports, `expected` the table, of
/// whose rows those count whose `set` is the input's name without its ending. `precision` of the judged events that are coded
/// still; `kept_right` and `kept_wrong`, the shares of those judged right and wrong that are; `brier` and `calibration_error` of
/// their confidence; the number of each kind of error. The events were drawn by chance from all that were coded, so that the
/// precision of a later coder is only that of the events it has in common with the judged one.
Result<Scores> score_judged(const Options& options, const Readers& readers, Progress& progress);

/// Reports in JSON Lines that are grouped by hand (tests/published/duplicates): the table, with the columns `report`, `story` and
/// `act`, is `expected`, else gold.tsv beside the input. B³ precision, recall and F1 of `reports::stories_of`, for all and for the two
/// halves by the hash of the id's part before its hyphen; then whether the reports whose coded events `reports::acts_of` links are those of
/// one act (`acts_`), and what the stories alone would give.
Result<Scores> score_duplicates(const Options& options, const Readers& readers, Progress& progress);

// Bargaining; one function a suite as well. Errors: those of `score_bargain`.

/// Votes of the UN General Assembly (`bargain::read_roll_calls`): positions learned from the votes of five years tell those of the next four,
/// topic by topic. The periods are 2011–15 and 2016–19; if the set lacks them, its last nine years. Each later roll call has a cut
/// of its own, the best for its own votes: yes on one side, no and abstention on the other.
///
/// `accuracy`, the mean over the topics, and that of each topic; `accuracy_held_out`, each vote told by the cut that the others give;
/// `accuracy_contested`, of the roll calls with a minority of 2.5 % or more; `accuracy_by_majority`, all told as most vote; `apre`, the
/// aggregate proportional reduction of error over the majority; `auc`, the mean area under the curve of a roll call; `accuracy_yes_no`
/// without abstentions; `accuracy_three_classes` with two cuts; `agreement_…`, the correlation with mean ideal points of the first period,
/// for topics whose file (Idealpointestimates…) lies in the folder.
Result<Scores> score_un_votes(const Options& options, Progress& progress);

/// Exchanges of positions against a published list of them (Equal Gain; `;`-separated, no header): `differing_exchanges`,
/// `largest_difference`, `ties` (of several exchanges of the same gain the first in the order of the file is taken). Without `expected`
/// the exchanges alone, as `realised_exchanges`.
Result<Scores> score_equal_gain(const Options& options, Progress& progress);

/// Exchanges over several iterations against what the program Decide prints: its exchanges (columns `iteration`, `i`, `i_supply`, …) or
/// its outcomes (`iteration(-1=initial)`, a column for each issue). `differing_exchanges` or `differing_outcomes`, `largest_difference`,
/// `ties`: of several exchanges with the same gain the one is taken that Decide took, by the expected exchanges, or by those in
/// FILE_exchanges.csv beside the expected outcomes FILE_nbs.csv; without these the first in the order of the file. `ties_followed`: how often
/// that was not the first anyway; `differing_…_without_following`: the rows that differ when the first is always taken.
Result<Scores> score_decide(const Options& options, Progress& progress);

/// The expected-utility challenge model on a table of actors (`bargain/scenario_csv.h`). `expected` is a log of McKibben's implementation: `lines`,
/// `differing_lines`, `identical` (1 if byte by byte) and `largest_difference` of numbers; or a table with the columns `round`, `median` and
/// `mean`, against the article's preset: `median_mae`, `mean_mae`, `largest_difference`. Listings: the log, and both presets round by round.
Result<Scores> score_challenge(const Options& options, Progress& progress);

/// Power indices of voting games (`voting_games.h`): `games`, `values_compared`, `largest_difference`; a listing of every member.
Result<Scores> score_power(const Options& options, Progress& progress);

/// A scenario of KTAB's SMP (CSV or XML) by the spatial model, against what KTAB prints, to the digits that it prints: the history of
/// positions (`cells`, `differing_cells`; a cell that only one side has differs), the probabilities below it (`probability_cells`,
/// `differing_probability_cells`), or a file of fractional changes (`cells`, `differing_cells`); then `turns` and `turns_expected`.
/// Without `expected` the listings `history`, `probabilities` and `changes`. A file with stochastic transitions is run with
/// deterministic ones, since KTAB's draws cannot be repeated. `skipped` holds the reader's warnings.
Result<Scores> score_ktab(const Options& options, Progress& progress);

/// A table of issues of the European Union with their outcomes (`bargain/deu.h`): the learned distribution of the outcome against the
/// compromise, Σ c s x / Σ c s. With folds, or if the weights that the program carries have seen any of the issues, by cross-validation that keeps
/// issues of a proposal together (`cross_validated` 1; 10 folds unless told), else by those weights. `crps` and its ratio to the absolute error
/// of the compromise; the absolute error of the median, its difference from the compromise's and that one's 95 % interval (bootstrap by
/// proposal); how often central intervals hold the outcome, and how often they say; the least and the most of ten equal stretches of the
/// probability integral transform; the absolute error of each model alone. Listings: reliability, transform, predictions, models, ablations.
/// There is no file of `expected`.
Result<Scores> score_deu(const Options& options, Progress& progress);

}  // namespace corollary::evaluate
