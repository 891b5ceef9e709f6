#include <gtest/gtest.h>

#include "record/importers.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

// A set of four entities, three relations and two days.
void write_small_set(const TestFolder& folder) {
  folder.write("entity2id.txt", "Mike Pompeo\t0\nRussia\t1\nPolice (Poland)\t2\nSomebody Unheard-Of\t3\n");
  folder.write("relation2id.txt", "Make a visit\t0\nThreaten\t1\nDance on the table\t2\n");
  folder.write("train.txt", "0\t0\t1\t0\n1\t1\t2\t0\n");
  folder.write("test.txt", "3 2 1 2\n");
}

Result<ImportSummary> import_into(EventRecord& record, const TestFolder& folder, QuadrupleOptions options = {}) {
  static const Catalogue catalogue = small_catalogue();
  static const CameoTable cameo = small_cameo();
  Progress progress;
  if (options.epoch == Date()) {
    options.epoch = day("2018-01-01");
  }
  return import_quadruples(record, folder.path(), options, catalogue, cameo, progress);
}

TEST(Quadruples, ARowBecomesAnEventWithWhoDidWhatToWhomAndWhereItStood) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  const auto summary = import_into(record, folder, {.name = "Small", .epoch = day("2018-01-01")});
  ASSERT_TRUE(summary) << summary.error().message;

  const std::vector<Event> events = events_of(record);
  ASSERT_EQ(events.size(), 3U);
  const Event& visit = events[0];
  EXPECT_EQ(visit.id, "1");
  EXPECT_EQ(visit.when, (DateRange{day("2018-01-01"), day("2018-01-01")}));
  EXPECT_EQ(visit.actors, (std::vector<Actor>{{"Mike Pompeo", "USA", "SPY", "intelligence chief"}}));
  EXPECT_EQ(visit.recipients, (std::vector<Actor>{{"Russia", "RUS", "", ""}}));
  EXPECT_EQ(visit.type, EventType::consult);
  EXPECT_EQ(visit.mode, "visit");
  EXPECT_EQ(visit.cameo, "042");
  EXPECT_DOUBLE_EQ(visit.intensity, 1.9);
  EXPECT_EQ(visit.why, "import quadruples: Make a visit");
  EXPECT_EQ(visit.text, "");
  EXPECT_DOUBLE_EQ(visit.confidence.value(), 1);
  EXPECT_EQ(std::get<RowCitation>(visit.evidence), (RowCitation{1, "Small", "train.txt:1"}));
  EXPECT_EQ(events[1].recipients, (std::vector<Actor>{{"Police (Poland)", "POL", "COP", "police"}}));
  EXPECT_EQ(std::get<RowCitation>(events[2].evidence), (RowCitation{3, "Small", "test.txt:1"}));
}

TEST(Quadruples, ARelationThatIsNoCameoCodeIsKeptAsAStatementAndCounted) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary summary = import_into(record, folder).value();

  EXPECT_EQ(summary.unmapped_relations, 1);
  const Event dance = events_of(record).at(2);
  EXPECT_EQ(dance.type, EventType::statement);
  EXPECT_EQ(dance.cameo, "");
  EXPECT_EQ(dance.why, "import quadruples: Dance on the table");
}

TEST(Quadruples, TheSummaryTellsHowManySidesAreKnownParties) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary summary = import_into(record, folder).value();
  EXPECT_EQ(summary.source.events, 3);
  EXPECT_EQ(summary.with_both_parties, 2);
  EXPECT_EQ(summary.with_one_party, 1);  // Somebody Unheard-Of danced.
  EXPECT_EQ(summary.with_no_party, 0);
}

TEST(Quadruples, OnlyDaysWithARowAreCovered) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  ASSERT_TRUE(import_into(record, folder));
  const Coverage coverage = record.coverage().value();
  EXPECT_TRUE(coverage.covers(day("2018-01-01")));
  EXPECT_FALSE(coverage.covers(day("2018-01-02")));
  EXPECT_TRUE(coverage.covers(day("2018-01-03")));
}

TEST(Quadruples, APersonHasTheOfficeOfTheDay) {
  const TestFolder folder;
  folder.write("entity2id.txt", "Pompeo\t0\nRussia\t1\n");
  folder.write("relation2id.txt", "Threaten\t0\n");
  // Day 114 is 25 April 2018, his last as intelligence chief. The rows are not in order of time.
  folder.write("train.txt", "0 0 1 115\n0 0 1 114\n1 0 0 115\n");
  EventRecord record = EventRecord::in_memory().value();
  ASSERT_TRUE(import_into(record, folder));
  const std::vector<Event> events = events_of(record);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].actors[0].role, "intelligence chief");
  EXPECT_EQ(events[1].actors[0].role, "foreign minister");
  EXPECT_EQ(events[2].recipients[0].role, "foreign minister");
}

