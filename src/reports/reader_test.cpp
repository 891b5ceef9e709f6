#include "reports/reader.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "base/format.h"

namespace corollary::reports {
namespace {

Report only_report(std::string_view path, std::string_view bytes, const ReadOptions& options = {}) {
  const auto result = read_reports(path, bytes, options);
  EXPECT_TRUE(result) << result.error().message;
  EXPECT_EQ(result ? result->reports.size() : 0, 1U);
  return result && !result->reports.empty() ? result->reports.front() : Report{};
}

std::string error_of(std::string_view path, std::string_view bytes) {
  const auto result = read_reports(path, bytes, {});
  return result ? "no error" : result.error().message;
}

std::string iso(std::string_view text) {
  const auto date = parse_written_date(text);
  return date ? date->iso() : "";
}

TEST(WrittenDate, ReadsTheFormsThatPublicationsUse) {
  for (const std::string_view form : {"2018-07-16", "2018-07-16T10:00:00Z", "2018-07-16 10:00", "16.07.2018", "16/07/2018", "16 July 2018",
                                      "16th July 2018", "July 16, 2018", "Jul 16 2018", "Monday, 16 July 2018", "Monday, July 16, 2018"}) {
    EXPECT_EQ(iso(form), "2018-07-16") << form;
  }
}

TEST(WrittenDate, ReadsNothingElse) {
  for (const std::string_view text : {"", "July", "16 July", "32.01.2018", "2018-02-30", "On 16 July 2018", "2018-07-16 and later",
                                      "16.07.18", "1.2.3", "The 16 July"}) {
    EXPECT_EQ(iso(text), "") << text;
  }
}

TEST(DetectFormat, LooksAtTheContentAndNotTheName) {
  EXPECT_EQ(detect_format("\xEF\xBB\xBF {\"text\":\"a\"}"), Format::json_lines);
  EXPECT_EQ(detect_format("<!DOCTYPE html><p>a"), Format::html);
  EXPECT_EQ(detect_format("<?xml version=\"1.0\"?>\n<html>"), Format::html);
  EXPECT_EQ(detect_format("< 5 percent of voters"), Format::plain_text);
  EXPECT_EQ(detect_format("Title\n16.07.2018\nText."), Format::plain_text);
}

TEST(PlainText, TakesTitleAndDateFromTheFirstLines) {
  const Report report = only_report("reports/commentary.txt", "After Helsinki\n17.07.2018\n\nThe presidents met.\n");
  EXPECT_EQ(report.id, "commentary");
  EXPECT_EQ(report.path, "reports/commentary.txt");
  EXPECT_EQ(report.title, "After Helsinki");
  EXPECT_EQ(report.day.iso(), "2018-07-17");
  EXPECT_EQ(report.body.of(report.text), "The presidents met.");
}

TEST(PlainText, KeepsTheBytesAsTheyAreSoThatOffsetsHold) {
  const std::string bytes = "After Helsinki\r\n17.07.2018\r\n\r\nThe presidents met.\r\n";
  const Report report = only_report("a.txt", bytes);
  EXPECT_EQ(report.text, bytes);
  EXPECT_EQ(report.title, "After Helsinki");
  EXPECT_EQ(report.body.of(report.text), "The presidents met.");
}

TEST(PlainText, TakesHeaderFieldsBeforeTheText) {
  const Report report = only_report("a.txt", "Title: After Helsinki\nPublisher: Institute\nDate: July 17, 2018\nPlace: Warsaw\n\nThey met.");
  EXPECT_EQ(report.title, "After Helsinki");
  EXPECT_EQ(report.publisher, "Institute");
  EXPECT_EQ(report.place, "Warsaw");
  EXPECT_EQ(report.day.iso(), "2018-07-17");
  EXPECT_EQ(report.body.of(report.text), "They met.");
}

TEST(PlainText, TakesThePlaceFromADateline) {
  EXPECT_EQ(only_report("a.txt", "2018-07-16\nHELSINKI, July 16 (Reuters) - They met.").place, "Helsinki");
  EXPECT_EQ(only_report("a.txt", "2018-07-16\nNEW YORK — They met.").place, "New York");
  EXPECT_EQ(only_report("a.txt", "2018-07-16\nNATO allies met - at last - in Brussels.").place, "");
}

TEST(PlainText, AnUndatedReportIsReadWhenTheCallerGivesADay) {
  const Report report = only_report("a.txt", "The presidents met.", {.undated_as = Date::from_day_number(0)});
  EXPECT_EQ(report.day.iso(), "1970-01-01");
  EXPECT_EQ(report.title, "");
  EXPECT_EQ(report.body.of(report.text), "The presidents met.");
}

TEST(ReadReports, SaysInOneLineWhatIsWrongWithAFile) {
  EXPECT_EQ(error_of("a.txt", ""), "a.txt: the file is empty, expected a report");
  EXPECT_EQ(error_of("a.txt", " \n\t"), "a.txt: the file is empty, expected a report");
  EXPECT_EQ(error_of("a.bin", std::string_view("PK\x03\0x", 5)), "a.bin:1: byte 3 is NUL, expected text and not a binary file");
  EXPECT_EQ(error_of("a.txt", "Date: soon\n\nThey met."),
            "a.txt:1: date 'soon' is not a day (YYYY-MM-DD, 16.07.2018, 16 July 2018 or July 16, 2018)");
  EXPECT_EQ(error_of("a.txt", "Title\n17.07.2018\n\n"), "a.txt: no text below the title and date");
  EXPECT_TRUE(error_of("a.txt", "They met.").starts_with("a.txt: no date in the first 12 lines, expected"));
}

TEST(ReadReports, TextThatIsNoUtf8IsReadAllTheSame) {
  const Report report = only_report("a.txt", "Title\n16.07.2018\nThey m\xE9t.", {});
  EXPECT_EQ(report.body.of(report.text), "They m\u00E9t.");
  EXPECT_EQ(report.mended, "a.txt:3: byte 23 is not UTF-8: read as Windows-1252");
}

TEST(JsonLines, ReadsOneReportALineUnderAnyOfTheUsualNames) {
  const auto result = read_reports("wire.jsonl",
                                   R"({"text": "They met.", "title": "Talks", "date": "2018-07-16", "publisher": "P", "place": "Helsinki", "id": "x1"}
{"body": "They talked.", "published": "2018-07-17T08:00:00Z", "source": "S"})",
                                   {});
  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->reports.size(), 2U);
  EXPECT_EQ(result->reports[0].id, "x1");
  EXPECT_EQ(result->reports[0].place, "Helsinki");
  EXPECT_EQ(result->reports[1].id, "wire#2");
  EXPECT_EQ(result->reports[1].publisher, "S");
  EXPECT_EQ(result->reports[1].day.iso(), "2018-07-17");
  EXPECT_EQ(result->reports[1].body.of(result->reports[1].text), "They talked.");
}

