#include "evaluate/plv_learning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "base/random.h"

namespace corollary::evaluate {
std::vector<coding::TypeExample> examples_of(const PlvSet& set, const coding::TypeFeatures& features) {
  std::vector<coding::TypeExample> examples;
  for (const auto& plv : set.cases) examples.push_back({features.of({plv->words, plv->document.nodes}, plv->candidate), types_of_root(plv->root), 1});
  return examples;
}

std::vector<std::size_t> folds_of(const PlvSet& set, std::size_t folds, std::uint64_t seed) {
  std::map<std::string, std::size_t> groups;
  for (const auto& plv : set.cases) groups.emplace(plv->group, 0);
  std::vector<std::size_t*> order;
  for (auto& [text, fold] : groups) order.push_back(&fold);
  Random random(seed, 7);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  for (std::size_t i = 0; i < order.size(); ++i) *order[i] = i % folds;
  std::vector<std::size_t> result;
  for (const auto& plv : set.cases) result.push_back(groups[plv->group]);
  return result;
}

Result<std::vector<coding::TypeModel>> models_by_fold(const std::vector<coding::TypeExample>& examples, const std::vector<std::size_t>& fold_of,
                                                      std::size_t folds, const coding::TypeModel::Learning& learning, Progress& progress) {
  std::vector<coding::TypeModel> models;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    TRY(progress.report("folds", fold, folds));
    std::vector<coding::TypeExample> known;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold_of[i] != fold) known.push_back(examples[i]);
    }
    models.push_back(coding::TypeModel::learn(known, learning));
  }
  return models;
}

std::vector<coding::TypeScores> held_out_scores(const std::vector<coding::TypeModel>& models, const std::vector<std::size_t>& fold_of,
                                                const std::vector<coding::TypeExample>& asked) {
  std::vector<coding::TypeScores> scores;
  for (std::size_t i = 0; i < asked.size(); ++i) scores.push_back(models[fold_of[i]].scores(asked[i].features));
  return scores;
}

std::vector<double> root_probabilities(const coding::TypeScores& types) {
  std::vector<double> roots(plv_roots().size(), 0);
  for (std::size_t type = 0; type < coding::kTypes; ++type) roots[plv_root_of(type)] += static_cast<double>(types[type]);
  return roots;
}

std::size_t best_of(const std::vector<double>& probabilities) {
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

namespace {

constexpr auto kNotTold = static_cast<std::size_t>(-1);

// F1 of each class of 0 … classes - 1; a class that is neither expected nor told has none.
std::vector<std::optional<double>> f1_of(const std::vector<std::size_t>& expected, const std::vector<std::size_t>& told, std::size_t classes) {
  std::vector<double> right(classes), either(classes);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    either[expected[i]] += 1;
    if (told[i] == kNotTold) continue;
    right[expected[i]] += expected[i] == told[i];
    either[told[i]] += 1;
  }
  std::vector<std::optional<double>> f1(classes);
  for (std::size_t k = 0; k < classes; ++k) {
    if (either[k] > 0) f1[k] = 2 * right[k] / either[k];
  }
  return f1;
}

// The mean over the classes that are expected somewhere.
double macro(const std::vector<std::optional<double>>& f1, const std::vector<std::size_t>& expected) {
  double sum = 0, n = 0;
  for (std::size_t k = 0; k < f1.size(); ++k) {
    if (std::ranges::find(expected, k) != expected.end()) {
      sum += f1[k].value_or(0);
      n += 1;
    }
  }
  return n == 0 ? 0 : sum / n;
}

}  // namespace

RootScores root_scores(const PlvSet& set, const std::vector<std::vector<double>>& probabilities) {
  std::vector<std::size_t> expected, told, expected_quad, told_quad;
  std::array<double, 10> bin_n{}, bin_confidence{}, bin_right{};
  double right = 0;
  for (std::size_t i = 0; i < set.cases.size(); ++i) {
    expected.push_back(set.cases[i]->root);
    expected_quad.push_back(static_cast<std::size_t>(plv_quad(expected.back()) - 1));
    if (probabilities[i].empty()) {
      told.push_back(kNotTold);
      told_quad.push_back(kNotTold);
      continue;
    }
    told.push_back(best_of(probabilities[i]));
    told_quad.push_back(static_cast<std::size_t>(plv_quad(told.back()) - 1));
    const double confidence = probabilities[i][told.back()];
    const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(confidence * 10));
    bin_n[bin] += 1;
    bin_confidence[bin] += confidence;
    bin_right[bin] += expected.back() == told.back();
    right += expected.back() == told.back();
  }
  RootScores scores;
  const auto f1 = f1_of(expected, told, plv_roots().size());
  scores.root_macro_f1 = macro(f1, expected);
  scores.quad_macro_f1 = macro(f1_of(expected_quad, told_quad, 4), expected_quad);
  const auto n = static_cast<double>(set.cases.size());
  scores.accuracy = n == 0 ? 0 : right / n;
  for (std::size_t bin = 0; bin < 10; ++bin) scores.calibration_error += n == 0 ? 0 : std::abs(bin_confidence[bin] - bin_right[bin]) / n;
  for (const auto& value : f1) scores.root_f1.push_back(value.value_or(0));
  return scores;
}

}  // namespace corollary::evaluate
