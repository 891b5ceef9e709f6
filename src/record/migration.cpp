#include "record/migration.h"

#include <map>
#include <string>
#include <utility>

#include "record/schema.h"
#include "record/segment.h"

namespace corollary::record {
namespace {

// Version 1 held an event in a row of a table, the places of some in `detail`, and knew no batches: a set came at once.
constexpr const char* kSetAside = R"sql(
  DROP INDEX IF EXISTS event_by_day;
  DROP INDEX IF EXISTS event_by_actors;
  DROP INDEX IF EXISTS event_by_recipients;
  DROP INDEX entity_by_party;
  DROP INDEX entity_list_by_entity;
  ALTER TABLE source RENAME TO source_1;
  ALTER TABLE coverage RENAME TO coverage_1;
  ALTER TABLE rejected RENAME TO rejected_1;
  ALTER TABLE file RENAME TO file_1;
  ALTER TABLE entity RENAME TO entity_1;
  ALTER TABLE entity_list RENAME TO entity_list_1;
  ALTER TABLE coding RENAME TO coding_1;
  ALTER TABLE event RENAME TO event_1;
  ALTER TABLE detail RENAME TO detail_1;
  ALTER TABLE attribution RENAME TO attribution_1;
)sql";

constexpr const char* kCopy = R"sql(
  INSERT OR IGNORE INTO source (id, name, format, kind) SELECT id, name, format, kind FROM source_1 ORDER BY id;
  CREATE TEMP TABLE merged AS SELECT source_1.id AS old, source.id AS new FROM source_1 JOIN source USING (name, format, kind);
  INSERT INTO batch (id, source, content_hash, events, rejected, first_day, last_day)
    SELECT id, new, content_hash, events, rejected, first_day, last_day FROM source_1 JOIN merged ON old = id;
  INSERT INTO coverage (source, first_day, last_day) SELECT new, first_day, last_day FROM coverage_1 JOIN merged ON old = source;
  INSERT INTO rejected (source, place, reason) SELECT new, place, reason FROM rejected_1 JOIN merged ON old = source ORDER BY rejected_1.rowid;
  INSERT INTO file (id, batch, name) SELECT id, source, name FROM file_1;
  INSERT INTO entity SELECT id, name, party, sector, role FROM entity_1;
  INSERT INTO entity_list SELECT list, position, entity FROM entity_list_1;
  INSERT INTO coding (id, type, mode, cameo, intensity, modality, factuality, confidence, why)
    SELECT id, type, mode, cameo, intensity, modality, factuality, confidence, why FROM coding_1;
  INSERT INTO place (name) SELECT DISTINCT place FROM detail_1 WHERE place != '' ORDER BY place;
  INSERT INTO detail (event, last_day, contexts, issues, text, reference) SELECT event, last_day, contexts, issues, text, reference FROM detail_1;
  INSERT INTO attribution SELECT event, position, speaker, cue FROM attribution_1;
)sql";

constexpr const char* kForget = R"sql(
  DROP TABLE attribution_1;
  DROP TABLE detail_1;
  DROP TABLE event_1;
  DROP TABLE coding_1;
  DROP TABLE entity_list_1;
  DROP TABLE entity_1;
  DROP TABLE file_1;
  DROP TABLE rejected_1;
  DROP TABLE coverage_1;
  DROP TABLE source_1;
  DROP TABLE temp.merged;
)sql";

Result<void> copy_events(Database& database) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT event_1.id, day, actors, recipients, coding, file, line, coalesce(place.id, 0) FROM event_1 "
                                              "LEFT JOIN detail_1 ON detail_1.event = event_1.id "
                                              "LEFT JOIN place ON place.name = detail_1.place ORDER BY event_1.id"));
  TRY_ASSIGN(SegmentWriter writer, SegmentWriter::open(database));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return writer.finish();
    }
    FieldValues values{};
    constexpr int copied = 7;  // The fields from the day to the place, in their order.
    for (int i = 0; i < copied; ++i) values[static_cast<std::size_t>(i)] = rows.integer(i + 1);
    TRY_ASSIGN(const std::int64_t number, writer.add(values));
    if (number != rows.integer(0)) {
      return fail(ErrorKind::store, "{}: is damaged: there is no event {}; import its sets again into a new file", database.name(), number);
    }
  }
}

// Version 2 knew nothing of publishers and metadata. Columns that its segments do not have are read as empty.
Result<void> from_version_2(Database& database) {
  TRY(database.run("ALTER TABLE batch ADD COLUMN report_rows INTEGER NOT NULL DEFAULT 0"));
  TRY(make_metadata_tables(database));
  return database.run(format("PRAGMA user_version = {}", kSchemaVersion).c_str());
}

}  // namespace

Result<void> migrate(Database& database) {
  const auto is_done = [&]() -> Result<bool> {
    TRY_ASSIGN(const std::int64_t version, database.integer("PRAGMA user_version"));
    return version == kSchemaVersion;
  };
  TRY_ASSIGN(const bool is_ours, is_done());
  if (is_ours) {
    return {};
  }
  TRY_ASSIGN(Transaction transaction, Transaction::begin_write(database));
  TRY_ASSIGN(const bool done_meanwhile, is_done());  // By another program.
  if (done_meanwhile) {
    return {};
  }
  TRY_ASSIGN(const std::int64_t version, database.integer("PRAGMA user_version"));
  if (version == 2) {
    TRY(from_version_2(database));
    return transaction.commit();
  }
  TRY(database.run("PRAGMA defer_foreign_keys = ON"));
  TRY(database.run(kSetAside));
  TRY(make_tables(database));
  TRY(database.run(kCopy));
  TRY(copy_events(database));
  TRY(database.run(kForget));
  TRY(transaction.commit());
  (void)database.run("VACUUM");  // Gives back what the old tables took; where there is no room for it, the file only stays larger.
  return {};
}

}  // namespace corollary::record