TEST(JsonLines, ABadLineIsRejectedAndTheOthersAreRead) {
  const auto result = read_reports("wire.jsonl",
                                   "{\"text\": \"They met.\", \"date\": \"2018-07-16\", \"id\": \"x\"}\n"
                                   "{\"text\": \"broken\n"
                                   "\n"
                                   "{\"text\": \"Undated.\"}\n"
                                   "{\"text\": \"Later.\", \"date\": \"2018-13-01\"}\n"
                                   "{\"date\": \"2018-07-16\"}\n"
                                   "{\"text\": \"caf\xE9\", \"date\": \"2018-07-16\"}\n"
                                   "{\"text\": \"Again.\", \"date\": \"2018-07-16\", \"id\": \"x\"}\n",
                                   {});
  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->reports.size(), 2U);
  EXPECT_EQ(result->reports[1].text, "caf\u00E9");
  EXPECT_EQ(result->reports[1].mended, "wire.jsonl:7: byte 13 is not UTF-8: read as Windows-1252");
  const std::vector<std::string> expected = {
      "wire.jsonl:2: not a JSON object, expected one object on each line",
      "wire.jsonl:4: no date, expected \"date\" (or \"published\")",
      "wire.jsonl:5: date '2018-13-01' is not a day (YYYY-MM-DD, 16.07.2018, 16 July 2018 or July 16, 2018)",
      "wire.jsonl:6: no text, expected \"text\" (or \"body\", \"content\")",
      "wire.jsonl:8: id 'x' is that of line 1"};
  EXPECT_EQ(result->rejected, expected);
}

TEST(JsonLines, AFileWithoutAGoodLineIsAnError) {
  EXPECT_EQ(error_of("wire.jsonl", "{\"text\": 5}\n"),
            "wire.jsonl:1: no text, expected \"text\" (or \"body\", \"content\") (none of the file's 1 lines could be read)");
}

constexpr std::string_view kPage = R"(<!DOCTYPE html><html><head>
  <title>Talks | Institute</title>
  <meta property="og:title" content="After the talks">
  <meta property="og:site_name" content="Institute">
  <meta property="article:published_time" content="2018-07-17T09:30:00+02:00">
  <script>var menu = "They never met.";</script><style>p { color: red }</style></head>
<body>
  <nav><a href="/">Home</a> <a href="/all">All commentaries</a></nav>
  <header><p>The institute's slogan stands here.</p></header>
  <main><h1>After the talks</h1>
    <p>The presidents <b>met</b>
       in&nbsp;Helsinki.</p>
    <ul><li><a href="/1">A related commentary on another matter</a></li></ul>
    <h2>What next?</h2>
    <p>They agreed <a href="/2">to meet</a> again.</p>
    <div class="share-buttons">Share this text with all your friends today.</div>
    <form><p>Subscribe to our newsletter now.</p></form>
  </main>
  <aside><p>Advertising for a conference.</p></aside><footer><p>All rights reserved.</p></footer>
