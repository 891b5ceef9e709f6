#include <benchmark/benchmark.h>

#include <string>

#include "base/strings.h"
#include "base/table.h"

namespace corollary {
namespace {

// `bytes` of English with a letter beyond ASCII now and then, as wire text has.
std::string wire_text(std::size_t bytes) {
  const std::string sentence = "The ministers met in Gdańsk on Monday and said that the talks would go on. ";
  std::string text;
  while (text.size() < bytes) {
    text += sentence;
  }
  return text;
}

std::string chronology(std::size_t rows) {
  std::string csv = "date,actors,recipients,summary\n";
  for (std::size_t i = 0; i < rows; ++i) {
    csv += "2018-07-16,USA;RUS,,\"The presidents meet in Helsinki, alone with their interpreters.\"\n";
  }
  return csv;
}

void set_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void utf8_check(benchmark::State& state) {
  const std::string text = wire_text(1 << 20);
  for (auto _ : state) {
    benchmark::DoNotOptimize(invalid_utf8_at(text));
  }
  set_bytes(state, text);
}
BENCHMARK(utf8_check)->Unit(benchmark::kMicrosecond);

void folding(benchmark::State& state) {
  const std::string text = wire_text(1 << 20);
  for (auto _ : state) {
    benchmark::DoNotOptimize(folded(text));
  }
  set_bytes(state, text);
}
BENCHMARK(folding)->Unit(benchmark::kMicrosecond);

void csv_reading(benchmark::State& state) {
  const std::string text = chronology(10'000);
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_csv("chronology.csv", text));
  }
  set_bytes(state, text);
}
BENCHMARK(csv_reading)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary
