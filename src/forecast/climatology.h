#pragma once

#include <array>
#include <span>

#include "base/date.h"
#include "base/probability.h"
#include "forecast/history.h"

namespace corollary::forecast {

/// How often a window of `horizon` days held at least one act, up to a day: the base rate of a forecast.
///
/// For a dyad with share k of n windows (n counted as if they did not overlap) and a type whose active dyads have
/// the mean share q: (k n + q) / (n + 1), so that a short history leans on its type. Windows with a day that the
/// record does not cover are left out.
class Climatology {
 public:
  /// `active`: the dyads whose mean is the type's share. Cost: O(their acts).
  Climatology(const History& history, std::span<const graph::Dyad> active, Date day, Days horizon);

  [[nodiscard]] Probability base_rate(graph::Dyad dyad, EventType type) const;
  /// Non-overlapping covered windows up to the day; 0 means that there is no base rate.
  [[nodiscard]] double windows() const { return windows_; }

 private:
  [[nodiscard]] double share(std::span<const Date> days) const;

  const History* history_;
  Coverage coverage_;   ///< Up to the day.
  Days horizon_;
  double starts_ = 0;   ///< Days on which a covered window may begin.
  double windows_ = 0;
  std::array<double, kEventTypeCount> type_share_{};
};

}  // namespace corollary::forecast
