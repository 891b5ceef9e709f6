#include <algorithm>

#include "base/strings.h"
#include "coding/type_classifier.h"
#include "evaluate/plv_learning.h"
#include "evaluate/plv_set.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

using Shares = std::vector<std::vector<double>>;  // Of the roots, for each case.

Result<Shares> by_folds(const PlvSet& set, const Options& options, const Readers& readers, Progress& progress) {
  if (options.folds < 2) {
    return fail(ErrorKind::usage, "cross-validation needs at least 2 folds; --folds is {}", options.folds);
  }
  TRY_ASSIGN(const auto features, coding::TypeFeatures::make(readers.cameo, readers.parser));
  const std::vector<std::size_t> fold_of = folds_of(set, options.folds, options.seed);
  TRY_ASSIGN(const auto scores, cross_validated(examples_of(set, features), fold_of, options.folds, {}, progress));
  Shares shares;
  for (const coding::TypeScores& one : scores) shares.push_back(root_probabilities(coding::softmax(one)));
  return shares;
}

Shares by_classifier(const PlvSet& set, const coding::TypeClassifier& classifier) {
  Shares shares;
  for (const auto& plv : set.cases) {
    shares.push_back(root_probabilities(classifier.judge(plv->words, plv->document.nodes, plv->candidate.actor, plv->candidate.recipient).probabilities));
  }
  return shares;
}

std::vector<Scores::Value> values_of(const RootScores& scores) {
  std::vector<Scores::Value> values = {{"root_macro_f1", scores.root_macro_f1}, {"quad_macro_f1", scores.quad_macro_f1}, {"accuracy", scores.accuracy},
                                       {"calibration_error", scores.calibration_error}};
  for (std::size_t root = 0; root < plv_roots().size(); ++root) values.push_back({"root_f1_" + plv_roots()[root], scores.root_f1[root]});
  return values;
}

std::vector<std::string> errors_of(const PlvSet& set, const Shares& shares, std::size_t most) {
  std::vector<std::string> errors;
  for (std::size_t i = 0; i < set.cases.size() && errors.size() < most; ++i) {
    const std::size_t told = best_of(shares[i]);
    if (told != set.cases[i]->root) {
      errors.push_back(format("expected {}, found {} ({:.2f}): {}", plv_roots()[set.cases[i]->root], plv_roots()[told], shares[i][told], set.cases[i]->marked));
    }
  }
  return errors;
}

}  // namespace

Result<Scores> score_plv(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(PlvSet set, read_plv(options.input, readers.parser));
  Scores scores;
  Shares shares;
  if (options.folds > 0) {
    TRY_ASSIGN(shares, by_folds(set, options, readers, progress));
    scores.values = values_of(root_scores(set, shares));
  } else {
    TRY_ASSIGN(const auto path, coding::TypeClassifier::find_model());
    TRY_ASSIGN(const auto classifier, coding::TypeClassifier::load(path, readers.cameo, readers.parser));
    shares = by_classifier(set, classifier);
    scores.values = values_of(root_scores(set, shares));
    const auto known = std::ranges::count_if(set.cases, [&](const auto& plv) { return classifier.learned_from(plv->group); });
    scores.values.push_back({"trained_on", static_cast<double>(known)});
  }
  scores.n = set.cases.size();
  scores.errors = errors_of(set, shares, options.errors_most);
  scores.skipped = std::move(set.skipped);
  return scores;
}

}  // namespace corollary::evaluate
