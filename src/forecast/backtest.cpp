#include "forecast/backtest.h"

#include <algorithm>

#include "forecast/recency_model.h"

namespace corollary::forecast {
namespace {

using graph::Dyad;

// The covered days to ask from.
std::vector<Date> days_to_ask(const Coverage& coverage, const BacktestOptions& options) {
  const QuestionRule& rule = options.model.rule;
  std::vector<Date> days;
  for (Date day = options.learn_to; day + rule.horizon <= options.until; day = day + rule.origin_step) {
    if (coverage.covers(DateRange{day + Days{1}, day + rule.horizon})) {
      days.push_back(day);
    }
  }
  return days;
}

// How many acts past windows of the same length held, side by side and covered.
std::vector<std::size_t> past_counts(const History& history, std::span<const Date> acts, Date day, Days horizon) {
  std::vector<std::size_t> counts;
  const Coverage& coverage = history.graph().coverage();
  const Date first = coverage.ranges().front().first;
  for (Date end = day; end - horizon + Days{1} >= first; end = end - horizon) {
    if (coverage.covers(DateRange{end - horizon + Days{1}, end})) {
      counts.push_back(static_cast<std::size_t>(History::count(acts, end, horizon)));
    }
  }
  return counts;
}

std::uint16_t all_acts(const History& history, Dyad dyad, Date day, Days within) {
  int acts = 0;
  for (const EventType type : kEventTypes) acts += History::count(history.acts(dyad, type), day, within);
  return static_cast<std::uint16_t>(std::min(acts, 65'535));
}

// The two models as they were learned on some day.
struct Learners {
  Model model;
  RecencyModel recency;
};

Result<Learners> learn(const History& history, Date day, const ModelOptions& options, Progress& progress) {
  TRY_ASSIGN(Model model, Model::learn(history, day, options, progress));
  TRY_ASSIGN(RecencyModel recency, RecencyModel::learn(history, model.origins(), model.share(), options.rule, options.seed, progress));
  return Learners{std::move(model), std::move(recency)};
}

void answer_day(const Learners& learners, const History& history, Date day, std::uint32_t origin, std::vector<Answered>& answers) {
  const QuestionRule& rule = learners.model.options().rule;
  const Forecaster forecaster(learners.model, history, day);
  for (const Dyad& dyad : forecaster.asked()) {
    const DyadFeatures features = forecaster.features(dyad);
    const std::uint16_t dyad_acts = all_acts(history, dyad, day, rule.within);
    for (const EventType type : kTargetTypes) {
      const Probability probability = forecaster.likelihood(features, type).probability;
      const std::size_t came = acts_after(history, dyad, type, day, rule.horizon);
      Answered answered;
      answered.model = static_cast<float>(probability.value());
      answered.climatology = static_cast<float>(forecaster.base_rate(dyad, type).value());
      answered.recency = static_cast<float>(learners.recency.probability(history, forecaster.climatology(), dyad, type, day).value());
      answered.model_crps = static_cast<float>(forecaster.counts(dyad, type, probability).crps(came));
      answered.climatology_crps = static_cast<float>(crps_of_sample(past_counts(history, history.acts(dyad, type), day, rule.horizon), came));
      answered.origin = origin;
      answered.type = type;
      answered.happened = came > 0;
      answered.dyad_acts = dyad_acts;
      answers.push_back(answered);
    }
  }
}

}  // namespace

Result<Backtest> backtest(const History& history, const BacktestOptions& options, Progress& progress) {
  Backtest result;
  result.options = options;
  result.origins = days_to_ask(history.graph().coverage(), options);
  TRY_ASSIGN(Learners learners, learn(history, options.learn_to, options.model, progress));
  result.learnings = 1;
  if (result.origins.empty()) {
    return fail(ErrorKind::input, "no window of {} days after {} is covered and over by {}: nothing can be scored",
                options.model.rule.horizon.count, options.learn_to.iso(), options.until.iso());
  }
  std::vector<Answered> answers;
  Date learned_on = options.learn_to;
  for (std::size_t i = 0; i < result.origins.size(); ++i) {
    const Date day = result.origins[i];
    TRY(progress.report("backtesting", i, result.origins.size()));
    if (options.relearn.count > 0 && day - learned_on >= options.relearn) {
      TRY_ASSIGN(learners, learn(history, day, options.model, progress));
      learned_on = day;
      ++result.learnings;
    }
    answer_day(learners, history, day, static_cast<std::uint32_t>(i), answers);
  }
  result.learned = learners.model.learned();
  BootstrapOptions& bootstrap = result.options.bootstrap;
  bootstrap.origins = result.origins.size();
  bootstrap.block = static_cast<std::size_t>((options.model.rule.horizon.count + options.model.rule.origin_step.count - 1) / options.model.rule.origin_step.count);
  result.scores = score(answers, bootstrap);
  result.groups = score_groups(answers, bootstrap);
  return result;
}

}  // namespace corollary::forecast
