#include "record/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "record/metadata_segment.h"
#include "record/original.h"
#include "record/passage_writer.h"
#include "record/segment.h"

namespace corollary::record {
namespace {

std::unexpected<Error> damaged(const Database& database, std::string_view what) {
  return fail(ErrorKind::store, "{}: is damaged: {}", database.name(), what);
}

Result<void> check_store(const Database& database) {
  TRY_ASSIGN(Statement integrity, database.prepare("PRAGMA integrity_check(1)"));
  TRY_ASSIGN(const bool said, integrity.step());
  if (!said || integrity.text(0) != "ok") {
    return fail(ErrorKind::store, "{}: is damaged ({}): put back a copy of it, or import the sets again",
                database.name(), integrity.text(0));
  }
  TRY_ASSIGN(Statement orphans, database.prepare("PRAGMA foreign_key_check"));
  TRY_ASSIGN(const bool orphan, orphans.step());
  if (orphan) {
    return fail(ErrorKind::store, "{}: is damaged: row {} of table {} refers to a missing {}", database.name(),
                orphans.integer(1), orphans.text(0), orphans.text(2));
  }
  return {};
}

Result<std::set<std::int64_t>> numbers_in(const Database& database, std::string_view sql) {
  TRY_ASSIGN(Statement rows, database.prepare(sql));
  std::set<std::int64_t> numbers = {0};
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return numbers;
    }
    numbers.insert(rows.integer(0));
  }
}

// What a field's numbers stand for, and where these are.
struct Reference {
  Field field;
  std::string_view what, sql;
};
constexpr auto kReferences = std::to_array<Reference>({
    {Field::actors, "side", "SELECT id FROM entity UNION SELECT list FROM entity_list"},
    {Field::recipients, "side", "SELECT id FROM entity UNION SELECT list FROM entity_list"},
    {Field::coding, "coding", "SELECT id FROM coding"},
    {Field::place, "place", "SELECT id FROM place"},
    {Field::file, "file", "SELECT id FROM file"},
    {Field::passage, "passage", "SELECT id FROM passage"},
    {Field::publisher, "publisher", "SELECT id FROM publisher"},
});

// Adds the rows about reports that each file has; checks on the way that their segments hold together.
Result<std::map<std::int64_t, std::int64_t>> report_rows_by_file(const Database& database) {
  TRY_ASSIGN(const std::set<std::int64_t> publishers, numbers_in(database, "SELECT id FROM publisher"));
  std::array<std::set<std::int64_t>, kMetadataLists> known;
  for (std::size_t list = 0; list < kMetadataLists; ++list) {
    TRY_ASSIGN(known[list], numbers_in(database, format("SELECT id FROM {}", table_of(static_cast<MetadataList>(list)))));
  }
  TRY_ASSIGN(const std::vector<MetadataSegmentInfo> segments, metadata_segments_of(database));
  std::map<std::int64_t, std::int64_t> by_file;
  for (const MetadataSegmentInfo& info : segments) {
    MetadataSegment segment(database, info);
    for (std::int64_t row = 0; row < info.rows; ++row) {
      TRY_ASSIGN(const MetadataRow stored, segment.row(static_cast<std::size_t>(row)));
      if (stored[MetadataField::day] < info.first_day || stored[MetadataField::day] > info.last_day) {
        return damaged(database, format("a row about reports lies outside the days of its segment, {}", info.id));
      }
      if (!publishers.contains(stored[MetadataField::publisher])) {
        return damaged(database, format("there is no publisher {}", stored[MetadataField::publisher]));
      }
      for (std::size_t list = 0; list < kMetadataLists; ++list) {
        for (const std::int64_t name : stored.lists[list]) {
          if (!known[list].contains(name)) {
            return damaged(database, format("there is no {} {}", table_of(static_cast<MetadataList>(list)), name));
          }
        }
      }
      ++by_file[stored[MetadataField::file]];
    }
  }
  return by_file;
}

// That no event of the segment ends before it begins. `details` gives an event and its last day, for events from one number to another.
Result<void> check_last_days(const Database& database, const SegmentInfo& info, const Column& days, Statement& details) {
  details.reset();
  details.bind(1, info.first_event);
  details.bind(2, info.first_event + info.events - 1);
  for (;;) {
    TRY_ASSIGN(const bool more, details.step());
    if (!more) {
      return {};
    }
    if (details.integer(1) < days[static_cast<std::size_t>(details.integer(0) - info.first_event)]) {
      return damaged(database, format("event {} ends before it begins", details.integer(0)));
    }
  }
}

