#pragma once

#include <compare>

#include "base/error.h"

namespace corollary {

/// A number in [0, 1]. Making one checks the range once, so that no later code has to.
class Probability {
 public:
  Probability() = default;
  /// Errors: `input` unless 0 <= value <= 1.
  static Result<Probability> from(double value);
  /// The share `part / whole`. Errors: `input` unless 0 <= part <= whole and whole > 0.
  static Result<Probability> from_share(double part, double whole);
  /// The nearest number in [0, 1]; for results of arithmetic that may be off by a rounding. NaN is our own mistake.
  static Probability clamped(double value);

  [[nodiscard]] double value() const { return value_; }
  auto operator<=>(const Probability&) const = default;

 private:
  explicit Probability(double value) : value_(value) {}
  double value_ = 0;
};

/// ln(p / (1 - p)), with p kept off 0 and 1 by 1e-9.
double log_odds(Probability p);
/// 1 / (1 + exp(-log_odds)).
Probability from_log_odds(double log_odds);

}  // namespace corollary
