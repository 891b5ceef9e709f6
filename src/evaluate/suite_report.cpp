#include "base/file.h"
#include "base/strings.h"
#include "evaluate/report_gold.h"
#include "evaluate/suites.h"
#include "reports/reader.h"

namespace corollary::evaluate {
namespace {

// A span counts in the text that was read: another text would be scored at the wrong places.
Result<void> check_text(const ReportGold& gold, const Report& report, const Options& options) {
  const std::string hash = hash_text(content_hash(report.text));
  if (hash != gold.text_hash) {
    return fail(ErrorKind::input, "{}: the text's hash is {}, but {} was made from a text with {}", options.input.string(), hash,
                options.expected.string(), gold.text_hash);
  }
  for (const GoldItem& item : gold.items) {
    if (item.bytes.end > report.text.size()) {
      return fail(ErrorKind::input, "{}: {} ends at byte {}, behind the text's end", options.expected.string(), item.id, item.bytes.end);
    }
  }
  return {};
}

}  // namespace

Result<Scores> score_report(const Options& options, const Readers& readers, Progress& progress) {
  if (options.expected.empty()) {
    return fail(ErrorKind::usage, "the suite report needs --expected: the table of what the report says");
  }
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  TRY_ASSIGN(const std::string table, read_file(options.expected));
  TRY_ASSIGN(const reports::ReadResult read, reports::read_reports(options.input.string(), bytes, {}));
  TRY_ASSIGN(const ReportGold gold, read_report_gold(options.expected.string(), table));
  if (read.reports.size() != 1) {
    return fail(ErrorKind::input, "{}: {} reports, expected one", options.input.string(), read.reports.size());
  }
  TRY(check_text(gold, read.reports.front(), options));
  TRY(progress.report("coding", 0, 1));
  return compare_with_gold(gold, read.reports.front(), readers.coder.code(read.reports.front()), options.errors_most);
}

}  // namespace corollary::evaluate
