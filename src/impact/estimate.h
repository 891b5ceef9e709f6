#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "impact/panel.h"

namespace corollary::impact {

/// What a window holds.
struct WindowCount {
  DateRange days;
  int covered_days = 0;
  std::uint64_t acts = 0;  ///< On the covered days.

  /// 0 if no day is covered.
  [[nodiscard]] double per_day() const { return covered_days == 0 ? 0 : static_cast<double>(acts) / covered_days; }
  [[nodiscard]] double covered_share() const { return static_cast<double>(covered_days) / days.length(); }
};

/// Before and after of one series. `log_ratio` = ln((a + ½) / covered days after) - ln((b + ½) / covered days before)
/// for a and b acts; half an act more (Haldane) gives windows without acts a logarithm.
struct Change {
  WindowCount before;
  WindowCount after;
  double log_ratio = 0;
};

/// Precondition for a meaningful `log_ratio`: both windows have covered days (it is 0 otherwise).
Change change_of(const graph::DailySeries& series, const Windows& windows, Date event_day);

/// The pair's change less the mean change of the controls. Each control counts the same: one busy pair's crisis must
/// not become the yardstick.
struct Difference {
  Change pair;
  std::vector<Change> controls;
  double controls_log_ratio = 0;
  double log_ratio = 0;  ///< pair.log_ratio - controls_log_ratio.
};

/// Precondition: at least one control.
Difference difference_of(const Panel& panel, const Windows& windows, Date event_day);

/// What the standard error of a difference was learned from.
enum class ErrorSource : std::uint8_t {
  /// Counts that scatter more than Poisson's by the factor φ seen among blocks of days within the windows (Pearson's
  /// statistic; at least 1, at least the controls' median): var = φ/(a + ½) + φ/(b + ½), and the controls' mean's.
  counting,
  /// The same difference on days before the event on which nothing is asked: its root mean square.
  placebo_dates,
  /// The scatter of the controls' changes over the event itself: s · √(1 + 1/n), as for one more pair of their kind.
  placebo_pairs
};
/// "the scatter of the counts", "placebo dates", "placebo pairs": to be put after "from".
std::string_view name(ErrorSource source);

struct StandardError {
  ErrorSource source = ErrorSource::counting;
  double value = 0;               ///< On the log scale.
  double degrees_of_freedom = 1;  ///< Of the t distribution; infinite for the normal.

  /// Half the width of the interval that leaves `tail` on each side.
  [[nodiscard]] double half_width(double tail) const;
};

/// The difference on a day before the event, with the same controls.
struct PlaceboDate {
  Date day;
  double log_ratio = 0;
};

/// Each day whose whole after-window ends before the event and whose windows both have the stated share of covered
/// days, within the panel's days. In order of day. Neighbouring dates share most of their windows and are far from
/// independent. Cost: O(days · series).
std::vector<PlaceboDate> placebo_dates(const Panel& panel, const Windows& windows, Date event_day,
                                       double min_covered_share);

/// What every error source says, those that can speak: placebo dates when there are at least 19, placebo pairs when
/// there are at least 3 controls.
///
/// n placebo dates in a row count as 1 + (n - 1) / (longer window) independent ones. From five such on they have that
/// many degrees of freedom; fewer only set a floor (infinite degrees): they cannot narrow anything, but a pair that
/// swung widely before must not look steady.
std::vector<StandardError> standard_errors(const Panel& panel, const Windows& windows, Date event_day,
                                           const Difference& difference, const std::vector<PlaceboDate>& dates);

/// The one with the widest 95 % interval. Precondition: not empty.
StandardError most_cautious(const std::vector<StandardError>& errors);

/// Low to high, as rate ratios: 1 is no change.
struct RatioInterval {
  double low = 0;
  double high = 0;
};

/// How the pair's rate changed against its controls'.
struct Estimate {
  double log_ratio = 0;
  StandardError error;
  double ratio = 1;                    ///< exp(log_ratio): 2 means twice as many acts as without the event.
  RatioInterval interval;              ///< Of 1 - level: 95 %.
  RatioInterval equivalence_interval;  ///< Of 1 - 2 level: 90 %. Within the margin just when `p_equivalent` <= level.
  double p_different = 1;              ///< Two-sided, against a ratio of 1.
  double p_not_lower = 1;              ///< One-sided, against a ratio of 1/margin or less.
  double p_not_higher = 1;             ///< One-sided, against a ratio of margin or more.
  double p_equivalent = 1;             ///< The larger of the two one-sided tests.
};
Estimate estimate_of(double log_ratio, const StandardError& error, double margin, double level);

/// The smallest effects that would be found with the stated power, as rate ratios: `up` above 1, `down` = 1/up.
struct Detectable {
  double up = 1;
  double down = 1;
};
/// exp((t_{1 - level/2} + t_{power}) · standard error): the usual approximation by two central t quantiles.
Detectable smallest_detectable(const StandardError& error, double level, double power);

}  // namespace corollary::impact
