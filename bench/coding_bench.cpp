#include <benchmark/benchmark.h>

#include <string>

#include "coding/coder.h"
#include "text/document.h"

namespace corollary {
namespace {

// Twelve sentences as press services and agencies write them, 22 words each in the mean.
constexpr std::string_view kReport =
    "The foreign ministers of Poland and Lithuania met in Vilnius on Monday to discuss energy security and the transit of gas. Russia denied on "
    "Tuesday that its forces had crossed the border into Ukraine, and accused the government in Kyiv of preparing an attack of its own. Lawmakers who "
    "had opposed the treaty said that they would not support new sanctions on Iran unless the president reported to them first. The two sides "
    "agreed to resume talks next week, although no date was announced and several of the questions that divide them remain open. President Macron "
    "spoke by telephone with Prime Minister Modi about climate finance, the war in Ukraine and preparations for the summit in New Delhi. Turkey "
    "will send humanitarian aid to northern Syria, its foreign ministry said in a statement that was published late on Friday evening. China warned "
    "the United States not to sell weapons to Taiwan and said that it would take all measures that are needed to defend its sovereignty. Thousands "
    "of people protested in Budapest against a law that would give the prime minister the power to appoint the heads of courts. The European "
    "Union has imposed sanctions on nine officials from Belarus whom it holds responsible for violence against demonstrators after the election. "
    "Israeli aircraft struck targets near Damascus on Thursday night, Syrian state media reported, killing at least four soldiers and two civilians. "
    "The secretary general called on both parties to lay down their arms and to return to the negotiating table without any conditions. "
    "Japan and South Korea may sign an agreement on the exchange of intelligence if their parliaments consent before the end of the year. ";

// From raw text to coded events, on one core.
void coding_reports(benchmark::State& state) {
  const Catalogue catalogue = Catalogue::built_in().value();
  const text::Parser parser = text::Parser::load(COROLLARY_SOURCE_DIR "/models/english.model").value();
  const coding::Coder coder = coding::Coder::make(catalogue, parser).value();
  Report report;
  report.id = "r";
  report.day = Date::parse("2018-07-17").value();
  for (int i = 0; i < 20; ++i) report.text += kReport;
  report.body = {0, report.text.size()};
  const auto sentences = static_cast<std::int64_t>(text::analyse(report.text, report.body).sentences.size());
  for (auto _ : state) benchmark::DoNotOptimize(coder.code(report));
  state.SetItemsProcessed(state.iterations() * sentences);
}
BENCHMARK(coding_reports)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary
