#include "coding/type_classifier.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <system_error>

#include "base/check.h"
#include "base/file.h"

namespace corollary::coding {

Result<TypeClassifier> TypeClassifier::load(const std::filesystem::path& path, const CameoTable& cameo, const text::Parser& parser) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(TypeModel model, TypeModel::from_bytes(path.string(), bytes));
  TRY_ASSIGN(TypeFeatures features, TypeFeatures::make(cameo, parser));
  return TypeClassifier(std::move(features), std::move(model));
}

Result<std::filesystem::path> TypeClassifier::find_model() {
  TRY_ASSIGN(const std::filesystem::path english, text::Parser::find_model());
  std::filesystem::path path = english.parent_path() / "event_types.model";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return fail(ErrorKind::not_found, "{}: the model of event types is missing; it is expected beside the model of English", path.string());
  }
  return path;
}

TypeJudgement TypeClassifier::judge(const Words& words, std::span<const text::Node> nodes, Range actor, Range recipient) const {
  const TypeScores probabilities = softmax(model_.scores(features_.of({words, nodes}, {actor, recipient})));
  const auto best = std::ranges::max_element(probabilities);
  return {kEventTypes[static_cast<std::size_t>(best - probabilities.begin())], static_cast<double>(*best), probabilities};
}

std::vector<TypeReason> TypeClassifier::explain(const Words& words, std::span<const text::Node> nodes, Range actor, Range recipient, EventType type,
                                                std::size_t most) const {
  ensure(type != EventType::statement, "the classifier tells PLOVER's types");
  std::vector<std::string> names;
  const std::vector<TypeFeature> features = features_.of({words, nodes}, {actor, recipient}, &names);
  std::map<std::string, double> weights;  // A feature may come twice.
  for (std::size_t i = 0; i < features.size(); ++i) {
    double mean = 0;
    for (std::size_t k = 0; k < kTypes; ++k) mean += static_cast<double>(model_.weight(features[i].key, k)) / kTypes;
    const double own = model_.weight(features[i].key, static_cast<std::size_t>(type));
    weights[names[i]] += (own - mean) * static_cast<double>(features[i].value);
  }
  std::vector<TypeReason> reasons;
  for (const auto& [feature, weight] : weights) {
    if (weight != 0) reasons.push_back({feature, weight});
  }
  std::ranges::stable_sort(reasons, [](const TypeReason& a, const TypeReason& b) { return std::abs(a.weight) > std::abs(b.weight); });
  reasons.resize(std::min(reasons.size(), most));
  return reasons;
}

}  // namespace corollary::coding
