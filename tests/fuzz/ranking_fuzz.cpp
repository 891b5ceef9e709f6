// Model files of the ranking: any bytes behind a header that fits them are a model or an error, and a model that loads answers, follows
// another day and is written as it was read.
#include <string>

#include "base/model_bytes.h"
#include "fuzz.h"
#include "ranking/day_forecaster.h"
#include "ranking/model_file.h"

using namespace corollary;

FUZZ(bytes) {
  auto read = ranking::ranking_of("model", model_file_of(bytes, {"CORORANK", 1, ""}));
  if (!read) {
    ensure(!read.error().message.empty(), "an error says why");
    return;
  }
  ranking::Ranker& ranker = read->ranker;
  const auto again = ranking::ranking_of("model", ranking::bytes_of(*read).value());
  ensure(again && ranking::bytes_of(*again).value() == ranking::bytes_of(*read).value(), "what was read can be written and read");
  const std::int32_t day = ranker.state().last_day() + 1;
  const auto last = static_cast<std::uint32_t>(ranker.state().entities() - 1);
  for (int i = 0; i < 2; ++i) {
    ranking::DayForecaster forecaster(ranker, day + i);
    ensure(!forecaster.first(last, 0, 3, true).entities.empty(), "somebody comes first");
    ranker.observe(std::vector<ranking::Fact>{{0, 0, last, day + i}});
  }
}
