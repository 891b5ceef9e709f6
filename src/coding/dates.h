#pragma once

#include <vector>

#include "base/date.h"
#include "coding/words.h"

namespace corollary::coding {

/// When something is said to be.
struct TimeMention {
  Range words;
  DateRange days;
  bool is_weekday = false;  ///< "Monday": the last one up to the report's day; the next one if what is told lies ahead.
};

/// The times that a sentence names: days ("16 July", "July 16, 2018"), weekdays, "yesterday", "last week", months and
/// years, counted from the report's day. A day without a year is the one nearest to the report. Bounds ("since 2014",
/// "until July", "by 2024") are left out: they do not say when. Cost: O(words).
std::vector<TimeMention> find_times(const Words& words, Date report_day);

/// The days of a time for what lies ahead of the report: a weekday is then the next one.
DateRange days_ahead(const TimeMention& time);

}  // namespace corollary::coding
