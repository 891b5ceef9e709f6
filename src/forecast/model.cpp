#include "forecast/model.h"

#include <algorithm>

namespace corollary::forecast {
namespace {

using graph::Dyad;

// Of the days asked from, the share that the calibrated model does not learn from.
constexpr double kHeldOut = 1.0 / 3;
// A map learned from fewer days would be one of their chances.
constexpr std::size_t kLeastHeldOut = 3;

// The past questions, and where those of each day end.
struct Asked {
  PastQuestions past;
  std::vector<std::size_t> ends;
};

Result<Asked> ask(const History& history, std::span<const Date> origins, double share, const ModelOptions& options, Progress& progress) {
  Asked asked;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    TRY(progress.report("learning", i, origins.size()));
    const Date day = origins[i];
    const std::vector<Dyad> dyads = asked_dyads(history, day, options.rule);
    const Climatology climatology(history, dyads, day, options.rule.horizon);
    const Snapshot snapshot(history, day);
    const OccurrenceReader reader(snapshot, climatology);
    for (const Dyad& dyad : drawn(dyads, day, share, options.seed)) {
      const DyadFeatures features = reader.read(dyad);
      asked.past.add_dyad(features);
      for (const EventType type : kTargetTypes) {
        const Days horizon = options.rule.horizon;
        asked.past.add_question(features, type, acts_before(history, dyad, type, day, horizon), acts_after(history, dyad, type, day, horizon));
      }
    }
    asked.ends.push_back(asked.past.size());
  }
  return asked;
}

// What a model that knew the earlier days alone says of the later ones.
struct HeldOut {
  std::vector<Calibration::Answer> answers;
  std::vector<std::size_t> questions;
};

HeldOut hold_out(const Asked& asked, std::span<const Date> origins, const ModelOptions& options) {
  const auto first = static_cast<std::size_t>(static_cast<double>(origins.size()) * (1 - kHeldOut));
  const Date first_day = origins[std::min(first, origins.size() - 1)];
  const auto known = std::ranges::count_if(origins, [&](Date day) { return day + options.rule.horizon <= first_day; });
  HeldOut held;
  if (known == 0 || origins.size() - first < kLeastHeldOut || asked.ends[static_cast<std::size_t>(known) - 1] == 0) {
    return held;
  }
  const Additive earlier = Additive::fit(asked.past, asked.ends[static_cast<std::size_t>(known) - 1], options.additive);
  for (std::size_t i = asked.ends[first - 1]; i < asked.past.size(); ++i) {
    held.answers.push_back({earlier.log_odds(asked.past, i), asked.past.happened(i)});
    held.questions.push_back(i);
  }
  return held;
}

std::array<CountModel, kEventTypeCount> count_models(const HeldOut& held, const Calibration& calibration, const PastQuestions& past) {
  std::array<std::vector<CountModel::Answer>, kEventTypeCount> answers;
  for (std::size_t i = 0; i < held.answers.size(); ++i) {
    const PastQuestions::Question& question = past.questions[held.questions[i]];
    answers[static_cast<std::size_t>(question.type)].push_back({calibration.apply(held.answers[i].log_odds), question.recent, question.acts});
  }
  std::array<CountModel, kEventTypeCount> models;
  for (std::size_t t = 0; t < models.size(); ++t) models[t] = CountModel::fit(answers[t]);
  return models;
}

}  // namespace

Result<Model> Model::learn(const History& history, Date as_of, const ModelOptions& options, Progress& progress) {
  const Coverage coverage = history.graph().coverage().until(as_of);
  if (coverage.empty()) {
    return fail(ErrorKind::input,
                "no base rate: the record covers no day up to {} (a chosen list has precedents, no rates); import a coded "
                "news stream such as ICEWS (corollary import quadruples)",
                as_of.written());
  }
  Model model;
  model.options_ = options;
  model.origins_ = past_origins(coverage, as_of, options.rule);
  std::size_t questions = 0;
  for (const Date day : model.origins_) questions += asked_dyads(history, day, options.rule).size() * kTargetTypes.size();
  if (questions == 0) {
    return fail(ErrorKind::input,
                "nothing can be learned for {} days ahead from {} covered days up to {}: at least {} days, and acts in the {} days before them, are needed",
                options.rule.horizon.count, coverage.covered_days({coverage.ranges().front().first, as_of}), as_of.written(),
                options.rule.warm_up.count + options.rule.horizon.count, options.rule.within.count);
  }
  model.share_ = std::min(1.0, static_cast<double>(options.most_rows) / static_cast<double>(questions));
  TRY_ASSIGN(const Asked asked, ask(history, model.origins_, model.share_, options, progress));
  if (asked.past.size() == 0) {
    return fail(ErrorKind::input, "of {} past questions none was drawn: allow more than {}", questions, options.most_rows);
  }
  const HeldOut held = hold_out(asked, model.origins_, options);
  model.calibration_ = Calibration::fit(held.answers);
  model.counts_ = count_models(held, model.calibration_, asked.past);
  TRY(progress.report("fitting", 0, 1));
  model.additive_ = Additive::fit(asked.past, asked.past.size(), options.additive);
  model.learned_ = {asked.past.size(), static_cast<std::size_t>(std::ranges::count_if(asked.past.questions, [](const auto& q) { return q.acts > 0; })),
                    model.origins_.front(), model.origins_.back(), as_of};
  return model;
}

Forecaster::Forecaster(const Model& model, const History& history, Date day)
    : model_(&model),
      history_(&history),
      day_(day),
      asked_(asked_dyads(history, day, model.options().rule)),
      climatology_(history, asked_, day, model.options().rule.horizon),
      snapshot_(history, day),
      reader_(snapshot_, climatology_) {}

Forecaster::Likelihood Forecaster::likelihood(const DyadFeatures& features, EventType type) const {
  const double log_odds = model_->additive().log_odds(features, type);
  return {log_odds, model_->calibration().apply(log_odds)};
}

CountDistribution Forecaster::counts(Dyad dyad, EventType type, Probability at_least_one) const {
  return model_->counts(type).of(at_least_one, acts_before(*history_, dyad, type, day_, model_->options().rule.horizon));
}

Probability Forecaster::probability(Dyad dyad, EventType type) const { return likelihood(reader_.read(dyad), type).probability; }

std::optional<Forecast> Forecaster::forecast(const Target& target) const {
  const auto dyad = history_->graph().dyad(target.actor, target.recipient);
  if (!dyad) {
    return std::nullopt;
  }
  const DyadFeatures features = reader_.read(*dyad);
  const Likelihood likely = likelihood(features, target.type);
  Forecast result;
  result.target = target;
  result.window = {day_ + Days{1}, day_ + model_->options().rule.horizon};
  result.base_rate = climatology_.base_rate(*dyad, target.type);
  result.probability = likely.probability;
  result.log_odds = likely.log_odds;
  result.expected_acts = counts(*dyad, target.type, likely.probability).mean();
  result.contributions = model_->additive().contributions(features, target.type);
  return result;
}

}  // namespace corollary::forecast
