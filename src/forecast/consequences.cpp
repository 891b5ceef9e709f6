#include "forecast/consequences.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace corollary::forecast {
namespace {

using graph::Act;
using graph::EventGraph;

struct Candidate {
  Consequence consequence;
  double rank = 0;
};

bool concerns(const Target& target, std::string_view party) { return target.actor == party || target.recipient == party; }

// How near a pair is to the event: 0 for two parties that it and the brief only mention.
double nearness(const Target& target, const FocusEvent& focus, const std::vector<std::string>& watched) {
  const auto is_focus = [&](const std::string& party) { return party == focus.first || party == focus.second; };
  const auto is_watched = [&](const std::string& party) { return std::ranges::find(watched, party) != watched.end(); };
  const int focal = is_focus(target.actor) + is_focus(target.recipient);
  const int observed = is_watched(target.actor) + is_watched(target.recipient);
  return focal == 2 ? 1.5 : focal == 1 && observed == 1 ? 1 : focal == 1 ? 0.5 : observed > 0 ? 0.25 : 0;
}

std::vector<Target> targets_among(const std::vector<std::string>& parties, const FocusEvent& focus, const std::vector<std::string>& watched,
                                  std::optional<EventType> only) {
  std::vector<Target> targets;
  for (const std::string& actor : parties) {
    for (const std::string& recipient : parties) {
      for (const EventType type : kTargetTypes) {
        const Target target{actor, type, recipient};
        const bool near = focus.first.empty() || nearness(target, focus, watched) > 0;
        if (actor != recipient && near && (!only || *only == type)) {
          targets.push_back(target);
        }
      }
    }
  }
  return targets;
}

std::vector<Act> given_acts(const EventGraph& graph, const FocusEvent& focus) {
  const auto dyad = graph.dyad(focus.first, focus.second);
  if (!dyad) {
    return {};
  }
  const auto intensity = static_cast<float>(typical_intensity(focus.type));
  return {{focus.day, *dyad, focus.type, 0, intensity, 0}, {focus.day, dyad->reversed(), focus.type, 0, intensity, 0}};
}

std::vector<std::int64_t> recent_rows(const EventGraph& graph, const Target& target, Date as_of) {
  std::vector<std::int64_t> rows;
  if (const auto dyad = graph.dyad(target.actor, target.recipient)) {
    for (const Act& act : graph.acts(*dyad)) {
      if (act.type == target.type && act.day <= as_of) {
        rows.push_back(act.row);
      }
    }
  }
  std::ranges::reverse(rows);
  rows.resize(std::min<std::size_t>(rows.size(), 3));
  return rows;
}

double weight(EventType type) { return std::sqrt(std::max(std::abs(typical_intensity(type)), 1.0)); }

// Talks are had by both sides: who is named first says nothing, unless the record codes the two directions apart.
bool mirrors(const Consequence& one, const Consequence& other) {
  const Target &a = one.target, &b = other.target;
  const bool same_talks =
      a.type == EventType::consult && b.type == EventType::consult && a.actor == b.recipient && a.recipient == b.actor;
  constexpr double apart = 0.05;
  const bool both_rated = one.forecast && other.forecast;
  return same_talks && (!both_rated || std::abs(one.forecast->probability.value() - other.forecast->probability.value()) < apart);
}

std::optional<Date> last_act(const EventGraph& graph, const Target& target, Date as_of) {
  std::optional<Date> last;
  if (const auto dyad = graph.dyad(target.actor, target.recipient)) {
    for (const Act& act : graph.acts(*dyad)) {
      if (act.type == target.type && act.day <= as_of) {
        last = act.day;
      }
    }
  }
  return last;
}

// All candidates with numbers, those left out that nobody learns from.
std::vector<Candidate> forecast_candidates(const Model& model, const EventGraph& graph, const FocusEvent& focus,
                                           const std::vector<Target>& targets, const std::vector<std::string>& watched,
                                           Date as_of, const ConsequenceOptions& options) {
  // What the record may already know of the event is not given to it a second time.
  const std::vector<Act> given = as_of < focus.day ? given_acts(graph, focus) : std::vector<Act>();
  const History before(graph), after(graph, given);
  const Date day = std::max(focus.day, as_of);
  const Forecaster without(model, before, day), with(model, after, day);
  std::vector<Candidate> candidates;
  for (const Target& target : targets) {
    auto forecast = with.forecast(target);
    if (!forecast) {
      continue;
    }
    forecast->without_event = without.probability(*graph.dyad(target.actor, target.recipient), target.type);
    const double p = forecast->probability.value();
    if (p > options.surely || p < 1 - options.surely) {
      continue;
    }
    const double by_event = std::abs(p - forecast->without_event->value());
    const double by_time = std::abs(p - forecast->base_rate.value());
    const double rank = (by_event + by_time / 2) * weight(target.type) * nearness(target, focus, watched);
    candidates.push_back({{target, forecast->window, *std::move(forecast), {}, {}, {}}, rank});
  }
  return candidates;
}

std::vector<Candidate> precedent_candidates(const EventGraph& graph, const FocusEvent& focus,
                                            const std::vector<Target>& targets, const std::vector<std::string>& watched,
                                            Date as_of, Days horizon, const ConsequenceOptions& options) {
  std::vector<Candidate> candidates;
  for (const Target& target : targets) {
    auto cases = precedents(graph, focus, target, as_of, horizon, options.most_precedents);
    const auto followed = std::ranges::count_if(cases, &Precedent::followed);
    if (followed >= options.least_followed) {
      const Date day = std::max(focus.day, as_of);
      candidates.push_back({{target, {day + Days{1}, day + horizon}, std::nullopt, std::move(cases), {}, {}}, static_cast<double>(followed) * nearness(target, focus, watched)});
    }
  }
  return candidates;
}

// The best by rank, so many of a pair, then what the watched parties still lack.
std::vector<Consequence> chosen(std::vector<Candidate> candidates, const std::vector<std::string>& watched,
                                const ConsequenceOptions& options) {
  std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
  std::vector<Consequence> result;
  std::map<std::pair<std::string, std::string>, std::size_t> of_pair;
  const auto take = [&](Candidate& candidate) {
    const Target& target = candidate.consequence.target;
    std::size_t& taken = of_pair[{target.actor, target.recipient}];
    const bool there = std::ranges::any_of(
        result, [&](const Consequence& taken_one) { return taken_one.target == target || mirrors(taken_one, candidate.consequence); });
    if (!there && taken < options.most_per_dyad) {
      ++taken;
      result.push_back(candidate.consequence);
    }
  };
  for (Candidate& candidate : candidates) {
    if (result.size() < options.most) {
      take(candidate);
    }
  }
  for (const std::string& party : watched) {
    const auto enough = [&] {
      return static_cast<std::size_t>(std::ranges::count_if(
                 result, [&](const Consequence& c) { return concerns(c.target, party); })) >= options.least_per_watched;
    };
    for (Candidate& candidate : candidates) {
      if (!enough() && concerns(candidate.consequence.target, party)) {
        take(candidate);
      }
    }
  }
  return result;
}

}  // namespace

std::vector<Consequence> consequences(const std::optional<Model>& model, const EventGraph& graph,
                                      const FocusEvent& focus, const std::vector<std::string>& parties,
                                      const std::vector<std::string>& watched, Date as_of, Days horizon,
                                      const ConsequenceOptions& options) {
  const std::vector<Target> targets = targets_among(parties, focus, watched, options.only);
  auto candidates = model ? forecast_candidates(*model, graph, focus, targets, watched, as_of, options)
                          : precedent_candidates(graph, focus, targets, watched, as_of, horizon, options);
  std::vector<Consequence> result = chosen(std::move(candidates), watched, options);
  for (Consequence& consequence : result) {
    consequence.precedents = precedents(graph, focus, consequence.target, as_of, horizon, options.most_precedents);
    consequence.recent_rows = recent_rows(graph, consequence.target, as_of);
    consequence.last_act = last_act(graph, consequence.target, as_of);
  }
  if (model && options.likeliest_first) {
    std::ranges::stable_sort(result, std::ranges::greater(), [](const Consequence& c) { return c.forecast->probability; });
  }
  return result;
}

}  // namespace corollary::forecast
