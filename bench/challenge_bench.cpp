#include <benchmark/benchmark.h>

#include "bargain/challenge.h"
#include "bargain/compromise.h"
#include "bargain/power_indices.h"
#include "base/random.h"

namespace corollary::bargain {
namespace {

// The car emissions of 1994.
ChallengeActors ten_actors() {
  return {{0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08}, {4, 7, 4, 4, 10, 10, 10, 7, 4, 7}, {0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7}};
}

ChallengeActors drawn_actors(std::size_t count) {
  Random random(1, count);
  ChallengeActors actors;
  for (std::size_t i = 0; i < count; ++i) {
    actors.capability.push_back(random.uniform());
    actors.position.push_back(100 * random.uniform());
    actors.salience.push_back(random.uniform());
  }
  return actors;
}

void BM_ChallengeTenRounds(benchmark::State& state) {
  const ChallengeActors actors = ten_actors();
  for (auto _ : state) benchmark::DoNotOptimize(challenge(actors, mckibben()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_ChallengeTenRounds);

void BM_ChallengeTenRoundsDrawn(benchmark::State& state) {
  const ChallengeActors actors = drawn_actors(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(challenge(actors, mckibben()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_ChallengeTenRoundsDrawn)->Arg(10)->Arg(30);

void BM_ChallengeNeutral(benchmark::State& state) {
  const ChallengeActors actors = drawn_actors(10);
  ChallengeOptions options;
  options.risk_passes = 0;
  for (auto _ : state) benchmark::DoNotOptimize(challenge(actors, options));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_ChallengeNeutral);

// Thirty actors, a tile of 256 scenarios at a time.
void BM_Compromises(benchmark::State& state) {
  const ChallengeActors drawn = drawn_actors(30 * 256);
  std::vector<double> outcomes(256);
  for (auto _ : state) {
    compromises({30, 256, drawn.position, drawn.salience, drawn.capability}, outcomes);
    benchmark::DoNotOptimize(outcomes.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * 256);
}
BENCHMARK(BM_Compromises);

// Members with weights of 1 to 20 and a quota of half of them, by table.
void BM_Power(benchmark::State& state) {
  Random random(1, 0);
  VotingGame game;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    game.weights.push_back(1 + static_cast<double>(random.next() % 20));
    game.quota += game.weights.back() / 2;
  }
  for (auto _ : state) benchmark::DoNotOptimize(power_indices(game));
}
BENCHMARK(BM_Power)->Arg(27)->Arg(250)->Unit(benchmark::kMillisecond);

// The same with weights that no table holds, by halves.
void BM_PowerOfLargeWeights(benchmark::State& state) {
  Random random(1, 0);
  VotingGame game;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    game.weights.push_back(1 + static_cast<double>(random.next() % 100'000'000));
    game.quota += game.weights.back() / 2;
  }
  for (auto _ : state) benchmark::DoNotOptimize(power_indices(game));
}
BENCHMARK(BM_PowerOfLargeWeights)->Arg(27)->Arg(36)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::bargain
