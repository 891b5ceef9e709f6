#include "forecast/recency_features.h"

#include <algorithm>
#include <cmath>

namespace corollary::forecast {
namespace {

constexpr Days kWeek{7};
constexpr Days kMonth{30};
constexpr Days kQuarter{90};
// An act longer ago than this, or never seen, counts as this long ago.
constexpr int kLongAgoDays = 180;

double log_count(double count, double scale) { return std::log1p(count * scale); }

// The whole window over its covered part; 1 if nothing of it is covered, for then the count is 0 as well.
double coverage_scale(const Coverage& coverage, Date day, Days length) {
  const int covered = coverage.covered_days({day - length + Days{1}, day});
  return covered > 0 ? static_cast<double>(length.count) / covered : 1;
}

double log_days_since(std::span<const Date> days, Date day) {
  const auto last = History::last_until(days, day);
  const int ago = last ? std::min((day - *last).count, kLongAgoDays) : kLongAgoDays;
  return std::log1p(ago);
}

}  // namespace

Features features(const History& history, const Climatology& climatology, graph::Dyad dyad, EventType type, Date day) {
  const Coverage& coverage = history.graph().coverage();
  const double week_scale = coverage_scale(coverage, day, kWeek);
  const double month_scale = coverage_scale(coverage, day, kMonth);
  const double quarter_scale = coverage_scale(coverage, day, kQuarter);

  int class_month = 0, any_week = 0, any_month = 0;
  for (const EventType other : kEventTypes) {
    const auto there = history.acts(dyad, other);
    const auto back = history.acts(dyad.reversed(), other);
    const int month = History::count(there, day, kMonth);
    any_month += month + History::count(back, day, kMonth);
    any_week += History::count(there, day, kWeek) + History::count(back, day, kWeek);
    class_month += is_conflict(quad_class(other)) == is_conflict(quad_class(type)) ? month : 0;
  }

  const auto own = history.acts(dyad, type);
  const auto back = history.acts(dyad.reversed(), type);
  Features x{};
  x[0] = log_odds(climatology.base_rate(dyad, type));
  x[1] = log_count(History::count(own, day, kWeek), week_scale);
  x[2] = log_count(History::count(own, day, kMonth), month_scale);
  x[3] = log_count(History::count(own, day, kQuarter), quarter_scale);
  x[4] = log_days_since(own, day);
  x[5] = log_count(History::count(back, day, kMonth), month_scale);
  x[6] = log_count(class_month, month_scale);
  x[7] = log_count(any_week, week_scale);
  x[8] = log_count(any_month, month_scale);
  x[9] = log_count(History::count(history.acts_of(dyad.actor, type), day, kMonth), month_scale);
  x[10] = log_count(History::count(history.acts_on(dyad.recipient, type), day, kMonth), month_scale);
  x[kFeatureNames.size() + static_cast<std::size_t>(type)] = 1;
  return x;
}

}  // namespace corollary::forecast
