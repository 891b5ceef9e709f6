// Reports: plain text, JSON Lines, HTML.
#include "base/strings.h"
#include "fuzz.h"
#include "reports/reader.h"

using namespace corollary;

FUZZ(bytes) {
  const reports::ReadOptions options = {.undated_as = Date::from_day_number(17728)};
  const auto result = reports::read_reports("report", bytes, options);
  if (!result) {
    ensure(!result.error().message.empty(), "an error says what is wrong");
    return;
  }
  for (const Report& report : result->reports) {
    ensure(!invalid_utf8_at(report.text), "the text is UTF-8");
    ensure(report.body.begin <= report.body.end && report.body.end <= report.text.size(), "the body lies in the text");
    ensure(!report.id.empty(), "a report has an id");
  }
}
