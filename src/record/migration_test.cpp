#include "record/migration.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "record/database.h"
#include "record/record.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

using Access = EventRecord::Access;

// The tables of version 1, as its program made them.
constexpr const char* kVersion1 = R"sql(
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
constexpr const char* kIndexes1 = R"sql(
  CREATE INDEX event_by_day ON event (day);
  CREATE INDEX event_by_actors ON event (actors);
  CREATE INDEX event_by_recipients ON event (recipients);
)sql";

// Two sets: a stream of two events, and a list of one that has everything.
constexpr const char* kContent = R"sql(
  INSERT INTO source VALUES (1, 'daily', 'quadruples', 'stream', 'aa', 2, 1, 17000, 17001), (2, 'list', 'chronology', 'chosen', 'bb', 1, 0, 17002, 17003);
  INSERT INTO coverage VALUES (1, 17000, 17001);
  INSERT INTO rejected VALUES (1, 'train.txt:3', 'no number');
  INSERT INTO file VALUES (1, 1, 'train.txt'), (2, 2, 'list.csv');
  INSERT INTO entity VALUES (1, 'Poland', 'POL', '', ''), (2, 'Russia', 'RUS', '', ''), (3, 'an aide', 'USA', 'GOV', '');
  INSERT INTO entity_list VALUES (-1, 0, 1), (-1, 1, 2);
  INSERT INTO coding VALUES (1, 'AID', '', '070', 7.0, 'happened', 3.0, 1.0, 'import'), (2, 'CONSULT', 'visit', '042', 1.9, 'planned', 1.0, 0.5, 'list');
  INSERT INTO event VALUES (1, 17000, 1, 2, 1, 1, 1), (2, 17001, 2, 1, 1, 1, 2), (3, 17002, -1, 0, 2, 2, 5);
  INSERT INTO detail VALUES (3, 17003, 'military', 'crimea|sanctions', 'Helsinki', 'They met.', ' (Press)');
  INSERT INTO attribution VALUES (3, 0, 3, 'said');
)sql";

std::filesystem::path version_1(const TestFolder& folder) {
  auto database = Database::open(folder / "old.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
  for (const char* const sql : {kVersion1, kIndexes1, kContent, "PRAGMA application_id = 0x43726C79", "PRAGMA user_version = 1"}) {
    EXPECT_TRUE(database->run(sql)) << database->last_error().message;
  }
  return folder / "old.record";
}

TEST(Migration, AReaderSaysHowToBringAnOldRecordHere) {
  const TestFolder folder;
  const auto path = version_1(folder);
  EXPECT_EQ(EventRecord::open(path, Access::read_only).error().message,
            path.string() + ": has schema version 1, this program reads 3: `corollary doctor --record " + path.string() + " --migrate` brings it there");
}

TEST(Migration, AWriterTakesAllOfAnOldRecordOver) {
  const TestFolder folder;
  const auto path = version_1(folder);
  { ASSERT_TRUE(EventRecord::open(path, Access::read_write)); }
  const EventRecord record = EventRecord::open(path, Access::read_only).value();
  EXPECT_TRUE(record.check());
  const auto sources = record.sources().value();
  ASSERT_EQ(sources.size(), 2U);
  EXPECT_EQ(sources[0].events, 2);
  EXPECT_EQ(sources[0].rejected, 1);
  EXPECT_EQ(record.rejected(1).value().front().place, "train.txt:3");
  EXPECT_EQ(sources[1].kind, SourceKind::chosen);
  EXPECT_TRUE(record.source_with_hash("bb").value());
  EXPECT_EQ(record.coverage().value().ranges().size(), 1U);
  EXPECT_EQ(record.event(2)->actors.front().party, "RUS");
  const Event full = record.event(3).value();
  EXPECT_EQ(full.actors.size(), 2U);
  EXPECT_EQ(full.when.last.day_number() - full.when.first.day_number(), 1);
  EXPECT_EQ(full.place, "Helsinki");
  EXPECT_EQ(full.issues, (std::vector<std::string>{"crimea", "sanctions"}));
  EXPECT_EQ(full.modality, Modality::planned);
  EXPECT_EQ(full.attribution.front().speaker.name, "an aide");
  EXPECT_EQ(std::get<RowCitation>(full.evidence).place, "list.csv:5 (Press)");
}

// A record of version 2, which had no publishers and no metadata: ours without them.
std::filesystem::path version_2(const TestFolder& folder) {
  auto path = folder / "two.record";
  {
    EventRecord record = EventRecord::open(path, Access::read_write).value();
    Source source;
    source.name = "daily";
    source.format = "quadruples";
    source.content_hash = "aa";
    auto import = record.begin_import(source).value();
    Event event;
    event.when = {day("2018-07-16"), day("2018-07-16")};
    event.actors = {{"Poland", "POL", "", ""}};
    EXPECT_TRUE(import.add(event, "train.txt:1"));
    EXPECT_TRUE(import.commit());
  }
  auto database = Database::open(path, Database::Mode::write, std::chrono::milliseconds(0)).value();
  for (const char* const table : {"publisher", "theme", "person", "organisation", "location", "metadata_segment", "metadata_column"}) {
    EXPECT_TRUE(database->run(format("DROP TABLE {}", table).c_str()));
  }
  EXPECT_TRUE(database->run("ALTER TABLE batch DROP COLUMN report_rows"));
  EXPECT_TRUE(database->run("PRAGMA user_version = 2"));
  return path;
}

TEST(Migration, ARecordWithoutPublishersGetsRoomForThem) {
  const TestFolder folder;
  const auto path = version_2(folder);
  EXPECT_EQ(EventRecord::open(path, Access::read_only).error().kind, ErrorKind::store);
  EventRecord record = EventRecord::open(path, Access::read_write).value();
  EXPECT_TRUE(record.check());
  EXPECT_EQ(record.event(1)->actors.front().party, "POL");
  EXPECT_EQ(record.event(1)->publisher, "");
  Source source;
  source.name = "daily";
  source.format = "quadruples";
  source.content_hash = "bb";
  auto import = record.begin_import(source).value();
  Event event;
  event.when = {day("2018-07-17"), day("2018-07-17")};
  event.publisher = "Reuters";
  ASSERT_TRUE(import.add(event, "train.txt:2"));  // Into the segment that is there.
  ASSERT_TRUE(import.commit());
  EXPECT_EQ(record.event(1)->publisher, "");
  EXPECT_EQ(record.event(2)->publisher, "Reuters");
  EXPECT_TRUE(record.check());
}

TEST(Migration, AnOldRecordWithAGapStaysAsItIs) {
  const TestFolder folder;
  const auto path = version_1(folder);
  {
    auto database = Database::open(path, Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("DELETE FROM event WHERE id = 1"));
  }
  EXPECT_EQ(EventRecord::open(path, Access::read_write).error().message,
            path.string() + ": is damaged: there is no event 1; import its sets again into a new file");
  auto database = Database::open(path, Database::Mode::read, std::chrono::milliseconds(0)).value();
  EXPECT_EQ(database->integer("SELECT count(*) FROM event").value(), 2);
  EXPECT_EQ(database->integer("PRAGMA user_version").value(), 1);
}

}  // namespace
}  // namespace corollary::record