</body></html>)";

TEST(Html, ReadsTitleDateAndPublisherFromTheMetadata) {
  const Report report = only_report("page.html", kPage);
  EXPECT_EQ(report.title, "After the talks");
  EXPECT_EQ(report.publisher, "Institute");
  EXPECT_EQ(report.day.iso(), "2018-07-17");
}

TEST(Html, KeepsTheReadableTextOnly) {
  const Report report = only_report("page.html", kPage);
  EXPECT_EQ(report.text, "After the talks\n\nThe presidents met in\xC2\xA0Helsinki.\n\nWhat next?\n\nThey agreed to meet again.");
  EXPECT_EQ(report.body.of(report.text), report.text.substr(17));
}

TEST(Html, TakesTheDateFromATimeElementOrTheVisibleText) {
  EXPECT_EQ(only_report("a.html", "<html><body><time datetime='2018-07-16'>Monday</time><p>They met.</p>").day.iso(), "2018-07-16");
  EXPECT_EQ(only_report("a.html", "<html><body><header><span>16 July 2018</span></header><p>They met.</p>").day.iso(), "2018-07-16");
  EXPECT_EQ(only_report("a.html", R"(<html><script type="application/ld+json">{"datePublished": "2018-07-16"}</script><p>They met.</p>)")
                .day.iso(),
            "2018-07-16");
}

TEST(Html, APageWithoutTextOrDateIsAnError) {
  EXPECT_EQ(error_of("a.html", "<html><body><nav>Home</nav></body></html>"), "a.html: no readable text in the page");
  EXPECT_TRUE(error_of("a.html", "<html><body><p>They met.</p>").starts_with("a.html: no date in the page, expected"));
}

TEST(Html, ElementsNestedBeyondReasonAreAnError) {
  std::string bytes = "<html><body>";
  for (int i = 0; i < 100000; ++i) bytes += "<div>";
  EXPECT_EQ(error_of("a.html", bytes), "a.html: its elements nest 100002 deep, expected a page with less than 4000");
}

// Ids and refusals of a stream, one a line; last the error that ended it.
std::string streamed(const std::string& name, std::string_view bytes) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / ("corollary_stream_" + name);
  EXPECT_TRUE(write_file(path, bytes).has_value());
  auto stream = ReportStream::open(path, {});
  std::string all = stream ? "" : "error: " + stream.error().message;
  while (stream) {
    const auto read = stream->next();
    if (!read || !*read) {
      all += read ? "" : "error: " + read.error().message;
      break;
    }
    all += (*read)->report ? (*read)->report->id + "\n" : "refused: " + (*read)->rejected + "\n";
  }
  for (std::size_t at; (at = all.find(path.string())) != std::string::npos;) all.replace(at, path.string().size(), "FILE");
  std::filesystem::remove(path);
  return all;
}

TEST(ReportStream, GivesTheLinesOfAFileInTheirOrder) {
  EXPECT_EQ(streamed("lines", "{\"id\": \"a\", \"date\": \"2018-07-16\", \"text\": \"They met.\"}\r\n\n{}\n"
                              "{\"id\": \"a\", \"date\": \"2018-07-16\", \"text\": \"Again.\"}\n{\"id\": \"b\", \"date\": \"2018-07-17\", \"text\": \"x\"}"),
            "a\nrefused: FILE:3: no text, expected \"text\" (or \"body\", \"content\")\nrefused: FILE:4: id 'a' is that of line 1\nb\n");
}

TEST(ReportStream, LinesMayBeLongerThanABlock) {
  std::string lines;
  std::string ids;
  for (int i = 0; i < 5; ++i) {
    lines += format("{{\"id\": \"{}\", \"date\": \"2018-07-16\", \"text\": \"{}\"}}\n", i, std::string(100000, 'x'));
    ids += format("{}\n", i);
  }
  EXPECT_EQ(streamed("long", lines), ids);
}

TEST(ReportStream, AFileWithoutAnyReportIsAnErrorAtItsEnd) {
  EXPECT_EQ(streamed("none", "{}\n"), "refused: FILE:1: no text, expected \"text\" (or \"body\", \"content\")\n"
                                      "error: FILE:1: no text, expected \"text\" (or \"body\", \"content\") (none of the file's 1 lines could be read)");
}

TEST(ReportStream, OtherFormatsAreOneReport) {
  EXPECT_EQ(streamed("plain.txt", "Talks\n16 July 2018\n\nThey met."), "corollary_stream_plain\n");
  EXPECT_EQ(streamed("empty", ""), "error: FILE: the file is empty, expected a report");
}

}  // namespace
}  // namespace corollary::reports
