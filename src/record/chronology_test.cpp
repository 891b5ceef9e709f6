#include <gtest/gtest.h>

#include "record/importers.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

constexpr std::string_view kHeader = "date,actors,recipients,type,mode,issue,place,summary,source\n";

Result<ImportSummary> import_into(EventRecord& record, const std::string& csv) {
  return import_chronology(record, "helsinki/chronology.csv", csv, {}, small_catalogue());
}

TEST(Chronology, ARowBecomesAnEventWithItsSummaryAndItsSource) {
  EventRecord record = EventRecord::in_memory().value();
  const auto summary = import_into(
      record, std::string(kHeader) +
                  "2018-07-16,USA;RUS,,consult,third-party,sanctions;crimea,Helsinki,\"The presidents met, alone.\","
                  "\"Joint press conference transcript, 16 July 2018\"\n");
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->source.kind, SourceKind::chosen);

  const Event meeting = events_of(record).at(0);
  EXPECT_EQ(meeting.when, (DateRange{day("2018-07-16"), day("2018-07-16")}));
  EXPECT_EQ(meeting.actors, (std::vector<Actor>{{"United States", "USA", "", ""}, {"Russia", "RUS", "", ""}}));
  EXPECT_TRUE(meeting.recipients.empty());
  EXPECT_EQ(meeting.type, EventType::consult);
  EXPECT_EQ(meeting.mode, "third-party");
  EXPECT_EQ(meeting.issues, (std::vector<std::string>{"sanctions", "crimea"}));
  EXPECT_EQ(meeting.contexts, (std::vector<std::string>{"economic", "territory"}));
  EXPECT_EQ(meeting.place, "Helsinki");
  EXPECT_EQ(meeting.text, "The presidents met, alone.");
  EXPECT_EQ(meeting.modality, Modality::happened);
  EXPECT_EQ(std::get<RowCitation>(meeting.evidence),
            (RowCitation{1, "helsinki/chronology.csv",
                         "chronology.csv:2 (Joint press conference transcript, 16 July 2018)"}));
}

TEST(Chronology, AChosenListCoversNoDay) {
  EventRecord record = EventRecord::in_memory().value();
  ASSERT_TRUE(import_into(record, std::string(kHeader) + "2018-07-16,USA,RUS,CONSULT,,,,They met.,\n"));
  EXPECT_TRUE(record.coverage()->empty());
  EXPECT_EQ(std::get<RowCitation>(events_of(record).at(0).evidence).place, "chronology.csv:2");
}

TEST(Chronology, TheIntensityIsTypicalOfTheType) {
  EventRecord record = EventRecord::in_memory().value();
  ASSERT_TRUE(import_into(record, std::string(kHeader) + "2018-07-16,USA,RUS,CONSULT,,,,They met.,\n"));
  EXPECT_DOUBLE_EQ(events_of(record).at(0).intensity, typical_intensity(EventType::consult));
}

TEST(Chronology, ABadRowIsNamedWithItsLineAndTheOthersGoOn) {
  EventRecord record = EventRecord::in_memory().value();
  const ImportSummary summary = import_into(record, std::string(kHeader) +
                                                        "16 July 2018,USA,RUS,CONSULT,,,,They met.,\n"
                                                        "2018-07-16,Atlantis,RUS,CONSULT,,,,They met.,\n"
                                                        "2018-07-16,,RUS,CONSULT,,,,They met.,\n"
                                                        "2018-07-16,USA,RUS,MEET,,,,They met.,\n"
                                                        "2018-07-16,USA,RUS,CONSULT,,chess,,They met.,\n"
                                                        "2018-07-16,USA,RUS,CONSULT,,,,They \xFF met.,\n"
                                                        "2018-07-16,USA,RUS,CONSULT,,,,They met.,\n")
                                    .value();
  EXPECT_EQ(summary.source.events, 1);
  EXPECT_EQ(summary.source.rejected, 6);
  EXPECT_EQ(summary.rejected.at(0), "chronology.csv:2: date: " + Date::parse("16 July 2018").error().message);
  EXPECT_EQ(summary.rejected.at(1), "chronology.csv:3: actors: 'Atlantis' is no party's code (such as POL or NATO)");
  EXPECT_EQ(summary.rejected.at(2), "chronology.csv:4: actors: no actor, expected party codes separated by ';'");
  EXPECT_EQ(summary.rejected.at(3), "chronology.csv:5: type: 'MEET' is no PLOVER event type (AGREE, CONSULT, …)");
  EXPECT_EQ(summary.rejected.at(4), "chronology.csv:6: issue: 'chess' is no issue of the ontology");
  EXPECT_EQ(summary.rejected.at(5), "chronology.csv:7: the row is not UTF-8");
}

TEST(Chronology, RejectedRowsAreListedOrAreAnError) {
  const TestFolder folder;
  const std::string csv = std::string(kHeader) + "2018-07-16,USA,RUS,MEET,,,,They\tmet.,\n2018-07-17,USA,RUS,CONSULT,,,,They met.,\n";
  EventRecord record = EventRecord::in_memory().value();
  const auto strict = import_chronology(record, "chronology.csv", csv, {.strict = true}, small_catalogue());
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().message,
            "chronology.csv:2: type: 'MEET' is no PLOVER event type (AGREE, CONSULT, …); nothing of the file was imported");
  EXPECT_TRUE(record.sources()->empty());
  ASSERT_TRUE(import_chronology(record, "chronology.csv", csv, {.list = folder / "rejects.tsv"}, small_catalogue()));
  EXPECT_EQ(read_file(folder / "rejects.tsv").value(),
            "set\tfile\tline\tcolumn\treason\n"
            "chronology.csv\tchronology.csv\t2\ttype\t'MEET' is no PLOVER event type (AGREE, CONSULT, …)\n");
}

TEST(Chronology, ATableWithoutAColumnIsRefused) {
  EventRecord record = EventRecord::in_memory().value();
  const auto summary = import_into(record, "date,actors\n2018-07-16,USA\n");
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::input);
  EXPECT_EQ(summary.error().message,
            "helsinki/chronology.csv: there is no column 'recipients' (columns: date, actors)");
  EXPECT_TRUE(record.sources()->empty());
}

TEST(Chronology, TheSameBytesAreNotImportedTwice) {
  EventRecord record = EventRecord::in_memory().value();
  const std::string csv = std::string(kHeader) + "2018-07-16,USA,RUS,CONSULT,,,,They met.,\n";
  ASSERT_TRUE(import_into(record, csv));
  EXPECT_TRUE(import_into(record, csv)->already_there);
  EXPECT_EQ(events_of(record).size(), 1U);
}

TEST(Chronology, TheExampleIsReadWithoutARejectedRow) {
  const auto csv = read_file(COROLLARY_SOURCE_DIR "/examples/helsinki-2018/chronology.csv");
  if (!csv) {
    GTEST_SKIP() << csv.error().message;
  }
  EventRecord record = EventRecord::in_memory().value();
  const auto summary =
      import_chronology(record, "chronology.csv", *csv, {}, Catalogue::built_in().value());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->rejected, std::vector<std::string>());
}

}  // namespace
}  // namespace corollary::record
