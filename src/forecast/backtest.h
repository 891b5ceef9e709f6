#pragma once

#include <vector>

#include "base/progress.h"
#include "forecast/model.h"
#include "forecast/scores.h"

namespace corollary::forecast {

struct BacktestOptions {
  ModelOptions model{};
  Date learn_to;         ///< The first weights know nothing after it, and questions are asked from there on.
  Date until;            ///< Windows must be over by then.
  Days relearn{28};      ///< Weights are learned anew after so many days, from what is over by then; 0: never.
  BootstrapOptions bootstrap{};  ///< `origins` and `block` are set here.
};

struct Backtest {
  BacktestOptions options;
  std::vector<Date> origins;  ///< The days forecasts were made from, each with the history up to it.
  Learned learned;            ///< By the last weights.
  std::size_t learnings = 0;
  Scores scores;
  std::vector<GroupScores> groups;
};

/// From `learn_to` on asks, on each `origin_step`th day, about all PLOVER types of all dyads that the rule takes, and scores what came by `until`:
/// the model beside climatology and the recency baseline, which learns from the same questions. Each question is answered from the days up to its
/// origin alone, by weights that were learned from windows over by then.
/// Errors: `input` if nothing can be learned by `learn_to` or no window is over by `until`; `cancelled`.
Result<Backtest> backtest(const History& history, const BacktestOptions& options, Progress& progress);

}  // namespace corollary::forecast
