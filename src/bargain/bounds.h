#pragma once

#include "bargain/scenario.h"

namespace corollary::bargain {

/// The range of a number of a scenario, once for readers of files and for values made in a program.
struct Bounds {
  const char* key;
  double low;
  double high;
  const char* expected;  ///< As a message says it: "0 to 100".

  /// NaN is in no range.
  [[nodiscard]] bool hold(double value) const { return low <= value && value <= high; }
};
inline constexpr Bounds kNoDeal{"no_deal", 0, 100, "0 to 100"};
inline constexpr Bounds kWithinDays{"within_days", 0, 1e9, "0 or more"};
Bounds bounds_of(Attribute attribute);

/// Errors: `input` with the number and its range.
Result<void> check(const Bounds& bounds, double value);
/// That the spread is one, within the range. Errors: `input`.
Result<void> check(const Bounds& bounds, const Spread& spread);

}  // namespace corollary::bargain
