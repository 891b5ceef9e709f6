#include "record/record.h"

#include <algorithm>

#include "base/strings.h"
#include "record/check.h"
#include "record/database.h"
#include "record/event_reader.h"
#include "record/migration.h"
#include "record/original.h"
#include "record/schema.h"
#include "record/segment.h"
#include "record/selection.h"
#include "record/stored_values.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

// To be followed by conditions on a batch of it.
std::string source_query(std::string_view conditions) {
  return format("SELECT source.id, name, format, kind, content_hash, sum(events), sum(rejected), min(first_day), max(last_day), sum(report_rows) "
                "FROM (SELECT * FROM batch {} ORDER BY id) JOIN source ON source.id = source GROUP BY source.id ORDER BY source.id",
                conditions);
}

Source source_in(const Statement& row) {
  Source source;
  source.id = row.integer(0);
  source.name = row.text(1);
  source.format = row.text(2);
  source.kind = row.text(3) == name(SourceKind::chosen) ? SourceKind::chosen : SourceKind::stream;
  source.content_hash = row.text(4);
  source.events = row.integer(5);
  source.rejected = row.integer(6);
  source.report_rows = row.integer(9);
  if (!row.is_null(7)) {
    source.days = DateRange{day_of_number(row.integer(7)), day_of_number(row.integer(8))};
  }
  return source;
}

Result<void> expect_place_for(const fs::path& path, EventRecord::Access access) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) {
    return fail(ErrorKind::store, "{}: is a folder, expected a record's file", path.string());
  }
  if (fs::exists(status)) {
    return fs::is_regular_file(status) ? Result<void>()
                                       : fail(ErrorKind::store, "{}: is no regular file", path.string());
  }
  if (access == EventRecord::Access::read_only) {
    return fail(ErrorKind::not_found, "{}: there is no record yet; `corollary import` makes one", path.string());
  }
  return {};
}

Result<std::unique_ptr<Database>> open_to_read(const fs::path& path, const OpenOptions& options) {
  TRY_ASSIGN(auto database, Database::open(path, Database::Mode::read, options.lock_wait, options.memory_max_bytes));
  Result<bool> found = has_schema(*database);
  if (!found) {
    // A file that a writer had to leave in write-ahead mode, now in a read-only folder: SQLite cannot make the
    // neighbour files it wants. Without a log beside it the file is whole as it stands.
    const fs::path log = path.string() + "-wal";
    std::error_code ignored;
    if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0) {
      return std::unexpected(found.error());
    }
    TRY_ASSIGN(database, Database::open(path, Database::Mode::read_unchanging, options.lock_wait, options.memory_max_bytes));
    if (const auto unchanging = has_schema(*database); unchanging) {
      found = unchanging;
    }
  }
  TRY(found);
  if (!*found) {
    return fail(ErrorKind::store, "{}: is empty: nothing was imported into it yet", path.string());
  }
  TRY_ASSIGN(const std::int64_t version, database->integer("PRAGMA user_version"));
  if (version < kSchemaVersion) {
    return fail(ErrorKind::store, "{}: has schema version {}, this program reads {}: `corollary doctor --record {} --migrate` brings it there",
                path.string(), version, kSchemaVersion, path.string());
  }
  return database;
}

Result<std::unique_ptr<Database>> open_to_write(const fs::path& path, const OpenOptions& options) {
  TRY_ASSIGN(auto database, Database::open(path, Database::Mode::write, options.lock_wait, options.memory_max_bytes));
  TRY_ASSIGN(const bool there, has_schema(*database));  // Before anything is written: it may be somebody else's file.
  if (options.size_max_bytes) {
    TRY_ASSIGN(const std::int64_t page_bytes, database->integer("PRAGMA page_size"));
    const std::int64_t pages = std::max<std::int64_t>(*options.size_max_bytes / page_bytes, 1);
    TRY(database->integer(format("PRAGMA max_page_count = {}", pages)));
  }
  TRY(database->begin_writing());
  TRY(there ? migrate(*database) : make_schema(*database));
  return database;
}

}  // namespace

RowCitation as_row(const Event& event) {
  if (const auto* const row = std::get_if<RowCitation>(&event.evidence)) {
    return *row;
  }
  const auto& span = std::get<SpanCitation>(event.evidence);
  return {parse_integer(event.id).value_or(0), "report", format("{}:{}-{}", span.report, span.bytes.begin, span.bytes.end)};
}

std::string_view name(SourceKind kind) { return kind == SourceKind::stream ? "stream" : "chosen"; }

