#pragma once

#include <vector>

#include "base/probability.h"
#include "base/progress.h"
#include "forecast/climatology.h"
#include "forecast/questions.h"

namespace corollary::forecast {

/// The baseline beside climatology: a logistic regression over a dozen features of recency and frequency (`recency_features.h`).
class RecencyModel {
 public:
  /// Learns from the dyads drawn on each of `origins`, whose windows must be over. Errors: `input` if there is none; `cancelled`.
  static Result<RecencyModel> learn(const History& history, std::span<const Date> origins, double share, const QuestionRule& rule,
                                    std::uint64_t seed, Progress& progress);

  [[nodiscard]] Probability probability(const History& history, const Climatology& climatology, graph::Dyad dyad, EventType type, Date day) const;

 private:
  std::vector<double> weights_;
};

}  // namespace corollary::forecast
