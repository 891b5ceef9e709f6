#include "forecast/model.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"
#include "forecast/features.h"
#include "forecast/logistic.h"

namespace corollary::forecast {
namespace {

using graph::Dyad;

// The question set is PLOVER's types: a bare statement is nothing to forecast.
constexpr std::span<const EventType> kTargetTypes = std::span(kEventTypes).first(kEventTypeCount - 1);

bool happens(const History& history, Dyad dyad, EventType type, Date day, Days horizon) {
  return History::count(history.acts(dyad, type), day + horizon, horizon) > 0;
}

// The past days from which questions can be learned: enough covered history before, the whole window covered after.
std::vector<Date> origins(const Coverage& coverage, Date as_of, const ModelOptions& options) {
  std::vector<Date> days;
  if (coverage.empty()) {
    return days;
  }
  const Date first = coverage.ranges().front().first;
  for (Date day = as_of - options.horizon; day >= first; day = day - options.origin_step) {
    const bool learned_before = coverage.covered_days({first, day}) >= options.warm_up.count;
    if (learned_before && coverage.covers(DateRange{day + Days{1}, day + options.horizon})) {
      days.push_back(day);
    }
  }
  std::ranges::reverse(days);
  return days;
}

struct Origin {
  Date day;
  std::vector<Dyad> active;
};

void add_questions(const History& history, const Origin& origin, double kept_share, Random random,
                   const ModelOptions& options, LearningSet& set) {
  const Climatology climatology(history, origin.active, origin.day, options.horizon);
  for (const Dyad& dyad : origin.active) {
    for (const EventType type : kTargetTypes) {
      if (random.uniform() >= kept_share) {
        continue;
      }
      const Features x = features(history, climatology, dyad, type, origin.day);
      set.rows.insert(set.rows.end(), x.begin(), x.end());
      set.happened.push_back(happens(history, dyad, type, origin.day, options.horizon));
    }
  }
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
  std::vector<Origin> past;
  std::size_t questions = 0;
  for (const Date day : origins(coverage, as_of, options)) {
    past.push_back({day, history.active_dyads(day, options.least_acts)});
    questions += past.back().active.size() * kTargetTypes.size();
  }
  if (questions == 0) {
    return fail(ErrorKind::input,
                "nothing can be learned for {} days ahead from {} covered days up to {}: at least {} days "
                "and dyads with {} acts are needed",
                options.horizon.count, coverage.covered_days({coverage.ranges().front().first, as_of}), as_of.written(),
                options.warm_up.count + options.horizon.count, options.least_acts);
  }

  const double kept_share = std::min(1.0, static_cast<double>(options.most_rows) / static_cast<double>(questions));
  LearningSet set;
  set.width = kFeatureCount;
  for (std::size_t i = 0; i < past.size(); ++i) {
    TRY(progress.report("learning", i, past.size()));
    const auto stream = static_cast<std::uint64_t>(past[i].day.day_number());
    add_questions(history, past[i], kept_share, Random(options.seed, stream), options, set);
  }

  Model model;
  TRY_ASSIGN(model.weights_, fit_logistic(set, options.ridge));
  model.options_ = options;
  model.learned_ = {set.size(), static_cast<std::size_t>(std::accumulate(set.happened.begin(), set.happened.end(), 0)),
                    past.front().day, past.back().day};
  return model;
}

std::vector<std::string> Model::feature_names() {
  std::vector<std::string> names(kFeatureNames.begin(), kFeatureNames.end());
  for (const EventType type : kEventTypes) names.push_back(format("the type itself ({})", code(type)));
  return names;
}

Forecaster::Forecaster(const Model& model, const History& history, Date day)
    : model_(&model),
      history_(&history),
      day_(day),
      active_(history.active_dyads(day, model.options_.least_acts)),
      climatology_(history, active_, day, model.options_.horizon) {}

Probability Forecaster::probability(Dyad dyad, EventType type) const {
  const Features x = features(*history_, climatology_, dyad, type, day_);
  return from_log_odds(std::inner_product(x.begin(), x.end(), model_->weights_.begin(), 0.0));
}

std::optional<Forecast> Forecaster::forecast(const Target& target) const {
  const auto dyad = history_->graph().dyad(target.actor, target.recipient);
  if (!dyad) {
    return std::nullopt;
  }
  const Features x = features(*history_, climatology_, *dyad, target.type, day_);
  Forecast result;
  result.target = target;
  result.window = {day_ + Days{1}, day_ + model_->options_.horizon};
  result.base_rate = climatology_.base_rate(*dyad, target.type);
  result.probability = from_log_odds(std::inner_product(x.begin(), x.end(), model_->weights_.begin(), 0.0));
  const std::vector<std::string> names = Model::feature_names();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] != 0) {
      result.contributions.push_back({names[i], x[i] * model_->weights_[i]});
    }
  }
  return result;
}

}  // namespace corollary::forecast
