// Coding of any UTF-8, as a report of a publisher: evidence lies in the report and dates are in order.
#include <filesystem>

#include "base/strings.h"
#include "coding/coder.h"
#include "fuzz.h"

using namespace corollary;

namespace {

struct Reader {
  Catalogue catalogue = Catalogue::built_in().value();
  text::Parser parser = text::Parser::load(text::Parser::find_model().value()).value();
  coding::Coder coder = coding::Coder::make(catalogue, parser).value();
};

void ensure_within(ByteRange bytes, std::string_view text) { ensure(bytes.begin < bytes.end && bytes.end <= text.size(), "evidence lies in the report"); }

}  // namespace

FUZZ(bytes) {
  if (invalid_utf8_at(bytes)) {
    return;
  }
  static const Reader reader;
  Report report;
  report.id = "r";
  report.day = Date::parse("2018-07-17").value();
  report.publisher = bytes.size() % 2 == 0 ? "Kremlin" : "";
  report.text = std::string(bytes);
  report.body = {0, bytes.size()};
  const coding::CodedReport coded = reader.coder.code(report);
  for (const Event& event : coded.events) {
    ensure_within(std::get<SpanCitation>(event.evidence).bytes, bytes);
    ensure(event.when.first <= event.when.last, "a range of days is in order");
  }
  for (const Statement& statement : coded.statements) ensure_within(statement.evidence.bytes, bytes);
}
