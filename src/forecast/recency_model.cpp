#include "forecast/recency_model.h"

#include <numeric>

#include "forecast/logistic.h"
#include "forecast/recency_features.h"

namespace corollary::forecast {
namespace {

constexpr double kRidge = 1;

}  // namespace

Result<RecencyModel> RecencyModel::learn(const History& history, std::span<const Date> origins, double share, const QuestionRule& rule,
                                         std::uint64_t seed, Progress& progress) {
  LearningSet set;
  set.width = kFeatureCount;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    TRY(progress.report("learning the baseline", i, origins.size()));
    const std::vector<graph::Dyad> asked = asked_dyads(history, origins[i], rule);
    const Climatology climatology(history, asked, origins[i], rule.horizon);
    for (const graph::Dyad& dyad : drawn(asked, origins[i], share, seed)) {
      for (const EventType type : kTargetTypes) {
        const Features x = features(history, climatology, dyad, type, origins[i]);
        set.rows.insert(set.rows.end(), x.begin(), x.end());
        set.happened.push_back(acts_after(history, dyad, type, origins[i], rule.horizon) > 0);
      }
    }
  }
  RecencyModel model;
  TRY_ASSIGN(model.weights_, fit_logistic(set, kRidge));
  return model;
}

Probability RecencyModel::probability(const History& history, const Climatology& climatology, graph::Dyad dyad, EventType type, Date day) const {
  const Features x = features(history, climatology, dyad, type, day);
  return from_log_odds(std::inner_product(x.begin(), x.end(), weights_.begin(), 0.0));
}

}  // namespace corollary::forecast
