#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "ontology/event.h"
#include "record/record.h"
#include "reports/report.h"

namespace corollary::engine {

/// Takes the reports of a file into a record, with their paragraphs as passages and the events that were read from them. All of it comes
/// in at once, with `commit`, or nothing. A report that the record has already is passed over.
class ReportRecorder {
 public:
  /// `name` is the set's in the record. Errors: those of reading the file and of `EventRecord::open`.
  static Result<ReportRecorder> begin(const std::filesystem::path& record, const std::filesystem::path& file, const std::string& name,
                                      Progress& progress);

  /// The file's bytes are in the record: nothing is to be added.
  [[nodiscard]] bool is_there_already() const { return !import_; }
  /// The events' evidence are spans of the report. Errors: `store`.
  Result<void> add(const Report& report, const std::vector<Event>& events);

  struct Summary {
    std::int64_t reports = 0, known_reports = 0, events = 0;
  };
  Result<Summary> commit();

 private:
  explicit ReportRecorder(std::unique_ptr<record::EventRecord> record) : record_(std::move(record)) {}

  std::unique_ptr<record::EventRecord> record_;
  std::optional<record::EventRecord::Import> import_;
  Summary summary_;
};

/// The paragraphs of a text, in order: what stands between blank lines, without the blanks around it; those that one of `spans` reaches
/// over are one.
std::vector<ByteRange> paragraphs_of(std::string_view text, const std::vector<ByteRange>& spans);

}  // namespace corollary::engine
