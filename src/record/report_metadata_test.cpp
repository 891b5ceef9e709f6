#include "record/report_metadata.h"

#include <gtest/gtest.h>

#include "formats/test_rows.h"
#include "record/database.h"
#include "record/file_import.h"
#include "record/salvage.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

using formats::Format;
using formats::NamedCells;
using Access = EventRecord::Access;
using Texts = std::vector<std::string>;

PublisherTable small_publishers() {
  return PublisherTable::from_table("small.tsv",
                                    "name\taliases\tdomains\tcountry\tkind\tdirected_by\treliability\n"
                                    "Reuters\t\treuters.com\tGBR\tagency\t\tB\n"
                                    "TASS\t\ttass.com\tRUS\tagency\tRUS\tD\n"
                                    "RT\t\trt.com\tRUS\tbroadcaster\tRUS\tD\n")
      .value();
}

std::string gdelt_event(std::string_view number, std::string_view url) {
  return formats::row_of(Format::gdelt2, {{"GLOBALEVENTID", number}, {"SQLDATE", "20180716"}, {"MonthYear", "201807"}, {"Year", "2018"},
                                          {"FractionDate", "2018.5370"}, {"Actor1Code", "USA"}, {"Actor1Name", "UNITED STATES"}, {"Actor1CountryCode", "USA"},
                                          {"Actor2Code", "RUS"}, {"Actor2Name", "RUSSIA"}, {"Actor2CountryCode", "RUS"}, {"IsRootEvent", "1"}, {"EventCode", "042"},
                                          {"EventBaseCode", "042"}, {"EventRootCode", "04"}, {"QuadClass", "1"}, {"GoldsteinScale", "1.9"}, {"NumMentions", "3"},
                                          {"NumSources", "1"}, {"NumArticles", "3"}, {"AvgTone", "1"}, {"DATEADDED", "20180716120000"}, {"SOURCEURL", url}});
}

std::string mention(std::string_view number, std::string_view publisher, std::string_view url, std::string_view tone, std::string_view length) {
  return formats::row_of(Format::gdelt_mentions,
                         {{"GLOBALEVENTID", number}, {"EventTimeDate", "20180716120000"}, {"MentionTimeDate", "20180717010000"}, {"MentionType", "1"},
                          {"MentionSourceName", publisher}, {"MentionIdentifier", url}, {"SentenceID", "1"}, {"Actor1CharOffset", "-1"}, {"Actor2CharOffset", "10"},
                          {"ActionCharOffset", "20"}, {"InRawText", "1"}, {"Confidence", "60"}, {"MentionDocLen", length}, {"MentionDocTone", tone}});
}

std::string description(std::string_view publisher, std::string_view url, std::string_view themes, std::string_view persons) {
  return formats::row_of(Format::gkg2, {{"GKGRECORDID", "20180717010000-0"}, {"DATE", "20180717010000"}, {"SourceCollectionIdentifier", "1"},
                                        {"SourceCommonName", publisher}, {"DocumentIdentifier", url}, {"Themes", themes}, {"Locations", "1#Finland#FI#FI#64#26#FI"},
                                        {"Persons", persons}, {"Organizations", "kremlin"}, {"V2Tone", "-1.5,1,2,3,4,5,6"}});
}

class Metadata : public testing::Test {
 protected:
  void import(std::string_view name, const std::string& bytes, bool keep_bytes = true) {
    folder.write(name, bytes);
    EventRecord record = EventRecord::open(path(), Access::read_write).value();
    FileImportOptions options;
    options.keep_bytes = keep_bytes;
    Progress progress;
    const auto done = import_file(record, folder / name, options, small_catalogue(), small_cameo(), progress);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->source.rejected, 0) << (done->rejected.empty() ? "" : done->rejected.front());
  }
  [[nodiscard]] std::filesystem::path path() const { return folder / "r.record"; }
  [[nodiscard]] EventRecord opened() const { return EventRecord::open(path(), Access::read_only).value(); }
  [[nodiscard]] static Texts publishers_of(const std::vector<EventMention>& mentions) {
    Texts texts;
    for (const EventMention& one : mentions) texts.push_back(one.publisher);
    return texts;
  }

  TestFolder folder;
  PublisherTable publishers = small_publishers();
};

