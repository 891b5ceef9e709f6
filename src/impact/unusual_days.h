#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "graph/event_graph.h"
#include "impact/panel.h"

namespace corollary::impact {

/// A day in one of the windows on which far more happened than on the window's other days. Something else than the
/// event may lie behind it.
struct UnusualDay {
  std::string who;  ///< The series: the pair, or one of its parties with anybody.
  Date day;
  std::uint32_t count = 0;
  double usual = 0;     ///< Mean of the window's covered days that are not unusual.
  bool before = false;  ///< In the before-window, else in the after-window.

  auto operator<=>(const UnusualDay&) const = default;
};

/// Days of the window that lie more than `spreads` robust standard deviations above its median, in order of day.
/// Measured against the window itself: a lasting change, however large, makes none of its days unusual.
///
/// The standard deviation is 1.4826 · the median distance from the median, at least the root of the median (what
/// counts scatter by themselves), at least 1: on a quiet pair two acts on a day are no crisis.
std::vector<UnusualDay> unusual_days(const NamedSeries& series, DateRange window, double spreads);

/// Those of the pair and of its parties in both windows around the event, in order of day, the pair first.
std::vector<UnusualDay> unusual_days(const Panel& panel, const Windows& windows, Date event_day, double spreads);

/// The panel with those days taken as not covered.
Panel without(const Panel& panel, const std::vector<UnusualDay>& days);

}  // namespace corollary::impact
