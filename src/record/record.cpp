#include "record/record.h"

#include <algorithm>

#include "base/strings.h"
#include "record/database.h"
#include "record/event_reader.h"
#include "record/schema.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSourceColumns =
    "SELECT id, name, format, kind, content_hash, events, rejected, first_day, last_day FROM source ";

Date date_of(std::int64_t day_number) { return Date::from_day_number(static_cast<std::int32_t>(day_number)); }

Source source_in(const Statement& row) {
  Source source;
  source.id = row.integer(0);
  source.name = row.text(1);
  source.format = row.text(2);
  source.kind = row.text(3) == name(SourceKind::chosen) ? SourceKind::chosen : SourceKind::stream;
  source.content_hash = row.text(4);
  source.events = row.integer(5);
  source.rejected = row.integer(6);
  if (!row.is_null(7)) {
    source.days = DateRange{date_of(row.integer(7)), date_of(row.integer(8))};
  }
  return source;
}

// The conditions of a query and the texts to bind to their parameters.
class Conditions {
 public:
  void add(std::string_view condition) {
    text_ += text_.empty() ? " WHERE " : " AND ";
    text_ += condition;
  }
  /// "?3", to stand for this text in a condition.
  std::string parameter(std::string text) {
    values_.push_back(std::move(text));
    return format("?{}", values_.size());
  }

  /// " WHERE … AND …", or nothing.
  [[nodiscard]] const std::string& text() const { return text_; }
  void bind_to(Statement& statement) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      statement.bind(static_cast<int>(i) + 1, std::string_view(values_[i]));
    }
  }

 private:
  std::string text_;
  std::vector<std::string> values_;
};

// The numbers of the sides on which an entity of one of the parties stands.
std::string sides_of(const std::vector<std::string>& parties, Conditions& conditions) {
  std::vector<std::string> parameters;
  for (const std::string& party : parties) parameters.push_back(conditions.parameter(party));
  const std::string entities = format("SELECT id FROM entity WHERE party IN ({})", joined(parameters, ", "));
  return format("({0} UNION ALL SELECT list FROM entity_list WHERE entity IN ({0}))", entities);
}

// A party has some thousand events a week at the most; up to so many days it is faster to look through all events of
// the days than through all days of the party.
bool few_days(const Filter& filter) {
  constexpr Days few{7};
  return filter.first && filter.last && *filter.last - *filter.first < few;
}

Conditions conditions(const Filter& filter) {
  Conditions result;
  if (filter.first) {
    result.add(format("event.day >= {}", filter.first->day_number()));
  }
  if (filter.last) {
    result.add(format("event.day <= {}", filter.last->day_number()));
  }
  // A plus sign keeps SQLite from using the column's index.
  const std::string_view sign = few_days(filter) ? "+" : "";
  if (!filter.parties.empty()) {
    const std::string sides = sides_of(filter.parties, result);
    result.add(format("({0}event.actors IN {1} OR {0}event.recipients IN {1})", sign, sides));
  }
  if (!filter.actor.empty()) {
    result.add(format("{}event.actors IN {}", sign, sides_of({filter.actor}, result)));
  }
  if (!filter.recipient.empty()) {
    result.add(format("{}event.recipients IN {}", sign, sides_of({filter.recipient}, result)));
  }
  if (filter.type) {
    result.add(format("event.coding IN (SELECT id FROM coding WHERE type = {})",
                      result.parameter(std::string(code(*filter.type)))));
  }
  return result;
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
  TRY_ASSIGN(auto database, Database::open(path, Database::Mode::read, options.lock_wait));
  Result<bool> found = has_schema(*database);
  if (!found) {
    // A file that a writer had to leave in write-ahead mode, now in a read-only folder: SQLite cannot make the
    // neighbour files it wants. Without a log beside it the file is whole as it stands.
    const fs::path log = path.string() + "-wal";
    std::error_code ignored;
    if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0) {
      return std::unexpected(found.error());
    }
    TRY_ASSIGN(database, Database::open(path, Database::Mode::read_unchanging, options.lock_wait));
    if (const auto unchanging = has_schema(*database); unchanging) {
      found = unchanging;
    }
  }
  TRY(found);
  if (!*found) {
    return fail(ErrorKind::store, "{}: is empty: nothing was imported into it yet", path.string());
  }
  return database;
}