// The events that each file has; checks on the way that the segments hold together.
Result<std::map<std::int64_t, std::int64_t>> events_by_file(const Database& database) {
  TRY_ASSIGN(const std::vector<SegmentInfo> segments, segments_of(database));
  std::array<std::set<std::int64_t>, kReferences.size()> known;
  for (std::size_t i = 0; i < known.size(); ++i) {
    TRY_ASSIGN(known[i], numbers_in(database, kReferences[i].sql));
  }
  TRY_ASSIGN(Statement details, database.prepare("SELECT event, last_day FROM detail WHERE event BETWEEN ? AND ?"));
  std::map<std::int64_t, std::int64_t> by_file;
  std::int64_t next = 1;
  for (const SegmentInfo& info : segments) {
    if (info.first_event != next) {
      return damaged(database, format("events {} to {} are missing", next, info.first_event - 1));
    }
    next += info.events;
    Segment segment(database, info);
    TRY(segment.values(0));  // Reads all columns.
    TRY_ASSIGN(const Column* const days, segment.column(Field::day));
    bool within = true;
    days->each([&](std::size_t, std::int64_t day) { within = within && info.first_day <= day && day <= info.last_day; });
    if (!within) {
      return damaged(database, format("an event of {} to {} lies outside the days of its segment", info.first_event, next - 1));
    }
    TRY(check_last_days(database, info, *days, details));
    for (std::size_t i = 0; i < known.size(); ++i) {
      TRY_ASSIGN(const Column* const column, segment.column(kReferences[i].field));
      std::optional<std::int64_t> missing;
      std::int64_t last = 0;  // Most rows repeat what is before them.
      column->each([&](std::size_t, std::int64_t number) {
        if (number != last && !known[i].contains(number)) missing = number;
        last = number;
      });
      if (missing) {
        return damaged(database, format("there is no {} {}", kReferences[i].what, *missing));
      }
    }
    TRY_ASSIGN(const Column* const files, segment.column(Field::file));
    files->each([&](std::size_t, std::int64_t file) { ++by_file[file]; });
  }
  return by_file;
}

Result<void> check_counts(const Database& database) {
  TRY_ASSIGN(const auto by_file, events_by_file(database));
  TRY_ASSIGN(const auto report_rows_by, report_rows_by_file(database));
  TRY_ASSIGN(Statement files, database.prepare("SELECT file.id, batch FROM file"));
  std::map<std::int64_t, std::int64_t> by_batch, report_rows_by_batch;
  for (;;) {
    TRY_ASSIGN(const bool more, files.step());
    if (!more) {
      break;
    }
    const auto found = by_file.find(files.integer(0));
    by_batch[files.integer(1)] += found == by_file.end() ? 0 : found->second;
    const auto rows = report_rows_by.find(files.integer(0));
    report_rows_by_batch[files.integer(1)] += rows == report_rows_by.end() ? 0 : rows->second;
  }
  TRY_ASSIGN(Statement batches, database.prepare("SELECT batch.id, name, events, report_rows FROM batch JOIN source ON source.id = source ORDER BY batch.id"));
  for (;;) {
    TRY_ASSIGN(const bool more, batches.step());
    if (!more) {
      return {};
    }
    const std::int64_t has = by_batch[batches.integer(0)];
    if (has != batches.integer(2)) {
      return damaged(database, format("set '{}' should have {} events and has {}", batches.text(1), batches.integer(2), has));
    }
    if (const std::int64_t rows = report_rows_by_batch[batches.integer(0)]; rows != batches.integer(3)) {
      return damaged(database, format("set '{}' should have {} rows about reports and has {}", batches.text(1), batches.integer(3), rows));
    }
  }
}

Result<void> check_originals(const Database& database) {
  TRY_ASSIGN(Statement files, database.prepare("SELECT DISTINCT file FROM original"));
  for (;;) {
    TRY_ASSIGN(const bool more, files.step());
    if (!more) {
      return {};
    }
    TRY(each_piece(database, files.integer(0), [](std::string_view) { return Result<void>(); }));
  }
}

}  // namespace

Result<void> check_all(const Database& database) {
  TRY(check_store(database));
  TRY(check_counts(database));
  TRY(check_originals(database));
  return check_passages(database);
}

}  // namespace corollary::record
