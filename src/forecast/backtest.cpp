#include "forecast/backtest.h"

#include <algorithm>
#include <cmath>

namespace corollary::forecast {
namespace {

// Adds up scores question by question.
class Scorer {
 public:
  void add(Probability forecast, Probability base_rate, bool happened) {
    const double outcome = happened ? 1 : 0;
    ++scores_.questions;
    scores_.happened += happened;
    scores_.brier += square(forecast.value() - outcome);
    scores_.brier_climatology += square(base_rate.value() - outcome);
    scores_.log_score += surprise(forecast, happened);
    scores_.log_score_climatology += surprise(base_rate, happened);
    CalibrationBin& bin = scores_.bins[std::min<std::size_t>(static_cast<std::size_t>(forecast.value() * 10), 9)];
    ++bin.questions;
    bin.mean_forecast += forecast.value();
    bin.observed_share += outcome;
  }

  Scores finish() && {
    const auto n = static_cast<double>(scores_.questions);
    for (double* const sum : {&scores_.brier, &scores_.brier_climatology, &scores_.log_score, &scores_.log_score_climatology}) {
      *sum /= n;
    }
    for (CalibrationBin& bin : scores_.bins) {
      if (bin.questions > 0) {
        const auto count = static_cast<double>(bin.questions);
        bin.mean_forecast /= count;
        bin.observed_share /= count;
        scores_.calibration_error += count / n * std::abs(bin.mean_forecast - bin.observed_share);
      }
    }
    return scores_;
  }

 private:
  static double square(double x) { return x * x; }
  static double surprise(Probability p, bool happened) {
    const double given = happened ? p.value() : 1 - p.value();
    return -std::log(std::max(given, 1e-9));
  }
  Scores scores_;
};

void score_day(const Model& model, const History& history, Date day, Scorer& scorer) {
  const Forecaster forecaster(model, history, day);
  const Days horizon = model.options().horizon;
  for (const graph::Dyad& dyad : forecaster.active_dyads()) {
    for (const EventType type : kEventTypes) {
      if (type != EventType::statement) {
        const bool happened = History::count(history.acts(dyad, type), day + horizon, horizon) > 0;
        scorer.add(forecaster.probability(dyad, type), forecaster.base_rate(dyad, type), happened);
      }
    }
  }
}

}  // namespace

Result<Backtest> backtest(const History& history, Date learn_to, Date until, const ModelOptions& options, Progress& progress) {
  TRY_ASSIGN(const Model model, Model::learn(history, learn_to, options, progress));
  Backtest result{options, learn_to, {}, model.learned(), {}};
  Scorer scorer;
  for (Date day = learn_to; day + options.horizon <= until; day = day + options.origin_step) {
    TRY(progress.report("backtesting", static_cast<std::uint64_t>((day - learn_to).count),
                        static_cast<std::uint64_t>((until - learn_to).count)));
    if (history.graph().coverage().covers(DateRange{day + Days{1}, day + options.horizon})) {
      result.origins.push_back(day);
      score_day(model, history, day, scorer);
    }
  }
  if (result.origins.empty()) {
    return fail(ErrorKind::input, "no window of {} days after {} is covered and over by {}: nothing can be scored",
                options.horizon.count, learn_to.iso(), until.iso());
  }
  result.scores = std::move(scorer).finish();
  return result;
}

}  // namespace corollary::forecast
