#include "impact/unusual_days.h"

#include <algorithm>
#include <cmath>

namespace corollary::impact {
namespace {

/// The covered days of the window that the series holds, as places in it.
std::vector<std::size_t> places_in(const graph::DailySeries& series, DateRange window) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < series.count.size(); ++i) {
    if (series.covered[i] != 0 && window.contains(series.first + Days{static_cast<std::int32_t>(i)})) {
      places.push_back(i);
    }
  }
  return places;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Above which a count is unusual among `counts`, which are not empty.
double threshold(const std::vector<double>& counts, double spreads) {
  const double centre = median(counts);
  std::vector<double> distances;
  for (const double count : counts) {
    distances.push_back(std::abs(count - centre));
  }
  const double spread = std::max({1.4826 * median(distances), std::sqrt(centre), 1.0});
  return centre + spreads * spread;
}

double mean_up_to(const std::vector<double>& counts, double limit) {
  double sum = 0;
  double days = 0;
  for (const double count : counts) {
    sum += count <= limit ? count : 0;
    days += count <= limit ? 1 : 0;
  }
  return sum / days;  // Half of the days are at or below the median, and so below the limit.
}

void leave_out(NamedSeries& series, const std::vector<UnusualDay>& days) {
  for (const UnusualDay& unusual : days) {
    const auto at = static_cast<std::size_t>((unusual.day - series.counts.first).count);
    series.counts.count[at] = 0;
    series.counts.covered[at] = 0;
  }
}

}  // namespace

std::vector<UnusualDay> unusual_days(const NamedSeries& series, DateRange window, double spreads) {
  const std::vector<std::size_t> places = places_in(series.counts, window);
  std::vector<double> counts;
  for (const std::size_t i : places) {
    counts.push_back(series.counts.count[i]);
  }
  std::vector<UnusualDay> unusual;
  if (counts.empty()) {
    return unusual;
  }
  const double limit = threshold(counts, spreads);
  for (const std::size_t i : places) {
    if (series.counts.count[i] > limit) {
      unusual.push_back({series.name, series.counts.first + Days{static_cast<std::int32_t>(i)}, series.counts.count[i],
                         mean_up_to(counts, limit), false});
    }
  }
  return unusual;
}

std::vector<UnusualDay> unusual_days(const Panel& panel, const Windows& windows, Date event_day, double spreads) {
  std::vector<UnusualDay> all;
  for (const bool before : {true, false}) {
    const DateRange window = before ? windows.before(event_day) : windows.after(event_day);
    std::vector<UnusualDay> found = unusual_days(panel.pair, window, spreads);
    for (const NamedSeries& party : panel.parties) {
      const std::vector<UnusualDay> more = unusual_days(party, window, spreads);
      found.insert(found.end(), more.begin(), more.end());
    }
    for (UnusualDay& day : found) {
      day.before = before;
    }
    all.insert(all.end(), found.begin(), found.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const UnusualDay& a, const UnusualDay& b) { return a.day < b.day; });
  return all;
}

Panel without(const Panel& panel, const std::vector<UnusualDay>& days) {
  Panel rest = panel;
  leave_out(rest.pair, days);
  for (NamedSeries& control : rest.controls) {
    leave_out(control, days);
  }
  for (NamedSeries& party : rest.parties) {
    leave_out(party, days);
  }
  return rest;
}

}  // namespace corollary::impact
