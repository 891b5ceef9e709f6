#include "record/salvage.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "record/database.h"
#include "record/record.h"
#include "record/segment.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;
using Access = EventRecord::Access;

constexpr std::int64_t kMany = static_cast<std::int64_t>(SegmentWriter::kEventsMost);

// A stream of two segments, the first in January and the second in February, with its file.
fs::path two_segments(const TestFolder& folder) {
  EventRecord record = EventRecord::open(folder / "r.record", Access::read_write).value();
  Source source;
  source.name = "daily";
  source.format = "made up";
  source.content_hash = "h";
  auto import = record.begin_import(source).value();
  Event event;
  event.actors = {{"Poland", "POL", "", ""}};
  event.recipients = {{"Russia", "RUS", "", ""}};
  for (std::int64_t i = 0; i < kMany + 100; ++i) {
    const Date when = day(i < kMany ? "2018-01-05" : "2018-02-05");
    event.when = {when, when};
    EXPECT_TRUE(import.add_at(event, "rows.txt", i + 1));
  }
  EXPECT_TRUE(import.keep("rows.txt", 1, "the rows\n"));
  EXPECT_TRUE(import.cover(Coverage({{day("2018-01-01"), day("2018-02-28")}})));
  EXPECT_TRUE(import.reject("rows.txt:9", "no day"));
  EXPECT_TRUE(import.commit());
  return folder / "r.record";
}

std::int64_t events_in(const EventRecord& record) { return record.sources().value().front().events; }

TEST(Salvage, OfASoundRecordNothingIsLost) {
  const TestFolder folder;
  Progress progress;
  const Salvaged saved = salvage(two_segments(folder), folder / "new.record", progress).value();
  EXPECT_EQ(saved.events, kMany + 100);
  EXPECT_EQ(saved.files, 1);
  EXPECT_TRUE(saved.lost.empty());
  const EventRecord record = EventRecord::open(folder / "new.record", Access::read_only).value();
  EXPECT_TRUE(record.check());
  EXPECT_TRUE(record.source_with_hash("h").value()) << "the same bytes are known still";
  EXPECT_EQ(record.coverage().value().ranges().front(), (DateRange{day("2018-01-01"), day("2018-02-28")}));
  EXPECT_EQ(record.rejected(1).value().front().place, "rows.txt:9");
  EXPECT_EQ(record.original_of(1).value(), "the rows");
}

TEST(Salvage, ADamagedSegmentIsLostWithItsDaysAndTheRestIsSaved) {
  const TestFolder folder;
  const fs::path path = two_segments(folder);
  {
    auto database = Database::open(path, Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE segment_column SET bytes = zeroblob(40) WHERE id = 64"));  // The days of the first segment.
  }
  Progress progress;
  const Salvaged saved = salvage(path, folder / "new.record", progress).value();
  EXPECT_EQ(saved.events, 100);
  EXPECT_EQ(saved.events_lost, kMany);
  EXPECT_EQ(saved.lost, (std::vector<std::string>{format("events 1 to {} of daily: their columns are damaged", kMany)}));
  const EventRecord record = EventRecord::open(folder / "new.record", Access::read_only).value();
  EXPECT_TRUE(record.check());
  EXPECT_EQ(events_in(record), 100);
  EXPECT_FALSE(record.source_with_hash("h").value()) << "the same bytes can be imported again";
  const Coverage coverage = record.coverage().value();
  EXPECT_FALSE(coverage.covers(day("2018-01-05"))) << "a gap is no zero";
  EXPECT_TRUE(coverage.covers(day("2018-02-05")));
}

TEST(Salvage, OfAFileCutShortWhatIsThereIsSaved) {
  const TestFolder folder;
  const fs::path path = two_segments(folder);
  fs::resize_file(path, fs::file_size(path) - 4096);
  EXPECT_FALSE(EventRecord::open(path, Access::read_only));
  Progress progress;
  const auto saved = salvage(path, folder / "new.record", progress);
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->events + saved->events_lost, kMany + 100);
  EXPECT_TRUE(EventRecord::open(folder / "new.record", Access::read_only).value().check());
  EXPECT_EQ(folder.file_names(), (std::vector<std::string>{"new.record", "r.record"}));
}

TEST(Salvage, NeverWritesOverAFile) {
  const TestFolder folder;
  const fs::path path = two_segments(folder);
  Progress progress;
  EXPECT_EQ(salvage(path, path, progress).error().kind, ErrorKind::store);
  EXPECT_EQ(salvage(folder / "none", folder / "new", progress).error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace corollary::record
