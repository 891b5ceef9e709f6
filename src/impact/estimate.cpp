#include "impact/estimate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "base/check.h"
#include "impact/student_t.h"

namespace corollary::impact {
namespace {

using graph::DailySeries;

constexpr double kHaldane = 0.5;
constexpr std::size_t kPlaceboDatesMin = 19;  // A rank of one in twenty.
constexpr std::size_t kPlaceboPairsMin = 3;
constexpr double kIndependentDatesMin = 5;
constexpr int kBlockDaysMax = 7;  // A week: reporting has a weekly rhythm, and bursts last some days.

/// Sums from the series' first day on, so that any window costs two look-ups.
class RunningSums {
 public:
  explicit RunningSums(const DailySeries& series) : first_(series.first), acts_{0}, covered_{0} {
    for (std::size_t i = 0; i < series.count.size(); ++i) {
      acts_.push_back(acts_.back() + (series.covered[i] != 0 ? series.count[i] : 0));
      covered_.push_back(covered_.back() + (series.covered[i] != 0 ? 1 : 0));
    }
  }

  [[nodiscard]] WindowCount window(DateRange days) const {
    const std::size_t begin = place(days.first);
    const std::size_t end = place(days.last + Days{1});
    return {days, covered_[end] - covered_[begin], acts_[end] - acts_[begin]};
  }

  [[nodiscard]] Change change(const Windows& windows, Date event_day) const {
    Change change{window(windows.before(event_day)), window(windows.after(event_day)), 0};
    if (change.before.covered_days > 0 && change.after.covered_days > 0) {
      change.log_ratio = log_rate(change.after) - log_rate(change.before);
    }
    return change;
  }

 private:
  static double log_rate(const WindowCount& window) {
    return std::log((static_cast<double>(window.acts) + kHaldane) / window.covered_days);
  }
  /// Days outside the series are days not covered.
  [[nodiscard]] std::size_t place(Date day) const {
    return static_cast<std::size_t>(std::clamp((day - first_).count, 0, static_cast<int>(acts_.size()) - 1));
  }

  Date first_;
  std::vector<std::uint64_t> acts_;
  std::vector<int> covered_;
};

/// The sums of a panel's series.
struct PanelSums {
  explicit PanelSums(const Panel& panel) : pair(panel.pair.counts) {
    for (const NamedSeries& control : panel.controls) {
      controls.emplace_back(control.counts);
    }
  }

  [[nodiscard]] Difference difference(const Windows& windows, Date event_day) const {
    ensure(!controls.empty(), "a difference needs a control");
    Difference difference;
    difference.pair = pair.change(windows, event_day);
    for (const RunningSums& control : controls) {
      difference.controls.push_back(control.change(windows, event_day));
      difference.controls_log_ratio += difference.controls.back().log_ratio;
    }
    difference.controls_log_ratio /= static_cast<double>(controls.size());
    difference.log_ratio = difference.pair.log_ratio - difference.controls_log_ratio;
    return difference;
  }

  RunningSums pair;
  std::vector<RunningSums> controls;
};

/// Pearson's statistic of a window's blocks about their mean, with its degrees of freedom.
struct Scatter {
  double statistic = 0;
  double degrees_of_freedom = 0;

