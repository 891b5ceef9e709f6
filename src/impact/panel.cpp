#include "impact/panel.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace corollary::impact {
namespace {

using graph::Act;
using graph::DailySeries;
using graph::Dyad;
using graph::EventGraph;
using graph::PartyId;

std::string name_of(const Pair& pair, bool both_ways) { return pair.actor + (both_ways ? "–" : "→") + pair.recipient; }

/// Both directions of a pair under one key.
Dyad key_of(Dyad dyad, bool both_ways) { return both_ways && dyad.recipient < dyad.actor ? dyad.reversed() : dyad; }

/// The dyad's acts on days of the range: they are in order of day.
std::span<const Act> acts_within(const EventGraph& graph, Dyad dyad, DateRange days) {
  const std::span<const Act> acts = graph.acts(dyad);
  const auto first =
      std::lower_bound(acts.begin(), acts.end(), days.first, [](const Act& act, Date day) { return act.day < day; });
  const auto last =
      std::upper_bound(first, acts.end(), days.last, [](Date day, const Act& act) { return day < act.day; });
  return {first, last};
}

/// No counts yet: 0 on each day, with the record's coverage.
DailySeries empty_series(const EventGraph& graph, DateRange days) {
  DailySeries series;
  series.first = days.first;
  series.count.assign(static_cast<std::size_t>(days.length()), 0);
  for (Date day = days.first; day <= days.last; day = day + Days{1}) {
    series.covered.push_back(graph.coverage().covers(day) ? 1 : 0);
  }
  return series;
}

void add_acts(const EventGraph& graph, Dyad dyad, const graph::ActFilter& filter, DailySeries& series) {
  for (const Act& act : acts_within(graph, dyad, series.days())) {
    const auto at = static_cast<std::size_t>((act.day - series.first).count);
    if (filter.takes(act.type) && series.covered[at] != 0) {
      ++series.count[at];
    }
  }
}

NamedSeries pair_series(const EventGraph& graph, const Pair& pair, const Question& question, Measure measure,
                        DateRange days) {
  NamedSeries series{name_of(pair, question.both_ways), empty_series(graph, days)};
  if (const std::optional<Dyad> dyad = graph.dyad(pair.actor, pair.recipient)) {
    add_acts(graph, *dyad, question.acts, series.counts);
  }
  if (const std::optional<Dyad> back = graph.dyad(pair.recipient, pair.actor);
      back && question.both_ways && pair.actor != pair.recipient) {
    add_acts(graph, *back, question.acts, series.counts);
  }
  if (measure == Measure::active_days) {
    for (std::uint32_t& count : series.counts.count) {
      count = std::min<std::uint32_t>(count, 1);
    }
  }
  return series;
}

NamedSeries party_series(const EventGraph& graph, const std::string& code, const Question& question, DateRange days) {
  NamedSeries series{code, empty_series(graph, days)};
  const std::optional<PartyId> party = graph.party(code);
  for (const Dyad& dyad : graph.dyads()) {
    if (party && (dyad.actor == *party) != (dyad.recipient == *party)) {
      add_acts(graph, dyad, question.acts, series.counts);
    }
  }
  return series;
}

/// The parties that no control may involve.
std::set<PartyId> parties_of(const EventGraph& graph, const Question& question) {
  std::set<PartyId> parties;
  std::vector<std::string> codes = question.event_parties;
  codes.push_back(question.pair.actor);
  codes.push_back(question.pair.recipient);
  for (const std::string& code : codes) {
    if (const std::optional<PartyId> party = graph.party(code)) {
      parties.insert(*party);
    }
  }
  return parties;
}

std::size_t acts_between(const EventGraph& graph, Dyad dyad, const Question& question, DateRange days) {
  const std::span<const Act> acts = acts_within(graph, dyad, days);
  return static_cast<std::size_t>(std::count_if(acts.begin(), acts.end(), [&](const Act& act) {
    return question.acts.takes(act.type) && graph.coverage().covers(act.day);
  }));
}

std::size_t acts_of_pair(const EventGraph& graph, const Question& question, DateRange days) {
  const std::optional<Dyad> there = graph.dyad(question.pair.actor, question.pair.recipient);
  const std::optional<Dyad> back = graph.dyad(question.pair.recipient, question.pair.actor);
  return (there ? acts_between(graph, *there, question, days) : 0) +
         (back && question.both_ways ? acts_between(graph, *back, question, days) : 0);
}

/// How many acts each pair has that might be a control.
std::map<Dyad, std::size_t> acts_of_others(const EventGraph& graph, const Question& question, DateRange days) {
  const std::set<PartyId> barred = parties_of(graph, question);
  std::map<Dyad, std::size_t> acts;
  for (const Dyad& dyad : graph.dyads()) {
    if (dyad.actor != dyad.recipient && !barred.contains(dyad.actor) && !barred.contains(dyad.recipient)) {
      acts[key_of(dyad, question.both_ways)] += acts_between(graph, dyad, question, days);
    }
  }
  return acts;
}

/// A pair that might be a control.
struct Candidate {
  double distance;  ///< |ln of its acts over the pair's|; half an act more on both, so that none has one too.
  Pair pair;
};

std::vector<Candidate> by_nearness(const EventGraph& graph, const Question& question, DateRange days) {
  const double own = std::log(static_cast<double>(acts_of_pair(graph, question, days)) + 0.5);
  std::vector<Candidate> candidates;
  for (const auto& [dyad, count] : acts_of_others(graph, question, days)) {
    candidates.push_back({std::abs(std::log(static_cast<double>(count) + 0.5) - own),
                          {std::string(graph.code(dyad.actor)), std::string(graph.code(dyad.recipient))}});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.distance, a.pair) < std::tie(b.distance, b.pair);
  });
  return candidates;
}

