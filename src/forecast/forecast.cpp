#include "forecast/forecast.h"

#include <algorithm>

namespace corollary::forecast {
namespace {

using graph::Act;
using graph::EventGraph;

// Episodes of one kind of event are told apart when this many days lie between them.
constexpr Days kEpisodeGap{7};

bool is_meeting(std::string_view mode) { return mode == "visit" || mode == "third-party" || mode == "multilateral"; }

bool alike(std::string_view mode, std::string_view wanted) {
  return wanted.empty() || mode == wanted || (is_meeting(mode) && is_meeting(wanted));
}

std::vector<const Act*> acts_between(const EventGraph& graph, const FocusEvent& focus, Date last) {
  std::vector<const Act*> found;
  const auto dyad = graph.dyad(focus.first, focus.second);
  if (!dyad) {
    return found;
  }
  for (const graph::Dyad& direction : {*dyad, dyad->reversed()}) {
    for (const Act& act : graph.acts(direction)) {
      if (act.type == focus.type && act.day <= last) {
        found.push_back(&act);
      }
    }
  }
  std::vector<const Act*> same_mode;
  std::ranges::copy_if(found, std::back_inserter(same_mode), [&](const Act* act) { return alike(graph.mode(act->mode), focus.mode); });
  auto& cases = same_mode.empty() ? found : same_mode;
  std::ranges::sort(cases, {}, [](const Act* act) { return std::pair(act->day, act->row); });
  return cases;
}

const Act* first_act(const EventGraph& graph, const Target& target, DateRange window) {
  const auto dyad = graph.dyad(target.actor, target.recipient);
  if (!dyad) {
    return nullptr;
  }
  for (const Act& act : graph.acts(*dyad)) {
    if (act.type == target.type && window.contains(act.day)) {
      return &act;
    }
  }
  return nullptr;
}

}  // namespace

Resolution resolve(const EventGraph& graph, const Forecast& forecast) {
  if (const Act* const act = first_act(graph, forecast.target, forecast.window)) {
    return {Outcome::happened, act->day, act->row};
  }
  return {graph.coverage().covers(forecast.window) ? Outcome::did_not_happen : Outcome::unknown, std::nullopt, 0};
}

std::vector<Precedent> precedents(const EventGraph& graph, const FocusEvent& focus, const Target& target, Date as_of,
                                  Days horizon, std::size_t most) {
  std::vector<Precedent> cases;
  std::optional<Date> last_seen;
  for (const Act* const act : acts_between(graph, focus, std::min(as_of, focus.day - Days{1}))) {
    const bool same_episode = last_seen && act->day - *last_seen < kEpisodeGap;
    last_seen = act->day;
    if (same_episode) {
      continue;
    }
    const DateRange window = {act->day + Days{1}, std::min(act->day + horizon, as_of)};
    const Act* const next = window.first <= window.last ? first_act(graph, target, window) : nullptr;
    const bool over = act->day + horizon <= as_of && graph.coverage().covers(window);
    if (next != nullptr) {
      cases.push_back({act->day, true, next->day, act->row, next->row});
    } else if (over) {
      cases.push_back({act->day, false, std::nullopt, act->row, 0});
    }
  }
  std::ranges::reverse(cases);
  cases.resize(std::min(cases.size(), most));
  return cases;
}

}  // namespace corollary::forecast
