#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/error.h"
#include "ontology/coverage.h"
#include "ontology/event.h"
#include "reports/report.h"

namespace corollary::record {

class Database;
class Passages;
struct AddedReport;
struct ReportRow;
class ReportMetadata;

/// How an imported set came about. A `stream` codes all that its publishers reported on the days it covers: its
/// silence is a zero. A `chosen` list gives precedents and context, and no rates.
enum class SourceKind : std::uint8_t { stream, chosen };
std::string_view name(SourceKind kind);

/// A set, imported at once or in batches (a day's file after the other).
struct Source {
  std::int64_t id = 0;
  std::string name;    ///< "ICEWS18".
  std::string format;  ///< "quadruples", "chronology".
  SourceKind kind = SourceKind::stream;
  std::string content_hash;  ///< Of a batch's bytes (of several batches the first's): the same bytes are not imported twice.
  std::int64_t events = 0;
  std::int64_t rejected = 0;
  std::int64_t report_rows = 0;  ///< Mentions, and what reports are about.
  std::optional<DateRange> days;  ///< From the first to the last event.
};

/// A row of a set that could not be read.
struct RejectedRow {
  std::string place;   ///< "train.txt:17".
  std::string reason;  ///< What was expected.
  auto operator<=>(const RejectedRow&) const = default;
};

/// A file of a set whose bytes the record keeps.
struct KeptFile {
  std::int64_t id = 0;
  std::string source, format, name;
  std::int64_t bytes = 0;
};

/// Which events to read. Empty lists and nullopt mean "any".
struct Filter {
  std::optional<Date> first{}, last{};  ///< Both included.
  std::vector<std::string> parties{};   ///< Party codes: on either side, any of them.
  std::string actor{}, recipient{};     ///< Party codes: on that side.
  std::optional<EventType> type{};
  std::vector<std::string> issues{};    ///< Ids: about any of them.
  std::vector<std::string> sets{};      ///< Names: from any of them.
  std::vector<std::string> publishers{};  ///< Names in any case, or sites ("reuters.com", those below it too): any of them.
  std::optional<std::int64_t> limit{};
};

/// What to do when the world stands in the way.
struct OpenOptions {
  std::chrono::milliseconds lock_wait{5000};     ///< How long to wait for another program that writes.
  std::optional<std::int64_t> size_max_bytes{};  ///< Writing past it fails as a full disk does; at least a page.
  /// What an import or a reading holds at most, however large the record and what is imported. Names that are forgotten for want of
  /// room are stored once more when they come again. At least 256 MiB: what is under way (a segment, blocks of a file, the mappers' own
  /// tables, a transaction's pages) takes most of that, and is not made smaller by less.
  std::size_t memory_max_bytes = std::size_t{512} << 20U;
};

/// The one place where events live: one SQLite file, with a schema version, written in transactions. Killed at any
/// moment, it keeps what was committed. Others may read while one writes.
///
/// One thread at a time uses an object; another thread opens the file for itself.
class EventRecord {
 public:
  enum class Access : std::uint8_t { read_only, read_write };

  /// Opens a record. With `read_write` makes it if there is no such file.
  /// Errors: `not_found` (read_only and no file), `store` if it is no record, of a newer schema, locked, damaged or
  /// cannot be written, with what to do about it.
  static Result<EventRecord> open(const std::filesystem::path& path, Access access, const OpenOptions& options = {});
  /// A record that lives as long as this object.
  static Result<EventRecord> in_memory();

  ~EventRecord();
  EventRecord(EventRecord&&) noexcept;
  EventRecord& operator=(EventRecord&&) noexcept;

  /// Adds a batch to a set, new or not, in one transaction: all of it, or (on an error, also one that a reader of rows meets) nothing.
  class Import;
  /// The import must not outlive the record. Of `source`, its id and counts are not read.
  /// Errors: `store`, also if this set is there already, or an import is under way here or in another program.
  Result<Import> begin_import(const Source& source);

  /// In the order of import.
  [[nodiscard]] Result<std::vector<Source>> sources() const;
  /// The set with these bytes, if it is there already.
  [[nodiscard]] Result<std::optional<Source>> source_with_hash(std::string_view content_hash) const;
  /// The rows of a set that could not be read, in their order: the first 10,000; `Source::rejected` counts all.
  [[nodiscard]] Result<std::vector<RejectedRow>> rejected(std::int64_t source_id) const;
  /// The days covered by any stream in the record.
  [[nodiscard]] Result<Coverage> coverage() const;

