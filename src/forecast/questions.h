#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "forecast/history.h"

namespace corollary::forecast {

/// The written rule of the question set: who is asked about, and from which days.
struct QuestionRule {
  Days horizon{30};
  Days origin_step{7};    ///< Between the days that are asked from.
  Days warm_up{45};       ///< Covered days before the first of them.
  int least_acts = 3;     ///< A dyad of two different parties is asked about if it had so many acts …
  Days within{365};       ///< … in so many days before.
};

/// The types that are asked about: PLOVER's. A bare statement is nothing to forecast.
inline constexpr std::span<const EventType> kTargetTypes = std::span(kEventTypes).first(kEventTypeCount - 1);

/// The days to learn from by `as_of`, earliest first: enough covered history before, the whole window covered and over by then.
std::vector<Date> past_origins(const Coverage& coverage, Date as_of, const QuestionRule& rule);

/// The dyads that are asked about on a day.
std::vector<graph::Dyad> asked_dyads(const History& history, Date day, const QuestionRule& rule);

/// Those of them that a draw keeps, each with probability `share`; by (seed, day) alone.
std::vector<graph::Dyad> drawn(std::span<const graph::Dyad> dyads, Date day, double share, std::uint64_t seed);

/// The acts of the target in the window up to `day`, and in the one after it.
std::size_t acts_before(const History& history, graph::Dyad dyad, EventType type, Date day, Days horizon);
std::size_t acts_after(const History& history, graph::Dyad dyad, EventType type, Date day, Days horizon);

}  // namespace corollary::forecast
