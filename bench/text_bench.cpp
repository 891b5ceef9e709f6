#include <benchmark/benchmark.h>

#include <string>

#include "text/document.h"
#include "text/parser.h"

namespace corollary {
namespace {

// `sentences` of 8 to 30 words, as reports have them.
std::string news(std::size_t sentences) {
  const std::string several[] = {
      "The foreign ministers of Poland and Lithuania met in Vilnius on Monday to discuss energy security and the transit of gas. ",
      "Russia denied on Tuesday that its forces had crossed the border. ",
      "Lawmakers who had opposed the treaty said that they would not support new sanctions unless the president reported to them first. ",
      "The two sides agreed to resume talks next week, although no date was announced. "};
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += several[i % 4];
  return text;
}

void cutting(benchmark::State& state) {
  const std::string text = news(1000);
  for (auto _ : state) benchmark::DoNotOptimize(text::analyse(text, {0, text.size()}));
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(cutting)->Unit(benchmark::kMillisecond);

void parsing(benchmark::State& state) {
  const auto parser = text::Parser::load(COROLLARY_SOURCE_DIR "/models/english.model");
  const std::string text = news(1000);
  const text::Document cut = text::analyse(text, {0, text.size()});
  for (auto _ : state) {
    text::Document document = cut;
    parser->parse(text, document);
    benchmark::DoNotOptimize(document.nodes.data());
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(parsing)->Unit(benchmark::kMillisecond);

void loading_the_model(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(text::Parser::load(COROLLARY_SOURCE_DIR "/models/english.model"));
}
BENCHMARK(loading_the_model)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary
