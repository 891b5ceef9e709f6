#include "fetch/fetch.h"

#include <gtest/gtest.h>

#include "fetch/test_gdelt.h"

namespace corollary::fetch {
namespace {

using record::day;
using record::EventRecord;
using std::chrono::milliseconds;

const std::string kDay = "20180101";

// A server with GDELT on it, a record, and a time that passes only while somebody sleeps.
struct World {
  TestServer server;
  TestGdelt gdelt{server};
  record::TestFolder folder;
  EventRecord record = EventRecord::open(folder / "r", EventRecord::Access::read_write).value();
  Catalogue catalogue = record::small_catalogue();
  CameoTable cameo = record::small_cameo();
  Progress progress;
  milliseconds now{0};
  FetchRequest request;

  World() {
    request.days = {day("2018-01-01"), day("2018-01-01")};
    request.base = server.base();
    request.cache = folder / "cache";
  }
  Clock clock() {
    return {[this] { return now; }, [this](milliseconds time) { now += time; }};
  }
  Result<FetchSummary> fetch() { return fetch(progress); }
  Result<FetchSummary> fetch(Progress& how) {
    gdelt.publish();
    TRY_ASSIGN(const FetchPlan plan, plan_fetch(request, clock(), how));
    return carry_out(plan, request, record, catalogue, cameo, clock(), how);
  }
  [[nodiscard]] std::size_t events() const { return record::events_of(record).size(); }
  [[nodiscard]] bool covers(const std::string& iso) const { return record.coverage()->covers(day(iso)); }
  [[nodiscard]] std::vector<std::string> cached() const {
    std::vector<std::string> names;
    const auto files = files_in(request.cache).value();
    for (const auto& file : files) names.push_back(file.filename().string());
    return names;
  }
};

TEST(Fetch, BringsAWholeDayIntoTheRecord) {
  World world;
  world.gdelt.add_day(kDay);
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->files, 96U);
  EXPECT_EQ(summary->fetched, 96U);
  EXPECT_EQ(summary->events, 192);
  EXPECT_TRUE(summary->failed.empty());
  EXPECT_EQ(summary->covered, (std::vector<DateRange>{{day("2018-01-01"), day("2018-01-01")}}));
  EXPECT_EQ(summary->sets, (std::vector<std::string>{"GDELT 2"}));
  EXPECT_EQ(world.events(), 192U);
  EXPECT_TRUE(world.covers("2018-01-01"));
  EXPECT_EQ(world.cached(), (std::vector<std::string>{"masterfilelist.txt"}));
  EXPECT_EQ(world.record.kept_files()->size(), 96U);
  EXPECT_TRUE(world.record.check());
}

TEST(Fetch, ASecondTimeChangesAndFetchesNothing) {
  World world;
  world.gdelt.add_day(kDay, {7});
  world.gdelt.add_slot("20180102", 0);
  ASSERT_TRUE(world.fetch());
  const std::size_t requests = world.server.requests().size();
  const auto again = world.fetch();
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->already_there, 95U);
  EXPECT_EQ(again->fetched, 0U);
  EXPECT_EQ(world.events(), 190U);
  EXPECT_EQ(world.server.requests().size(), requests + 1);  // The list's new end.
}

TEST(Fetch, TakesAFileThatWasImportedByHandForThere) {
  World world;
  const std::string name = world.gdelt.add_slot(kDay, 0);
  world.folder.write("20180101000000.export.CSV", event_row(3, "20180101000000", "USA", "RUS"));
  ASSERT_TRUE(record::import_file(world.record, world.folder / "20180101000000.export.CSV", {}, world.catalogue, world.cameo, world.progress));
  EXPECT_EQ(world.fetch()->already_there, 1U);
  EXPECT_TRUE(world.server.requests_of(TestGdelt::path_of(name)).empty());
}

