#include <benchmark/benchmark.h>

#include "base/random.h"
#include "forecast/model.h"

namespace corollary {
namespace {

Event event_on(Date day, std::uint64_t actor, std::uint64_t recipient, EventType type) {
  Event event;
  event.when = {day, day};
  event.actors.push_back({"", format("P{}", actor), "", ""});
  event.recipients.push_back({"", format("P{}", recipient), "", ""});
  event.type = type;
  event.evidence = RowCitation{1, "bench", ""};
  return event;
}

// A year of acts among so many parties, the first of them the busiest.
std::vector<Event> year_of_events(std::size_t count, std::uint64_t parties) {
  const Date first = *Date::from_ymd(2018, 1, 1);
  Random random(1, 1);
  std::vector<Event> events;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t actor = std::min(random.below(parties), random.below(parties));
    const std::uint64_t recipient = std::min(random.below(parties), random.below(parties));
    const auto day = static_cast<std::int32_t>(random.below(365));
    events.push_back(event_on(first + Days{day}, actor, recipient, kEventTypes[random.below(kEventTypeCount)]));
  }
  return events;
}

graph::EventGraph graph_of_year(std::size_t count) {
  graph::EventGraph::Builder builder;
  for (const Event& event : year_of_events(count, 200)) builder.add(event);
  const Date first = *Date::from_ymd(2018, 1, 1);
  return std::move(builder).finish(Coverage({{first, first + Days{364}}}));
}

void BuildGraph(benchmark::State& state) {
  const std::vector<Event> events = year_of_events(static_cast<std::size_t>(state.range(0)), 200);
  for (auto _ : state) {
    graph::EventGraph::Builder builder;
    for (const Event& event : events) builder.add(event);
    benchmark::DoNotOptimize(std::move(builder).finish({}));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BuildGraph)->Arg(100'000)->Unit(benchmark::kMillisecond);

void LearnModel(benchmark::State& state) {
  const graph::EventGraph graph = graph_of_year(static_cast<std::size_t>(state.range(0)));
  const forecast::History history(graph);
  Progress progress;
  for (auto _ : state) {
    benchmark::DoNotOptimize(forecast::Model::learn(history, *Date::from_ymd(2018, 12, 31), {}, progress));
  }
}
BENCHMARK(LearnModel)->Arg(100'000)->Unit(benchmark::kMillisecond);

void OneForecast(benchmark::State& state) {
  const graph::EventGraph graph = graph_of_year(100'000);
  const forecast::History history(graph);
  Progress progress;
  const auto model = forecast::Model::learn(history, *Date::from_ymd(2018, 12, 31), {}, progress);
  const forecast::Forecaster forecaster(*model, history, *Date::from_ymd(2018, 12, 31));
  for (auto _ : state) {
    benchmark::DoNotOptimize(forecaster.forecast({"P1", EventType::accuse, "P2"}));
  }
}
BENCHMARK(OneForecast)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace corollary
