#include "record/record.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "base/random.h"
#include "record/database.h"
#include "record/report_metadata.h"
#include "record/schema.h"
#include "record/segment.h"
#include "record/stored_values.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;
using Access = EventRecord::Access;

constexpr OpenOptions kDoNotWait = {.lock_wait = std::chrono::milliseconds(20)};

Source stream_named(std::string name) {
  Source source;
  source.name = name;
  source.format = "test";
  source.content_hash = "hash of " + name;
  return source;
}

Event act(std::string_view iso_day, std::string actor, EventType type, std::string recipient) {
  Event event;
  event.when = {day(iso_day), day(iso_day)};
  event.actors = {{"the people of " + actor, actor, "", ""}};
  event.recipients = {{"the people of " + recipient, recipient, "", ""}};
  event.type = type;
  return event;
}

// Adds one set with these events, and so many mentions and descriptions of reports; each must go well.
void add_set(EventRecord& record, const std::string& name, const std::vector<Event>& events, int mentions = 0) {
  auto import = record.begin_import(stream_named(name));
  ASSERT_TRUE(import) << import.error().message;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_TRUE(import->add(events[i], format("{}.txt:{}", name, i + 1)));
  }
  for (int i = 1; i <= mentions; ++i) {
    const std::vector<std::string_view> themes = {"ARMED", i % 2 == 0 ? "TRADE" : "AID"};
    ReportRow row;
    row.day = day("2018-07-16");
    row.publisher = name;
    const std::string url = format("http://{}/{}", name, i);
    row.url = url;
    row.themes = themes;
    ASSERT_TRUE(import->add_report_row(row, "gkg.csv", i));
    row.event = i;
    row.themes = {};
    ASSERT_TRUE(import->add_report_row(row, "mentions.csv", i));
  }
  const auto source = import->commit();
  ASSERT_TRUE(source) << source.error().message;
}

void add_numbered_set(EventRecord& record, int number, int events) {
  std::vector<Event> acts;
  for (int i = 0; i < events; ++i) {
    acts.push_back(act("2018-07-16", format("A{}", i % 50), EventType::consult, format("B{}-{}", number, i)));
  }
  for (int i = 0; i < events; i += 3) acts[static_cast<std::size_t>(i)].publisher = format("publisher {} of {}", i % 7, number);
  add_set(record, format("set {}", number), acts, events);
}

std::vector<std::string> places(const EventRecord& record, const Filter& filter) {
  std::vector<std::string> result;
  for (const Event& event : events_of(record, filter)) {
    result.push_back(std::get<RowCitation>(event.evidence).place);
  }
  return result;
}

using Places = std::vector<std::string>;

