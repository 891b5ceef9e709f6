#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ontology/event_type.h"

namespace corollary::forecast {

/// One question of the past with what was said of it and what came.
struct Answered {
  float model = 0, climatology = 0, recency = 0;   ///< Probabilities.
  float model_crps = 0, climatology_crps = 0;      ///< Of the count of acts.
  std::uint32_t origin = 0;                        ///< Which of the days asked from.
  EventType type = EventType::consult;
  bool happened = false;
  std::uint16_t dyad_acts = 0;                     ///< Of the dyad in the days by which the question set takes it.
};

/// From one end to the other.
struct Interval {
  double low = 0, high = 0;
};

/// Questions whose forecast lay in one tenth of [0, 1].
struct CalibrationBin {
  std::size_t questions = 0;
  double mean_forecast = 0;
  double observed_share = 0;
  std::optional<Interval> observed_interval;
};

/// How well forecasts of the past did. Of all scores but areas and skills lower is better.
struct Scores {
  std::size_t questions = 0;
  std::size_t happened = 0;
  double brier = 0, brier_climatology = 0, brier_recency = 0;   ///< Mean of (p - outcome)².
  double log_score = 0, log_score_climatology = 0, log_score_recency = 0;  ///< Mean of -ln p(outcome), p kept off 0 and 1 by 1e-9.
  double crps = 0, crps_climatology = 0;  ///< Of counts of acts: mean of the sum over n of (P(count <= n) - [came <= n])².
  double calibration_error = 0;  ///< Mean |mean forecast - observed share| over the bins, weighted by questions.
  double reliability = 0, resolution = 0, uncertainty = 0;  ///< Murphy's parts of the Brier score, over the bins.
  double roc_area = 0;           ///< The chance that a question that came true had the higher forecast; ties count half.
  double average_precision = 0;
  std::array<CalibrationBin, 10> bins{};
  std::optional<Interval> skill_interval, skill_over_recency_interval;  ///< nullopt: too few days to draw blocks from.

  /// 1 - brier / brier_climatology.
  [[nodiscard]] double skill() const { return brier_climatology > 0 ? 1 - brier / brier_climatology : 0; }
  [[nodiscard]] double skill_over_recency() const { return brier_recency > 0 ? 1 - brier / brier_recency : 0; }
};

/// Intervals by a moving-block bootstrap over the days asked from: questions of near days share their windows, so that whole stretches are drawn.
/// Source: Künsch (1989).
struct BootstrapOptions {
  std::size_t origins = 0;       ///< How many days were asked from.
  std::size_t block = 1;         ///< Days asked from in a stretch: those that fall into one horizon.
  std::size_t replicates = 2000;
  double level = 0.99;
  std::uint64_t seed = 1;
};

/// Intervals only if there are at least three blocks. Cost: O(n log n + replicates · origins).
Scores score(std::span<const Answered> answers, const BootstrapOptions& options);

/// The scores of some of the questions.
struct GroupScores {
  std::string kind;  ///< "class", "base rate", "acts of the dyad".
  std::string name;
  Scores scores;
};
/// By class of the type, by climatology's base rate, by how much the dyad did. Groups without a question are left out.
std::vector<GroupScores> score_groups(std::span<const Answered> answers, const BootstrapOptions& options);

}  // namespace corollary::forecast