TEST(Fetch, LeavesUncoveredWhatFailed) {
  World world;
  world.gdelt.add_day(kDay);
  world.gdelt.publish();
  world.server.serve("/gdeltv2/20180101003000.export.CSV.zip", {.status = 404});
  world.server.serve("/gdeltv2/20180101010000.export.CSV.zip", {.body = world.gdelt.packed("20180101011500.export.CSV.zip")});
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->failed.size(), 2U);
  EXPECT_EQ(summary->failed[0].name, "20180101003000.export.CSV.zip");
  EXPECT_EQ(summary->failed[0].reason, "404, the server has no such file");
  EXPECT_EQ(summary->failed[0].covers.quarter, 2);
  EXPECT_TRUE(summary->failed[1].reason.starts_with("wrong checksum")) << summary->failed[1].reason;
  EXPECT_EQ(summary->fetched, 94U);
  EXPECT_FALSE(world.covers("2018-01-01"));
  EXPECT_EQ(summary->not_covered, (std::vector<DateRange>{{day("2018-01-01"), day("2018-01-01")}}));

  world.gdelt.publish();  // The server comes to its senses.
  for (const char* const name : {"20180101003000.export.CSV.zip", "20180101010000.export.CSV.zip"}) {
    world.server.serve(TestGdelt::path_of(name), {.body = world.gdelt.packed(name)});
  }
  EXPECT_EQ(world.fetch()->fetched, 2U);
  EXPECT_TRUE(world.covers("2018-01-01"));
  EXPECT_EQ(world.events(), 192U);
}

TEST(Fetch, FailsAnArchiveThatIsCutThoughItsChecksumHolds) {
  World world;
  world.gdelt.add_slot(kDay, 0);
  const std::string whole = zip_of("20180101001500.export.CSV", event_row(9, "20180101001500", "USA", "RUS"));
  world.gdelt.add_packed("20180101001500.export.CSV.zip", whole.substr(0, whole.size() / 2));
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->failed.size(), 1U);
  EXPECT_TRUE(summary->failed[0].reason.starts_with("fetched as the list has it, but cannot be read: ")) << summary->failed[0].reason;
  EXPECT_EQ(world.events(), 2U);
  EXPECT_EQ(world.cached(), (std::vector<std::string>{"masterfilelist.txt"}));
}

TEST(Fetch, KnowsAnEmptyFileForAQuarterWithoutEvents) {
  World world;
  world.gdelt.add_day(kDay, {10, 11});
  world.gdelt.add_file("20180101023000.export.CSV", "");
  world.gdelt.add_file("20180101024500.export.CSV", "");
  world.gdelt.add_slot("20180102", 0);
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_TRUE(summary->failed.empty());
  EXPECT_EQ(summary->events, 188);
  EXPECT_TRUE(world.covers("2018-01-01"));
  EXPECT_EQ(world.fetch()->already_there, 96U);
}

TEST(Fetch, CoversADayOfWhichAFewQuartersWereNeverPublished) {
  World world;
  world.gdelt.add_day(kDay, {1, 2, 3});
  world.gdelt.add_slot("20180102", 0);
  EXPECT_TRUE(world.fetch()->failed.empty());
  EXPECT_TRUE(world.covers("2018-01-01"));
  EXPECT_TRUE(world.record.check());
}

TEST(Fetch, DoesNotCoverADayOfWhichManyQuartersWereNeverPublished) {
  World world;
  world.gdelt.add_day(kDay, {1, 2, 3, 4, 5, 6, 7});
  world.gdelt.add_slot("20180102", 0);
  EXPECT_EQ(world.fetch()->fetched, 89U);
  EXPECT_FALSE(world.covers("2018-01-01"));
}

TEST(Fetch, DoesNotCoverADayThatIsNotOver) {
  World world;
  for (int quarter = 0; quarter < 93; ++quarter) world.gdelt.add_slot(kDay, quarter);
  world.gdelt.publish();
  const auto plan = plan_fetch(world.request, world.clock(), world.progress);
  EXPECT_EQ(plan->not_yet, (DateRange{day("2018-01-01"), day("2018-01-01")}));
  ASSERT_TRUE(world.fetch());
  EXPECT_FALSE(world.covers("2018-01-01"));
}

