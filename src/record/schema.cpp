#include "record/schema.h"

namespace corollary::record {
namespace {

// What many events share is stored once and numbered; what few events have is in `detail`. So an event is a few small numbers,
// which lie in columns, some ten thousand events in a segment (segment.h; decision 0014): for a benchmark's quadruple 13 bytes.
// A file's own bytes are kept beside, compressed (original.h), so that nothing of what a source says is lost.
//
// - Days are counted from 1 January 1970: date(day * 86400, 'unixepoch') reads them.
// - A source is a set by its name, a batch what was added to it at once: all of it or nothing.
// - An entity is a name with what it stood for on the day: when its office changes, it is a new row.
// - A coding is everything that follows from what the source said happened (its code, relation, type …).
// - The place in the set is file:line, and `detail.reference` behind it if the set says where it has the row from.
// - A report's text lies in its passages, as it was read; `passage_words` is the index over them and has no text of its own.
//   `quote_hash` is FNV-1a of the text, in 64 bits. Of an event that was read from a report the segments hold the passage and
//   where in it the evidence is.
// - What rows of mentions and GKG say of reports lies in columns likewise (metadata_segment.h), mentions and descriptions each in their
//   own segments. Publishers, themes … are numbered in tables of their own, so that their columns stay narrow.
// - Lists of ids in `detail` are separated by '|', as in the ontology's tables, so no id holds one.
constexpr const char* kTables = R"sql(
  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    kind TEXT NOT NULL,
    UNIQUE (name, format, kind)
  ) STRICT;
  CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    content_hash TEXT NOT NULL UNIQUE,
    events INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    first_day INTEGER,
    last_day INTEGER,
    report_rows INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE coverage (
    source INTEGER NOT NULL REFERENCES source,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE coverage_part (
    source INTEGER NOT NULL REFERENCES source,
    day INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (source, day, part)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE rejected (
    source INTEGER NOT NULL REFERENCES source,
    place TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch,
    name TEXT NOT NULL
  ) STRICT;
  CREATE TABLE original (
    file INTEGER NOT NULL REFERENCES file,
    first_line INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (file, first_line)
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
    why TEXT NOT NULL,
    source_intensity REAL,
    source_quad INTEGER
  ) STRICT;
  CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    precision TEXT
  ) STRICT;
  CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    first_event INTEGER NOT NULL UNIQUE,
    events INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE segment_column (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE detail (
    event INTEGER PRIMARY KEY,
    last_day INTEGER NOT NULL,
    contexts TEXT NOT NULL,
    issues TEXT NOT NULL,
    text TEXT NOT NULL,
    reference TEXT NOT NULL
  ) STRICT;
  CREATE TABLE attribution (
    event INTEGER NOT NULL,
    position INTEGER NOT NULL,
    speaker INTEGER NOT NULL REFERENCES entity,
    cue TEXT NOT NULL,
    PRIMARY KEY (event, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    day INTEGER NOT NULL,
    place TEXT NOT NULL,
    path TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    UNIQUE (content_hash, publisher)
  ) STRICT;
  CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report,
    first_byte INTEGER NOT NULL,
    text TEXT NOT NULL,
    quote_hash INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX passage_by_report ON passage (report);
  CREATE INDEX report_by_day ON report (day);
  CREATE VIRTUAL TABLE passage_words USING fts5 (text, content='passage', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
  CREATE INDEX entity_by_party ON entity (party);
  CREATE INDEX entity_list_by_entity ON entity_list (entity);
)sql";

constexpr const char* kMetadataTables = R"sql(
  CREATE TABLE publisher (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE theme (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE organisation (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE location (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE metadata_segment (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE metadata_column (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
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

Result<void> make_tables(Database& database) {
  TRY(database.run(kTables));
  TRY(make_metadata_tables(database));
  return database.run(format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, kSchemaVersion).c_str());
}

Result<void> make_metadata_tables(Database& database) { return database.run(kMetadataTables); }

Result<void> make_schema(Database& database) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin_write(database));
  TRY_ASSIGN(const bool there, has_schema(database));  // Another program may have just made it.
  if (there) {
    return {};
  }
  TRY(make_tables(database));
  return transaction.commit();
}

}  // namespace corollary::record