// Runs `work` in a process of its own, for a user who is not root (whom no permission stops). True if it returned so.
bool as_plain_user(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    const bool plain = ::geteuid() != 0 || ::setuid(nobody) == 0;
    ::_exit(plain && work() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(EventRecord, GivesBackEveryFieldOfAnEvent) {
  Event event;
  event.when = {day("2018-07-15"), day("2018-07-17")};
  event.actors = {{"Donald Trump", "USA", "GOV", "head of state"}, {"Vladimir Putin", "RUS", "GOV", "head of state"}};
  event.recipients = {{"NATO", "NATO", "", ""}, {"Poland", "POL", "", ""}};
  event.type = EventType::reject;
  event.mode = "refuse";
  event.contexts = {"military", "territory"};
  event.cameo = "0123";
  event.intensity = -4.5;
  event.modality = Modality::not_happened;
  event.factuality = -2.5;
  event.attribution = {{{"an aide", "USA", "GOV", ""}, "said"}, {{"Interfax", "RUS", "MED", ""}, "reported"}};
  event.issues = {"crimea", "sanctions"};
  event.place = "Helsinki";
  event.point = GeoPoint{60.17, 24.94, GeoPrecision::place};
  event.source_scale = SourceScale{-5.0, QuadClass::verbal_conflict};
  event.publicity = Publicity{12, 3, 0, -2.51572327044025};
  event.fatalities = Fatalities{0, 2, 7};
  event.text = "They did not.";
  event.why = "met-with: meet";
  event.confidence = Probability::from(0.75).value();

  EventRecord record = EventRecord::in_memory().value();
  add_set(record, "plain", {act("2018-07-15", "POL", EventType::aid, "RUS")});
  add_set(record, "full", {event});
  add_set(record, "after", {act("2018-07-15", "RUS", EventType::aid, "POL")});

  event.id = "2";
  event.evidence = RowCitation{2, "full", "full.txt:1"};
  const std::vector<Event> events = events_of(record);
  ASSERT_EQ(events.size(), 3U);
  for (const Event& read : {events[1], record.event(2).value()}) {
    EXPECT_EQ(read.id, event.id);
    EXPECT_EQ(read.when, event.when);
    EXPECT_EQ(read.actors, event.actors);
    EXPECT_EQ(read.recipients, event.recipients);
    EXPECT_EQ(read.type, event.type);
    EXPECT_EQ(read.mode, event.mode);
    EXPECT_EQ(read.contexts, event.contexts);
    EXPECT_EQ(read.cameo, event.cameo);
    EXPECT_EQ(read.intensity, event.intensity);
    EXPECT_EQ(read.modality, event.modality);
    EXPECT_EQ(read.factuality, event.factuality);
    EXPECT_EQ(read.attribution, event.attribution);
    EXPECT_EQ(read.issues, event.issues);
    EXPECT_EQ(read.place, event.place);
    EXPECT_EQ(read.text, event.text);
    EXPECT_EQ(read.evidence, event.evidence);
    EXPECT_EQ(read.why, event.why);
    EXPECT_EQ(read.confidence, event.confidence);
    EXPECT_EQ(read.point, event.point);
    EXPECT_EQ(read.source_scale, event.source_scale);
    EXPECT_EQ(read.publicity, event.publicity);
    EXPECT_EQ(read.fatalities, event.fatalities);
  }
  EXPECT_TRUE(events[2].issues.empty() && events[2].contexts.empty() && events[2].attribution.empty());
  EXPECT_EQ(events[2].text + events[2].place, "") << "nothing of the event before is left in the next";
  EXPECT_EQ(events[2].when.last, day("2018-07-15"));
}

TEST(EventRecord, EventsComeInTheOrderOfDayThenRow) {
  EventRecord record = EventRecord::in_memory().value();
  add_set(record, "later",
          {act("2018-03-02", "POL", EventType::aid, "RUS"), act("2018-03-01", "POL", EventType::aid, "RUS")});
  add_set(record, "earlier",
          {act("2018-03-01", "POL", EventType::aid, "RUS"), act("2018-02-28", "POL", EventType::aid, "RUS")});
  EXPECT_EQ(places(record, {}), (Places{"earlier.txt:2", "later.txt:2", "earlier.txt:1", "later.txt:1"}));
}

class FilteredRecord : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<Event> acts = {
        act("2018-07-01", "USA", EventType::threaten, "RUS"), act("2018-07-02", "RUS", EventType::threaten, "POL"),
        act("2018-07-03", "POL", EventType::consult, "NATO"), act("2018-07-20", "RUS", EventType::consult, "USA")};
    Event meeting = act("2018-07-04", "USA", EventType::consult, "RUS");
    meeting.actors = {meeting.actors[0], {"Poland", "POL", "", ""}, meeting.recipients[0]};
    meeting.recipients.clear();
    acts.push_back(meeting);
    add_set(record, "a", acts);
  }
  EventRecord record = EventRecord::in_memory().value();
};

TEST_F(FilteredRecord, ByDays) {
  EXPECT_EQ(places(record, {.first = day("2018-07-02"), .last = day("2018-07-03")}), (Places{"a.txt:2", "a.txt:3"}));
  EXPECT_EQ(places(record, {.last = day("2018-07-01")}), (Places{"a.txt:1"}));
  EXPECT_EQ(places(record, {.first = day("2018-07-21")}), Places());
}

TEST_F(FilteredRecord, ByPartiesOnEitherSideAndInListsOfSeveral) {
  EXPECT_EQ(places(record, {.parties = {"POL"}}), (Places{"a.txt:2", "a.txt:3", "a.txt:5"}));
  EXPECT_EQ(places(record, {.parties = {"NATO", "USA"}}), (Places{"a.txt:1", "a.txt:3", "a.txt:5", "a.txt:4"}));
  EXPECT_EQ(places(record, {.parties = {"FRA"}}), Places());
  EXPECT_EQ(places(record, {.first = day("2018-07-03"), .last = day("2018-07-04"), .parties = {"USA"}}),
            (Places{"a.txt:5"}));
}

TEST_F(FilteredRecord, ByActorAndRecipient) {
  EXPECT_EQ(places(record, {.actor = "RUS"}), (Places{"a.txt:2", "a.txt:5", "a.txt:4"}));
  EXPECT_EQ(places(record, {.recipient = "RUS"}), (Places{"a.txt:1"}));
  EXPECT_EQ(places(record, {.actor = "RUS", .recipient = "USA"}), (Places{"a.txt:4"}));
  EXPECT_EQ(places(record, {.actor = "RU' OR '1'='1"}), Places());
}

TEST_F(FilteredRecord, ByTypeAndByLimit) {
  EXPECT_EQ(places(record, {.type = EventType::threaten}), (Places{"a.txt:1", "a.txt:2"}));
  EXPECT_EQ(places(record, {.type = EventType::aid}), Places());
  EXPECT_EQ(places(record, {.parties = {"RUS"}, .type = EventType::consult, .limit = 1}), (Places{"a.txt:5"}));
}

