#include <algorithm>
#include <optional>

#include "base/strings.h"
#include "coding/type_classifier.h"
#include "evaluate/plv_learning.h"
#include "evaluate/plv_pairs.h"
#include "evaluate/plv_set.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

using Shares = std::vector<std::vector<double>>;  // Of the roots, for each case.

bool overlap(coding::Range a, coding::Range b) { return a.first < b.last && b.first < a.last; }

// The marked pairs as grammar finds them: for each case the first pair whose spans overlap the marked ones.
struct FoundPairs {
  std::vector<std::optional<coding::TypeCandidate>> of_case;
  double per_case = 0;  // How many pairs grammar proposes in its sentence.

  [[nodiscard]] double share() const {
    const auto found = std::ranges::count_if(of_case, [](const auto& pair) { return pair.has_value(); });
    return of_case.empty() ? 0 : static_cast<double>(found) / static_cast<double>(of_case.size());
  }
};

FoundPairs find_pairs(const PlvSet& set) {
  FoundPairs found;
  for (const auto& plv : set.cases) {
    const std::vector<coding::TypeCandidate> pairs = pairs_by_grammar(coding::Tree(plv->document.nodes));
    const auto same = std::ranges::find_if(pairs, [&](const coding::TypeCandidate& pair) {
      return overlap(pair.actor, plv->candidate.actor) && overlap(pair.recipient, plv->candidate.recipient);
    });
    found.of_case.push_back(same == pairs.end() ? std::nullopt : std::optional(*same));
    found.per_case += static_cast<double>(pairs.size()) / static_cast<double>(set.cases.size());
  }
  return found;
}

Shares shares_of(const std::vector<coding::TypeScores>& scores) {
  Shares shares;
  for (const coding::TypeScores& one : scores) shares.push_back(root_probabilities(coding::softmax(one)));
  return shares;
}

// What cross-validation says with the marked pairs, and with those that grammar finds.
struct ByFolds {
  Shares given, found;
  FoundPairs pairs;
};

Result<ByFolds> by_folds(const PlvSet& set, const Options& options, const Readers& readers, Progress& progress) {
  if (options.folds < 2) {
    return fail(ErrorKind::usage, "cross-validation needs at least 2 folds; --folds is {}", options.folds);
  }
  TRY_ASSIGN(const auto features, coding::TypeFeatures::make(readers.cameo, readers.parser));
  const std::vector<std::size_t> fold_of = folds_of(set, options.folds, options.seed);
  const std::vector<coding::TypeExample> examples = examples_of(set, features);
  TRY_ASSIGN(const auto models, models_by_fold(examples, fold_of, options.folds, {}, progress));
  ByFolds result{shares_of(held_out_scores(models, fold_of, examples)), {}, find_pairs(set)};
  std::vector<coding::TypeExample> asked = examples;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (const auto& pair = result.pairs.of_case[i]) asked[i].features = features.of({set.cases[i]->words, set.cases[i]->document.nodes}, *pair);
  }
  result.found = shares_of(held_out_scores(models, fold_of, asked));
  for (std::size_t i = 0; i < result.found.size(); ++i) {
    if (!result.pairs.of_case[i]) result.found[i].clear();
  }
  return result;
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
    TRY_ASSIGN(ByFolds folds, by_folds(set, options, readers, progress));
    shares = std::move(folds.given);
    scores.values = values_of(root_scores(set, shares));
    const RootScores found = root_scores(set, folds.found);
    scores.values.push_back({"found_root_macro_f1", found.root_macro_f1});
    scores.values.push_back({"found_quad_macro_f1", found.quad_macro_f1});
    scores.values.push_back({"pairs_found", folds.pairs.share()});
    scores.values.push_back({"pairs_proposed", folds.pairs.per_case});
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