  /// Calls `visit` for the events that pass the filter, in the order of day, then row. The event is reused: copy
  /// what you keep. `id` is the row's number. An event of several days passes by its first. What others commit
  /// meanwhile is not seen. Errors: `store`, or what `visit` returns, which ends the walk.
  /// Cost: a nanosecond for each event of the record and column that the filter looks at, and a microsecond for each that passes. Sets
  /// whose days lie all over each other, more of them than memory has room for, are read several times.
  Result<void> for_each(const Filter& filter, const std::function<Result<void>(const Event&)>& visit) const;
  /// Errors: `not_found` if there is no such row.
  [[nodiscard]] Result<Event> event(std::int64_t row) const;

  /// The files whose bytes were kept, in the order of import.
  [[nodiscard]] Result<std::vector<KeptFile>> kept_files() const;
  /// The files that a set of this name, format and kind was read from, each once, sorted; none if there is no such set.
  [[nodiscard]] Result<std::vector<std::string>> file_names(std::string_view set, std::string_view format, SourceKind kind) const;
  /// A kept file's bytes, piece after piece. Errors: `store`, or what `visit` returns.
  [[nodiscard]] Result<void> original(std::int64_t file, const std::function<Result<void>(std::string_view)>& visit) const;
  /// The line that an event was read from, without its end. Errors: `not_found` if there is no such event, or its file was not kept.
  [[nodiscard]] Result<std::string> original_of(std::int64_t row) const;

  /// Runs the store's own integrity check, then compares each set's count with its events.
  /// Errors: `store` with what is wrong.
  [[nodiscard]] Result<void> check() const;

 private:
  friend class Passages;
  friend class ReportMetadata;
  explicit EventRecord(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

/// The event as a row of the record, also if it was read from a report: then the set is "report" and the place "ID:BEGIN-END".
RowCitation as_row(const Event& event);

/// A set on its way into the record. Destroyed without `commit`, it leaves nothing behind.
class EventRecord::Import {
 public:
  ~Import();
  Import(Import&&) noexcept;
  Import& operator=(Import&&) = delete;

  /// `place` is file and line within the set, "train.txt:17", and may go on with a blank and where the row has it
  /// from: "chronology.csv:17 (Joint press conference transcript)". The event's `evidence` and `id` are not read:
  /// the record gives both. `source_number`: by which other files of the source name the event; 0 if they do not.
  /// Errors: `store` (disk full, …).
  Result<void> add(const Event& event, std::string_view place, std::int64_t source_number = 0);
  /// The same, by file and line.
  Result<void> add_at(const Event& event, std::string_view file, std::int64_t line, std::int64_t source_number = 0);
  /// What a row says of a report: that it mentions an event, in the record or not, or what it is about. Errors: `store`.
  Result<void> add_report_row(const ReportRow& row, std::string_view file, std::int64_t line);
  /// A report and which parts of its text to keep as passages: in order, none over another. If the record has a report of that text and
  /// publisher, it is returned as it is there and nothing changes. Errors: `input` for passages outside the text, `store`.
  Result<AddedReport> add_report(const Report& report, const std::vector<ByteRange>& passages);
  /// An event that was read from a report: its evidence, a span, comes back as it is. Errors: `input` if no passage of the report has
  /// the evidence; `store`.
  Result<void> add(const Event& event, const AddedReport& report);
  /// Further bytes of a file of the set, as they were read, in whole lines; `first_line` counts from 1. They are kept compressed,
  /// and come back byte for byte (`EventRecord::original`). Errors: `store`.
  Result<void> keep(std::string_view file, std::int64_t first_line, std::string_view bytes);
  /// A file of the set, so that `file_names` has it even if it brings no event and is not kept. Errors: `store`.
  Result<void> name_file(std::string_view file);
  /// A row that could not be read: counted, and (of the first 10,000) kept with its reason.
  Result<void> reject(std::string_view place, std::string_view reason);
  /// What the set covers; nothing for a chosen list.
  Result<void> cover(const Coverage& coverage);
  /// A part of a day that the set covers, of `parts` from 0: the day is covered once all of them are, in this batch or another.
  Result<void> cover_part(Date day, int part, int parts);
  /// Makes it all lasting. Returns the source with its counts. Errors: `store`.
  Result<Source> commit();

 private:
  friend class EventRecord;
  struct State;
  explicit Import(std::unique_ptr<State> state);
  static Result<Import> begin(Database& database, const Source& source);
  std::unique_ptr<State> state_;
};

}  // namespace corollary::record