TEST_F(FilteredRecord, AnErrorOfTheVisitorEndsTheWalk) {
  int visited = 0;
  const auto done = record.for_each({}, [&](const Event&) -> Result<void> {
    return ++visited < 2 ? Result<void>() : fail(ErrorKind::cancelled, "enough");
  });
  EXPECT_EQ(done.error().message, "enough");
  EXPECT_EQ(visited, 2);
}

TEST_F(FilteredRecord, AVisitorMayAskForAnotherEvent) {
  const auto done = record.for_each({.limit = 1}, [&](const Event&) -> Result<void> {
    EXPECT_EQ(record.event(4)->type, EventType::consult);
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(record.event(99).error().kind, ErrorKind::not_found);
}

TEST(EventRecord, AnImportThatIsNotCommittedLeavesNothingBehind) {
  EventRecord record = EventRecord::in_memory().value();
  add_set(record, "kept", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  {
    auto import = record.begin_import(stream_named("dropped")).value();
    ASSERT_TRUE(import.add(act("2018-07-16", "FRA", EventType::consult, "DEU"), "b.txt:1"));
    ASSERT_TRUE(import.reject("b.txt:2", "no date"));
    ASSERT_TRUE(import.cover(Coverage({{day("2018-07-16"), day("2018-07-16")}})));
  }
  EXPECT_EQ(record.sources()->size(), 1U);
  EXPECT_EQ(places(record, {}), (Places{"kept.txt:1"}));
  EXPECT_TRUE(record.coverage()->empty());
  EXPECT_TRUE(record.check());
  add_set(record, "next", {act("2018-07-17", "ITA", EventType::consult, "ESP")});
  EXPECT_EQ(places(record, {.parties = {"ITA"}}), (Places{"next.txt:1"}));
}

TEST(EventRecord, ASetIsTakenOnceAndOneAtATime) {
  EventRecord record = EventRecord::in_memory().value();
  add_set(record, "a", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  EXPECT_EQ(record.begin_import(stream_named("a")).error().message,
            "the record in memory: the set 'a' has been imported before");
  auto first = record.begin_import(stream_named("b")).value();
  EXPECT_EQ(record.begin_import(stream_named("c")).error().message,
            "the record in memory: an import is under way: finish it before the next");
  EXPECT_TRUE(first.commit());
}

TEST(EventRecord, TheSourceTellsWhatWasImported) {
  EventRecord record = EventRecord::in_memory().value();
  Source chosen = stream_named("list");
  chosen.kind = SourceKind::chosen;
  auto import = record.begin_import(chosen).value();
  ASSERT_TRUE(import.add(act("2018-07-16", "USA", EventType::consult, "RUS"), "a.txt:1"));
  ASSERT_TRUE(import.add(act("2018-06-16", "USA", EventType::consult, "RUS"), "a.txt:2"));
  ASSERT_TRUE(import.reject("a.txt:3", "no date"));
  ASSERT_TRUE(import.commit());

  const Source source = record.source_with_hash("hash of list").value().value();
  EXPECT_EQ(source.name, "list");
  EXPECT_EQ(source.kind, SourceKind::chosen);
  EXPECT_EQ(source.events, 2);
  EXPECT_EQ(source.rejected, 1);
  EXPECT_EQ(source.days, (DateRange{day("2018-06-16"), day("2018-07-16")}));
  EXPECT_EQ(record.rejected(source.id).value(), (std::vector<RejectedRow>{{"a.txt:3", "no date"}}));
  EXPECT_FALSE(record.source_with_hash("another").value());
}

TEST(EventRecord, RejectedRowsAreAllCountedAndNotAllKept) {
  EventRecord record = EventRecord::in_memory().value();
  auto import = record.begin_import(stream_named("noise")).value();
  for (int line = 1; line <= 10'005; ++line) {
    ASSERT_TRUE(import.reject(format("a.txt:{}", line), "no date"));
  }
  const Source source = import.commit().value();
  EXPECT_EQ(source.rejected, 10'005);
  EXPECT_EQ(record.rejected(source.id)->size(), 10'000U);
}

TEST(EventRecord, ASetMayComeInBatches) {
  EventRecord record = EventRecord::in_memory().value();
  for (const std::string_view day_file : {"20180101.csv", "20180102.csv"}) {
    Source source = stream_named("daily");
    source.content_hash = day_file;
    auto import = record.begin_import(source).value();
    ASSERT_TRUE(import.add(act("2018-01-02", "POL", EventType::aid, "RUS"), format("{}:1", day_file)));
    ASSERT_TRUE(import.commit());
  }
  const auto sources = record.sources().value();
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].events, 2);
  EXPECT_EQ(places(record, {}), (Places{"20180101.csv:1", "20180102.csv:1"}));
  EXPECT_TRUE(record.check());
}

TEST(EventRecord, EventsAreFoundByIssueAndBySet) {
  EventRecord record = EventRecord::in_memory().value();
  const auto about = [](std::vector<std::string> issues) {
    Event event = act("2018-07-16", "USA", EventType::consult, "RUS");
    event.issues = std::move(issues);
    return event;
  };
  add_set(record, "a", {about({"syria"}), about({}), about({"arms", "syria"})});
  add_set(record, "b", {about({"syrian-oil"}), about({"arms"})});
  EXPECT_EQ(places(record, {.issues = {"syria"}}), (Places{"a.txt:1", "a.txt:3"})) << "whole ids only";
  EXPECT_EQ(places(record, {.issues = {"arms", "syrian-oil"}}), (Places{"a.txt:3", "b.txt:1", "b.txt:2"}));
  EXPECT_EQ(places(record, {.parties = {"POL"}, .issues = {"arms"}}), Places());
  EXPECT_EQ(places(record, {.issues = {"none"}}), Places());
  EXPECT_EQ(places(record, {.sets = {"b"}}), (Places{"b.txt:1", "b.txt:2"}));
  EXPECT_EQ(places(record, {.issues = {"arms"}, .sets = {"b"}}), (Places{"b.txt:2"}));
  EXPECT_EQ(places(record, {.sets = {"c"}}), Places());
}

TEST(EventRecord, AnEventKeepsItsPublisherAndIsFoundByIt) {
  EventRecord record = EventRecord::in_memory().value();
  std::vector<Event> events(5, act("2018-01-02", "POL", EventType::aid, "RUS"));
  events[0].publisher = "uk.reuters.com";
  events[1].publisher = "Reuters";
  events[2].publisher = "notreuters.com";
  events[4].publisher = "Reuters";
  add_set(record, "a", events);
  EXPECT_EQ(record.event(1)->publisher, "uk.reuters.com");
  EXPECT_EQ(record.event(4)->publisher, "");
  Filter filter;
  filter.publishers = {"REUTERS", "reuters.com"};
  EXPECT_EQ(places(record, filter), (Places{"a.txt:1", "a.txt:2", "a.txt:5"}));
  filter.publishers = {"nobody.example"};
  EXPECT_EQ(places(record, filter), Places());
  EXPECT_TRUE(record.check());
}

TEST(EventRecord, AFileComesBackByteForByte) {
  EventRecord record = EventRecord::in_memory().value();
  auto import = record.begin_import(stream_named("raw")).value();
  const std::string first = "header\r\n1\tPOL\n";
  const std::string rest = std::string("2\tR\xFFS\n") + "3\tlast";
  ASSERT_TRUE(import.keep("rows.tab", 1, first));
  ASSERT_TRUE(import.keep("rows.tab", 3, rest));
  ASSERT_TRUE(import.add(act("2018-01-02", "POL", EventType::aid, "RUS"), "rows.tab:3"));
  ASSERT_TRUE(import.commit());
  const auto files = record.kept_files().value();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].bytes, static_cast<std::int64_t>(first.size() + rest.size()));
  std::string bytes;
  ASSERT_TRUE(record.original(files[0].id, [&](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  }));
  EXPECT_EQ(bytes, first + rest);
  EXPECT_EQ(record.original_of(1).value(), "2\tR\xFFS");
  EXPECT_EQ(record.original_of(2).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(record.check());
}

TEST(EventRecord, EventsOfManySegmentsComeInTheOrderOfTheirDays) {
  EventRecord record = EventRecord::in_memory().value();
  const auto many = static_cast<std::int64_t>(SegmentWriter::kEventsMost) + 10;
  auto import = record.begin_import(stream_named("many")).value();
  for (std::int64_t i = 0; i < many; ++i) {
    const Date when = day("2018-01-01") + Days{static_cast<int>((many - i) % 700)};
    Event event = act("2018-01-01", i % 1000 == 0 ? "POL" : "USA", EventType::aid, "RUS");
    event.when = {when, when};
    ASSERT_TRUE(import.add(event, format("rows:{}", i + 1)));
  }
  ASSERT_TRUE(import.commit());
  std::int64_t seen = 0;
  std::pair<Date, std::int64_t> last{day("2000-01-01"), 0};
  Filter filter;
  filter.parties = {"POL"};
  ASSERT_TRUE(record.for_each(filter, [&](const Event& event) -> Result<void> {
    const std::pair here(event.when.first, std::get<RowCitation>(event.evidence).row);
    EXPECT_LT(last, here);
    EXPECT_EQ(here.second % 1000, 1);
    last = here;
    ++seen;
    return {};
  }));
  EXPECT_EQ(seen, 66);
  EXPECT_EQ(record.event(many)->when.first, day("2018-01-02"));
  EXPECT_TRUE(record.check());
}

TEST(EventRecord, OnlyStreamsCoverDays) {
  EventRecord record = EventRecord::in_memory().value();
  const Coverage july({{day("2018-07-01"), day("2018-07-31")}});
  Source chosen = stream_named("list");
  chosen.kind = SourceKind::chosen;
  auto list = record.begin_import(chosen).value();
  ASSERT_TRUE(list.cover(july));
  ASSERT_TRUE(list.commit());
  EXPECT_TRUE(record.coverage()->empty());

  auto stream = record.begin_import(stream_named("stream")).value();
  ASSERT_TRUE(stream.cover(july));
  ASSERT_TRUE(stream.commit());
  EXPECT_EQ(record.coverage()->ranges(), july.ranges());
}

TEST(RowPlace, AnyTextComesBackAsItWas) {
  for (const std::string_view text : {"train.txt:17", "chronology.csv:2 (White House, 10:30 Uhr)", "C:\\a.csv:3 (x)",
                                      "page 4", "", "a:017", "a:", "a:0", "a:12b", "a:99999999999999999999", "a:1:2"}) {
    EXPECT_EQ(RowPlace::of(text).text(), text);
  }
  EXPECT_EQ(RowPlace::of("a b.csv:3 (p. 4)").line, 3);
  EXPECT_EQ(RowPlace::of("a b.csv:3 (p. 4)").file, "a b.csv");
}

// --- The file, and what may happen to it.

TEST(RecordFile, KeepsWhatWasCommittedAndIsOneFileAtRest) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_set(record, "a", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  }
  EXPECT_EQ(folder.file_names(), (Places{"r.record"}));
  EventRecord record = EventRecord::open(folder / "r.record", Access::read_only).value();
  EXPECT_EQ(places(record, {}), (Places{"a.txt:1"}));
  EXPECT_TRUE(record.check());
  EXPECT_EQ(folder.file_names(), (Places{"r.record"})) << "reading leaves no file behind";
}

TEST(RecordFile, AReaderCannotWrite) {
  const TestFolder folder;
  { ASSERT_TRUE(EventRecord::open(folder / "r.record", Access::read_write)); }
  EventRecord record = EventRecord::open(folder / "r.record", Access::read_only).value();
  EXPECT_EQ(record.begin_import(stream_named("a")).error().message,
            (folder / "r.record").string() + ": cannot be written: the file or its folder is read-only for this user");
}

TEST(RecordFile, ToReadAMissingOneIsNotFoundAndMakesNone) {
  const TestFolder folder;
  const auto record = EventRecord::open(folder / "r.record", Access::read_only);
  EXPECT_EQ(record.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(folder.file_names().empty());
}

TEST(RecordFile, AFolderThatIsNotThereIsNamed) {
  const TestFolder folder;
  const auto record = EventRecord::open(folder / "nowhere/r.record", Access::read_write);
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().kind, ErrorKind::store);
  EXPECT_EQ(record.error().message,
            (folder / "nowhere/r.record").string() +
                ": cannot be opened: check that its folder exists and that this user may read and write there");
}

TEST(RecordFile, OthersReadTheLastCommittedStateWhileOneWrites) {
  const TestFolder folder;
  EventRecord writer = EventRecord::open(folder / "r.record", Access::read_write).value();
  add_set(writer, "a", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  auto import = writer.begin_import(stream_named("b")).value();
  for (int i = 1; i <= 50'000; ++i) {  // Enough to outgrow the writer's cache.
    ASSERT_TRUE(import.add(act("2018-07-17", format("A{}", i), EventType::consult, "RUS"), format("b.txt:{}", i)));
  }

  const EventRecord reader = EventRecord::open(folder / "r.record", Access::read_only, kDoNotWait).value();
  EXPECT_EQ(places(reader, {}), (Places{"a.txt:1"}));
  const auto during = reader.for_each({}, [&](const Event&) -> Result<void> {
    EXPECT_TRUE(import.commit()) << "a reader does not keep the writer from its commit";
    return {};
  });
  EXPECT_TRUE(during) << during.error().message;
  EXPECT_EQ(events_of(reader).size(), 50'001U);
}

TEST(RecordFile, AWriterThatClosesWhileOthersReadLeavesAGoodFile) {
  const TestFolder folder;
  auto writer = EventRecord::open(folder / "r.record", Access::read_write);
  add_set(*writer, "a", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  {
    const EventRecord reader = EventRecord::open(folder / "r.record", Access::read_only, kDoNotWait).value();
    EXPECT_EQ(events_of(reader).size(), 1U);
    writer = fail(ErrorKind::store, "closed");
    EXPECT_EQ(events_of(reader).size(), 1U);
  }
  EXPECT_EQ(events_of(EventRecord::open(folder / "r.record", Access::read_only).value()).size(), 1U);
  { ASSERT_TRUE(EventRecord::open(folder / "r.record", Access::read_write)); }
  EXPECT_EQ(folder.file_names(), (Places{"r.record"})) << "the next writer tidies up";
}

TEST(RecordFile, ASecondWriterIsToldToWait) {
  const TestFolder folder;
  EventRecord first = EventRecord::open(folder / "r.record", Access::read_write).value();
  auto import = first.begin_import(stream_named("a")).value();
  EventRecord second = EventRecord::open(folder / "r.record", Access::read_write, kDoNotWait).value();
  const auto refused = second.begin_import(stream_named("b"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(
      refused.error().message,
      (folder / "r.record").string() + ": is locked: another program is writing to it; try again when it has finished");
  ASSERT_TRUE(import.commit());
  EXPECT_TRUE(second.begin_import(stream_named("b")));
}

TEST(RecordFile, ANewerSchemaIsRefusedWithBothVersions) {
  const TestFolder folder;
  { ASSERT_TRUE(EventRecord::open(folder / "r.record", Access::read_write)); }
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("PRAGMA user_version = 7"));
  }
  for (const Access access : {Access::read_only, Access::read_write}) {
    EXPECT_EQ(
        EventRecord::open(folder / "r.record", access).error().message,
        (folder / "r.record").string() + ": has schema version 7, this program reads up to 3: use a newer corollary");
  }
}

TEST(RecordFile, WhatIsNoRecordIsRefusedAndNotTouched) {
  const TestFolder folder;
  folder.write("letter.txt", std::string(5000, 'x'));
  folder.write("short.txt", "Dear Sir");
  {
    auto database = Database::open(folder / "other.db", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("CREATE TABLE birds (name TEXT)"));
  }
  for (const std::string_view name : {"letter.txt", "short.txt", "other.db"}) {
    const std::string before = read_file(folder / name).value();
    for (const Access access : {Access::read_only, Access::read_write}) {
      const auto record = EventRecord::open(folder / name, access);
      ASSERT_FALSE(record) << name;
      EXPECT_EQ(record.error().kind, ErrorKind::store);
      EXPECT_TRUE(record.error().message.find(name == "other.db" ? "another program's SQLite file" : "is no record") !=
                  std::string::npos)
          << record.error().message;
    }
    EXPECT_EQ(read_file(folder / name).value(), before);
  }
  EXPECT_EQ(folder.file_names(), (Places{"letter.txt", "other.db", "short.txt"}));
}

TEST(RecordFile, AFolderIsNoRecord) {
  const TestFolder folder;
  EXPECT_EQ(EventRecord::open(folder.path(), Access::read_write).error().message,
            folder.path().string() + ": is a folder, expected a record's file");
}

TEST(RecordFile, AnEmptyFileBecomesARecordWhenWritten) {
  const TestFolder folder;
  folder.write("r.record", "");
  EXPECT_EQ(EventRecord::open(folder / "r.record", Access::read_only).error().message,
            (folder / "r.record").string() + ": is empty: nothing was imported into it yet");
  { ASSERT_TRUE(EventRecord::open(folder / "r.record", Access::read_write)); }
  EXPECT_TRUE(EventRecord::open(folder / "r.record", Access::read_only));
}

TEST(RecordFile, ATruncatedFileIsCalledDamaged) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_numbered_set(record, 1, 2000);
  }
  fs::resize_file(folder / "r.record", fs::file_size(folder / "r.record") / 2);
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto record = EventRecord::open(folder / "r.record", access);
    ASSERT_FALSE(record);
    EXPECT_NE(record.error().message.find("is damaged"), std::string::npos) << record.error().message;
  }
}

TEST(RecordFile, ABadPageIsFoundByTheCheck) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_numbered_set(record, 1, 2000);
  }
  {
    std::fstream file(folder / "r.record", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(folder / "r.record") - 3 * 4096));
    file << std::string(3 * 4096, '\x5A');
  }
  const EventRecord record = EventRecord::open(folder / "r.record", Access::read_only).value();
  const auto checked = record.check();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, ErrorKind::store);
  EXPECT_NE(checked.error().message.find("is damaged"), std::string::npos) << checked.error().message;
}

