// Learns models/event_types.model: the softmax regression that tells event types. The same files and the same build give
// the same model. How sure it is comes from cross-validation: the temperature under which cases that were held out are
// least surprising.
//
//   train_types MODEL PLV_TSV OUT

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/strings.h"
#include "coding/type_features.h"
#include "coding/type_model.h"
#include "evaluate/plv_learning.h"
#include "evaluate/plv_set.h"
#include "ontology/cameo.h"
#include "text/parser.h"

using namespace corollary;

namespace {

// -log of the probability of what is right, in the mean over the cases.
double surprise(const evaluate::PlvSet& set, const std::vector<coding::TypeScores>& scores, float temperature) {
  double sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    coding::TypeScores cooled = scores[i];
    for (float& score : cooled) score /= temperature;
    sum -= std::log(std::max(1e-12, evaluate::root_probabilities(coding::softmax(cooled))[set.cases[i]->root]));
  }
  return sum / static_cast<double>(scores.size());
}

float best_temperature(const evaluate::PlvSet& set, const std::vector<coding::TypeScores>& scores) {
  float best = 1;
  for (int tenths = 5; tenths <= 30; ++tenths) {
    const float temperature = static_cast<float>(tenths) / 10;
    if (surprise(set, scores, temperature) < surprise(set, scores, best)) best = temperature;
  }
  return best;
}

Result<void> run(const char* english, const char* plv, const char* out) {
  TRY_ASSIGN(const text::Parser parser, text::Parser::load(english));
  TRY_ASSIGN(const CameoTable cameo, CameoTable::built_in());
  TRY_ASSIGN(const coding::TypeFeatures features, coding::TypeFeatures::make(cameo, parser));
  TRY_ASSIGN(const evaluate::PlvSet set, evaluate::read_plv(plv, parser));
  const std::vector<coding::TypeExample> examples = evaluate::examples_of(set, features);
  constexpr std::size_t kFolds = 5;
  Progress progress;
  const std::vector<std::size_t> fold_of = evaluate::folds_of(set, kFolds, 1);
  TRY_ASSIGN(const auto models, evaluate::models_by_fold(examples, fold_of, kFolds, {}, progress));
  const std::vector<coding::TypeScores> held_out = evaluate::held_out_scores(models, fold_of, examples);
  coding::TypeModel model = coding::TypeModel::learn(examples, {});
  const float temperature = best_temperature(set, held_out);
  model.set_temperature(temperature);
  std::vector<std::uint64_t> sentences;
  for (const auto& one : set.cases) sentences.push_back(content_hash(one->group));
  model.set_sentences(std::move(sentences));
  const std::string bytes = model.to_bytes();
  std::printf("%zu cases, %zu features, temperature %.1f (surprise %.3f, %.3f at 1), %zu bytes\n", set.cases.size(), model.size(),
              static_cast<double>(temperature), surprise(set, held_out, temperature), surprise(set, held_out, 1), bytes.size());
  return write_file(out, bytes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("expected MODEL PLV_TSV OUT\n", stderr);
    return 2;
  }
  if (const auto result = run(argv[1], argv[2], argv[3]); !result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return 1;
  }
  return 0;
}
