#include "record/file_import.h"

#include <gtest/gtest.h>

#include "record/test_world.h"

namespace corollary::record {
namespace {

constexpr const char* kJune =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\t"
    "Sentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
    "31\t2018-06-01\tRussia\t\tRussian Federation\tMake a visit\t042\t1.9\tPoland\t\tPoland\t7\t2\tWire\t\t\t\t\t\t\n"
    "32\t2018-06-03\tPoland\t\tPoland\tThreaten\t130\t-4.4\tNATO\t\t\t8\t1\tWire\t\t\t\t\t\t\n";

Event act(std::string actor, EventType type, std::string recipient) {
  Event event;
  event.actors.push_back({"", std::move(actor), "", ""});
  event.recipients.push_back({"", std::move(recipient), "", ""});
  event.type = type;
  return event;
}

TEST(Passes, LooksAtPartiesAndType) {
  const Event visit = act("RUS", EventType::consult, "POL");
  EXPECT_TRUE(passes({}, visit));
  EXPECT_TRUE(passes({.parties = {"USA", "POL"}}, visit));
  EXPECT_FALSE(passes({.parties = {"USA"}}, visit));
  EXPECT_TRUE(passes({.actor = "RUS", .recipient = "POL", .type = EventType::consult}, visit));
  EXPECT_FALSE(passes({.actor = "POL"}, visit));
  EXPECT_FALSE(passes({.recipient = "RUS"}, visit));
  EXPECT_FALSE(passes({.type = EventType::threaten}, visit));
}

struct World {
  TestFolder folder;
  EventRecord record = EventRecord::in_memory().value();
  Catalogue catalogue = small_catalogue();
  CameoTable cameo = small_cameo();
  Progress progress;

  Result<ImportSummary> import(std::string_view bytes, const FileImportOptions& options) {
    folder.write("june.tab", bytes);
    return import_file(record, folder / "june.tab", options, catalogue, cameo, progress);
  }
};

TEST(FileImport, OfWhatPassesAFilterCountsTheOthers) {
  World world;
  const FileImportOptions options{.name = "of Russia", .kind = SourceKind::chosen, .keep_bytes = false, .only = Filter{.parties = {"RUS"}}};
  const auto summary = world.import(kJune, options);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->source.events, 1);
  EXPECT_EQ(summary->left_out, 1);
  EXPECT_TRUE(world.record.coverage()->empty());
  EXPECT_TRUE(world.record.kept_files()->empty());
  EXPECT_EQ(world.record.file_names("of Russia", "icews", SourceKind::chosen).value(), (std::vector<std::string>{"june.tab"}));
  EXPECT_TRUE(world.import(kJune, options)->already_there);
  EXPECT_EQ(world.import(kJune, {})->source.events, 2) << "all of the file is another set";
}

TEST(FileImport, CoversWhatItIsTold) {
  World world;
  ASSERT_TRUE(world.import(kJune, {.covers = FileCover{{day("2018-06-01"), day("2018-06-30")}, std::nullopt}}));
  EXPECT_TRUE(world.record.coverage()->covers(DateRange{day("2018-06-01"), day("2018-06-30")}));
}

TEST(FileImport, OfAFileWithoutARowNeedsToBeTold) {
  World world;
  EXPECT_FALSE(world.import("", {}));
  FileImportOptions options{.format = formats::Format::icews, .covers = FileCover{{day("2018-06-01"), day("2018-06-01")}, std::nullopt}};
  const auto summary = world.import("", options);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->source.events, 0);
  EXPECT_TRUE(world.record.coverage()->covers(day("2018-06-01")));
  EXPECT_TRUE(world.import("", options)->already_there);
  EXPECT_TRUE(world.record.check());
}

}  // namespace
}  // namespace corollary::record
