#include <benchmark/benchmark.h>

#include "bargain/scenario_ktab.h"
#include "base/random.h"

namespace corollary::bargain {
namespace {

// Whole runs, without their history, as an ensemble makes them.
void run(benchmark::State& state, const StakeTable& table, bool history) {
  SpatialOptions options;
  options.history = history;
  std::size_t turns = 0;
  for (auto _ : state) {
    const auto run = spatial(table, options);
    turns += run->states - 1;
    benchmark::DoNotOptimize(run->positions.data());
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["turns"] = benchmark::Counter(static_cast<double>(turns), benchmark::Counter::kAvgIterations);
}

StakeTable published(const std::string& file) {
  return stake_table(read_ktab(std::string(COROLLARY_SOURCE_DIR) + "/tests/published/bargaining/ktab/" + file)->scenario);
}

void actors_13_issues_2(benchmark::State& state) { run(state, published("SOE-Pol-Comp.csv"), false); }
BENCHMARK(actors_13_issues_2);
void actors_13_issues_2_with_history(benchmark::State& state) { run(state, published("SOE-Pol-Comp.csv"), true); }
BENCHMARK(actors_13_issues_2_with_history);
void actors_27_issues_6(benchmark::State& state) { run(state, published("dummyData_6Dim.csv"), false); }
BENCHMARK(actors_27_issues_6);

// One issue; positions, saliences and capabilities drawn evenly.
void actors_on_one_issue(benchmark::State& state) {
  Random random(1, 0);
  Scenario scenario{{{"issue", "?", "none", "all", std::nullopt, {}}}};
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    scenario.issues[0].stakes.push_back({format("actor {}", i), 100 * random.uniform(), random.uniform(), 100 * random.uniform(), ""});
  }
  run(state, stake_table(scenario), false);
}
BENCHMARK(actors_on_one_issue)->Arg(40)->Arg(80)->Arg(160)->Arg(250)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::bargain