EventRecord::EventRecord(std::unique_ptr<Database> database) : database_(std::move(database)) {}
EventRecord::~EventRecord() = default;
EventRecord::EventRecord(EventRecord&&) noexcept = default;
EventRecord& EventRecord::operator=(EventRecord&&) noexcept = default;

Result<EventRecord> EventRecord::open(const fs::path& path, Access access, const OpenOptions& options) {
  TRY(expect_place_for(path, access));
  TRY_ASSIGN(auto database, access == Access::read_only ? open_to_read(path, options) : open_to_write(path, options));
  return EventRecord(std::move(database));
}

Result<EventRecord> EventRecord::in_memory() {
  TRY_ASSIGN(auto database, Database::open("", Database::Mode::memory, std::chrono::milliseconds(0)));
  TRY(make_schema(*database));
  return EventRecord(std::move(database));
}

Result<EventRecord::Import> EventRecord::begin_import(const Source& source) {
  return Import::begin(*database_, source);
}

Result<std::vector<Source>> EventRecord::sources() const {
  TRY_ASSIGN(Statement rows, database_->prepare(source_query("")));
  std::vector<Source> sources;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return sources;
    }
    sources.push_back(source_in(rows));
  }
}

Result<std::optional<Source>> EventRecord::source_with_hash(std::string_view content_hash) const {
  TRY_ASSIGN(Statement rows, database_->prepare(source_query("WHERE content_hash = ?")));
  rows.bind(1, content_hash);
  TRY_ASSIGN(const bool found, rows.step());
  return found ? std::optional(source_in(rows)) : std::nullopt;
}

Result<std::vector<RejectedRow>> EventRecord::rejected(std::int64_t source_id) const {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT place, reason FROM rejected WHERE source = ? ORDER BY rowid"));
  rows.bind(1, source_id);
  std::vector<RejectedRow> rejected;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return rejected;
    }
    rejected.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
  }
}

Result<Coverage> EventRecord::coverage() const {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT coverage.first_day, coverage.last_day FROM coverage "
                                                "JOIN source ON source.id = source WHERE kind = 'stream'"));
  std::vector<DateRange> ranges;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return Coverage(std::move(ranges));
    }
    ranges.push_back({day_of_number(rows.integer(0)), day_of_number(rows.integer(1))});
  }
}

Result<void> EventRecord::for_each(const Filter& filter, const std::function<Result<void>(const Event&)>& visit) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const Selection selection, Selection::of(filter, *database_));
  TRY_ASSIGN(EventReader reader, EventReader::over(*database_));
  return walk(*database_, selection, filter.limit, [&](Segment& segment, std::size_t at) -> Result<void> {
    TRY_ASSIGN(const Event* const event, reader.read(segment, at));
    return visit(*event);
  });
}

Result<Event> EventRecord::event(std::int64_t row) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const SegmentInfo info, segment_with(*database_, row));
  Segment segment(*database_, info);
  TRY_ASSIGN(EventReader reader, EventReader::over(*database_));
  TRY_ASSIGN(const Event* const event, reader.read(segment, static_cast<std::size_t>(row - info.first_event)));
  return *event;
}

Result<std::vector<KeptFile>> EventRecord::kept_files() const {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT file.id, source.name, source.format, file.name, sum(size) FROM original "
                                                "JOIN file ON file.id = file JOIN batch ON batch.id = batch "
                                                "JOIN source ON source.id = source GROUP BY file.id ORDER BY file.id"));
  std::vector<KeptFile> files;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return files;
    }
    files.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), rows.integer(4)});
  }
}

Result<std::vector<std::string>> EventRecord::file_names(std::string_view set, std::string_view format, SourceKind kind) const {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT DISTINCT file.name FROM file JOIN batch ON batch.id = batch JOIN source ON source.id = source "
                                                "WHERE source.name = ? AND source.format = ? AND source.kind = ? ORDER BY file.name"));
  rows.bind(1, set);
  rows.bind(2, format);
  rows.bind(3, corollary::record::name(kind));
  std::vector<std::string> names;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return names;
    }
    names.emplace_back(rows.text(0));
  }
}

Result<void> EventRecord::original(std::int64_t file, const std::function<Result<void>(std::string_view)>& visit) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  return each_piece(*database_, file, visit);
}

Result<std::string> EventRecord::original_of(std::int64_t row) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const SegmentInfo info, segment_with(*database_, row));
  Segment segment(*database_, info);
  TRY_ASSIGN(const FieldValues values, segment.values(static_cast<std::size_t>(row - info.first_event)));
  return original_line(*database_, values[static_cast<std::size_t>(Field::file)], values[static_cast<std::size_t>(Field::line)]);
}

Result<void> EventRecord::check() const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  return check_all(*database_);
}

}  // namespace corollary::record
