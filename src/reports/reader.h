#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "reports/report.h"

namespace corollary::reports {

enum class Format { plain_text, json_lines, html };

/// Tells the format by content, never by the file's name.
Format detect_format(std::string_view bytes);

struct ReadOptions {
  /// For a report that bears no date. Without it such a report is an error.
  std::optional<Date> undated_as;
};

/// What a file held: its reports, and one line for each item that could not be read ("wire.jsonl:14: …").
struct ReadResult {
  std::vector<Report> reports;
  std::vector<std::string> rejected;
};

/// Reads the bytes of one file. `path` serves ids and messages only.
///
/// Plain text: header lines `Title:`, `Publisher:`, `Date:`, `Place:` before a blank line, or else a first line that
/// is the title and a line that is nothing but a date (2018-07-16, 16.07.2018, 16 July 2018, July 16, 2018).
/// JSON Lines: one object a line with `text` (or `body`, `content`) and, where present, `title`, `date`
/// (or `published`), `publisher` (or `source`), `place`, `id`. A bad line is rejected and the others are read.
/// HTML: title and date from the page's metadata, the readable text without navigation, scripts and footers.
///
/// Text in UTF-16 with its mark, in Windows-1252, or in a mixture is read all the same: `Report::mended` says so.
///
/// Errors: `input` if the file is empty, binary (NUL bytes), has no text, or has no date and no `undated_as`.
/// Cost: O(bytes).
Result<ReadResult> read_reports(std::string_view path, std::string_view bytes, const ReadOptions& options);

/// The reports of one file, one after the other, as `read_reports` reads them. JSON Lines take the memory of a line, whatever the
/// file's length; a report whose id one of the last 131,072 has is rejected.
class ReportStream {
 public:
  /// A report, or what is said of an item that could not be read.
  struct Read {
    std::optional<Report> report;
    std::string rejected;
  };

  /// Errors: `not_found` if there is no such file; those of `read_reports`, for JSON Lines only with `next`.
  static Result<ReportStream> open(const std::filesystem::path& path, const ReadOptions& options);
  ~ReportStream();
  ReportStream(ReportStream&&) noexcept;
  ReportStream& operator=(ReportStream&&) noexcept;

  /// nullopt at the file's end. Errors: `input` for a NUL byte, and at the end if no line could be read.
  Result<std::optional<Read>> next();

 private:
  class Source;
  explicit ReportStream(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

/// A date as publications write it: 2018-07-16, 2018-07-16T10:00:00Z, 16.07.2018, 16/07/2018 (day first), 16 July 2018,
/// July 16, 2018, Monday, 16 July 2018. nullopt if the whole text is anything else.
std::optional<Date> parse_written_date(std::string_view text);

}  // namespace corollary::reports