std::size_t count_within(const std::vector<Candidate>& by_nearness, double factor) {
  const auto end = std::partition_point(by_nearness.begin(), by_nearness.end(), [&](const Candidate& candidate) {
    return candidate.distance <= std::log(factor);
  });
  return static_cast<std::size_t>(end - by_nearness.begin());
}

DateRange history_of(const Question& question, const PanelOptions& options) {
  const Date last = question.windows.before(question.event_day).first - Days{1};
  return {last - Days{std::max(options.history_days, 1) - 1}, last};
}

}  // namespace

ChosenControls choose_controls(const EventGraph& graph, const Question& question, const PanelOptions& options) {
  const DateRange history = history_of(question, options);
  const bool enough = graph.coverage().covered_days(history) >= question.windows.before_days;
  const DateRange days = enough ? history : question.windows.before(question.event_day);
  const std::vector<Candidate> candidates = by_nearness(graph, question, days);

  double factor = options.control_rate_factor;
  std::size_t taken = std::min(count_within(candidates, factor), options.controls_max);
  if (taken < options.controls_wanted) {
    factor *= factor;
    taken = std::min({count_within(candidates, factor), options.controls_wanted, options.controls_max});
  }
  ChosenControls chosen;
  for (std::size_t i = 0; i < taken; ++i) {
    chosen.pairs.push_back(candidates[i].pair);
  }
  chosen.rule = format(
      "The {} pairs nearest in number of acts from {} to {} ({}), within a factor of {}, without a party of the pair "
      "or "
      "of the event.",
      taken, days.first.written(), days.last.written(),
      enough ? "before the window" : "the before-window itself: there is too little history", factor);
  return chosen;
}

Panel panel_of(const EventGraph& graph, const Question& question, const PanelOptions& options) {
  DateRange days{history_of(question, options).first, question.windows.after(question.event_day).last};
  if (!graph.coverage().empty()) {
    // Days before the record's first say nothing, but the windows themselves are always there.
    days.first = std::max(days.first, std::min(graph.coverage().ranges().front().first,
                                               question.windows.before(question.event_day).first));
  }
  Panel panel;
  panel.pair = pair_series(graph, question.pair, question, options.measure, days);
  ChosenControls controls{question.controls, "Given with the question."};
  if (controls.pairs.empty()) {
    controls = choose_controls(graph, question, options);
  }
  for (const Pair& control : controls.pairs) {
    panel.controls.push_back(pair_series(graph, control, question, options.measure, days));
  }
  panel.controls_rule = std::move(controls.rule);
  for (const std::string& code : {question.pair.actor, question.pair.recipient}) {
    panel.parties.push_back(party_series(graph, code, question, days));
  }
  return panel;
}

Result<Valence> valence_of(const Question& question) {
  if (question.more_is) {
    return *question.more_is;
  }
  const std::vector<EventType>& types = question.acts.types;
  const auto conflict =
      std::count_if(types.begin(), types.end(), [](EventType t) { return is_conflict(quad_class(t)); });
  if (types.empty() || (conflict != 0 && static_cast<std::size_t>(conflict) != types.size())) {
    return fail(ErrorKind::usage,
                "acts of conflict and of cooperation are counted together: say whether more of them is adverse or "
                "favourable, or ask about one kind");
  }
  return conflict > 0 ? Valence::adverse : Valence::favourable;
}

}  // namespace corollary::impact
