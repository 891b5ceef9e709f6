#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "coding/type_features.h"
#include "coding/type_model.h"
#include "evaluate/plv_set.h"

namespace corollary::evaluate {

/// One example a case, in order.
std::vector<coding::TypeExample> examples_of(const PlvSet& set, const coding::TypeFeatures& features);

/// A number 0 … folds - 1 for each case, at random by `seed`; cases of one sentence have the same.
std::vector<std::size_t> folds_of(const PlvSet& set, std::size_t folds, std::uint64_t seed);

/// For each fold a model that learned from the examples in the others. Errors: `cancelled`.
Result<std::vector<coding::TypeModel>> models_by_fold(const std::vector<coding::TypeExample>& examples, const std::vector<std::size_t>& fold_of,
                                                      std::size_t folds, const coding::TypeModel::Learning& learning, Progress& progress);

/// The scores of our types for each of `asked`, one a case, by the model of its fold.
std::vector<coding::TypeScores> held_out_scores(const std::vector<coding::TypeModel>& models, const std::vector<std::size_t>& fold_of,
                                                const std::vector<coding::TypeExample>& asked);

/// Probabilities of the roots from those of our types.
std::vector<double> root_probabilities(const coding::TypeScores& types);

/// How well roots were told.
struct RootScores {
  double root_macro_f1 = 0, quad_macro_f1 = 0, accuracy = 0;
  double calibration_error = 0;     ///< Mean gap between confidence and accuracy over ten bins of confidence, weighted.
  std::vector<double> root_f1;      ///< In the order of `plv_roots()`.
};
/// An empty list of probabilities is a case whose actors were not found: it is expected and not told.
RootScores root_scores(const PlvSet& set, const std::vector<std::vector<double>>& probabilities);
/// The place of the largest.
std::size_t best_of(const std::vector<double>& probabilities);

}  // namespace corollary::evaluate
