#include "base/strings.h"
#include "reports/formats.h"
#include "reports/html_text.h"

namespace corollary::reports {

Result<ReadResult> read_html(std::string_view path, std::string_view bytes, const ReadOptions& options) {
  TRY_ASSIGN(HtmlPage page, read_html_page(path, bytes));
  if (trimmed(page.text).empty()) {
    return fail(ErrorKind::input, "{}: no readable text in the page", path);
  }
  if (!page.day && !options.undated_as) {
    return fail(ErrorKind::input, "{}: no date in the page, expected article:published_time, a time element or a visible date ({})",
                path, kDateForms);
  }
  Report report;
  report.id = file_stem(path);
  report.path = path;
  report.publisher = std::move(page.publisher);
  report.title = std::move(page.title);
  report.day = page.day ? *page.day : *options.undated_as;
  report.place = dateline_place(page.text);
  report.text = report.title.empty() ? page.text : report.title + "\n\n" + page.text;
  report.body = {report.text.size() - page.text.size(), report.text.size()};
  ReadResult result;
  result.reports.push_back(std::move(report));
  return result;
}

}  // namespace corollary::reports
