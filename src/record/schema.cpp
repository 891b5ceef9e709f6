#include "record/schema.h"

namespace corollary::record {
namespace {

// What many events share is stored once and numbered; what few events have is in `detail`. So an event is a row of
// small integers: for a benchmark's quadruple about 25 bytes, and 11 more for each index.
//
// - Days are counted from 1 January 1970: date(day * 86400, 'unixepoch') reads them.
// - An entity is a name with what it stood for on the day: when its office changes, it is a new row.
// - `actors` and `recipients` hold who is on that side: 0 nobody, an entity's number, or below 0 a list of several.
// - A coding is everything that follows from what the source said happened (its code, relation, type …).
// - The place in the set is file:line, and `detail.reference` behind it if the set says where it has the row from.
// - Lists of ids in `detail` are separated by '|', as in the ontology's tables, so no id holds one.
constexpr const char* kTables = R"sql(
  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    kind TEXT NOT NULL,
    content_hash TEXT NOT NULL UNIQUE,
    events INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    first_day INTEGER,
    last_day INTEGER
  ) STRICT;
  CREATE TABLE coverage (
    source INTEGER NOT NULL REFERENCES source,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE rejected (
    source INTEGER NOT NULL REFERENCES source,
    place TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    name TEXT NOT NULL
  ) STRICT;
  CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    party TEXT NOT NULL,
    sector TEXT NOT NULL,
    role TEXT NOT NULL
  ) STRICT;
  CREATE TABLE entity_list (
    list INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    PRIMARY KEY (list, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE coding (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    cameo TEXT NOT NULL,
    intensity REAL NOT NULL,
    modality TEXT NOT NULL,
    factuality REAL NOT NULL,
    confidence REAL NOT NULL,
    why TEXT NOT NULL
  ) STRICT;
  CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    actors INTEGER NOT NULL,
    recipients INTEGER NOT NULL,
    coding INTEGER NOT NULL REFERENCES coding,
    file INTEGER NOT NULL REFERENCES file,
    line INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE detail (
    event INTEGER PRIMARY KEY REFERENCES event,
    last_day INTEGER NOT NULL,
    contexts TEXT NOT NULL,
    issues TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    reference TEXT NOT NULL
  ) STRICT;
  CREATE TABLE attribution (
    event INTEGER NOT NULL REFERENCES event,
    position INTEGER NOT NULL,
    speaker INTEGER NOT NULL REFERENCES entity,
    cue TEXT NOT NULL,
    PRIMARY KEY (event, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entity_by_party ON entity (party);
  CREATE INDEX entity_list_by_entity ON entity_list (entity);
)sql";

constexpr const char* kEventIndexes = R"sql(
  CREATE INDEX event_by_day ON event (day);
  CREATE INDEX event_by_actors ON event (actors);
  CREATE INDEX event_by_recipients ON event (recipients);
)sql";

}  // namespace

Result<bool> has_schema(const Database& database) {
  TRY_ASSIGN(const std::int64_t application, database.integer("PRAGMA application_id"));
  TRY_ASSIGN(const std::int64_t version, database.integer("PRAGMA user_version"));
  TRY_ASSIGN(const std::int64_t tables, database.integer("SELECT count(*) FROM sqlite_schema"));
  if (application == 0 && version == 0 && tables == 0) {
    return false;
  }
  if (application != kApplicationId) {
    return fail(ErrorKind::store, "{}: is another program's SQLite file, not a record; nothing was changed",
                database.name());
  }
  if (version > kSchemaVersion) {
    return fail(ErrorKind::store, "{}: has schema version {}, this program reads up to {}: use a newer corollary",
                database.name(), version, kSchemaVersion);
  }
  return true;
}

Result<void> make_schema(Database& database) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin_write(database));
  TRY_ASSIGN(const bool there, has_schema(database));  // Another program may have just made it.
  if (there) {
    return {};
  }
  TRY(database.run(kTables));
  TRY(make_event_indexes(database));
  TRY(database.run(
      format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, kSchemaVersion).c_str()));
  return transaction.commit();
}

Result<void> drop_event_indexes(Database& database) {
  return database.run("DROP INDEX event_by_day; DROP INDEX event_by_actors; DROP INDEX event_by_recipients;");
}

Result<void> make_event_indexes(Database& database) { return database.run(kEventIndexes); }

}  // namespace corollary::record