TEST(Fetch, StoppedHalfwayGoesOn) {
  World world;
  world.gdelt.add_day(kDay);
  Progress* stopped = nullptr;
  Progress progress([&](std::string_view, std::uint64_t, std::uint64_t) {
    if (world.server.requests().size() > 40) stopped->cancel();
  });
  stopped = &progress;
  const auto first = world.fetch(progress);
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, ErrorKind::cancelled);
  EXPECT_NE(first.error().message.find(" of 96 files are in the record, the same command goes on with the others"), std::string::npos) << first.error().message;
  const std::size_t there = world.events() / 2;
  EXPECT_GT(there, 0U);
  EXPECT_LT(there, 96U);
  EXPECT_FALSE(world.covers("2018-01-01"));

  const auto second = world.fetch();
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->already_there, there);
  EXPECT_EQ(second->fetched + second->from_cache, 96 - there);
  EXPECT_EQ(world.events(), 192U);
  EXPECT_TRUE(world.covers("2018-01-01"));
}

TEST(Fetch, WithAFilterStoresWhatPassesAndCoversNoDay) {
  World world;
  world.gdelt.add_day(kDay);
  world.request.only = record::Filter{.parties = {"RUS"}};
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->sets, (std::vector<std::string>{"GDELT 2 (RUS)"}));
  EXPECT_EQ(summary->events, 96);
  EXPECT_EQ(summary->left_out, 96);
  EXPECT_EQ(world.events(), 96U);
  EXPECT_FALSE(world.covers("2018-01-01"));
  EXPECT_TRUE(world.record.kept_files()->empty());
  EXPECT_EQ(world.fetch()->already_there, 96U);

  world.request.only = record::Filter{.recipient = "NATO"};  // Nothing passes, and that is remembered too.
  EXPECT_EQ(world.fetch()->left_out, 192);
  EXPECT_EQ(world.fetch()->already_there, 96U);
  EXPECT_TRUE(world.record.check());

  world.request.only.reset();  // All of it is another set, which covers the day.
  EXPECT_EQ(world.fetch()->events, 192);
  EXPECT_TRUE(world.covers("2018-01-01"));
}

TEST(Fetch, TakesMentionsBesideEvents) {
  World world;
  world.gdelt.add_slot(kDay, 0);
  world.gdelt.add_file("20180101000000.mentions.CSV", "3\t20180101000000\t20180101000000\t1\twire.example\thttp://wire.example/1\t1\t-1\t10\t20\t1\t100\t999\t1.5\t\t\n");
  world.request.kinds = {Kind::events, Kind::mentions};
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_TRUE(summary->failed.empty()) << summary->failed[0].reason;
  EXPECT_EQ(summary->sets, (std::vector<std::string>{"GDELT 2", "GDELT mentions"}));
  EXPECT_EQ(summary->other_rows, 1);
}

TEST(Fetch, TakesWholeDaysOfGdelt1BeforeGdelt2) {
  World world;
  world.request.days = {day("2014-03-01"), day("2014-03-03")};
  world.gdelt.add_file("20140301.export.CSV", event_row(1, "20140301", "USA", "RUS"));
  world.gdelt.add_file("20140303.export.CSV", event_row(2, "20140303", "USA", "RUS"));
  const auto summary = world.fetch();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->sets, (std::vector<std::string>{"GDELT 1"}));
  EXPECT_EQ(summary->events, 2);
  EXPECT_EQ(summary->not_covered, (std::vector<DateRange>{{day("2014-03-02"), day("2014-03-02")}}));
}