TEST(RecordFile, AColumnOfAnotherSegmentIsFoundByTheCheck) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_numbered_set(record, 1, 10);
  }
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE segment SET events = 9"));
  }
  const auto checked = EventRecord::open(folder / "r.record", Access::read_only)->check();
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().message.find("events 1 to 9: a column has 10 numbers"), std::string::npos) << checked.error().message;
}

TEST(RecordFile, ASegmentWithoutEventsIsRefused) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_numbered_set(record, 1, 10);
  }
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE segment SET events = 0"));
  }
  const EventRecord record = EventRecord::open(folder / "r.record", Access::read_only).value();
  const std::string expected = (folder / "r.record").string() + ": is damaged: a segment says that it has 0 events";
  EXPECT_EQ(record.check().error().message, expected);
  EXPECT_EQ(record.for_each({}, [](const Event&) { return Result<void>(); }).error().message, expected);
}

TEST(RecordFile, AMissingEventIsFoundByTheCheck) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_numbered_set(record, 1, 10);
  }
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE batch SET events = 11"));
  }
  EXPECT_EQ(EventRecord::open(folder / "r.record", Access::read_only)->check().error().message,
            (folder / "r.record").string() + ": is damaged: set 'set 1' should have 11 events and has 10");
}

TEST(RecordFile, AnEventThatEndsBeforeItBeginsIsFoundAndNotRead) {
  const TestFolder folder;
  {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    Event event = act("2018-07-16", "POL", EventType::aid, "RUS");
    event.when.last = day("2018-07-18");
    add_set(record, "a", {event});
  }
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE detail SET last_day = last_day - 10"));
  }
  const EventRecord record = EventRecord::open(folder / "r.record", Access::read_only).value();
  const std::string expected = (folder / "r.record").string() + ": is damaged: event 1 ends before it begins";
  EXPECT_EQ(record.check().error().message, expected);
  EXPECT_EQ(record.event(1).error().message, expected);
}