TEST_F(Metadata, MentionsThatCameBeforeTheirEventAreFoundOnceItIsThere) {
  import("m.csv", mention("77", "rt.com", "https://www.rt.com/a", "-2.5", "3000") + mention("78", "tass.com", "https://tass.com/b", "1", "400"));
  import("e.csv", gdelt_event("77", "https://www.reuters.com/x"));
  const EventRecord record = opened();
  const auto mentions = ReportMetadata(record).mentions_of(1, publishers).value();
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_EQ(mentions[0].publisher, "rt.com");
  EXPECT_EQ(mentions[0].url, "https://www.rt.com/a");
  EXPECT_EQ(mentions[0].day, day("2018-07-17"));
  EXPECT_EQ(mentions[0].tone, -2.5);
  EXPECT_EQ(mentions[0].confidence, 60);
  EXPECT_EQ(mentions[0].length, 3000);
  EXPECT_EQ(mentions[0].reliability, Reliability::d);
  EXPECT_EQ(mentions[0].place, "m.csv:1");
  EXPECT_EQ(ReportMetadata(record).count_mentions().value(), 2);
  EXPECT_TRUE(record.check());
}

TEST_F(Metadata, AnEventIsToldByItsIndependentPublishers) {
  import("e.csv", gdelt_event("77", "https://www.reuters.com/x"));
  import("m.csv", mention("77", "reuters.com", "https://www.reuters.com/x", "-2.5", "3000") + mention("77", "courier.example", "https://courier.example/1", "-2.5", "3000") +
                      mention("77", "rt.com", "https://rt.com/a", "1.25", "900") + mention("77", "tass.com", "https://tass.com/b", "1.5", "800"));
  const EventRecord record = opened();
  const EventEvidence evidence = ReportMetadata(record).evidence_of(1, publishers).value();
  EXPECT_EQ(evidence.event.publisher, "reuters.com");
  EXPECT_EQ(evidence.url, "https://www.reuters.com/x");
  EXPECT_EQ(publishers_of(evidence.mentions), (Texts{"courier.example", "reuters.com", "rt.com", "tass.com"}));
  EXPECT_EQ(evidence.told_by, (Texts{"Reuters", "government of RUS"})) << "the courier has Reuters' text, and one government directs the two others";
  EXPECT_EQ(grade_text(evidence.reliability, evidence.credibility), "B2");
}

TEST_F(Metadata, WithoutMentionsItsOwnPublisherTellsOfIt) {
  import("e.csv", gdelt_event("77", "https://www.reuters.com/x") + gdelt_event("78", ""));
  const EventRecord record = opened();
  const EventEvidence evidence = ReportMetadata(record).evidence_of(1, publishers).value();
  EXPECT_EQ(evidence.told_by, Texts{"Reuters"});
  EXPECT_EQ(grade_text(evidence.reliability, evidence.credibility), "B3");
  const EventEvidence nobody = ReportMetadata(record).evidence_of(2, publishers).value();
  EXPECT_EQ(nobody.told_by, Texts());
  EXPECT_EQ(grade_text(nobody.reliability, nobody.credibility), "F6");
  EXPECT_EQ(ReportMetadata(record).evidence_of(3, publishers).error().kind, ErrorKind::not_found);
}

TEST_F(Metadata, ADescriptionIsFoundByItsNamesAndJoinedToItsMention) {
  import("e.csv", gdelt_event("77", "https://rt.com/a"));
  import("g.csv", description("rt.com", "https://rt.com/a", "ARMEDCONFLICT;TAX_FNCACT", "vladimir putin;donald trump") +
                      description("tass.com", "https://tass.com/b", "TAX_FNCACT", ""));
  import("m.csv", mention("77", "rt.com", "https://rt.com/a", "-1.5", "900"));
  const EventRecord record = opened();
  const ReportMetadata metadata(record);
  const auto urls = [&](const DescriptionFilter& filter) {
    Texts found;
    const auto take = [&](const ReportDescription& one) -> Result<void> {
      found.push_back(one.url);
      return {};
    };
    EXPECT_TRUE(metadata.for_each(filter, take));
    return found;
  };
  EXPECT_EQ(urls({}), (Texts{"https://rt.com/a", "https://tass.com/b"}));
  EXPECT_EQ(urls({.theme = "armedconflict"}), Texts{"https://rt.com/a"});
  EXPECT_EQ(urls({.theme = "TAX_FNCACT"}), (Texts{"https://rt.com/a", "https://tass.com/b"}));
  EXPECT_EQ(urls({.person = "Vladimir Putin"}), Texts{"https://rt.com/a"});
  EXPECT_EQ(urls({.person = "putin"}), Texts()) << "a name is a whole one";
  EXPECT_EQ(urls({.location = "Finland"}).size(), 2U);
  EXPECT_EQ(urls({.url = "https://tass.com/b"}), Texts{"https://tass.com/b"});
  EXPECT_EQ(urls({.first = day("2018-07-18")}), Texts());
  EXPECT_EQ(urls({.last = day("2018-07-17"), .organisation = "Kremlin"}).size(), 2U);
  const auto mentions = metadata.mentions_of(1, publishers).value();
  ASSERT_TRUE(mentions.at(0).about);
  EXPECT_EQ(mentions[0].about->persons, (Texts{"vladimir putin", "donald trump"}));
  EXPECT_EQ(mentions[0].about->tone, -1.5);
  EXPECT_EQ(mentions[0].about->place, "g.csv:1");
  EXPECT_EQ(metadata.events_of("https://rt.com/a").value(), std::vector<std::int64_t>{1});
  EXPECT_EQ(metadata.events_of("https://tass.com/b").value(), std::vector<std::int64_t>());
  EXPECT_EQ(metadata.events_of("").value(), std::vector<std::int64_t>());
}

