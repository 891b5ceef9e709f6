#include "forecast/climatology.h"

#include <algorithm>

namespace corollary::forecast {

Climatology::Climatology(const History& history, std::span<const graph::Dyad> active, Date day, Days horizon)
    : history_(&history), coverage_(history.graph().coverage().until(day)), horizon_(horizon) {
  for (const DateRange& range : coverage_.ranges()) {
    starts_ += std::max(range.length() - horizon.count + 1, 0);
  }
  windows_ = starts_ / horizon.count;
  for (const EventType type : kEventTypes) {
    double sum = 0;
    for (const graph::Dyad& dyad : active) sum += share(history.acts(dyad, type));
    type_share_[static_cast<std::size_t>(type)] = active.empty() ? 0 : sum / static_cast<double>(active.size());
  }
}

// A window that begins on s holds an act of day d if d - horizon < s <= d: the starts that hold one are a union of
// such ranges, cut to the starts whose window is covered.
double Climatology::share(std::span<const Date> days) const {
  if (starts_ == 0) {
    return 0;
  }
  double hits = 0;
  for (const DateRange& range : coverage_.ranges()) {
    const Date last_start = range.last - horizon_ + Days{1};
    Date next_start = range.first;
    for (auto act = std::ranges::lower_bound(days, range.first); act != days.end() && *act <= range.last; ++act) {
      const Date from = std::max(next_start, *act - horizon_ + Days{1});
      const Date to = std::min(*act, last_start);
      if (from <= to) {
        hits += (to - from).count + 1;
        next_start = to + Days{1};
      }
    }
  }
  return hits / starts_;
}

Probability Climatology::base_rate(graph::Dyad dyad, EventType type) const {
  const double own = share(history_->acts(dyad, type));
  return Probability::clamped((own * windows_ + type_share_[static_cast<std::size_t>(type)]) / (windows_ + 1));
}

}  // namespace corollary::forecast
