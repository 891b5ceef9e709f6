#pragma once

#include <array>
#include <vector>

#include "base/progress.h"
#include "forecast/model.h"

namespace corollary::forecast {

/// Questions whose forecast lay in one tenth of [0, 1].
struct CalibrationBin {
  std::size_t questions = 0;
  double mean_forecast = 0;
  double observed_share = 0;
};

/// How well forecasts of the past did. Lower is better for all scores.
struct Scores {
  std::size_t questions = 0;
  std::size_t happened = 0;
  double brier = 0;              ///< Mean of (p - outcome)².
  double brier_climatology = 0;  ///< The same for the base rate.
  double log_score = 0;          ///< Mean of -ln p(outcome), p kept off 0 and 1 by 1e-9.
  double log_score_climatology = 0;
  double calibration_error = 0;  ///< Mean |mean forecast - observed share| over the bins, weighted by questions.
  std::array<CalibrationBin, 10> bins{};

  /// 1 - brier / brier_climatology.
  [[nodiscard]] double skill() const { return brier_climatology > 0 ? 1 - brier / brier_climatology : 0; }
};

struct Backtest {
  ModelOptions options;
  Date learned_to;                 ///< Weights know nothing after it.
  std::vector<Date> origins;       ///< The days forecasts were made from, each with the history up to it.
  Learned learned;
  Scores scores;
};

/// Learns weights up to `learn_to`, then asks on each `origin_step`th day from there about all PLOVER types of all
/// active dyads, and scores what came by `until`. Each question is answered from the days up to its origin alone.
/// Errors: `input` if nothing can be learned by `learn_to` or no window is over by `until`; `cancelled`.
Result<Backtest> backtest(const History& history, Date learn_to, Date until, const ModelOptions& options, Progress& progress);

}  // namespace corollary::forecast
