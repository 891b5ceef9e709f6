#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/probability.h"
#include "graph/event_graph.h"

namespace corollary::forecast {

/// What may happen: `actor` does at least one act of `type` to `recipient`.
struct Target {
  std::string actor;  ///< Party code.
  EventType type = EventType::consult;
  std::string recipient;  ///< Party code.
  auto operator<=>(const Target&) const = default;
};

/// One term of a forecast's log-odds, as they were before calibration. All terms of a forecast add up to them exactly.
struct Contribution {
  std::string name;  ///< As an analyst reads it: "acts of this type in the last 30 days".
  double log_odds = 0;
};

/// A past case of the focus event, and whether the target followed it.
struct Precedent {
  Date day;
  bool followed = false;
  std::optional<Date> followed_on;
  std::int64_t row = 0;           ///< The record's row of the case.
  std::int64_t followed_row = 0;  ///< The record's row of what followed; 0 if nothing did.
};

/// The probability that the target happens on at least one day of `window`.
/// Resolution rule: yes if the record holds an act of that type by that actor on that recipient, that happened, dated
/// in the window; no if it holds none and covers every day of the window; void if it holds none and a day is missing.
struct Forecast {
  Target target;
  DateRange window;         ///< From the day after the forecast's day, `horizon` days.
  Probability probability;  ///< Given the record and the focus event, if there is one.
  Probability base_rate;    ///< Climatology: the dyad's own share of such windows, shrunk to that of its type.
  std::optional<Probability> without_event;  ///< The same from the record alone; nullopt without a focus event.
  double log_odds = 0;      ///< Before calibration: the sum of the contributions, in their order.
  double expected_acts = 0;  ///< How many acts the window holds on average.
  std::vector<Contribution> contributions;
};

/// What then happened. `unknown` where the record does not cover the whole window and holds no such act.
enum class Outcome : std::uint8_t { happened, did_not_happen, unknown };

struct Resolution {
  Outcome outcome = Outcome::unknown;
  std::optional<Date> first_day;  ///< Of the first act that made it true.
  std::int64_t row = 0;
};

/// Looks the target up in a graph that reaches beyond the forecast's day.
Resolution resolve(const graph::EventGraph& graph, const Forecast& forecast);

/// An event that is given, not known from the record: what the forecasts are asked about.
struct FocusEvent {
  std::string first, second;  ///< Party codes; their order does not matter.
  EventType type = EventType::consult;
  Date day;
  std::string mode = "";  ///< PLOVER mode; "" for any.
};

/// The past cases of such an event between the same parties up to `as_of`, and whether each was followed by the
/// target within `horizon`. A mode narrows them to acts of that mode, or, where people met (visit, third-party,
/// multilateral), of any of those; if there are none such, the type alone counts. Acts less than a week apart are one case (an episode begins with its first).
/// A target on the case's own day does not count: their order is not known. Cases whose horizon is not over by
/// `as_of`, or not covered, are left out unless the target has already followed. Latest first, at most `most`.
std::vector<Precedent> precedents(const graph::EventGraph& graph, const FocusEvent& focus, const Target& target,
                                  Date as_of, Days horizon, std::size_t most);

}  // namespace corollary::forecast
