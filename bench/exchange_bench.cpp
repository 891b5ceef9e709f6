#include <benchmark/benchmark.h>

#include "bargain/exchange.h"
#include "bargain/scenario_decide.h"
#include "base/file.h"
#include "base/random.h"

namespace corollary::bargain {
namespace {

const std::string kCopenhagen = std::string(COROLLARY_SOURCE_DIR) + "/tests/published/bargaining/exchange/copenhagen.txt";

// Seven issues, eleven actors, three iterations as Decide makes them.
void copenhagen(benchmark::State& state) {
  const StakeTable table = stake_table(read_decide(kCopenhagen).value().scenario);
  for (auto _ : state) benchmark::DoNotOptimize(exchange_positions(table, decide_options()).value().exchanges.size());
}
BENCHMARK(copenhagen)->Unit(benchmark::kMillisecond);

void copenhagen_read(benchmark::State& state) {
  const std::string bytes = read_file(kCopenhagen).value();
  for (auto _ : state) benchmark::DoNotOptimize(parse_decide("copenhagen.txt", bytes).value().scenario.issues.size());
}
BENCHMARK(copenhagen_read)->Unit(benchmark::kMicrosecond);

// A made-up negotiation of so many actors over ten issues, one iteration.
void made_up(benchmark::State& state) {
  Random random(1, 0);
  Scenario scenario;
  for (int k = 0; k < 10; ++k) {
    scenario.issues.push_back({format("issue {}", k), "how far?", "0", "100", std::nullopt, {}});
    for (int i = 0; i < state.range(0); ++i) {
      scenario.issues.back().stakes.push_back({format("actor {}", i), 100 * random.uniform(), random.uniform(), random.uniform(), ""});
    }
  }
  const StakeTable table = stake_table(scenario);
  std::size_t exchanges = 0;
  for (auto _ : state) exchanges = exchange_positions(table).value().exchanges.size();
  state.counters["exchanges"] = static_cast<double>(exchanges);
}
BENCHMARK(made_up)->Arg(20)->Arg(50)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::bargain