TEST(Fetch, OfAYearsFileCoversTheYearWhateverItsRowsWereAdded) {
  World world;
  world.request.days = {day("1979-05-01"), day("1979-05-31")};
  std::string row = event_row(1, "19790503", "USA", "RUS");
  row.replace(row.rfind("19790503"), 8, "20130203");
  world.gdelt.add_packed("1979.zip", zip_of("1979.csv", row));
  ASSERT_TRUE(world.fetch());
  EXPECT_TRUE(world.covers("1979-12-31"));
  EXPECT_FALSE(world.covers("2013-02-03"));
}

TEST(Fetch, SaysWhatCannotBeAsked) {
  World world;
  world.request.base = "ftp://x";
  EXPECT_EQ(world.fetch().error().kind, ErrorKind::usage);
  world.request.base = "file:///etc";
  EXPECT_EQ(world.fetch().error().kind, ErrorKind::usage);
  world.request.base = world.server.base();
  world.request.kinds = {Kind::gkg};
  world.request.only = record::Filter{.parties = {"RUS"}};
  EXPECT_EQ(world.fetch().error().kind, ErrorKind::usage);
  world.request.only.reset();
  world.request.days.first = day("2015-02-18");
  EXPECT_EQ(world.fetch().error().kind, ErrorKind::usage);
  world.request.kinds = {Kind::events};
  world.request.generation = Generation::gdelt2;
  EXPECT_EQ(world.fetch().error().message, "GDELT 2.0 begins on 2015-02-19; for days before, fetch gdelt1");
}

TEST(Fetch, SaysThatAListCannotBeHad) {
  World world;
  world.request.base = "http://127.0.0.1:1";
  const auto summary = world.fetch();
  EXPECT_EQ(summary.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(summary.error().message.starts_with("http://127.0.0.1:1/gdeltv2/masterfilelist.txt: cannot be fetched: ")) << summary.error().message;
  EXPECT_TRUE(summary.error().message.ends_with("; nothing was imported")) << summary.error().message;
}

TEST(Fetch, SaysThatAListIsNone) {
  World world;
  world.server.serve("/gdeltv2/masterfilelist.txt", {.body = "<html>\nPlease log in\n</html>\n"});
  const auto plan = plan_fetch(world.request, world.clock(), world.progress);
  EXPECT_EQ(plan.error().kind, ErrorKind::input);
  EXPECT_TRUE(world.cached().empty());
}

TEST(Fetch, SaysThatThereIsNothingOfTheDays) {
  World world;
  world.gdelt.add_slot("20171231", 95);
  EXPECT_EQ(world.fetch().error().kind, ErrorKind::not_found);
  EXPECT_NE(world.fetch().error().message.find("has no file for 2018-01-01 to 2018-01-01 (its newest is of 2017-12-31 23:45)"), std::string::npos);
}

TEST(Fetch, GoesOnBesideALineOfTheListThatCannotBeRead) {
  World world;
  world.gdelt.add_day(kDay, {5});
  world.gdelt.add_line("broken line");
  world.gdelt.add_slot("20180102", 0);
  EXPECT_EQ(world.fetch()->fetched, 95U);
  EXPECT_FALSE(world.covers("2018-01-01"));  // The line may have been of the quarter that is not there.
}

TEST(Fetch, OneAtATimeInAFolder) {
  World world;
  world.gdelt.add_slot(kDay, 0);
  world.gdelt.publish();
  const FetchPlan plan = plan_fetch(world.request, world.clock(), world.progress).value();
  Result<FetchSummary> inner = fail(ErrorKind::input, "was not run");
  World other;
  Progress meanwhile([&](std::string_view, std::uint64_t, std::uint64_t) {
    if (inner) return;
    Progress quiet;
    inner = carry_out(plan, world.request, other.record, world.catalogue, world.cameo, world.clock(), quiet);
  });
  ASSERT_TRUE(carry_out(plan, world.request, world.record, world.catalogue, world.cameo, world.clock(), meanwhile));
  EXPECT_EQ(inner.error().kind, ErrorKind::store);
  EXPECT_NE(inner.error().message.find("another fetch is using this folder"), std::string::npos) << inner.error().message;
}

}  // namespace
}  // namespace corollary::fetch