  [[nodiscard]] double factor() const { return degrees_of_freedom > 0 ? statistic / degrees_of_freedom : 1; }
};

/// Acts in each whole block of `block_days` covered days of the window.
std::vector<double> blocks_in(const DailySeries& series, DateRange window, int block_days) {
  std::vector<double> blocks;
  double acts = 0;
  int days = 0;
  for (Date day = std::max(window.first, series.first); day <= std::min(window.last, series.days().last);
       day = day + Days{1}) {
    const auto at = static_cast<std::size_t>((day - series.first).count);
    if (series.covered[at] != 0) {
      acts += series.count[at];
      if (++days == block_days) {
        blocks.push_back(acts);
        acts = 0;
        days = 0;
      }
    }
  }
  return blocks;
}

void add_scatter(const std::vector<double>& blocks, Scatter& scatter) {
  double mean = 0;
  for (const double block : blocks) {
    mean += block / static_cast<double>(blocks.size());
  }
  if (blocks.size() < 2) {
    return;
  }
  for (const double block : blocks) {
    scatter.statistic += mean > 0 ? (block - mean) * (block - mean) / mean : 0;
  }
  scatter.degrees_of_freedom += static_cast<double>(blocks.size() - 1);
}

Scatter scatter_of(const DailySeries& series, const Windows& windows, Date event_day) {
  // At least four blocks to a window, when it has as many days.
  const int block_days = std::clamp(std::min(windows.before_days, windows.after_days) / 4, 1, kBlockDaysMax);
  Scatter scatter;
  add_scatter(blocks_in(series, windows.before(event_day), block_days), scatter);
  add_scatter(blocks_in(series, windows.after(event_day), block_days), scatter);
  return scatter;
}

double poisson_variance(const Change& change) {
  return 1 / (static_cast<double>(change.before.acts) + kHaldane) +
         1 / (static_cast<double>(change.after.acts) + kHaldane);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

StandardError counting_error(const Panel& panel, const Windows& windows, Date event_day, const Difference& difference) {
  std::vector<double> factors;
  double controls_variance = 0;
  for (std::size_t i = 0; i < panel.controls.size(); ++i) {
    factors.push_back(std::max(1.0, scatter_of(panel.controls[i].counts, windows, event_day).factor()));
    controls_variance += factors.back() * poisson_variance(difference.controls[i]);
  }
  controls_variance /= static_cast<double>(factors.size() * factors.size());
  const Scatter own = scatter_of(panel.pair.counts, windows, event_day);
  // Some quiet weeks are no proof of steadiness: the pair scatters at least as its like do.
  const double factor = std::max({1.0, own.factor(), median(factors)});
  return {ErrorSource::counting, std::sqrt(factor * poisson_variance(difference.pair) + controls_variance),
          std::max(1.0, own.degrees_of_freedom)};
}

StandardError placebo_date_error(const std::vector<PlaceboDate>& dates, const Windows& windows) {
  double squares = 0;
  for (const PlaceboDate& date : dates) {
    squares += date.log_ratio * date.log_ratio;
  }
  const double independent =
      1 + static_cast<double>(dates.size() - 1) / std::max(windows.before_days, windows.after_days);
  return {ErrorSource::placebo_dates, std::sqrt(squares / static_cast<double>(dates.size())),
          independent >= kIndependentDatesMin ? independent : std::numeric_limits<double>::infinity()};
}

StandardError placebo_pair_error(const Difference& difference) {
  const auto n = static_cast<double>(difference.controls.size());
  double squares = 0;
  for (const Change& control : difference.controls) {
    const double off = control.log_ratio - difference.controls_log_ratio;
    squares += off * off;
  }
  return {ErrorSource::placebo_pairs, std::sqrt(squares / (n - 1) * (1 + 1 / n)), n - 1};
}

bool covered(const Change& change, double min_share) {
  return change.before.covered_share() >= min_share && change.after.covered_share() >= min_share;
}

}  // namespace

Change change_of(const DailySeries& series, const Windows& windows, Date event_day) {
  return RunningSums(series).change(windows, event_day);
}

Difference difference_of(const Panel& panel, const Windows& windows, Date event_day) {
  return PanelSums(panel).difference(windows, event_day);
}

std::string_view name(ErrorSource source) {
  switch (source) {
    case ErrorSource::counting: return "the scatter of the counts";
    case ErrorSource::placebo_dates: return "placebo dates";
    case ErrorSource::placebo_pairs: break;
  }
  return "placebo pairs";
}

double StandardError::half_width(double tail) const { return student_t_quantile(1 - tail, degrees_of_freedom) * value; }

std::vector<PlaceboDate> placebo_dates(const Panel& panel, const Windows& windows, Date event_day,
                                       double min_covered_share) {
  const PanelSums sums(panel);
  const Date first = panel.pair.counts.first + Days{windows.before_days};
  const Date last = event_day - Days{windows.after_days + 1};
  std::vector<PlaceboDate> dates;
  for (Date day = first; day <= last; day = day + Days{1}) {
    if (covered(sums.pair.change(windows, day), min_covered_share)) {
      dates.push_back({day, sums.difference(windows, day).log_ratio});
    }
  }
  return dates;
}

std::vector<StandardError> standard_errors(const Panel& panel, const Windows& windows, Date event_day,
                                           const Difference& difference, const std::vector<PlaceboDate>& dates) {
  std::vector<StandardError> errors{counting_error(panel, windows, event_day, difference)};
  if (dates.size() >= kPlaceboDatesMin) {
    errors.push_back(placebo_date_error(dates, windows));
  }
  if (difference.controls.size() >= kPlaceboPairsMin) {
    errors.push_back(placebo_pair_error(difference));
  }
  return errors;
}

StandardError most_cautious(const std::vector<StandardError>& errors) {
  return *std::max_element(errors.begin(), errors.end(), [](const StandardError& a, const StandardError& b) {
    return a.half_width(0.025) < b.half_width(0.025);
  });
}

Estimate estimate_of(double log_ratio, const StandardError& error, double margin, double level) {
  const double half = error.half_width(level / 2);
  const double half_of_equivalence = error.half_width(level);
  const auto below = [&](double difference) {
    return student_t_below(difference / error.value, error.degrees_of_freedom);
  };
  Estimate estimate;
  estimate.log_ratio = log_ratio;
  estimate.error = error;
  estimate.ratio = std::exp(log_ratio);
  estimate.interval = {std::exp(log_ratio - half), std::exp(log_ratio + half)};
  estimate.equivalence_interval = {std::exp(log_ratio - half_of_equivalence),
                                   std::exp(log_ratio + half_of_equivalence)};
  estimate.p_different = 2 * below(-std::abs(log_ratio));
  estimate.p_not_lower = below(-(log_ratio + std::log(margin)));
  estimate.p_not_higher = below(log_ratio - std::log(margin));
  estimate.p_equivalent = std::max(estimate.p_not_lower, estimate.p_not_higher);
  return estimate;
}

Detectable smallest_detectable(const StandardError& error, double level, double power) {
  const double size = error.half_width(level / 2) + error.half_width(1 - power);
  return {std::exp(size), std::exp(-size)};
}

}  // namespace corollary::impact
