#include "coding/confidence.h"

#include <array>
#include <cmath>
#include <utility>

#include "base/strings.h"
#include "base/table.h"
#include "coding/embedded.h"

namespace corollary::coding {
namespace {

constexpr std::array<std::string_view, 6> kRuleNames = {"verb", "noun", "infinitive", "absence", "prospect", "speech"};
constexpr std::array<std::string_view, 4> kQuadNames = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};

// A share near 0 says less than its logarithm would.
double opinion_value(double share) { return std::log(share + 0.02); }

}  // namespace

std::vector<std::pair<std::string_view, double>> features_of(const Grounds& grounds) {
  std::vector<std::pair<std::string_view, double>> features = {{"one", 1}, {kRuleNames[static_cast<std::size_t>(grounds.rule)], 1}};
  const auto add_if = [&](bool holds, std::string_view name) {
    if (holds) features.emplace_back(name, 1);
  };
  add_if(grounds.asks_more, "asks more");
  add_if(grounds.is_coreferent, "coreferent");
  add_if(grounds.is_alone, "alone");
  add_if(grounds.is_nameless, "nameless");
  add_if(grounds.modality != Modality::happened, name(grounds.modality));
  if (grounds.rule != RuleKind::speech) {
    features.emplace_back(kQuadNames[static_cast<std::size_t>(quad_class(grounds.type))], 1);
    features.emplace_back(grounds.opinion ? "opinion" : "no opinion", grounds.opinion ? opinion_value(*grounds.opinion) : 1);
  }
  return features;
}

Result<ConfidenceModel> ConfidenceModel::from_table(std::string_view source, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(source, text));
  TRY_ASSIGN(const std::size_t feature, table.column("feature"));
  TRY_ASSIGN(const std::size_t weight, table.column("weight"));
  ConfidenceModel model;
  for (const Table::Row& row : table.rows) {
    const auto value = parse_number(row.cells[weight]);
    if (!value || !std::isfinite(*value)) {
      return fail(ErrorKind::input, "{}:{}: the weight '{}' is no number", source, row.line, row.cells[weight]);
    }
    model.weights_.emplace(row.cells[feature], *value);
  }
  return model;
}

Result<ConfidenceModel> ConfidenceModel::built_in() { return from_table("confidence.tsv", embedded_confidence()); }

Probability ConfidenceModel::of(const Grounds& grounds) const {
  double sum = 0;
  for (const auto& [feature, value] : features_of(grounds)) {
    const auto found = weights_.find(std::string(feature));
    sum += found == weights_.end() ? 0 : found->second * value;
  }
  return Probability::clamped(std::round(from_log_odds(sum).value() * 100) / 100);
}

}  // namespace corollary::coding
