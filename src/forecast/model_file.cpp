#include <cmath>

#include "base/model_bytes.h"
#include "forecast/model.h"

namespace corollary::forecast {
namespace {

constexpr ModelKind kKind = {"COROOCCU", 1, "model of occurrence"};
constexpr std::size_t kEdgesMost = 255;  // Bins are kept in a byte.

void write_rule(const QuestionRule& rule, ModelWriter& out) {
  for (const int number : {rule.horizon.count, rule.origin_step.count, rule.warm_up.count, rule.least_acts, rule.within.count}) {
    out.value(static_cast<std::int32_t>(number));
  }
}

QuestionRule read_rule(ModelReader& in) {
  QuestionRule rule;
  const auto number = [&](int least) {
    const auto value = in.value<std::int32_t>();
    return in.expect(value >= least && value <= 100'000) ? value : least;
  };
  rule.horizon = Days{number(1)};
  rule.origin_step = Days{number(1)};
  rule.warm_up = Days{number(0)};
  rule.least_acts = number(0);
  rule.within = Days{number(1)};
  return rule;
}

double read_weight(ModelReader& in) {
  const auto weight = in.value<double>();
  return in.expect(std::isfinite(weight)) ? weight : 0;
}

void write_shape(const Additive::Shape& shape, ModelWriter& out) {
  out.number(static_cast<std::uint32_t>(shape.edges.size()));
  for (const float edge : shape.edges) out.value(edge);
  for (const double weight : shape.weights) out.value(weight);
}

Additive::Shape read_shape(ModelReader& in) {
  Additive::Shape shape;
  const std::size_t edges = in.count();
  in.expect(edges <= kEdgesMost);
  for (std::size_t i = 0; i < edges && !in.failed(); ++i) {
    const auto edge = in.value<float>();
    in.expect(std::isfinite(edge) && (shape.edges.empty() || edge > shape.edges.back()));
    shape.edges.push_back(edge);
  }
  for (std::size_t i = 0; i <= edges && !in.failed(); ++i) shape.weights.push_back(read_weight(in));
  return shape;
}

Additive read_additive(ModelReader& in) {
  Additive additive;
  in.expect(in.number() == kOccurrenceFeatures && in.number() == kRules && in.number() == kEventTypeCount);
  for (Additive::Shape& shape : additive.shapes) shape = read_shape(in);
  for (double& weight : additive.types) weight = read_weight(in);
  for (auto& rules : additive.rules) {
    for (double& weight : rules) weight = read_weight(in);
  }
  return additive;
}

CountModel read_counts(ModelReader& in) {
  CountModel counts;
  counts.constant = read_weight(in);
  counts.by_odds = read_weight(in);
  counts.by_recent = read_weight(in);
  counts.shape = read_weight(in);
  in.expect(counts.shape >= 0.01 && counts.shape <= 100);
  return counts;
}

Date read_date(ModelReader& in) {
  const auto day = in.value<std::int32_t>();
  return Date::from_day_number(in.expect(std::abs(static_cast<double>(day)) < 10'000'000) ? day : 0);
}

}  // namespace

std::string Model::bytes() const {
  ModelWriter out;
  write_rule(options_.rule, out);
  out.value(options_.seed);
  out.value(static_cast<std::uint64_t>(learned_.questions));
  out.value(static_cast<std::uint64_t>(learned_.happened));
  for (const Date day : {learned_.first_origin, learned_.last_origin, learned_.as_of}) out.value(day.day_number());
  out.number(kOccurrenceFeatures);
  out.number(kRules);
  out.number(kEventTypeCount);
  for (const Additive::Shape& shape : additive_.shapes) write_shape(shape, out);
  for (const double weight : additive_.types) out.value(weight);
  for (const auto& rules : additive_.rules) {
    for (const double weight : rules) out.value(weight);
  }
  for (const double number : {calibration_.a, calibration_.b, calibration_.c}) out.value(number);
  for (const CountModel& counts : counts_) {
    for (const double number : {counts.constant, counts.by_odds, counts.by_recent, counts.shape}) out.value(number);
  }
  return model_file_of(out.bytes(), kKind);
}

Result<Model> Model::read(std::string_view path, std::string_view bytes) {
  TRY_ASSIGN(const ModelPayload payload, model_payload(path, bytes, kKind));
  ModelReader in(payload.bytes);
  Model model;
  model.options_.rule = read_rule(in);
  model.options_.seed = in.value<std::uint64_t>();
  model.learned_.questions = in.value<std::uint64_t>();
  model.learned_.happened = in.value<std::uint64_t>();
  for (Date* const day : {&model.learned_.first_origin, &model.learned_.last_origin, &model.learned_.as_of}) *day = read_date(in);
  model.additive_ = read_additive(in);
  for (double* const number : {&model.calibration_.a, &model.calibration_.b, &model.calibration_.c}) *number = read_weight(in);
  in.expect(model.calibration_.a > 0 && model.calibration_.b > 0);
  for (CountModel& counts : model.counts_) counts = read_counts(in);
  if (in.failed() || !in.at_end()) {
    return fail(ErrorKind::input, "{}: the model's parts do not fit this program; learn it anew (corollary forecast --save)", path);
  }
  return model;
}

}  // namespace corollary::forecast