TEST(Quadruples, ABadRowIsNamedWithItsLineAndTheOthersGoOn) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "0 0 1 0\n9 0 1 0\n0 0 1\n0 7 1 0\n0 0 1 soon\n0 0 1 -4\n0 0 1 0 5 6\n\n1 1 0 1 0\r\n");
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary summary = import_into(record, folder).value();
  EXPECT_EQ(summary.source.events, 3);
  EXPECT_EQ(summary.source.rejected, 6);
  EXPECT_EQ(summary.rejected, (std::vector<std::string>{
                                  "train.txt:2: subject: there is no entity with id '9'",
                                  "train.txt:3: 3 columns, expected subject, relation, object, time",
                                  "train.txt:4: relation: there is no relation with id '7'",
                                  "train.txt:5: time: 'soon' is no whole number from 0 on",
                                  "train.txt:6: time: '-4' is no whole number from 0 on",
                                  "train.txt:7: more than five columns, expected subject, relation, object, time"}));
  EXPECT_EQ(record.rejected(summary.source.id).value().at(1),
            (RejectedRow{"train.txt:3", "3 columns, expected subject, relation, object, time"}));
  EXPECT_EQ(std::get<RowCitation>(events_of(record).at(1).evidence).place, "train.txt:9");
}

TEST(Quadruples, RejectedRowsAreListedOrAreAnError) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "0 0 1 0\n0 0 1 soon\n");
  EventRecord record = EventRecord::in_memory().value();
  const Catalogue catalogue = small_catalogue();
  Progress progress;
  QuadrupleOptions options;
  options.name = "small";
  options.epoch = day("2018-01-01");
  options.rejects = {.list = folder / "rejects.tsv", .strict = true};
  EXPECT_EQ(import_quadruples(record, folder.path(), options, catalogue, small_cameo(), progress).error().message,
            "train.txt:2: time: 'soon' is no whole number from 0 on; nothing of the file was imported");
  EXPECT_TRUE(record.sources()->empty());
  options.rejects.strict = false;
  ASSERT_TRUE(import_quadruples(record, folder.path(), options, catalogue, small_cameo(), progress));
  EXPECT_EQ(read_file(folder / "rejects.tsv").value(),
            "set\tfile\tline\tcolumn\treason\nsmall\ttrain.txt\t2\ttime\t'soon' is no whole number from 0 on\n");
}

TEST(Quadruples, ABadByteInANameCostsItsRowsOnly) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("entity2id.txt",
               "Mike Pompeo\t0\nRussia\t1\nPoli\xFF"
               "e\t2\nNobody\t3\n");
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary summary = import_into(record, folder).value();
  EXPECT_EQ(summary.source.events, 2);
  EXPECT_EQ(summary.rejected, (std::vector<std::string>{"entity2id.txt:3: name: byte 5 of the line is not UTF-8",
                                                        "train.txt:2: object: there is no entity with id '2'"}));
}

TEST(Quadruples, ATimeBeyondTheCalendarIsRejected) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "0 0 1 0\n0 0 1 2147483647\n0 0 1 99999999999\n");
  EventRecord record = EventRecord::in_memory().value();
  EXPECT_EQ(import_into(record, folder)->source.rejected, 2);
}

TEST(Quadruples, TimesThatAreAllDivisibleBy24AreHours) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "0 0 1 0\n0 0 1 24\n");
  folder.write("test.txt", "0 0 1 7272\n");  // The last day of ICEWS18 in the files that count hours.
  EventRecord record = EventRecord::in_memory().value();
  EXPECT_EQ(import_into(record, folder)->source.days, (DateRange{day("2018-01-01"), day("2018-10-31")}));
}

TEST(Quadruples, TwoTimesThatAre24ApartMayBeDaysAndTheCallerDecides) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "0 0 1 0\n");
  folder.write("test.txt", "0 0 1 24\n");
  EventRecord as_days = EventRecord::in_memory().value();
  EXPECT_EQ(import_into(as_days, folder)->source.days->last, day("2018-01-25"));
  EventRecord as_hours = EventRecord::in_memory().value();
  const QuadrupleOptions hours = {.epoch = day("2018-01-01"), .time_per_day = 24};
  EXPECT_EQ(import_into(as_hours, folder, hours)->source.days->last, day("2018-01-02"));
}

