#include "forecast/questions.h"

#include <algorithm>

namespace corollary::forecast {

using graph::Dyad;

std::vector<Date> past_origins(const Coverage& coverage, Date as_of, const QuestionRule& rule) {
  std::vector<Date> days;
  if (coverage.empty()) {
    return days;
  }
  const Date first = coverage.ranges().front().first;
  for (Date day = as_of - rule.horizon; day >= first; day = day - rule.origin_step) {
    const bool known_before = coverage.covered_days({first, day}) >= rule.warm_up.count;
    if (known_before && coverage.covers(DateRange{day + Days{1}, day + rule.horizon})) {
      days.push_back(day);
    }
  }
  std::ranges::reverse(days);
  return days;
}

std::vector<Dyad> asked_dyads(const History& history, Date day, const QuestionRule& rule) {
  return history.active_dyads(day, rule.least_acts, rule.within);
}

std::vector<Dyad> drawn(std::span<const Dyad> dyads, Date day, double share, std::uint64_t seed) {
  Random random(seed, static_cast<std::uint64_t>(day.day_number()));
  std::vector<Dyad> kept;
  for (const Dyad& dyad : dyads) {
    if (random.uniform() < share) {
      kept.push_back(dyad);
    }
  }
  return kept;
}

std::size_t acts_before(const History& history, Dyad dyad, EventType type, Date day, Days horizon) {
  return static_cast<std::size_t>(History::count(history.acts(dyad, type), day, horizon));
}

std::size_t acts_after(const History& history, Dyad dyad, EventType type, Date day, Days horizon) {
  return static_cast<std::size_t>(History::count(history.acts(dyad, type), day + horizon, horizon));
}

}  // namespace corollary::forecast
