#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "forecast/additive.h"
#include "forecast/calibration.h"
#include "forecast/climatology.h"
#include "forecast/counts.h"
#include "forecast/forecast.h"
#include "forecast/history.h"
#include "forecast/questions.h"

namespace corollary::forecast {

struct ModelOptions {
  QuestionRule rule{};
  AdditiveOptions additive{};
  std::size_t most_rows = 600'000;  ///< Above it, dyads of past days are drawn at random (by `seed`).
  std::uint64_t seed = 1;
};

/// How much a model was given to learn.
struct Learned {
  std::size_t questions = 0;
  std::size_t happened = 0;
  Date first_origin, last_origin;
  Date as_of;  ///< Nothing later is known to the weights.
};

/// The probability that an act happens within the horizon: an additive model over rates, recency and rules (`occurrence_features.h`), learned on all
/// past questions whose window is over by `as_of`; then a calibration map, learned on the last third of the days asked from by a model that
/// knew the others alone.
class Model {
 public:
  /// Learns from acts up to and including `as_of` only.
  /// Errors: `input` if the record covers too few days by then (no base rate), or nothing can be learned;
  ///         `cancelled`.
  static Result<Model> learn(const History& history, Date as_of, const ModelOptions& options, Progress& progress);

  /// The bytes of a model file (docs/internals/occurrence-model-file.md). The same model gives the same bytes.
  [[nodiscard]] std::string bytes() const;
  /// What was written, bit for bit; but `origins` are not kept.
  /// Errors: `input`, naming `path`, if the bytes are no model of this version, damaged, or of other features than the program has.
  static Result<Model> read(std::string_view path, std::string_view bytes);

  [[nodiscard]] const ModelOptions& options() const { return options_; }
  [[nodiscard]] const Learned& learned() const { return learned_; }
  [[nodiscard]] const Additive& additive() const { return additive_; }
  [[nodiscard]] const Calibration& calibration() const { return calibration_; }
  [[nodiscard]] const CountModel& counts(EventType type) const { return counts_[static_cast<std::size_t>(type)]; }
  /// The days learned from, and the share of their dyads that was drawn.
  [[nodiscard]] std::span<const Date> origins() const { return origins_; }
  [[nodiscard]] double share() const { return share_; }

 private:
  ModelOptions options_;
  Learned learned_;
  std::vector<Date> origins_;
  double share_ = 1;
  Additive additive_;
  Calibration calibration_;
  std::array<CountModel, kEventTypeCount> counts_{};
};

/// Answers questions from one day, with one history. Made anew for another day.
class Forecaster {
 public:
  /// Questions are about the days after `day`; the history is read up to `day`. All must outlive the forecaster. Cost: O(acts).
  Forecaster(const Model& model, const History& history, Date day);
  Forecaster(const Forecaster&) = delete;
  Forecaster& operator=(const Forecaster&) = delete;

  /// nullopt if a party of the target never acted in the graph: then nothing is known about it.
  [[nodiscard]] std::optional<Forecast> forecast(const Target& target) const;
  [[nodiscard]] Probability probability(graph::Dyad dyad, EventType type) const;
  /// Of all of a dyad's questions at once, at the cost of one.
  [[nodiscard]] DyadFeatures features(graph::Dyad dyad) const { return reader_.read(dyad); }
  struct Likelihood {
    double log_odds = 0;  ///< Of the sum of contributions.
    Probability probability;  ///< After the calibration map.
  };
  [[nodiscard]] Likelihood likelihood(const DyadFeatures& features, EventType type) const;
  [[nodiscard]] CountDistribution counts(graph::Dyad dyad, EventType type, Probability at_least_one) const;
  [[nodiscard]] Probability base_rate(graph::Dyad dyad, EventType type) const { return climatology_.base_rate(dyad, type); }
  [[nodiscard]] const Climatology& climatology() const { return climatology_; }
  /// The dyads that the question set's rule takes on that day.
  [[nodiscard]] std::span<const graph::Dyad> asked() const { return asked_; }

 private:
  const Model* model_;
  const History* history_;
  Date day_;
  std::vector<graph::Dyad> asked_;
  Climatology climatology_;
  Snapshot snapshot_;
  OccurrenceReader reader_;
};

}  // namespace corollary::forecast
