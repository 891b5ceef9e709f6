#include "record/passages.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "base/strings.h"
#include "record/passage_writer.h"
#include "record/test_world.h"

namespace corollary::record {
namespace {

Source reports_named(std::string name) {
  Source source;
  source.name = name;
  source.format = "reports";
  source.content_hash = "hash of " + name;
  return source;
}

// A report of one paragraph a line.
Report report_of(std::string id, std::string publisher, std::string_view iso_day, std::string text) {
  Report report;
  report.id = id;
  report.path = "wire/" + id + ".txt";
  report.publisher = publisher;
  report.title = "Title of " + id;
  report.day = day(iso_day);
  report.text = text;
  report.body = {0, text.size()};
  return report;
}

std::vector<ByteRange> lines_of(const Report& report) {
  std::vector<ByteRange> lines;
  for (std::size_t begin = 0; begin < report.text.size();) {
    const std::size_t end = std::min(report.text.find('\n', begin), report.text.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

// Adds them as one batch.
void add_reports(EventRecord& record, const std::string& name, const std::vector<Report>& reports) {
  auto import = record.begin_import(reports_named(name));
  ASSERT_TRUE(import) << import.error().message;
  for (const Report& report : reports) {
    const auto added = import->add_report(report, lines_of(report));
    ASSERT_TRUE(added) << added.error().message;
  }
  ASSERT_TRUE(import->commit());
}

std::vector<std::string> texts_found(const EventRecord& record, const PassageQuery& query) {
  const auto found = Passages(record).find(query);
  EXPECT_TRUE(found) << found.error().message;
  std::vector<std::string> texts;
  for (const FoundPassage& one : *found) texts.push_back(one.passage.text);
  std::ranges::sort(texts);
  return texts;
}

using Texts = std::vector<std::string>;

EventRecord small_record() {
  auto record = EventRecord::in_memory();
  add_reports(*record, "wire",
              {report_of("a", "Reuters", "2018-07-16", "The presidents met in Helsinki.\nErdoğan was not there."),
               report_of("b", "TASS", "2018-07-17", "In Helsinki the presidents spoke of sanctions.\nNo agreement was signed.")});
  return *std::move(record);
}

TEST(Passages, AreFoundByWordsInAnyCaseAndWithoutAccents) {
  const EventRecord record = small_record();
  EXPECT_EQ(texts_found(record, {.words = "HELSINKI"}).size(), 2U);
  EXPECT_EQ(texts_found(record, {.words = "erdogan"}), Texts{"Erdoğan was not there."});
  EXPECT_EQ(texts_found(record, {.words = "helsinki met"}), Texts{"The presidents met in Helsinki."});
  EXPECT_EQ(texts_found(record, {.words = "Moscow"}), Texts{});
}

TEST(Passages, AreFoundByPhrasesInQuotesAndBeginnings) {
  const EventRecord record = small_record();
  EXPECT_EQ(texts_found(record, {.words = "\"in Helsinki the\""}), Texts{"In Helsinki the presidents spoke of sanctions."});
  EXPECT_EQ(texts_found(record, {.words = "\"Helsinki in\""}), Texts{});
  EXPECT_EQ(texts_found(record, {.words = "sanct*"}), Texts{"In Helsinki the presidents spoke of sanctions."});
}

TEST(Passages, AreFoundByDaysAndPublisher) {
  const EventRecord record = small_record();
  const Texts of_tass = {"In Helsinki the presidents spoke of sanctions."};
  EXPECT_EQ(texts_found(record, {.words = "helsinki", .first = day("2018-07-17")}), of_tass);
  EXPECT_EQ(texts_found(record, {.words = "helsinki", .last = day("2018-07-16")}), Texts{"The presidents met in Helsinki."});
  EXPECT_EQ(texts_found(record, {.words = "helsinki", .publisher = "TASS"}), of_tass);
  EXPECT_EQ(texts_found(record, {.words = "helsinki", .publisher = "Tass' OR 1"}), Texts{});
}

TEST(Passages, NoTextOfAUserIsAnErrorOfSyntax) {
  const EventRecord record = small_record();
  for (const char* words : {"", "\"", "\"\"", "AND", "NOT (", "a AND OR b", "text:helsinki", "^", "*", "-", "x*y", "NEAR(a b, 2)", "\"open phrase",
                            "a\"b\"c", "{}", "+", "'; DROP TABLE passage", "\xe2\x80\x94", "\xe2\x80\x94 helsinki", "\"*\" helsinki", "helsinki**"}) {
    const auto found = Passages(record).find({.words = words});
    EXPECT_TRUE(found) << words << ": " << found.error().message;
  }
  EXPECT_EQ(full_text_query("a \"b c\" d* - \"e"), R"("a" "b c" "d*" * "e")");
}

TEST(Passages, NorAreAnyBytes) {
  const EventRecord record = small_record();
  constexpr std::string_view alphabet = "ab \"*-+^:(){}'\\,.\x80\xc4\x9f\xe2\x01";
  Random random(1, 0);
  for (int i = 0; i < 3000; ++i) {
    std::string words;
    for (std::uint64_t size = random.below(20); words.size() < size;) words += alphabet[random.below(alphabet.size())];
    const auto found = Passages(record).find({.words = words, .first = day("2018-01-01"), .publisher = words});
    ASSERT_TRUE(found) << words << ": " << found.error().message;
  }
}

TEST(Passages, TellWhereTheWordsAreAndWhatPartToShow) {
  auto record = EventRecord::in_memory();
  const std::string text = "\x02" + std::string(60, 'x') + " " + std::string(300, 'y') + " Erdoğan met Erdogan " + std::string(300, 'z');
  add_reports(*record, "wire", {report_of("a", "AFP", "2020-01-01", text)});
  const auto found = Passages(*record).find({.words = "ERDOGAN"});
  ASSERT_TRUE(found && found->size() == 1);
  const FoundPassage& one = found->front();
  ASSERT_EQ(one.matches.size(), 2U);
  EXPECT_EQ(one.matches[0].of(one.passage.text), "Erdoğan");
  EXPECT_EQ(one.matches[1].of(one.passage.text), "Erdogan");
  EXPECT_EQ(one.snippet.of(one.passage.text), "Erdoğan met Erdogan");
}

TEST(Passages, ARarerWordAndAShorterPassageRankHigher) {
  auto record = EventRecord::in_memory();
  add_reports(*record, "wire", {report_of("a", "AFP", "2020-01-01", "talks on gas and oil and coal and power and much else\ngas talks\nnothing")});
  const auto found = Passages(*record).find({.words = "gas talks"});
  ASSERT_TRUE(found && found->size() == 2);
  EXPECT_EQ(found->front().passage.text, "gas talks");
  EXPECT_LT((*found)[0].rank, (*found)[1].rank);
}

TEST(Passages, TheSameReportTwiceChangesNothing) {
  EventRecord record = small_record();
  Report again = report_of("other-id", "Reuters", "2018-07-20", "The presidents met in Helsinki.\nErdoğan was not there.");
  auto import = record.begin_import(reports_named("second"));
  const auto same = import->add_report(again, {{0, 5}});
  ASSERT_TRUE(same);
  EXPECT_FALSE(same->is_new);
  EXPECT_EQ(same->number, 1);
  EXPECT_EQ(same->passages, (std::vector<ByteRange>{{0, 31}, {32, 55}}));
  again.publisher = "The Guardian";  // The same text elsewhere is another report.
  EXPECT_TRUE(import->add_report(again, lines_of(again))->is_new);
  ASSERT_TRUE(import->commit());
  EXPECT_EQ(Passages(record).count_reports(), 3);
  EXPECT_EQ(Passages(record).count_passages(), 6);
  EXPECT_EQ(Passages(record).report(1)->id, "a");
  EXPECT_TRUE(record.check());
}

TEST(Passages, ComeBackWithTheirBytesAndTheHashOfABriefsQuote) {
  const EventRecord record = small_record();
  const auto passages = Passages(record).passages_of(1);
  ASSERT_TRUE(passages && passages->size() == 2);
  EXPECT_EQ((*passages)[1].bytes, (ByteRange{32, 55}));
  EXPECT_EQ((*passages)[1].quote_hash, hash_text(content_hash("Erdoğan was not there.")));
  EXPECT_EQ(Passages(record).passage(2)->text, "Erdoğan was not there.");
  EXPECT_EQ(Passages(record).passage(99).error().kind, ErrorKind::not_found);
  const auto report = Passages(record).report(2);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->publisher, "TASS");
  EXPECT_EQ(report->path, "wire/b.txt");
  EXPECT_EQ(report->day, day("2018-07-17"));
  EXPECT_EQ(report->content_hash.size(), 32U);
}

TEST(Passages, OnesOutsideTheTextOrOutOfOrderAreRefused) {
  auto record = EventRecord::in_memory();
  auto import = record->begin_import(reports_named("wire"));
  const Report report = report_of("a", "AFP", "2020-01-01", "ten bytes.");
  for (const std::vector<ByteRange>& wrong : {std::vector<ByteRange>{{0, 11}}, {{3, 3}}, {{4, 6}, {0, 2}}, {{0, 5}, {4, 8}}}) {
    EXPECT_EQ(import->add_report(report, wrong).error().kind, ErrorKind::input);
  }
  EXPECT_TRUE(import->add_report(report, {{0, 4}, {4, 10}})) << "What was refused has not spoilt the import.";
}

TEST(Passages, AnEventThatWasReadComesBackWithItsSpanAndOneFromARowWithItsRow) {
  auto record = EventRecord::in_memory();
  const Report report = report_of("a", "Reuters", "2018-07-16", "Summit ends.\nPoland met Russia in Helsinki.");
  Event event;
  event.id = "a/1";
  event.when = {day("2018-07-16"), day("2018-07-16")};
  event.actors = {{"Poland", "POL", "", ""}, {"Russia", "RUS", "", ""}};
  event.type = EventType::consult;
  event.evidence = SpanCitation{"a", {13, 30}};
  auto import = record->begin_import(reports_named("wire"));
  const auto added = import->add_report(report, lines_of(report));
  ASSERT_TRUE(added);
  ASSERT_TRUE(import->add(event, "list.txt:1"));
  ASSERT_TRUE(import->add(event, *added));
  ASSERT_TRUE(import->add(event, "list.txt:2"));
  Event elsewhere = event;
  elsewhere.evidence = SpanCitation{"a", {5, 30}};  // Over the border of two passages.
  EXPECT_EQ(import->add(elsewhere, *added).error().kind, ErrorKind::input);
  ASSERT_TRUE(import->commit());

  const std::vector<Event> events = events_of(*record);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].evidence, Citation(RowCitation{1, "wire", "list.txt:1"}));
  EXPECT_EQ(events[1].evidence, event.evidence);
  EXPECT_EQ(events[1].id, "2");
  EXPECT_EQ(events[2].evidence, Citation(RowCitation{3, "wire", "list.txt:2"}));
  EXPECT_EQ(Passages(*record).passage_of_event(2)->value(), 2);
  EXPECT_EQ(Passages(*record).passage_of_event(1).value(), std::nullopt);
  EXPECT_TRUE(record->check());
}

TEST(Passages, OfAnImportThatIsNotCommittedNothingIsLeft) {
  EventRecord record = small_record();
  {
    auto import = record.begin_import(reports_named("lost"));
    const Report report = report_of("z", "AFP", "2020-01-01", "Lost words.");
    ASSERT_TRUE(import->add_report(report, lines_of(report)));
  }
  EXPECT_EQ(texts_found(record, {.words = "lost"}), Texts{});
  EXPECT_EQ(Passages(record).count_reports(), 2);
  EXPECT_TRUE(record.check());
}

TEST(Passages, ActsAreCorroboratedByIndependentVoicesAndNotByCopies) {
  auto record = EventRecord::in_memory();
  const std::string story = "Poland met Russia in Helsinki on Monday to talk about gas, pipes and a debt that neither side wants to name in public.";
  const std::string own = "In a hotel by the sea, Russian and Polish envoys sat down for talks on gas for the first time since the winter before last.";
  const std::vector<Report> reports = {report_of("a", "Reuters", "2018-07-16", "HELSINKI, July 16 (Reuters) - " + story),
                                       report_of("b", "Lakeside Post", "2018-07-17", story), report_of("c", "Le Monde", "2018-07-17", own)};
  Event event;
  event.when = {day("2018-07-16"), day("2018-07-16")};
  event.actors = {{"Poland", "POL", "", ""}, {"Russia", "RUS", "", ""}};
  event.type = EventType::consult;
  auto import = record->begin_import(reports_named("wire"));
  event.publisher = "TASS";
  ASSERT_TRUE(import->add(event, "list.txt:1")) << "A row is no report: it does not count.";
  event.publisher.clear();
  for (const Report& report : reports) {
    const auto added = import->add_report(report, {{0, report.text.size()}});
    ASSERT_TRUE(added);
    event.evidence = SpanCitation{report.id, {0, report.text.size()}};
    ASSERT_TRUE(import->add(event, *added));
  }
  ASSERT_TRUE(import->commit());
  const auto acts = Passages(*record).acts({day("2018-07-16"), day("2018-07-16")}, PublisherTable::built_in().value());
  ASSERT_TRUE(acts) << acts.error().message;
  ASSERT_EQ(acts->size(), 1U);
  const StoredAct& act = acts->front();
  EXPECT_EQ(act.events, (std::vector<std::int64_t>{2, 3, 4}));
  EXPECT_EQ(act.told_by, (std::vector<std::string>{"Le Monde", "Reuters"}));
  EXPECT_EQ(grade_text(act.reliability, act.credibility), "B2");

  const auto with_rows = Passages(*record).acts({day("2018-07-16"), day("2018-07-16")}, PublisherTable::built_in().value(), true);
  ASSERT_TRUE(with_rows) << with_rows.error().message;
  ASSERT_EQ(with_rows->size(), 1U) << "unless it is asked for";
  EXPECT_EQ(with_rows->front().events, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(with_rows->front().told_by, (std::vector<std::string>{"Le Monde", "Reuters", "government of RUS"}));
}

TEST(Passages, AnEventCanBeCitedAsARow) {
  Event event;
  event.id = "17";
  event.evidence = SpanCitation{"a", {13, 30}};
  EXPECT_EQ(as_row(event), (RowCitation{17, "report", "a:13-30"}));
  event.evidence = RowCitation{3, "wire", "list.txt:2"};
  EXPECT_EQ(as_row(event), (RowCitation{3, "wire", "list.txt:2"}));
}

TEST(Passages, ReportsAreWalkedByDay) {
  const EventRecord record = small_record();
  std::string ids;
  const auto note = [&](const StoredReport& report) -> Result<void> {
    ids += report.id;
    return {};
  };
  ASSERT_TRUE(Passages(record).for_each_report(std::nullopt, note));
  ASSERT_TRUE(Passages(record).for_each_report(DateRange{day("2018-07-17"), day("2018-07-30")}, note));
  EXPECT_EQ(ids, "abb");
}

}  // namespace
}  // namespace corollary::record
