#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "graph/event_graph.h"

namespace corollary::impact {

/// Two parties whose acts are counted, by code.
struct Pair {
  std::string actor;
  std::string recipient;

  auto operator<=>(const Pair&) const = default;
};

/// How many days before and after the event are compared. The event's own day belongs to neither.
struct Windows {
  int before_days = 60;
  int after_days = 60;

  [[nodiscard]] DateRange before(Date event_day) const { return {event_day - Days{before_days}, event_day - Days{1}}; }
  [[nodiscard]] DateRange after(Date event_day) const { return {event_day + Days{1}, event_day + Days{after_days}}; }
};

/// Whether more of the acts is bad or good news.
enum class Valence : std::uint8_t { adverse, favourable };

/// What is asked: did the event change how much of something there is between two parties?
struct Question {
  Pair pair;
  bool both_ways = true;  ///< Acts in both directions; false: of `pair.actor` on `pair.recipient` only.
  graph::ActFilter acts = graph::ActFilter::conflict();
  /// Must be given when `acts` mixes conflict and cooperation; otherwise more conflict is adverse, more cooperation
  /// favourable.
  std::optional<Valence> more_is;
  Date event_day;
  std::vector<std::string> event_parties;  ///< Those who took part: no control may involve them.
  Windows windows;
  std::vector<Pair> controls;  ///< Empty: chosen by the rule of `choose_controls`.
};

/// What is counted on a day.
enum class Measure : std::uint8_t {
  acts,
  /// 1 for a day with acts, however many. A visit that a hundred reports tell of weighs no more than a call, so that
  /// quiet pairs show smaller effects; blind where there are acts on every day.
  active_days
};

struct PanelOptions {
  Measure measure = Measure::acts;
  int history_days = 730;         ///< How far back of the before-window placebo dates and the choice of controls reach.
  std::size_t controls_max = 40;  ///< With 39 and more, a rank of one in twenty can be told.
  double control_rate_factor = 4;  ///< A control has at least 1/factor and at most factor times the pair's acts.
  std::size_t controls_wanted = 10;  ///< Where fewer are near, the factor is squared: the busiest pairs have no like.
};

/// A daily count with its name: "USA–POL", "POL".
struct NamedSeries {
  std::string name;
  graph::DailySeries counts;
};

/// What an effect is measured on. All series have the same first day and length, and the pair's covered days hold for
/// all of them. Series of other origin than the graph may be put here too.
struct Panel {
  NamedSeries pair;
  std::vector<NamedSeries> controls;
  /// All that each of the pair's parties does and has done to it, by others than itself: where a day is exceptional
  /// here, something else was going on.
  std::vector<NamedSeries> parties;
  std::string controls_rule;  ///< How the controls were found, as a sentence.
};

/// Pairs to compare with. They share no party with the pair nor with the event, and their number of acts is within the
/// rate factor of the pair's; the nearest in number come first (ties: by codes), as many as `controls_max`. Nearest, so
/// that they are as noisy as the pair itself, and stand for it as placebos.
///
/// The numbers are those of the history before the before-window: whoever is chosen for many acts in the before-window
/// itself has fewer afterwards by chance alone. Where the record covers less history than a before-window is long, the
/// before-window has to do, and the rule's sentence says so.
///
/// Cost: O(acts of the graph within the history).
struct ChosenControls {
  std::vector<Pair> pairs;
  std::string rule;
};
ChosenControls choose_controls(const graph::EventGraph& graph, const Question& question, const PanelOptions& options);

/// The daily series for a question, from `history_days` before the before-window (or the record's first day, if
/// that is later) to the last day of the after-window. A pair without acts has counts of 0 on the days covered.
/// Cost: O(acts of the graph within those days).
Panel panel_of(const graph::EventGraph& graph, const Question& question, const PanelOptions& options);

/// What more of the question's acts means. Errors: `usage` if it is not given and the filter mixes conflict and
/// cooperation.
Result<Valence> valence_of(const Question& question);

}  // namespace corollary::impact