TEST(Quadruples, UnderscoresInNamesAreBlanks) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("entity2id.txt", "Mike_Pompeo\t0\nRussia\t1\nPolice_(Poland)\t2\nNobody\t3\n");
  folder.write("relation2id.txt", "Make_a_visit\t0\nThreaten\t1\nDance\t2\n");
  EventRecord record = EventRecord::in_memory().value();
  ASSERT_TRUE(import_into(record, folder));
  const std::vector<Event> events = events_of(record);
  EXPECT_EQ(events[0].actors[0].name, "Mike Pompeo");
  EXPECT_EQ(events[0].cameo, "042");
  EXPECT_EQ(events[1].recipients[0].sector, "COP");
}

TEST(Quadruples, TheSameBytesAreNotImportedTwice) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary first = import_into(record, folder).value();
  const ImportSummary second = import_into(record, folder).value();
  EXPECT_FALSE(first.already_there);
  EXPECT_TRUE(second.already_there);
  EXPECT_EQ(second.source.id, first.source.id);
  EXPECT_EQ(events_of(record).size(), 3U);

  folder.write("test.txt", "3 2 1 3\n");
  EXPECT_FALSE(import_into(record, folder)->already_there);
  EXPECT_EQ(events_of(record).size(), 6U);
}

TEST(Quadruples, ASetOfWhichNoRowCanBeReadLeavesNothingBehind) {
  const TestFolder folder;
  write_small_set(folder);
  folder.write("train.txt", "these are no numbers\n");
  folder.write("test.txt", "");
  EventRecord record = EventRecord::in_memory().value();
  const auto summary = import_into(record, folder, {.name = "Words", .epoch = day("2018-01-01")});
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::input);
  EXPECT_EQ(summary.error().message,
            "Words: no row could be read; the first: train.txt:1: subject: there is no entity with id 'these'");
  EXPECT_TRUE(record.sources()->empty());
}

TEST(Quadruples, AMissingFileIsNamed) {
  const TestFolder folder;
  EventRecord record = EventRecord::in_memory().value();
  EXPECT_EQ(import_into(record, folder).error().kind, ErrorKind::not_found);
  folder.write("entity2id.txt", "Russia\t0\n");
  folder.write("relation2id.txt", "Threaten\t0\n");
  EXPECT_EQ(import_into(record, folder).error().message,
            folder.path().string() + ": there is no train.txt, valid.txt or test.txt");
}

TEST(Quadruples, ACancelledImportLeavesNothingBehind) {
  const TestFolder folder;
  write_small_set(folder);
  EventRecord record = EventRecord::in_memory().value();
  Progress progress;
  progress.cancel();
  const auto summary = import_quadruples(record, folder.path(), {.epoch = day("2018-01-01")}, small_catalogue(),
                                         small_cameo(), progress);
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::cancelled);
  EXPECT_TRUE(record.sources()->empty());
  EXPECT_TRUE(import_into(record, folder)) << "the next import works";
}

// The published set of 2018 with the program's own tables.
class Icews18 : public testing::Test {
 protected:
  static constexpr const char* kFolder = COROLLARY_SOURCE_DIR "/../shared/data/forecasting/ICEWS18";

  void SetUp() override {
    if (!std::filesystem::exists(kFolder)) {
      GTEST_SKIP() << "the reference set is not there: " << kFolder;
    }
    const auto imported = import_quadruples(record, kFolder, {.epoch = day("2018-01-01")}, catalogue,
                                            CameoTable::built_in().value(), progress);
    ASSERT_TRUE(imported) << imported.error().message;
    summary = *imported;
  }

  Catalogue catalogue = Catalogue::built_in().value();
  EventRecord record = EventRecord::in_memory().value();
  Progress progress;
  ImportSummary summary;
};

TEST_F(Icews18, IsReadWholeAndEachActorIsWhatTheCatalogueSaysOfTheDay) {
  EXPECT_EQ(summary.source.name, "ICEWS18");
  EXPECT_EQ(summary.source.events, 468'558);
  EXPECT_EQ(summary.source.rejected, 0);
  EXPECT_EQ(summary.source.days, (DateRange{day("2018-01-01"), day("2018-10-31")}));

  std::int64_t seen = 0;
  std::int64_t compared = 0;
  const auto done = record.for_each({}, [&](const Event& event) -> Result<void> {
    if (++seen % 7 == 0) {  // All of them would take seconds.
      ++compared;
      EXPECT_EQ(event.actors[0], catalogue.resolve(event.actors[0].name, event.when.first));
      EXPECT_EQ(event.recipients[0], catalogue.resolve(event.recipients[0].name, event.when.first));
    }
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(seen, 468'558);
  EXPECT_EQ(compared, 66'936);
}

}  // namespace
}  // namespace corollary::record
