#include <benchmark/benchmark.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/random.h"
#include "record/passage_writer.h"
#include "record/passages.h"

namespace corollary::record {
namespace {

constexpr std::int64_t kPassagesAReport = 5, kWordsAPassage = 60;

// The word of a rank: short ones first, as in a language.
std::string word_of(std::uint64_t rank) {
  std::string word;
  for (std::uint64_t left = rank * 7 + 3; left > 0 || word.size() < 3; left /= 21) word += static_cast<char>('a' + left % 21);
  return word;
}

// Words by Zipf's law over 200,000: about what news has.
Report report_numbered(std::int64_t number, std::vector<ByteRange>& passages) {
  Random random(1, static_cast<std::uint64_t>(number));
  Report report;
  report.id = format("wire#{}", number);
  report.path = "wire.jsonl";
  report.publisher = format("Paper {}", random.below(200));
  report.title = "A title of some words";
  report.day = Date::from_day_number(static_cast<std::int32_t>(17'000 + number / 300));
  passages.clear();
  for (std::int64_t passage = 0; passage < kPassagesAReport; ++passage) {
    const std::size_t begin = report.text.size();
    for (std::int64_t i = 0; i < kWordsAPassage; ++i) {
      report.text += word_of(static_cast<std::uint64_t>(std::pow(200'000.0, random.uniform())));
      report.text += i + 1 < kWordsAPassage ? ' ' : '.';
    }
    passages.push_back({begin, report.text.size()});
    report.text += '\n';
  }
  return report;
}

std::filesystem::path record_path() { return std::filesystem::temp_directory_path() / "corollary-passages-bench.record"; }

// One batch of so many passages; the time to make them up is in it (about a microsecond a word).
std::int64_t load(std::int64_t passages) {
  std::filesystem::remove(record_path());
  auto record = EventRecord::open(record_path(), EventRecord::Access::read_write).value();
  Source source;
  source.name = "wire";
  auto import = record.begin_import(source).value();
  std::vector<ByteRange> ranges;
  std::int64_t bytes = 0;
  for (std::int64_t i = 0; i < passages / kPassagesAReport; ++i) {
    const Report report = report_numbered(i, ranges);
    bytes += static_cast<std::int64_t>(report.text.size());
    (void)import.add_report(report, ranges).value();
  }
  (void)import.commit().value();
  return bytes;
}

void passages_making(benchmark::State& state) {
  std::vector<ByteRange> ranges;
  for (auto _ : state) {
    for (std::int64_t i = 0; i < state.range(0) / kPassagesAReport; ++i) benchmark::DoNotOptimize(report_numbered(i, ranges));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(passages_making)->Arg(100'000)->Unit(benchmark::kMillisecond);

void passages_loading(benchmark::State& state) {
  std::int64_t text_bytes = 0;
  for (auto _ : state) text_bytes = load(state.range(0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  const auto file_bytes = static_cast<double>(std::filesystem::file_size(record_path()));
  state.counters["file_bytes_each"] = file_bytes / static_cast<double>(state.range(0));
  state.counters["text_bytes_each"] = static_cast<double>(text_bytes) / static_cast<double>(state.range(0));
}
BENCHMARK(passages_loading)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kMillisecond);

// On what the benchmark before has left.
void passages_finding(benchmark::State& state, const PassageQuery& query) {
  const auto record = EventRecord::open(record_path(), EventRecord::Access::read_only);
  if (!record) {
    state.SkipWithError("run passages_loading before");
    return;
  }
  std::size_t found = 0;
  for (auto _ : state) found = Passages(*record).find(query).value().size();
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(passages_finding, rare_word, PassageQuery{.words = word_of(150'001)})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(passages_finding, two_words, PassageQuery{.words = word_of(400) + " " + word_of(901)})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(passages_finding, phrase, PassageQuery{.words = "\"" + word_of(3) + " " + word_of(5) + "\""})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(passages_finding, common_word, PassageQuery{.words = word_of(12)})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(passages_finding, common_word_in_a_month,
                  PassageQuery{.words = word_of(12), .first = Date::from_day_number(17'100), .last = Date::from_day_number(17'130)})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(passages_finding, common_word_of_a_publisher, PassageQuery{.words = word_of(12), .publisher = "Paper 7"})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::record
