#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "forecast/climatology.h"
#include "forecast/forecast.h"
#include "forecast/history.h"

namespace corollary::forecast {

struct ModelOptions {
  Days horizon{30};
  Days origin_step{7};   ///< Between the past days from which questions are learned.
  Days warm_up{45};      ///< Covered history before the first of them.
  int least_acts = 10;   ///< A dyad is asked about once it had so many acts: the written rule of the question set.
  std::size_t most_rows = 150'000;  ///< Above it, past questions are drawn at random (by `seed`).
  double ridge = 1;
  std::uint64_t seed = 1;
};

/// How much a model was given to learn.
struct Learned {
  std::size_t questions = 0;
  std::size_t happened = 0;
  Date first_origin, last_origin;
};

/// The occurrence of acts from recency and frequency, against the climatological base rate: a logistic regression
/// over a dozen readable features, learned on all past questions whose window is over by `as_of`.
class Model {
 public:
  /// Learns from acts up to and including `as_of` only.
  /// Errors: `input` if the record covers too few days by then (no base rate), or nothing can be learned;
  ///         `cancelled`.
  static Result<Model> learn(const History& history, Date as_of, const ModelOptions& options, Progress& progress);

  /// The features of one question, as they are named in contributions.
  static std::vector<std::string> feature_names();

  [[nodiscard]] const ModelOptions& options() const { return options_; }
  [[nodiscard]] const Learned& learned() const { return learned_; }
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }

 private:
  friend class Forecaster;
  ModelOptions options_;
  Learned learned_;
  std::vector<double> weights_;
};

/// Answers questions from one day, with one history. Cheap to make anew for another day.
class Forecaster {
 public:
  /// Questions are about the days after `day`; the history is read up to `day`. All must outlive the forecaster.
  Forecaster(const Model& model, const History& history, Date day);

  /// nullopt if a party of the target never acted in the graph: then nothing is known about it.
  [[nodiscard]] std::optional<Forecast> forecast(const Target& target) const;
  [[nodiscard]] Probability probability(graph::Dyad dyad, EventType type) const;
  [[nodiscard]] Probability base_rate(graph::Dyad dyad, EventType type) const { return climatology_.base_rate(dyad, type); }
  /// The dyads that the question set's rule takes on that day.
  [[nodiscard]] std::span<const graph::Dyad> active_dyads() const { return active_; }

 private:
  const Model* model_;
  const History* history_;
  Date day_;
  std::vector<graph::Dyad> active_;
  Climatology climatology_;
};

}  // namespace corollary::forecast
