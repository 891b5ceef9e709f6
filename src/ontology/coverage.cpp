#include "ontology/coverage.h"

#include <algorithm>

namespace corollary {

Coverage::Coverage(std::vector<DateRange> ranges) {
  std::ranges::sort(ranges);
  for (const DateRange& range : ranges) {
    if (!ranges_.empty() && range.first <= ranges_.back().last + Days{1}) {
      ranges_.back().last = std::max(ranges_.back().last, range.last);
    } else {
      ranges_.push_back(range);
    }
  }
}

bool Coverage::covers(Date day) const { return covers(DateRange{day, day}); }

bool Coverage::covers(DateRange days) const {
  const auto after = std::ranges::upper_bound(ranges_, days.first, {}, &DateRange::first);
  return after != ranges_.begin() && days.last <= std::prev(after)->last;
}

int Coverage::covered_days(DateRange within) const {
  int days = 0;
  for (const DateRange& range : ranges_) {
    const DateRange shared = {std::max(range.first, within.first), std::min(range.last, within.last)};
    days += shared.first <= shared.last ? shared.length() : 0;
  }
  return days;
}

Coverage Coverage::until(Date last) const {
  std::vector<DateRange> kept;
  for (const DateRange& range : ranges_) {
    if (range.first <= last) {
      kept.push_back({range.first, std::min(range.last, last)});
    }
  }
  return Coverage(std::move(kept));
}

}  // namespace corollary
