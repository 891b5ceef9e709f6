#include <benchmark/benchmark.h>

#include <string>

#include "base/format.h"
#include "base/random.h"
#include "formats/cells.h"
#include "formats/row_mapper.h"
#include "formats/row_writer.h"

namespace corollary::formats {
namespace {

constexpr std::size_t kRows = 50'000;

std::string actor_cells(Random& random) {
  static constexpr std::string_view countries[] = {"USA", "GBR", "CHN", "ISR", "NGA", "RUS",
                                                   "AUS", "PSE", "FRA", "TUR", "AFR", "EUR"};
  static constexpr std::string_view types[] = {"GOV", "COP", "MED", "BUS", "EDU", "JUD", "LEG", "MIL", "OPP"};
  const auto draw = random.below(10);
  if (draw < 3) {
    return "\t\t\t\t\t\t\t\t\t";
  }
  const std::string_view country = draw < 8 ? countries[random.below(12)] : std::string_view();
  const std::string_view type = draw > 5 ? types[random.below(9)] : std::string_view();
  return format("{0}{1}\tNAME OF {0}{1} {2}\t{0}\t\t\t\t\t{1}\t\t", country, type, random.below(20));
}

std::string place_cells(Random& random) {
  if (random.below(10) < 2) {
    return "0\t\t\t\t\t\t\t";
  }
  return format("4\tTown {0}, Province {1}, France\tFR\tFR{1:02}\t54{1}\t{2:.4f}\t{3:.4f}\t-14{0}", random.below(5000),
                random.below(90), 40 + 10 * random.uniform(), 10 * random.uniform());
}

// Rows as GDELT 2.0 writes them, in length and in how many cells are empty, with made-up values.
std::string gdelt_rows(std::size_t count) {
  static constexpr std::string_view codes[] = {"010",  "020", "036", "040", "042", "043", "051",
                                               "0231", "111", "112", "173", "190", "1823"};
  Random random(1, 0);
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const Date day = Date::from_day_number(17'500 + static_cast<std::int32_t>(random.below(30)));
    const std::string_view code = codes[random.below(13)];
    out += format("{}\t{}\t{}\t{}\t{:.4f}\t", 700'000'000 + i, compact(day), compact(day).substr(0, 6), day.year(),
                  fraction_date(day));
    out += actor_cells(random) + "\t" + actor_cells(random);
    out += format("\t{}\t{}\t{}\t{}\t{}\t{:.1f}\t{}\t{}\t{}\t{:.14f}\t", random.below(2), code, code.substr(0, 3),
                  code.substr(0, 2), 1 + random.below(4), 10 * random.uniform() - 5, 1 + random.below(40),
                  1 + random.below(5), 1 + random.below(40), 20 * random.uniform() - 10);
    out += place_cells(random) + "\t" + place_cells(random) + "\t" + place_cells(random);
    out +=
        format("\t20180101000000\thttps://news.example/{}/{}/a-headline-of-some-words-that-stands-in-the-address-{}\n",
               day.iso(), random.below(1000), random.below(1'000'000));
  }
  return out;
}

// What one core makes of rows in memory: cells and their checks.
void gdelt_rows_checked(benchmark::State& state) {
  const std::string bytes = gdelt_rows(kRows);
  const Layout layout = detect(std::string_view(bytes).substr(0, kHeadBytes)).value();
  const RowChecker checker(layout);
  for (auto _ : state) {
    RowReader reader(layout, bytes);
    std::size_t right = 0;
    while (*reader.next() == RowStep::row) right += !checker.fault(reader.row());
    if (right != kRows) {
      state.SkipWithError("a row was rejected");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(gdelt_rows_checked)->Unit(benchmark::kMillisecond);

// The same without the checks.
void gdelt_rows_split(benchmark::State& state) {
  const std::string bytes = gdelt_rows(kRows);
  const Layout layout = documented_layout(Format::gdelt2);
  for (auto _ : state) {
    RowReader reader(layout, bytes);
    while (*reader.next() == RowStep::row) benchmark::DoNotOptimize(reader.row().cells.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(gdelt_rows_split)->Unit(benchmark::kMillisecond);

// The same, to events.
void gdelt_rows_mapped(benchmark::State& state) {
  const std::string bytes = gdelt_rows(kRows);
  const Catalogue catalogue = Catalogue::built_in().value();
  const CameoTable cameo = CameoTable::built_in().value();
  RowMapper mapper = RowMapper::make(documented_layout(Format::gdelt2), catalogue, cameo).value();
  Event event;
  for (auto _ : state) {
    RowReader reader(documented_layout(Format::gdelt2), bytes);
    std::size_t events = 0;
    while (*reader.next() == RowStep::row) events += mapper.map(reader.row(), event) == Outcome::event;
    if (events != kRows) {
      state.SkipWithError("a row was rejected");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(gdelt_rows_mapped)->Unit(benchmark::kMillisecond);

// Events back to rows.
void gdelt_rows_written(benchmark::State& state) {
  const std::string bytes = gdelt_rows(1000);
  const Catalogue catalogue = Catalogue::built_in().value();
  const CameoTable cameo = CameoTable::built_in().value();
  RowMapper mapper = RowMapper::make(documented_layout(Format::gdelt2), catalogue, cameo).value();
  std::vector<Event> events;
  RowReader reader(documented_layout(Format::gdelt2), bytes);
  while (*reader.next() == RowStep::row) mapper.map(reader.row(), events.emplace_back());
  RowWriter writer = RowWriter::make(Format::gdelt2, catalogue, cameo).value();
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const Event& event : events) writer.append(event, out);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
}
BENCHMARK(gdelt_rows_written)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace corollary::formats