Result<std::unique_ptr<Database>> open_to_write(const fs::path& path, const OpenOptions& options) {
  TRY_ASSIGN(auto database, Database::open(path, Database::Mode::write, options.lock_wait));
  TRY_ASSIGN(const bool there, has_schema(*database));  // Before anything is written: it may be somebody else's file.
  if (options.size_max_bytes) {
    TRY_ASSIGN(const std::int64_t page_bytes, database->integer("PRAGMA page_size"));
    const std::int64_t pages = std::max<std::int64_t>(*options.size_max_bytes / page_bytes, 1);
    TRY(database->integer(format("PRAGMA max_page_count = {}", pages)));
  }
  TRY(database->begin_writing());
  if (!there) {
    TRY(make_schema(*database));
  }
  return database;
}

}  // namespace

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
  TRY_ASSIGN(Statement rows, database_->prepare(format("{} ORDER BY id", kSourceColumns)));
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
  TRY_ASSIGN(Statement rows, database_->prepare(format("{} WHERE content_hash = ?", kSourceColumns)));
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
    ranges.push_back({date_of(rows.integer(0)), date_of(rows.integer(1))});
  }
}

Result<void> EventRecord::for_each(const Filter& filter, const std::function<Result<void>(const Event&)>& visit) const {
  const Conditions wanted = conditions(filter);
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(Statement rows, database_->prepare(format("{}{} ORDER BY event.day, event.id LIMIT {}", kEventColumns,
                                                       wanted.text(), filter.limit.value_or(-1))));
  wanted.bind_to(rows);
  TRY_ASSIGN(EventReader reader, EventReader::over(*database_));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return {};
    }
    TRY_ASSIGN(const Event* const event, reader.read(rows));
    TRY(visit(*event));
  }
}

Result<Event> EventRecord::event(std::int64_t row) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(Statement rows, database_->prepare(format("{} WHERE event.id = ?", kEventColumns)));
  rows.bind(1, row);
  TRY_ASSIGN(const bool found, rows.step());
  if (!found) {
    return fail(ErrorKind::not_found, "{}: there is no event {}", database_->name(), row);
  }
  TRY_ASSIGN(EventReader reader, EventReader::over(*database_));
  TRY_ASSIGN(const Event* const event, reader.read(rows));
  return *event;
}

Result<void> EventRecord::check() const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(Statement integrity, database_->prepare("PRAGMA integrity_check(1)"));
  TRY_ASSIGN(const bool said, integrity.step());
  if (!said || integrity.text(0) != "ok") {
    return fail(ErrorKind::store, "{}: is damaged ({}): put back a copy of it, or import the sets again",
                database_->name(), integrity.text(0));
  }
  TRY_ASSIGN(Statement orphans, database_->prepare("PRAGMA foreign_key_check"));
  TRY_ASSIGN(const bool orphan, orphans.step());
  if (orphan) {
    return fail(ErrorKind::store, "{}: is damaged: row {} of table {} refers to a missing {}", database_->name(),
                orphans.integer(1), orphans.text(0), orphans.text(2));
  }
  TRY_ASSIGN(Statement miscounted,
             database_->prepare("SELECT name, events, coalesce(found, 0) FROM source LEFT JOIN "
                                "(SELECT file.source AS id, count(*) AS found FROM event "
                                "JOIN file ON file.id = event.file GROUP BY file.source) USING (id) "
                                "WHERE events != coalesce(found, 0)"));
  TRY_ASSIGN(const bool wrong, miscounted.step());
  if (wrong) {
    return fail(ErrorKind::store, "{}: is damaged: set '{}' should have {} events and has {}", database_->name(),
                miscounted.text(0), miscounted.integer(1), miscounted.integer(2));
  }
  return {};
}

}  // namespace corollary::record