TEST_F(Metadata, AFileThatWasNotKeptHasNoAddressesAndIsJoinedAllTheSame) {
  import("e.csv", gdelt_event("77", "https://rt.com/a"), false);
  import("m.csv", mention("77", "rt.com", "https://rt.com/a", "-1.5", "900"), false);
  import("g.csv", description("rt.com", "https://rt.com/a", "AID", ""), false);
  const EventRecord record = opened();
  const EventEvidence evidence = ReportMetadata(record).evidence_of(1, publishers).value();
  EXPECT_EQ(evidence.url, "");
  EXPECT_EQ(evidence.told_by, Texts{"government of RUS"});
  ASSERT_EQ(evidence.mentions.size(), 1U);
  EXPECT_EQ(evidence.mentions[0].url, "");
  ASSERT_TRUE(evidence.mentions[0].about);
  EXPECT_EQ(evidence.mentions[0].about->themes, Texts{"AID"});
}

TEST_F(Metadata, ADamagedColumnIsFoundByTheCheckAndSalvageSavesTheRest) {
  import("e.csv", gdelt_event("77", "https://rt.com/a"));
  import("m.csv", mention("77", "rt.com", "https://rt.com/a", "-1.5", "900"));
  import("g.csv", description("rt.com", "https://rt.com/a", "AID", "vladimir putin"));
  {
    Progress progress;
    const Salvaged whole = salvage(path(), folder / "whole.record", progress).value();
    EXPECT_EQ(std::pair(whole.report_rows, whole.report_rows_lost), std::pair(std::int64_t{2}, std::int64_t{0}));
    EXPECT_TRUE(whole.lost.empty());
    const EventRecord again = EventRecord::open(folder / "whole.record", Access::read_only).value();
    EXPECT_TRUE(again.check());
    const EventEvidence evidence = ReportMetadata(again).evidence_of(1, publishers).value();
    EXPECT_EQ(evidence.event.publisher, "rt.com");
    ASSERT_EQ(evidence.mentions.size(), 1U);
    EXPECT_EQ(evidence.mentions[0].tone, -1.5);
    EXPECT_EQ(evidence.mentions[0].about.value().persons, Texts{"vladimir putin"});
  }
  {
    auto database = Database::open(path(), Database::Mode::write, std::chrono::milliseconds(0)).value();
    ASSERT_TRUE(database->run("UPDATE metadata_column SET bytes = zeroblob(40) WHERE id = 66"));  // The addresses of the mentions.
  }
  EXPECT_NE(opened().check().error().message.find("is damaged: rows about reports (segment 1)"), std::string::npos);
  Progress progress;
  const Salvaged saved = salvage(path(), folder / "new.record", progress).value();
  EXPECT_EQ(std::pair(saved.report_rows, saved.report_rows_lost), std::pair(std::int64_t{1}, std::int64_t{1}));
  EXPECT_EQ(saved.lost, Texts{"1 rows about reports of GDELT mentions: their columns are damaged"});
  EXPECT_TRUE(EventRecord::open(folder / "new.record", Access::read_only)->check());
}

TEST_F(Metadata, ManySegmentsOfMentionsAreGoneThrough) {
  {
    EventRecord record = EventRecord::open(path(), Access::read_write).value();
    Source source;
    source.name = "many";
    source.format = "test";
    source.content_hash = "h";
    auto import = record.begin_import(source).value();
    Event event;
    event.when = {day("2018-07-16"), day("2018-07-16")};
    ASSERT_TRUE(import.add_at(event, "e", 1, 99));
    ReportRow row;
    row.day = day("2018-07-16");
    row.publisher = "rt.com";
    for (int i = 0; i < 70'000; ++i) {
      row.event = i % 35'000 == 1 ? 99 : 1000 + i;
      ASSERT_TRUE(import.add_report_row(row, "m", i + 1));
    }
    ASSERT_TRUE(import.commit());
  }
  const EventRecord record = opened();
  EXPECT_TRUE(record.check());
  const auto mentions = ReportMetadata(record).mentions_of(1, publishers).value();
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_EQ(mentions[1].place, "m:35002");
}

}  // namespace
}  // namespace corollary::record
