#pragma once

#include <string_view>

#include "record/importers.h"
#include "record/rejects.h"

namespace corollary::record {

/// An import that keeps the summary of what it did: what every importer writes through.
class TalliedImport {
 public:
  /// Errors: as `EventRecord::begin_import`.
  static Result<TalliedImport> begin(EventRecord& record, const Source& source, const RejectOptions& rejects);

  Result<void> add(const Event& event, std::string_view place);
  Result<void> add_at(const Event& event, std::string_view file, std::int64_t line, std::int64_t source_number = 0);
  /// A row that is well-formed, no event, and says something of a report.
  Result<void> add_report_row(const ReportRow& row, std::string_view file, std::int64_t line) { return import_.add_report_row(row, file, line); }
  Result<void> keep(std::string_view file, std::int64_t first_line, std::string_view bytes) { return import_.keep(file, first_line, bytes); }
  /// Counts, lists and remembers a row of a file that could not be read. Errors: `input` if the import is strict, `store`.
  Result<void> reject(std::string_view file, const formats::Rejection& rejection);
  Result<void> cover(const Coverage& coverage) { return import_.cover(coverage); }
  Result<void> cover_part(Date day, int part, int parts) { return import_.cover_part(day, part, parts); }
  /// A file of the set, of which perhaps no event is stored.
  Result<void> name_file(std::string_view file) { return import_.name_file(file); }
  /// An event that the caller wanted not to be stored.
  void count_left_out() { ++summary_.left_out; }
  /// `commit` then takes it that there was none.
  void allow_no_row() { no_row_allowed_ = true; }
  void count_unmapped_relation() { ++summary_.unmapped_relations; }
  /// A row that is well-formed and no event.
  void count_other_row() { ++summary_.other_rows; }

  /// Errors: `input` if no row could be read (then nothing is kept), `store`.
  Result<ImportSummary> commit();

 private:
  TalliedImport(EventRecord::Import import, std::string_view name, const RejectOptions& rejects)
      : import_(std::move(import)), name_(name), strict_(rejects.strict), rejects_(rejects.list, name) {}

  void tally(const Event& event);

  EventRecord::Import import_;
  std::string name_;
  bool strict_;
  RejectsFile rejects_;
  ImportSummary summary_;
  std::int64_t events_ = 0;
  bool no_row_allowed_ = false;
};

/// The summary of a set that the record has already; nullopt if it has not.
Result<std::optional<ImportSummary>> summary_if_there(const EventRecord& record, std::string_view content_hash);

}  // namespace corollary::record
