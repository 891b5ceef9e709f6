#pragma once

#include <span>

#include "base/probability.h"

namespace corollary::forecast {

/// A map from what a model says to how often that came about: ln(q / (1 - q)) = a ln p - b ln(1 - p) + c, with a and b above 0, so that the
/// order stays. Source: beta calibration (Kull, Silva Filho and Flach, 2017).
struct Calibration {
  double a = 1, b = 1, c = 0;

  /// `log_odds` of the model's p.
  [[nodiscard]] Probability apply(double log_odds) const;

  struct Answer {
    double log_odds = 0;
    bool happened = false;
  };
  /// The map of greatest likelihood, leaned on the one that changes nothing. That one if there are no answers.
  static Calibration fit(std::span<const Answer> answers);
};

}  // namespace corollary::forecast
