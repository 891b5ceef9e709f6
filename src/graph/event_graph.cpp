#include "graph/event_graph.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace corollary::graph {
namespace {

std::vector<std::string> parties_of(const std::vector<Actor>& side) {
  std::set<std::string> codes;
  for (const Actor& actor : side) {
    if (!actor.party.empty()) {
      codes.insert(actor.party);
    }
  }
  return {codes.begin(), codes.end()};
}

DailySeries empty_series(DateRange days, const Coverage& coverage) {
  const auto length = static_cast<std::size_t>(days.length());
  DailySeries series{days.first, std::vector<std::uint32_t>(length), std::vector<std::uint8_t>(length)};
  for (std::size_t i = 0; i < length; ++i) {
    series.covered[i] = coverage.covers(days.first + Days{static_cast<std::int32_t>(i)});
  }
  return series;
}

// A count on a day that is not covered says nothing about the others of that day, so it is left out.
void count_day(DailySeries& series, Date day, std::uint32_t count) {
  const auto i = static_cast<std::size_t>((day - series.first).count);
  series.count[i] += series.covered[i] != 0 ? count : 0;
}

}  // namespace

bool ActFilter::takes(EventType type) const { return types.empty() || std::ranges::find(types, type) != types.end(); }

ActFilter ActFilter::conflict() {
  ActFilter filter;
  std::ranges::copy_if(kEventTypes, std::back_inserter(filter.types), [](EventType type) { return is_conflict(quad_class(type)); });
  return filter;
}

ActFilter ActFilter::cooperation() {
  ActFilter filter;
  std::ranges::copy_if(kEventTypes, std::back_inserter(filter.types), [](EventType type) {
    return !is_conflict(quad_class(type)) && type != EventType::statement;
  });
  return filter;
}

std::optional<PartyId> EventGraph::party(std::string_view code) const {
  const auto found = id_of_code_.find(std::string(code));
  return found == id_of_code_.end() ? std::nullopt : std::optional(PartyId{found->second});
}

std::optional<Dyad> EventGraph::dyad(std::string_view actor, std::string_view recipient) const {
  const auto a = party(actor);
  const auto b = party(recipient);
  return a && b ? std::optional(Dyad{*a, *b}) : std::nullopt;
}

std::span<const Act> EventGraph::acts(Dyad dyad) const {
  const auto found = std::ranges::lower_bound(dyads_, dyad);
  if (found == dyads_.end() || *found != dyad) {
    return {};
  }
  const auto index = static_cast<std::size_t>(found - dyads_.begin());
  return std::span(acts_).subspan(first_act_[index], first_act_[index + 1] - first_act_[index]);
}

DailySeries EventGraph::daily(Dyad dyad, const ActFilter& filter, DateRange days) const {
  DailySeries series = empty_series(days, coverage_);
  for (const Act& act : acts(dyad)) {
    if (days.contains(act.day) && filter.takes(act.type)) {
      count_day(series, act.day, 1);
    }
  }
  return series;
}

DailySeries EventGraph::daily_both_ways(Dyad dyad, const ActFilter& filter, DateRange days) const {
  DailySeries series = daily(dyad, filter, days);
  if (dyad.actor != dyad.recipient) {
    const DailySeries back = daily(dyad.reversed(), filter, days);
    std::ranges::transform(series.count, back.count, series.count.begin(), std::plus());
  }
  return series;
}

DailySeries EventGraph::daily_total(DateRange days) const {
  DailySeries series = empty_series(days, coverage_);
  for (std::size_t i = 0; i < events_on_day_.size(); ++i) {
    const Date day = days_->first + Days{static_cast<std::int32_t>(i)};
    if (days.contains(day)) {
      count_day(series, day, events_on_day_[i]);
    }
  }
  return series;
}

PartyId EventGraph::Builder::intern(const std::string& code) {
  const auto [entry, added] = graph_.id_of_code_.try_emplace(code, static_cast<std::uint32_t>(graph_.codes_.size()));
  if (added) {
    graph_.codes_.push_back(code);
  }
  return {entry->second};
}

std::uint8_t EventGraph::Builder::intern_mode(const std::string& mode) {
  auto found = std::ranges::find(graph_.modes_, mode);
  if (found == graph_.modes_.end()) {
    // An unheard-of mode beyond the two hundred and fifty-sixth counts as none.
    if (graph_.modes_.size() > UINT8_MAX) {
      return 0;
    }
    found = graph_.modes_.insert(graph_.modes_.end(), mode);
  }
  return static_cast<std::uint8_t>(found - graph_.modes_.begin());
}

void EventGraph::Builder::add(const Event& event) {
  if (event.modality != Modality::happened) {
    return;
  }
  event_days_.push_back(event.when.first);
  const auto* const row = std::get_if<RowCitation>(&event.evidence);
  const std::uint8_t mode = intern_mode(event.mode);
  const bool reciprocal = event.recipients.empty();
  const std::vector<std::string> actors = parties_of(event.actors);
  const std::vector<std::string> recipients = reciprocal ? actors : parties_of(event.recipients);
  for (const std::string& actor : actors) {
    for (const std::string& recipient : recipients) {
      if (reciprocal && actor == recipient) {
        continue;
      }
      graph_.acts_.push_back({event.when.first,
                              {intern(actor), intern(recipient)},
                              event.type,
                              mode,
                              static_cast<float>(event.intensity),
                              row != nullptr ? row->row : 0});
    }
  }
}

EventGraph EventGraph::Builder::finish(Coverage coverage) && {
  EventGraph& graph = graph_;
  graph.coverage_ = std::move(coverage);
  std::ranges::sort(graph.acts_, {}, [](const Act& act) { return std::tuple(act.dyad, act.day, act.row, act.type); });
  for (std::size_t i = 0; i < graph.acts_.size(); ++i) {
    const Act& act = graph.acts_[i];
    if (graph.dyads_.empty() || graph.dyads_.back() != act.dyad) {
      graph.dyads_.push_back(act.dyad);
      graph.first_act_.push_back(static_cast<std::uint32_t>(i));
    }
    ++graph.type_totals_[static_cast<std::size_t>(act.type)];
  }
  graph.first_act_.push_back(static_cast<std::uint32_t>(graph.acts_.size()));
  if (!event_days_.empty()) {
    const auto [first, last] = std::ranges::minmax(event_days_);
    graph.days_ = DateRange{first, last};
    graph.events_on_day_.resize(static_cast<std::size_t>(graph.days_->length()));
    for (const Date day : event_days_) {
      ++graph.events_on_day_[static_cast<std::size_t>((day - first).count)];
    }
  }
  return std::move(graph_);
}

}  // namespace corollary::graph
