#pragma once

#include <optional>
#include <string>
#include <vector>

#include "forecast/forecast.h"
#include "forecast/model.h"

namespace corollary::forecast {

/// Something that may follow an event. Without a model there are precedents and no numbers.
struct Consequence {
  Target target;
  DateRange window;
  std::optional<Forecast> forecast;  ///< nullopt: no base rate.
  std::vector<Precedent> precedents;  ///< Of the focus event; latest first.
  std::optional<Date> last_act;       ///< Of the target, up to `as_of`.
  std::vector<std::int64_t> recent_rows;  ///< The record's rows of the target's last acts up to `as_of`, latest first.
};

struct ConsequenceOptions {
  std::size_t most = 14;
  std::size_t most_per_dyad = 2;      ///< Of one ordered pair, so that the busiest pair does not fill the list.
  std::size_t least_per_watched = 3;  ///< For each watched party, if there are so many; they come on top of `most`.
  std::size_t most_precedents = 8;
  int least_followed = 2;             ///< Without a model: what followed once is no pattern.
  std::optional<EventType> only;      ///< Targets of this type alone.
  bool likeliest_first = true;        ///< The order of the result; else by rank.
  double surely = 0.97;               ///< Forecasts above it, or below 1 less it, tell nobody anything.
};

/// What may follow `focus`, which is given and not in the record: targets among ordered pairs of `parties`, one of which
/// at least takes part in the focus event or is `watched` (any pair if the focus event has no parties).
///
/// With a model: ranked by (|p with the event - p without| + half of |p with it - base rate|) times the weight of the
/// type (the root of its typical intensity on the Goldstein scale, at least 1). Without one: by how many precedents
/// the target followed. Either times how near the pair is to the event: 1.5 for its own two parties, 1 for one of them
/// and a watched one, 0.5 for one of them and another, 0.25 for a watched one and another. Ties by target. Talks between two parties are listed once.
/// Forecasts are made from the later of the event's
/// day and `as_of`. Reads the graph up to `as_of`. Cost: parties² · 16 forecasts, some microseconds each.
std::vector<Consequence> consequences(const std::optional<Model>& model, const graph::EventGraph& graph,
                                      const FocusEvent& focus, const std::vector<std::string>& parties,
                                      const std::vector<std::string>& watched, Date as_of, Days horizon,
                                      const ConsequenceOptions& options);

}  // namespace corollary::forecast
