#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/random.h"
#include "reports/stories.h"
#include "reports/story_overlap.h"

namespace corollary::reports {
namespace {

std::string word_of(std::uint64_t rank) {
  std::string word;
  for (std::uint64_t left = rank * 7 + 3; left > 0 || word.size() < 3; left /= 21) word += static_cast<char>('a' + left % 21);
  return word;
}

// About 300 words in ten paragraphs, by Zipf's law over 50,000 words.
std::vector<std::string> paragraphs_of(std::uint64_t number) {
  Random random(1, number);
  std::vector<std::string> paragraphs;
  for (int paragraph = 0; paragraph < 10; ++paragraph) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += (i == 0 ? "" : " ") + word_of(static_cast<std::uint64_t>(std::pow(50'000.0, random.uniform())));
    paragraphs.push_back(text + ".");
  }
  return paragraphs;
}

// A report now and then has a text of its own; the others print an agency's story with their own lead, shortened at its end.
std::vector<Report> reports_of_a_month(std::size_t count) {
  std::vector<Report> reports;
  Random random(2, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_copy = random.below(10) < 7;
    const std::uint64_t story = is_copy ? random.below(count / 20 + 1) : 1'000'000'000 + i;
    std::vector<std::string> paragraphs = paragraphs_of(story);
    if (is_copy) paragraphs.resize(3 + random.below(8));
    if (is_copy && random.below(3) == 0) paragraphs.front() = paragraphs_of(2'000'000'000 + i).front();
    Report report;
    report.id = format("{}", i);
    report.publisher = format("Paper {}", random.below(200));
    report.day = Date::from_day_number(static_cast<std::int32_t>(17'000 + story % 30));
    for (const std::string& paragraph : paragraphs) report.text += paragraph + "\n\n";
    report.body = {0, report.text.size()};
    reports.push_back(std::move(report));
  }
  return reports;
}

void story_grouping(benchmark::State& state) {
  const std::vector<Report> reports = reports_of_a_month(static_cast<std::size_t>(state.range(0)));
  std::size_t stories = 0;
  for (auto _ : state) {
    const std::vector<std::size_t> found = stories_of(reports);
    stories = 0;
    for (const std::size_t story : found) stories = std::max(stories, story + 1);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["stories"] = static_cast<double>(stories);
}
BENCHMARK(story_grouping)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void story_reading(benchmark::State& state) {
  const std::vector<Report> reports = reports_of_a_month(1'000);
  std::int64_t bytes = 0;
  for (auto _ : state) {
    for (const Report& report : reports) {
      benchmark::DoNotOptimize(story_words(report));
      bytes += static_cast<std::int64_t>(report.text.size());
    }
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(story_reading)->Unit(benchmark::kMillisecond);

void story_comparing(benchmark::State& state) {
  const std::vector<Report> reports = reports_of_a_month(2);
  const std::vector<StoryWord> a = story_words(reports[0]), b = story_words(reports[1]);
  for (auto _ : state) benchmark::DoNotOptimize(overlap(a, b));
}
BENCHMARK(story_comparing)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace corollary::reports