TEST(RecordFile, AFullDiskUndoesTheImportAndKeepsWhatWasCommitted) {
  const TestFolder folder;
  EventRecord record = EventRecord::open(folder / "r.record", Access::read_write,
                                         {.lock_wait = std::chrono::milliseconds(20), .size_max_bytes = 400'000})
                           .value();
  add_numbered_set(record, 1, 1000);
  Result<void> written;
  {
    auto import = record.begin_import(stream_named("too much")).value();
    for (int i = 1; written && i <= 100'000; ++i) {
      written = import.add(act("2018-07-17", format("A{}", i), EventType::consult, "RUS"), format("b.txt:{}", i));
    }
    EXPECT_FALSE(import.add(act("2018-07-18", "A", EventType::consult, "RUS"), "b.txt:0")) << "it is undone for good";
    EXPECT_FALSE(import.commit());
  }
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::store);
  EXPECT_EQ(written.error().message,
            (folder / "r.record").string() +
                ": there is no space left to write to; make room and try again (what was committed before is kept)");
  EXPECT_EQ(fs::file_size(folder / "r.record-wal"), 0U) << "the undone import takes no space";
  EXPECT_EQ(events_of(record).size(), 1000U);
  EXPECT_TRUE(record.check());
  add_numbered_set(record, 2, 10);
  EXPECT_EQ(record.sources()->size(), 2U) << "there is room again";
}

TEST(RecordFile, WithLittleMemoryNothingIsLost) {
  const TestFolder folder;
  OpenOptions small;
  small.memory_max_bytes = 0;  // There is still room for some 10,000 names, and for the columns of two segments.
  const auto many = static_cast<std::int64_t>(3 * SegmentWriter::kEventsMost);
  const auto name_of = [](std::int64_t i) { return format("the mayor of town number {}", i % 30'000); };
  const auto day_of = [](std::int64_t i) { return day("2018-01-01") + Days{static_cast<int>(i % 90)}; };
  EventRecord record = EventRecord::open(folder / "r.record", Access::read_write, small).value();
  auto import = record.begin_import(stream_named("many")).value();
  Event event = act("2018-01-01", "POL", EventType::aid, "RUS");
  for (std::int64_t i = 0; i < many; ++i) {
    event.actors[0].name = name_of(i);
    event.when = {day_of(i), day_of(i)};
    ASSERT_TRUE(import.add_at(event, "rows", i));
  }
  ASSERT_TRUE(import.commit());
  EXPECT_TRUE(record.check());
  std::int64_t seen = 0, last = -1;
  Date before = day("2018-01-01");
  ASSERT_TRUE(record.for_each({}, [&](const Event& found) -> Result<void> {
    const std::int64_t i = as_row(found).row - 1;
    EXPECT_EQ(found.actors[0].name, name_of(i));
    EXPECT_EQ(found.when.first, day_of(i));
    EXPECT_TRUE(found.when.first > before || (found.when.first == before && i > last));
    before = found.when.first;
    last = i;
    ++seen;
    return {};
  }));
  EXPECT_EQ(seen, many);
}

// Of how many sets a writer says that they are committed: waits for so many, or until it is no more.
std::size_t told_committed(int pipe_end, std::size_t most) {
  std::size_t told = 0;
  for (char one = 0; told < most && ::read(pipe_end, &one, 1) == 1;) ++told;
  return told;
}

// Imports sets until a write fails because the files may not grow past `bytes_max`, and ends; how many were committed.
std::size_t committed_until_a_write_fails(const fs::path& path, int first_set, std::uint64_t bytes_max) {
  std::array<int, 2> ends{};
  ensure(::pipe(ends.data()) == 0, "a pipe can be made");
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limit{bytes_max, bytes_max};
    ::signal(SIGXFSZ, SIG_IGN);  // The write then fails with EFBIG.
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<EventRecord> record = EventRecord::open(path, Access::read_write);
    for (int number = first_set; record; ++number) {
      Result<EventRecord::Import> import = record->begin_import(stream_named(format("set {}", number)));
      bool written = import.has_value();
      for (int i = 1; written && i <= 300; ++i) {
        written = import->add(act("2018-07-16", format("A{}", i + 1000 * number), EventType::consult, "RUS"), format("{}.txt:{}", number, i)).has_value();
      }
      if (!written || !import->commit() || ::write(ends[1], "+", 1) != 1) {
        break;
      }
    }
    ::_exit(0);  // As it is: nothing is closed in good order.
  }
  ::close(ends[1]);
  const std::size_t told = told_committed(ends[0], SIZE_MAX);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return told;
}

TEST(RecordFile, AWriteThatFailsAtAnyPlaceLeavesExactlyWhatWasCommitted) {
  Random random(2018, 1);
  std::size_t most = 0;
  for (int round = 0; round < 25; ++round) {
    const TestFolder folder;
    const fs::path path = folder / "r.record";
    const std::size_t told = committed_until_a_write_fails(path, 1000, 50'000 + random.below(800'000));
    most = std::max(most, told);
    const EventRecord record = EventRecord::open(path, Access::read_write).value();
    const auto checked = record.check();
    ASSERT_TRUE(checked) << checked.error().message;
    const auto sources = record.sources().value();
    EXPECT_EQ(sources.size(), told);
    EXPECT_EQ(events_of(record).size(), 300 * told);
  }
  EXPECT_GT(most, 3U) << "some writes fail late";
}

// A folder that a plain user may read and not write.
class ReadOnlyFolder : public testing::Test {
 protected:
  void SetUp() override {
    EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
    add_set(record, "a", {act("2018-07-16", "USA", EventType::consult, "RUS")});
  }
  void close_folder() const {
    fs::permissions(folder / "r.record", fs::perms(0444));
    fs::permissions(folder.path(), fs::perms(0555));
  }
  [[nodiscard]] bool can_read() const {
    return as_plain_user([&] {
      const auto record = EventRecord::open(folder / "r.record", Access::read_only, kDoNotWait);
      return record && record->event(1) && record->check();
    });
  }
  TestFolder folder;
};

TEST_F(ReadOnlyFolder, ARecordInItCanBeRead) {
  close_folder();
  EXPECT_TRUE(can_read());
}

TEST_F(ReadOnlyFolder, ARecordThatAWriterHadToLeaveInWriteAheadModeCanBeRead) {
  {
    auto database = Database::open(folder / "r.record", Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("PRAGMA journal_mode = WAL"));
  }
  close_folder();
  EXPECT_TRUE(can_read());
}

TEST_F(ReadOnlyFolder, ToWriteThereIsRefusedWithTheReason) {
  close_folder();
  EXPECT_TRUE(as_plain_user([&] {
    const auto record = EventRecord::open(folder / "r.record", Access::read_write, kDoNotWait);
    return !record && record.error().kind == ErrorKind::store &&
           record.error().message.find("cannot be written: the file is read-only") != std::string::npos;
  }));
}

// Imports set after set of 300 events until it is killed, and tells of each that is committed.
[[noreturn]] void write_until_killed(const fs::path& path, int first_set, int pipe_end) {
  auto record = EventRecord::open(path, Access::read_write);
  for (int number = first_set; record; ++number) {
    add_numbered_set(*record, number, 300);
    if (::write(pipe_end, "+", 1) != 1) {
      break;
    }
  }
  ::_exit(1);
}

TEST(RecordFile, AWriterKilledAtAnyMomentLeavesExactlyWhatWasCommitted) {
  const TestFolder folder;
  Random random(2018, 0);
  std::size_t sets = 0;
  for (int round = 0; round < 200; ++round) {
    const fs::path path = folder / format("{}.record", round / 20);  // A new one now and then: small enough to be read each time.
    sets = round % 20 == 0 ? 0 : sets;
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
      write_until_killed(path, 1000 * (round + 1), ends[1]);
    }
    ::close(ends[1]);
    const std::size_t awaited = told_committed(ends[0], random.below(4));
    std::this_thread::sleep_for(std::chrono::microseconds(random.below(10'000)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    const std::size_t told = sets + awaited + told_committed(ends[0], SIZE_MAX);
    ::close(ends[0]);
    if (!fs::exists(path)) {
      continue;
    }

    // To read first, as most do after a crash; an empty file is a record that was killed before its first page.
    const auto reader = EventRecord::open(path, Access::read_only);
    ASSERT_TRUE(reader || reader.error().message.ends_with("nothing was imported into it yet"))
        << reader.error().message;
    const EventRecord record = EventRecord::open(path, Access::read_write).value();
    const auto checked = record.check();
    ASSERT_TRUE(checked) << checked.error().message;  // Also compares each set's count with its events.
    const auto sources = record.sources().value();
    for (const Source& source : sources) EXPECT_EQ(std::pair(source.events, source.report_rows), std::pair(std::int64_t{300}, std::int64_t{600}));
    EXPECT_EQ(events_of(record).size(), 300 * sources.size());
    EXPECT_GE(sources.size(), told) << "what was committed stays";
    EXPECT_LE(sources.size(), told + 1) << "it was killed between a commit and its word of it";
    sets = sources.size();
  }
}

}  // namespace
}  // namespace corollary::record
