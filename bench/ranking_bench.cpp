#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>

#include "base/file.h"
#include "base/random.h"
#include "ranking/day_forecaster.h"
#include "ranking/model_file.h"

namespace corollary::ranking {
namespace {

constexpr std::size_t kEntities = 23'033, kRelations = 256, kFactsADay = 1'550;  // As ICEWS18.
constexpr std::int32_t kDaysOfLearning = 6, kDays = 240;

// A few entities and relations have most of the acts.
std::uint32_t skewed(Random& random, std::size_t count, double power) {
  return static_cast<std::uint32_t>(std::pow(random.uniform(), power) * static_cast<double>(count));
}

std::vector<Fact> day_of_facts(Random& random, std::int32_t day) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < kFactsADay; ++i) {
    const std::uint32_t subject = skewed(random, kEntities, 3);
    const auto object = static_cast<std::uint32_t>((subject + skewed(random, kEntities, 5)) % kEntities);  // Each has its own friends.
    facts.push_back({subject, skewed(random, kRelations, 4), object, day});
  }
  return facts;
}

Vocabulary vocabulary() {
  Vocabulary names;
  for (std::size_t i = 0; i < kEntities; ++i) names.entities.push_back(i < 200 ? format("State {}", i) : format("Sector {} (State {})", i / 200, i % 200));
  for (std::uint32_t i = 0; i < kRelations; ++i) {
    names.relations.push_back(format("Relation {}", i));
    names.roots.push_back(1 + i % 20);
    names.classes.push_back(i % 4);
  }
  return names;
}

// A made-up world of ICEWS18's size, or the model that COROLLARY_RANK_MODEL names.
LearnedRanking ranking() {
  if (const char* const path = std::getenv("COROLLARY_RANK_MODEL")) {
    return ranking_of(path, read_file(path).value()).value();
  }
  Random random(1, 0);
  std::vector<Fact> lesson;
  for (std::int32_t day = 0; day < kDaysOfLearning; ++day) {
    const std::vector<Fact> facts = day_of_facts(random, day);
    lesson.insert(lesson.end(), facts.begin(), facts.end());
  }
  Progress progress;
  const Vocabulary names = vocabulary();
  LearnedRanking learned = {names, Ranker::learn(names, lesson, {}, progress).value(), 0, kDaysOfLearning - 1};
  for (std::int32_t day = kDaysOfLearning; day < kDays; ++day) learned.ranker.observe(day_of_facts(random, day));
  return learned;
}

const LearnedRanking& known() {
  static const LearnedRanking learned = ranking();
  return learned;
}

// Busy subjects and relations more often, as analysts ask.
std::pair<std::uint32_t, std::uint32_t> question(Random& random) {
  const GraphState& state = known().ranker.state();
  return {skewed(random, state.entities(), 3), skewed(random, state.directed_relations(), 3)};
}

// The first question of a day: all that the day's questions share is made for it.
void OneRankingExplained(benchmark::State& state) {
  Random random(2, 0);
  const std::int32_t day = known().ranker.state().last_day() + 1;
  for (auto _ : state) {
    const auto [subject, relation] = question(random);
    DayForecaster forecaster(known().ranker, day);
    benchmark::DoNotOptimize(forecaster.first(subject, relation, 10, true));
  }
}
BENCHMARK(OneRankingExplained)->Unit(benchmark::kMicrosecond);

// Further ones.
void NextRankingExplained(benchmark::State& state) {
  Random random(2, 0);
  DayForecaster forecaster(known().ranker, known().ranker.state().last_day() + 1);
  for (auto _ : state) {
    const auto [subject, relation] = question(random);
    benchmark::DoNotOptimize(forecaster.first(subject, relation, 10, true));
  }
}
BENCHMARK(NextRankingExplained)->Unit(benchmark::kMicrosecond);

// Further ones of one relation.
void NextRankingOfRelationExplained(benchmark::State& state) {
  Random random(2, 0);
  DayForecaster forecaster(known().ranker, known().ranker.state().last_day() + 1);
  for (auto _ : state) benchmark::DoNotOptimize(forecaster.first(question(random).first, 1, 10, true));
}
BENCHMARK(NextRankingOfRelationExplained)->Unit(benchmark::kMicrosecond);

void ObserveDay(benchmark::State& state) {
  Random random(3, 0);
  Ranker ranker = known().ranker;
  std::int32_t day = ranker.state().last_day();
  const std::size_t entities = ranker.state().entities(), relations = ranker.state().relations();
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Fact> facts = day_of_facts(random, ++day);
    for (Fact& fact : facts) fact = {static_cast<std::uint32_t>(fact.subject % entities), static_cast<std::uint32_t>(fact.relation % relations), static_cast<std::uint32_t>(fact.object % entities), day};
    state.ResumeTiming();
    ranker.observe(facts);
  }
}
BENCHMARK(ObserveDay)->Unit(benchmark::kMicrosecond)->Iterations(100);

void WriteRankingModel(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bytes_of(known()).value());
}
BENCHMARK(WriteRankingModel)->Unit(benchmark::kMillisecond);

void ReadRankingModel(benchmark::State& state) {
  const std::string bytes = bytes_of(known()).value();
  for (auto _ : state) benchmark::DoNotOptimize(ranking_of("model", bytes));
  state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(ReadRankingModel)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::ranking
