#include "forecast/history.h"

#include <algorithm>

namespace corollary::forecast {

using graph::Act;
using graph::Dyad;
using graph::PartyId;

namespace {

std::size_t slot(std::size_t index, EventType type) { return index * kEventTypeCount + static_cast<std::size_t>(type); }

}  // namespace

// A counting sort: acts come in any order, groups go out in order of time.
template <typename Key>
History::Groups History::grouped(std::span<const Act> acts, std::size_t group_count, Key key) {
  Groups groups;
  groups.begin.assign(group_count + 1, 0);
  for (const Act& act : acts) ++groups.begin[key(act) + 1];
  for (std::size_t i = 0; i < group_count; ++i) groups.begin[i + 1] += groups.begin[i];
  groups.days.resize(acts.size());
  std::vector<std::uint32_t> next(groups.begin.begin(), groups.begin.end() - 1);
  for (const Act& act : acts) groups.days[next[key(act)]++] = act.day;
  for (std::size_t i = 0; i < group_count; ++i) {
    std::sort(groups.days.begin() + groups.begin[i], groups.days.begin() + groups.begin[i + 1]);
  }
  return groups;
}

History::History(const graph::EventGraph& graph, std::span<const Act> given)
    : graph_(&graph), dyads_(graph.dyads().begin(), graph.dyads().end()) {
  std::vector<Act> acts(graph.acts().begin(), graph.acts().end());
  acts.insert(acts.end(), given.begin(), given.end());
  for (const Act& act : given) dyads_.push_back(act.dyad);
  std::ranges::sort(dyads_);
  dyads_.erase(std::ranges::unique(dyads_).begin(), dyads_.end());

  const auto dyad_index = [&](const Act& act) {
    return static_cast<std::size_t>(std::ranges::lower_bound(dyads_, act.dyad) - dyads_.begin());
  };
  const std::size_t parties = graph.party_count();
  by_dyad_ = grouped(acts, dyads_.size() * kEventTypeCount, [&](const Act& act) { return slot(dyad_index(act), act.type); });
  by_actor_ = grouped(acts, parties * kEventTypeCount, [](const Act& act) { return slot(act.dyad.actor.index, act.type); });
  by_recipient_ =
      grouped(acts, parties * kEventTypeCount, [](const Act& act) { return slot(act.dyad.recipient.index, act.type); });
}

int History::count(std::span<const Date> days, Date day, Days length) {
  const auto end = std::ranges::upper_bound(days, day);
  const auto begin = std::ranges::upper_bound(days, day - length);
  return static_cast<int>(std::max<std::ptrdiff_t>(end - begin, 0));
}

std::optional<Date> History::last_until(std::span<const Date> days, Date day) {
  const auto end = std::ranges::upper_bound(days, day);
  return end == days.begin() ? std::nullopt : std::optional(*std::prev(end));
}

std::optional<std::size_t> History::index_of(Dyad dyad) const {
  const auto found = std::ranges::lower_bound(dyads_, dyad);
  return found == dyads_.end() || *found != dyad ? std::nullopt : std::optional(static_cast<std::size_t>(found - dyads_.begin()));
}

std::span<const Date> History::acts(std::size_t dyad, EventType type) const { return by_dyad_.group(slot(dyad, type)); }

std::span<const Date> History::acts(Dyad dyad, EventType type) const {
  const auto index = index_of(dyad);
  return index ? acts(*index, type) : std::span<const Date>();
}

std::span<const Date> History::acts_of(PartyId actor, EventType type) const { return by_actor_.group(slot(actor.index, type)); }

std::span<const Date> History::acts_on(PartyId recipient, EventType type) const {
  return by_recipient_.group(slot(recipient.index, type));
}

std::vector<Dyad> History::active_dyads(Date day, int least, Days within) const {
  std::vector<Dyad> active;
  for (std::size_t i = 0; i < dyads_.size(); ++i) {
    if (dyads_[i].actor == dyads_[i].recipient) {
      continue;
    }
    int acts = 0;
    for (const EventType type : kEventTypes) acts += count(by_dyad_.group(slot(i, type)), day, within);
    if (acts >= least) {
      active.push_back(dyads_[i]);
    }
  }
  return active;
}

}  // namespace corollary::forecast
